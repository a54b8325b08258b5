import writeFileAtomic from 'write-file-atomic';

import { AppError } from '../../base/errors.ts';
import { isThere } from '../../base/is-there.ts';
import { diskFailure } from '../../store/disk-errors.ts';

/** Whether what is there may be written over. */
export type Overwriting = {
  /** @default false */
  readonly force?: boolean | undefined;
};

/** Throws FILE_EXISTS for the first of these files that is there, unless it may be written over. */
export async function keepExisting(
  paths: readonly string[],
  { force = false }: Overwriting,
): Promise<void> {
  for (const path of force ? [] : paths) {
    // One after another, so that the one that matters most is named.
    if (await isThere(path)) throw new AppError('FILE_EXISTS', { path });
  }
}

/** Writes a file that appears complete or not at all. Throws DISK_FULL, FOLDER_UNWRITABLE. */
export async function writeOutput(path: string, content: string | Buffer): Promise<void> {
  try {
    await writeFileAtomic(path, content);
  } catch (error) {
    throw diskFailure(error, path);
  }
}
