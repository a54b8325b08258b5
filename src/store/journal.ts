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

/** A write this long after the last one that was handed to the disk is handed to it too, in milliseconds. */
const SYNC_EVERY_MS = 1000;

/**
 * Opens a journal, reading what is there. A line torn by a crash is passed over; a later entry of the
 * same key wins. `put` resolves when the entry is with the operating system; entries put while another
 * is being written go out together. Throws `DISK_FULL`, `FOLDER_UNWRITABLE`.
 */
export async function openJournal(path: string): Promise<Journal> {
  try {
    const text = await textOf(path);
    const kept = entriesIn(text);
    const file = await open(path, 'a');
    return journalOf({ path, file, kept, isTorn: text !== '' && !text.endsWith('\n') });
  } catch (error) {
    throw diskFailure(error, path);
  }
}

/** What a journal remembers, as a memory that is written nowhere. Throws `FOLDER_UNWRITABLE` where it cannot be read. */
export async function readJournal(path: string): Promise<Memory> {
  try {
    const kept = entriesIn(await textOf(path));
    return {
      get: (key) => kept.get(key),
      put: async (key, value) => {
        kept.set(key, value);
      },
    };
  } catch (error) {
    throw diskFailure(error, path);
  }
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    // Anything else must not pass for an empty journal: what it holds was paid for.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}

function entriesIn(text: string): Map<string, unknown> {
  const kept = new Map<string, unknown>();
  for (const line of text.split('\n')) {
    const entry = parseJson(line);
    if (isEntry(entry)) kept.set(entry.key, entry.value);
  }
  return kept;
}

function isEntry(value: unknown): value is { key: string; value: unknown } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'key' in value &&
    typeof value.key === 'string' &&
    'value' in value
  );
}

type Opened = {
  readonly path: string;
  readonly file: FileHandle;
  readonly kept: Map<string, unknown>;
  /** True when the file ends in the middle of a line. */
  isTorn: boolean;
};

function journalOf(opened: Opened): Journal {
  const { file, kept } = opened;
  /** Lines that wait for the write under way to end; one write takes them all. */
  let waiting: string[] = [];
  let next: Promise<void> | undefined;
  // One write after another, so that entries never interleave.
  let writing: Promise<void> = Promise.resolve();
  const write = writerOf(opened);
  const writeWaiting = async (): Promise<void> => {
    const lines = waiting.join('');
    waiting = [];
    next = undefined;
    await write(lines);
  };
  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    await writing;
    await file.datasync().catch(() => undefined);
    await file.close();
  };
  return {
    get: (key) => kept.get(key),
    put: async (key, value) => {
      kept.set(key, value);
      waiting.push(`${JSON.stringify({ key, value })}\n`);
      if (!next) {
        next = writing.then(writeWaiting);
        writing = next.catch(() => undefined);
      }
      await next;
    },
    valuesOf: (prefix) =>
      [...kept].flatMap(([key, value]) => (key.startsWith(prefix) ? [value] : [])),
    close: () => (closing ??= close()),
  };
}

function writerOf(opened: Opened): (lines: string) => Promise<void> {
  let syncedAt = Date.now();
  return async (lines) => {
    try {
      // What follows half a line would be lost with it.
      const text = opened.isTorn ? `\n${lines}` : lines;
      opened.isTorn = true;
      await opened.file.appendFile(text);
      opened.isTorn = false;
      if (Date.now() - syncedAt < SYNC_EVERY_MS) return;
      syncedAt = Date.now();
      await opened.file.datasync();
    } catch (error) {
      throw diskFailure(error, opened.path);
    }
  };
}
