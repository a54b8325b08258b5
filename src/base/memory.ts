/**
 * Where finished work is kept so that it is never paid for twice. Keys cover everything the value
 * depends on. What is put can be read again at once, and survives a crash once `put` has resolved.
 */
export type Memory = {
  get(key: string): unknown;
  put(key: string, value: unknown): Promise<void>;
};

/** A memory that lasts as long as the process: for the library and for tests. */
export function volatileMemory(): Memory {
  const kept = new Map<string, unknown>();
  return {
    get: (key) => kept.get(key),
    put: async (key, value) => {
      kept.set(key, value);
    },
  };
}
