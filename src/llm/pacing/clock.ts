import { setTimeout as wait } from 'node:timers/promises';

/** Time and chance as values, so that tests need neither. */
export type Clock = {
  /** Milliseconds on a clock that only counts up. */
  now(): number;
  /** Waits `ms` milliseconds. An abort ends the wait at once and throws the signal's reason. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** A number from 0 up to 1, for jitter. */
  random(): number;
};

/** The real clock. */
export const systemClock: Clock = {
  now: () => performance.now(),
  sleep: async (ms, signal) => {
    signal?.throwIfAborted();
    try {
      await wait(ms, undefined, signal ? { signal } : {});
    } catch (error) {
      // The timer throws its own AbortError; callers are promised the reason itself.
      signal?.throwIfAborted();
      throw error;
    }
  },
  random: () => Math.random(),
};
