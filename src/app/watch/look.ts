import { readdir, stat } from 'node:fs/promises';
import { join, parse } from 'node:path';

import { readText } from '../../cutting/lists/read-times.ts';
import { cutAmong, isResult } from '../../cutting/lists/results.ts';
import { readTicks } from '../../cutting/lists/tick-list.ts';
import { isMedia } from '../inputs/media-names.ts';
import type { Seen, WatchState } from './state.ts';

/** A tick list as it lies there. */
export type FoundList = {
  /** Path below the watched folder. */
  readonly path: string;
  readonly seen: Seen;
  readonly isDone: boolean;
};

/** A recording in a watched folder, and what has become of it. */
export type FoundMedia = {
  readonly name: string;
  readonly seen: Seen;
  /** True once it has not grown for a while: it is no longer being recorded or copied. */
  readonly isSettled: boolean;
  /** Its tick list, autocut's beside it before Talkleaf's own. */
  readonly list?: FoundList | undefined;
  /** Name of what it was cut to, once it is. */
  readonly cut?: string | undefined;
};

/** What the overview of a folder is called; the name is autocut's. */
export const OVERVIEW = 'autocut.md';
/** What the ticked recordings of the overview become, with a picture and without. */
export const MERGED: readonly string[] = ['autocut_merged.mp4', 'autocut_merged.mp3'];

/** Watches files grow: a file is settled when it is the same in two looks this far apart. */
export class Settling {
  readonly #settleMs: number;
  readonly #since = new Map<string, Seen & { readonly atMs: number }>();

  constructor(settleMs: number) {
    this.#settleMs = settleMs;
  }

  isSettled(name: string, seen: Seen, nowMs: number): boolean {
    const known = this.#since.get(name);
    if (known?.size !== seen.size || known.mtimeMs !== seen.mtimeMs) {
      // What was last changed long ago need not be watched.
      const isOld = nowMs - seen.mtimeMs > 10 * this.#settleMs;
      this.#since.set(name, { ...seen, atMs: isOld ? 0 : nowMs });
    }
    return nowMs - (this.#since.get(name)?.atMs ?? nowMs) >= this.#settleMs;
  }
}

/**
 * Looks at all recordings of a folder, in the order of their names; results of cutting and joining, and what is in
 * folders below, are left alone.
 */
export async function lookAround(
  folder: string,
  { settling, state }: { readonly settling: Settling; readonly state: WatchState },
): Promise<FoundMedia[]> {
  const names = new Set(await readdir(folder));
  const media = [...names].filter(
    (name) => isMedia(name) && !name.startsWith('.') && !isResult(name),
  );
  const found: FoundMedia[] = [];
  for (const name of media.toSorted()) {
    const seen = await seenAt(join(folder, name));
    // It may have been taken away meanwhile.
    if (seen === undefined) continue;
    const stem = parse(name).name;
    const own = state.folderOf(name, seen);
    found.push({
      name,
      seen,
      isSettled: settling.isSettled(name, seen, Date.now()),
      list:
        (await listAt(folder, `${stem}.md`)) ??
        (own === undefined ? undefined : await listAt(folder, join(own, 'cut.md'))),
      cut: cutAmong(names, name),
    });
  }
  return found;
}

/** A tick list, if there is one at a path below the folder. */
export async function listAt(folder: string, path: string): Promise<FoundList | undefined> {
  const seen = await seenAt(join(folder, path));
  // Editors write in other encodings than ours, and take a file away for a moment as they save.
  const text = seen && (await readText(join(folder, path)).catch(() => undefined));
  if (seen === undefined || text === undefined) return undefined;
  const { isDone, ticks } = readTicks(text);
  // A note that happens to have the name of the recording is no list.
  return isDone || ticks.length > 0 || path === OVERVIEW ? { path, seen, isDone } : undefined;
}

async function seenAt(path: string): Promise<Seen | undefined> {
  const found = await stat(path).catch(() => undefined);
  return found?.isFile() ? { size: found.size, mtimeMs: found.mtimeMs } : undefined;
}
