import { mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

import { AppError } from '../base/errors.ts';
import { diskFailure } from '../store/disk-errors.ts';
import { sweepLeftovers, workPrefix } from './leftovers.ts';

/** Where a file is made: its path until it is complete, and a folder for what is needed meanwhile. */
export type Workplace = { readonly part: string; readonly folder: string };

/**
 * Makes a file that appears complete or not at all: `make` writes it in a folder beside the target, which goes in any
 * case, at the latest when something is made beside it again; then it is moved to its place. Throws what `make` throws, DISK_FULL, FOLDER_UNWRITABLE.
 */
export async function* wholeFile<E, R>(
  path: string,
  make: (place: Workplace) => AsyncGenerator<E, R>,
): AsyncGenerator<E, R> {
  const target = resolve(path);
  const folder = await workFolder(target);
  try {
    const part = join(folder, 'part');
    const made = yield* make({ part, folder });
    await rename(part, target);
    return made;
  } catch (error) {
    throw aboutTarget(error, target);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Beside the target, so that moving what is done needs no copy. */
async function workFolder(target: string): Promise<string> {
  await sweepLeftovers(dirname(target));
  try {
    return await mkdtemp(join(dirname(target), workPrefix()));
  } catch (error) {
    throw diskFailure(error, dirname(target));
  }
}

/** What the file system said of our own files; all else stays as it is. */
function aboutTarget(error: unknown, target: string): unknown {
  const failure = AppError.find(error);
  if (failure?.code === 'DISK_FULL')
    return new AppError('DISK_FULL', { path: target }, { cause: error });
  const isFromDisk = error instanceof Error && 'syscall' in error && 'code' in error;
  return failure === undefined && isFromDisk ? diskFailure(error, target) : error;
}
