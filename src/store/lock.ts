import { readFileSync, rmSync } from 'node:fs';
import { link, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { uptime } from 'node:os';
import process from 'node:process';

import { AppError } from '../base/errors.ts';

/** A lock without a process in it that is older than this was left by a crash, in milliseconds. */
const WRITTEN_WITHIN_MS = 5000;
/** A lock that is free, taken and free again this often in a row is somebody's who is busy here. */
const MOST_ATTEMPTS = 5;

/** The locks this process holds: its own number in a lock file says nothing, numbers come again. */
const held = new Set<string>();

/**
 * Takes the lock at a path, also from a process that is no more, and gives what releases it. Throws
 * `FOLDER_BUSY` when a living process holds it.
 */
export async function takeLock(path: string, folder: string): Promise<() => Promise<void>> {
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    if (held.has(path)) throw new AppError('FOLDER_BUSY', { path: folder, pid: process.pid });
    if (await createLock(path)) {
      return async () => {
        await rm(path, { force: true });
        held.delete(path);
      };
    }
    const pid = await holderOf(path);
    if (pid !== undefined) throw new AppError('FOLDER_BUSY', { path: folder, pid });
    await clear(path);
  }
  throw new AppError('FOLDER_BUSY', { path: folder, pid: '?' });
}

/** Releases, as the process ends, what is still held: whatever held it can no longer do so. */
export function releaseLocks(): void {
  for (const path of held) {
    try {
      // One that was about to be taken may be another process's.
      if (Number(readFileSync(path, 'utf8')) === process.pid) rmSync(path);
    } catch {
      // It is gone, or cannot be removed: the next run sees that its process is no more.
    }
  }
}

/** Makes the lock in one step, its content in it; false when there is one. */
async function createLock(path: string): Promise<boolean> {
  const own = `${path}.${crypto.randomUUID()}`;
  held.add(path);
  try {
    await write(own);
    await link(own, path).catch(async (error: unknown) => {
      // Some file systems know no second name for a file: there it takes two steps.
      if (codeOf(error) === 'EEXIST' || codeOf(error) === 'ENOENT') throw error;
      await write(path);
    });
    return true;
  } catch (error) {
    held.delete(path);
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(own, { force: true });
  }
}

async function write(path: string): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(String(process.pid));
  } finally {
    await file.close();
  }
}

/** The living process that holds a lock, as its number; `undefined` when the lock is free to take. */
async function holderOf(path: string): Promise<number | '?' | undefined> {
  const content = await readFile(path, 'utf8').catch(() => undefined);
  if (content === undefined) return undefined;
  const pid = Number(content);
  if (!Number.isInteger(pid) || pid <= 0) {
    const age = await stat(path).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => Infinity,
    );
    // Just made, and its number not yet in it.
    return age < WRITTEN_WITHIN_MS ? '?' : undefined;
  }
  if (pid === process.pid || !isAlive(pid)) return undefined;
  return (await isOlder(pid, path)) ? pid : undefined;
}

/**
 * Removes a lock left behind. It is moved away first and looked at again: had another process cleared
 * it at the same moment and taken it, it gets it back.
 */
async function clear(path: string): Promise<void> {
  const aside = `${path}.${crypto.randomUUID()}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  if (held.has(path) || (await holderOf(aside)) !== undefined) {
    await link(aside, path).catch(() => undefined);
  }
  await rm(aside, { force: true });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process is alive all the same.
    return codeOf(error) === 'EPERM';
  }
}

/** How exactly a process's start and a file's time are known, in milliseconds. */
const START_WITHIN_MS = 2000;
/** Ticks of the kernel's clock a second, as every Linux tells it to programs. */
const TICKS = 100;

/** True when a process was there before the file was written: numbers come again, most of all after a restart of the machine. */
async function isOlder(pid: number, path: string): Promise<boolean> {
  const written = await stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => Infinity,
  );
  const booted = Date.now() - 1000 * uptime();
  if (written + START_WITHIN_MS < booted) return false;
  // Fields of proc(5), behind a name in brackets that may hold anything: the state first, when it started as the twentieth.
  const told = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  const [state, ...fields] = told?.slice(told.lastIndexOf(')') + 2).split(' ') ?? [];
  // One that ended and was not yet cleared away.
  if (state === 'Z') return false;
  const started = Number(fields[18]);
  return !(booted + (1000 * started) / TICKS > written + START_WITHIN_MS);
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
