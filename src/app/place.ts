import { access, realpath, rename } from 'node:fs/promises';
import { join } from 'node:path';

import { diskFailure } from '../store/disk-errors.ts';
import { ensureFolder } from '../store/ensure-folder.ts';
import { type Journal, openJournal } from '../store/journal.ts';
import { claimFolder, type TalkFolder } from '../store/talk-folder.ts';
import type { Input } from './read-input.ts';

/** A talk's folder and its journal, both ours until they are left. */
export type Place = { readonly folder: TalkFolder; readonly journal: Journal };

/** Enters the folder of an input below `out`; with `force`, without what earlier runs remember. */
export async function enterPlace(
  out: string,
  input: Pick<Input, 'title' | 'sourceKey'>,
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

/** Closes the journal and lets others use the folder. */
export async function leavePlace({ folder, journal }: Place): Promise<void> {
  try {
    await journal.close();
  } finally {
    await folder.release();
  }
}

/** True when a talk was finished here before. */
export async function isFinished({ folder }: Place): Promise<boolean> {
  return access(join(folder.path, 'talk.json')).then(
    () => true,
    () => false,
  );
}

async function openFolder(
  out: string,
  input: Pick<Input, 'title' | 'sourceKey'>,
): Promise<TalkFolder> {
  try {
    await ensureFolder(out);
    return await claimFolder(await realpath(out), input);
  } catch (error) {
    throw diskFailure(error, out);
  }
}

async function openFreshJournal({ inner }: TalkFolder, force: boolean): Promise<Journal> {
  const path = join(inner, 'journal.jsonl');
  // What was paid for is put aside, not thrown away.
  if (force) await rename(path, join(inner, 'journal.before.jsonl')).catch(() => undefined);
  return await openJournal(path);
}
