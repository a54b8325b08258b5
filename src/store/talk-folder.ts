import { mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

import { z } from 'zod';

import { AppError } from '../base/errors.ts';
import { isThere } from '../base/is-there.ts';
import { parseJson } from '../base/json.ts';
import { diskFailure } from './disk-errors.ts';
import { ensureFolder } from './ensure-folder.ts';
import { INNER } from './layout.ts';
import { takeLock } from './lock.ts';
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

/** A talk as its folder knows it. */
export type TalkIdentity = {
  readonly title: string;
  /** Where it comes from: a file's place, an address. */
  readonly sourceKey: string;
  /** What it consists of, so that a file that was moved or copied together with its folder is still the same talk. */
  readonly contentKey?: string | undefined;
};

/**
 * Finds or makes the folder of a talk below `out`: the one that belongs to it by its place or its content, else a new one
 * named by the title, never somebody else's. Completes what a crash interrupted. Throws
 * `FOLDER_UNWRITABLE`, `DISK_FULL`, `FOLDER_BUSY`.
 */
export async function claimFolder(out: string, talk: TalkIdentity): Promise<TalkFolder> {
  const slug = slugOf(talk.title);
  for (let twin = 1; twin <= MOST_TWINS; twin++) {
    const path = join(out, twin === 1 ? slug : `${slug}-${twin}`);
    // Each name has to be looked at before the next is tried.
    const claimed = await claim(path, talk);
    if (claimed) return claimed;
  }
  const reason = { en: 'the name is taken', zh: '名称已被占用' };
  throw new AppError('FOLDER_UNWRITABLE', { path: join(out, slug), reason });
}

/**
 * The folder that `claimFolder` would give a talk, and whether it is that talk's already; nothing is made or locked.
 */
export async function findFolder(
  out: string,
  talk: TalkIdentity,
): Promise<{ readonly path: string; readonly isThere: boolean }> {
  const slug = slugOf(talk.title);
  for (let twin = 1; twin <= MOST_TWINS; twin++) {
    const path = join(out, twin === 1 ? slug : `${slug}-${twin}`);
    const owner = await ownerOf(join(path, INNER));
    if (owner && isSame(owner, talk)) return { path, isThere: true };
    if (owner === undefined && !(await isThere(path))) return { path, isThere: false };
  }
  return { path: join(out, slug), isThere: false };
}

/** The folder at a path, locked; `undefined` when it is somebody else's. */
async function claim(path: string, talk: TalkIdentity): Promise<TalkFolder | undefined> {
  const inner = join(path, INNER);
  try {
    const owner = await ownerOf(inner);
    if (owner && !isSame(owner, talk)) return undefined;
    if (owner === undefined && (await isForeign(path, inner))) return undefined;
    await ensureFolder(inner);
    const release = await lockUnlessTaken(path, talk);
    if (!release) return undefined;
    try {
      if (await settle(path, talk)) return { path, inner, release };
    } catch (error) {
      await release();
      throw error;
    }
    await release();
    return undefined;
  } catch (error) {
    throw diskFailure(error, path);
  }
}

/** Looks this often, with this pause in milliseconds, what becomes of a folder just being claimed. */
const LOOKS = 10;
const LOOK_AGAIN_MS = 20;

/** Takes the lock; `undefined` when the process that holds it turns out to claim it for another talk. */
async function lockUnlessTaken(
  path: string,
  talk: TalkIdentity,
): Promise<(() => Promise<void>) | undefined> {
  const inner = join(path, INNER);
  for (let look = 1; ; look++) {
    try {
      return await takeLock(join(inner, 'lock'), path);
    } catch (error) {
      const owner = await ownerOf(inner);
      if (owner && !isSame(owner, talk)) return undefined;
      if (owner !== undefined || look === LOOKS) throw error;
      await setTimeout(LOOK_AGAIN_MS);
    }
  }
}

/** Under the lock: makes the folder ours for good, unless another talk was quicker. */
async function settle(path: string, talk: TalkIdentity): Promise<boolean> {
  const inner = join(path, INNER);
  const owner = await ownerOf(inner);
  if (owner && !isSame(owner, talk)) return false;
  const { sourceKey: key, contentKey: content = owner?.content } = talk;
  // By what it consists of now it is known when it is moved; a transcript may be changed in its place.
  if (owner?.key !== key || owner.content !== content) {
    const { default: writeFileAtomic } = await import('write-file-atomic');
    await writeFileAtomic(join(inner, OWNER), `${JSON.stringify({ key, content })}\n`);
  }
  await finishPublishing(path);
  return true;
}

function isSame(owner: Owner, { sourceKey, contentKey }: TalkIdentity): boolean {
  return owner.key === sourceKey || (contentKey !== undefined && owner.content === contentKey);
}

const OWNER = 'source.json';

const Owner = z.object({ key: z.string(), content: z.string().optional() });
type Owner = z.infer<typeof Owner>;

/** The talk a folder belongs to, by what is inside it; `undefined` when nothing says so. */
export async function ownerOf(inner: string): Promise<Owner | undefined> {
  const text = await readFile(join(inner, OWNER), 'utf8').catch(() => '');
  return Owner.safeParse(parseJson(text)).data;
}

/** True for a folder, or file, that Talkleaf did not make; makes the folder where there is none. */
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
  for (let look = 1; look < LOOKS && (await isBeingMade(path)); look++) {
    await setTimeout(LOOK_AGAIN_MS);
  }
  return stat(inner).then(
    (found) => !found.isDirectory(),
    () => true,
  );
}

/** An empty folder younger than this may be one that another process is just making, in milliseconds. */
const JUST_MADE_MS = 2000;

async function isBeingMade(path: string): Promise<boolean> {
  try {
    const { birthtimeMs } = await stat(path);
    return Date.now() - birthtimeMs < JUST_MADE_MS && (await readdir(path)).length === 0;
  } catch {
    // A file, for one.
    return false;
  }
}
