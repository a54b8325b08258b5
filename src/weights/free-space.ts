import { statfs } from 'node:fs/promises';

import { byteSize } from '../base/byte-size.ts';
import { AppError } from '../base/errors.ts';

/** Tells how many bytes can still be written to a folder; `undefined` where the file system does not say. */
export type FreeSpace = (folder: string) => Promise<number | undefined>;

/** What is left to the other programs of a machine, in bytes: a talk with all its files takes as much. */
const LEFT_TO_OTHERS = 200_000_000;

/** Asks the file system of a folder that is there. */
async function freeSpace(folder: string): Promise<number | undefined> {
  return statfs(folder).then(
    // Some file systems over a network say that they have no blocks at all.
    ({ bavail, bsize, blocks }) => (blocks > 0 ? bavail * bsize : undefined),
    () => undefined,
  );
}

/** Throws `MODEL_NO_ROOM` where so many bytes more would leave too little of the disk. */
export async function requireRoom(
  folder: string,
  missing: number,
  free: FreeSpace = freeSpace,
): Promise<void> {
  const bytes = await free(folder);
  const needed = missing + LEFT_TO_OTHERS;
  if (missing <= 0 || bytes === undefined || bytes >= needed) return;
  throw new AppError('MODEL_NO_ROOM', { folder, needed: byteSize(needed), free: byteSize(bytes) });
}
