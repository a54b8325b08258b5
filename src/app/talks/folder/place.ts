import { readdir, realpath, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { isThere } from '../../../base/is-there.ts';
import { diskFailure } from '../../../store/disk-errors.ts';
import { ensureFolder } from '../../../store/ensure-folder.ts';
import { type Journal, openJournal } from '../../../store/journal.ts';
import { INNER } from '../../../store/layout.ts';
import { claimFolder, type TalkFolder } from '../../../store/talk-folder.ts';
import type { Input } from '../../inputs/read-input.ts';

/** A talk's folder and its journal, both ours until they are left. */
export type Place = { readonly folder: TalkFolder; readonly journal: Journal };

/** Enters the folder of an input below `out`; with `force`, without what earlier runs remember. */
export async function enterPlace(
  out: string,
  input: Pick<Input, 'title' | 'sourceKey' | 'contentKey'>,
  force: boolean,
): Promise<Place> {
  const folder = await openFolder(out, input);
  try {
    return { folder, journal: await openFreshJournal(folder, force) };
  } catch (error) {
    await folder.release();
    throw error;
  }
}

/** Closes the journal and lets others use the folder. A folder in which nothing came to be is taken away. */
export async function leavePlace({ folder, journal }: Place): Promise<void> {
  try {
    await journal.close();
    if (await isUnused(folder)) await rm(folder.path, { recursive: true, force: true });
  } finally {
    await folder.release();
  }
}

/** Where a talk's folder keeps what was done, inside `.talkleaf`. */
export const JOURNAL = 'journal.jsonl';
/** Where it keeps what came of that, as long as nothing more is asked. */
export const MADE = 'made.json';

/** What every folder has before any work is done. */
const BARE = new Set([JOURNAL, 'source.json', 'lock', 'fetched']);

async function isUnused({ path, inner }: TalkFolder): Promise<boolean> {
  try {
    const [outside, inside] = await Promise.all([readdir(path), readdir(inner)]);
    const { size } = await stat(join(inner, JOURNAL));
    const fetched = await readdir(join(inner, 'fetched')).catch(() => []);
    const isBare = inside.every((name) => BARE.has(name)) && fetched.length === 0;
    return outside.length === 1 && isBare && size === 0;
  } catch {
    return false;
  }
}

/** True when a talk was finished here before. */
export async function isFinished({ folder }: Place): Promise<boolean> {
  return await isThere(join(folder.path, 'talk.json'));
}

/** The files of a talk that stand in its folder. */
export async function filesIn({ folder }: Place): Promise<string[]> {
  const names = await readdir(folder.path);
  return names.filter((name) => name !== INNER).toSorted();
}

async function openFolder(
  out: string,
  input: Pick<Input, 'title' | 'sourceKey' | 'contentKey'>,
): Promise<TalkFolder> {
  try {
    await ensureFolder(out);
    return await claimFolder(await realpath(out), input);
  } catch (error) {
    throw diskFailure(error, out);
  }
}

async function openFreshJournal({ inner }: TalkFolder, force: boolean): Promise<Journal> {
  const path = join(inner, JOURNAL);
  if (force) {
    await rm(join(inner, MADE), { force: true });
    // What was paid for is put aside, not thrown away.
    await rename(path, join(inner, 'journal.before.jsonl')).catch(() => undefined);
  }
  return await openJournal(path);
}
