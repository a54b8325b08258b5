import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';

import writeFileAtomic from 'write-file-atomic';

import { AppError } from '../base/errors.ts';
import { parseJson } from '../base/json.ts';
import { diskFailure } from './disk-errors.ts';
import { ensureFolder } from './ensure-folder.ts';
import { INNER } from './layout.ts';
import { finishPublishing } from './publish.ts';
import { slugOf } from './slug.ts';

/** The folder of one talk, ours until it is released. */
export type TalkFolder = {
  readonly path: string;
  /** Where journals are kept; inside `path`. */
  readonly inner: string;
  /** Lets other processes use the folder. */
  release(): Promise<void>;
};

/** A title used by this many other talks gives up on numbering. */
const MOST_TWINS = 1000;

/**
 * Finds or makes the folder of a talk below `out`: the one that belongs to `sourceKey`, else a new one
 * named by the title, never somebody else's. Completes what a crash interrupted. Throws
 * `FOLDER_UNWRITABLE`, `DISK_FULL`, `FOLDER_BUSY`.
 */
export async function claimFolder(
  out: string,
  talk: { readonly title: string; readonly sourceKey: string },
): Promise<TalkFolder> {
  const slug = slugOf(talk.title);
  for (let twin = 1; twin <= MOST_TWINS; twin++) {
    const path = join(out, twin === 1 ? slug : `${slug}-${twin}`);
    // Each name has to be looked at before the next is tried.
    if (await isOurs(path, talk.sourceKey)) return await enter(path);
  }
  throw new AppError('FOLDER_UNWRITABLE', { path: join(out, slug), reason: 'the name is taken' });
}

async function isOurs(path: string, sourceKey: string): Promise<boolean> {
  const inner = join(path, INNER);
  const ownerFile = join(inner, 'source.json');
  try {
    const owner = parseJson(await readFile(ownerFile, 'utf8').catch(() => ''));
    if (typeof owner === 'object' && owner !== null && 'key' in owner)
      return owner.key === sourceKey;
    if (await isForeign(path, inner)) return false;
    await ensureFolder(inner);
    await writeFileAtomic(ownerFile, `${JSON.stringify({ key: sourceKey })}\n`);
    return true;
  } catch (error) {
    throw diskFailure(error, path);
  }
}

/** True for a folder, or file, that Talkleaf did not make. */
async function isForeign(path: string, inner: string): Promise<boolean> {
  try {
    // Fails when it is already there.
    await mkdir(path);
    return false;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT') {
      await ensureFolder(path);
      return false;
    }
    if (code !== 'EEXIST') throw error;
  }
  // Made by us and interrupted before the owner was written, if the inner folder is there.
  return open(inner, 'r').then(
    (handle) => handle.close().then(() => false),
    () => true,
  );
}

async function enter(path: string): Promise<TalkFolder> {
  const inner = join(path, INNER);
  const lock = join(inner, 'lock');
  await takeLock(lock, path);
  try {
    await finishPublishing(path);
  } catch (error) {
    await rm(lock, { force: true });
    throw diskFailure(error, path);
  }
  return { path, inner, release: () => rm(lock, { force: true }) };
}

async function takeLock(lock: string, path: string): Promise<void> {
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      const handle = await open(lock, 'wx');
      await handle.writeFile(String(process.pid));
      await handle.close();
      return;
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code !== 'EEXIST') throw diskFailure(error, path);
      const pid = Number(await readFile(lock, 'utf8').catch(() => ''));
      if (pid !== process.pid && isAlive(pid)) throw new AppError('FOLDER_BUSY', { path, pid });
      // Left by a process that was killed.
      await rm(lock, { force: true });
    }
  }
  throw new AppError('FOLDER_BUSY', { path, pid: '?' });
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process is alive all the same.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
