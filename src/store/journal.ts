import { type FileHandle, open, readFile } from 'node:fs/promises';

import { parseJson } from '../base/json.ts';
import type { Memory } from '../base/memory.ts';
import { diskFailure } from './disk-errors.ts';

/** A memory in a file of one JSON line per entry, that survives `kill -9` at any moment. */
export type Journal = Memory & {
  /** Every value whose key begins with `prefix`, in the order first put. */
  valuesOf(prefix: string): unknown[];
  /** Makes sure that everything is on the disk, and closes the file. */
  close(): Promise<void>;
};

/** What was written is handed to the disk at the latest after this long, in milliseconds. */
const SYNC_EVERY_MS = 1000;

/**
 * Opens a journal, reading what is there. A line torn by a crash is passed over; a later entry of the
 * same key wins. `put` resolves when the entry is with the operating system. Throws `DISK_FULL`,
 * `FOLDER_UNWRITABLE`.
 */
export async function openJournal(path: string): Promise<Journal> {
  const kept = new Map<string, unknown>();
  let file: FileHandle;
  try {
    const text = await readFile(path, 'utf8').catch(() => '');
    for (const line of text.split('\n')) {
      const entry = parseJson(line);
      if (isEntry(entry)) kept.set(entry.key, entry.value);
    }
    file = await open(path, 'a');
    if (text !== '' && !text.endsWith('\n')) await file.appendFile('\n');
  } catch (error) {
    throw diskFailure(error, path);
  }
  // One write after another, so that entries never interleave.
  let writing: Promise<unknown> = Promise.resolve();
  let syncedAt = Date.now();
  const write = async (line: string): Promise<void> => {
    try {
      await file.appendFile(line);
      if (Date.now() - syncedAt < SYNC_EVERY_MS) return;
      syncedAt = Date.now();
      await file.datasync();
    } catch (error) {
      throw diskFailure(error, path);
    }
  };
  return {
    get: (key) => kept.get(key),
    put: async (key, value) => {
      kept.set(key, value);
      const line = `${JSON.stringify({ key, value })}\n`;
      const mine = writing.then(() => write(line));
      writing = mine.catch(() => undefined);
      await mine;
    },
    valuesOf: (prefix) =>
      [...kept].flatMap(([key, value]) => (key.startsWith(prefix) ? [value] : [])),
    close: async () => {
      await writing;
      await file.datasync().catch(() => undefined);
      await file.close();
    },
  };
}

function isEntry(value: unknown): value is { key: string; value: unknown } {
  return typeof value === 'object' && value !== null && 'key' in value && 'value' in value;
}
