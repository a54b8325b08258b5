import { readFile, stat } from 'node:fs/promises';
import process from 'node:process';

/** A larger file is left as it is, in bytes: whole weights of that size stand in files of their own. */
const MOST_BYTES = 1e9;
/** A file that is taken apart is held in memory so many times: as read, put together again, and in the library. */
const TIMES = 3;

/** A model's file, to be taken apart. Fails for one too large for that, or for the memory there is, in bytes. */
export async function readModel(
  file: string,
  available = process.availableMemory(),
): Promise<Buffer> {
  const { size } = await stat(file);
  if (size > MOST_BYTES || TIMES * size > available) throw new Error('too large to be taken apart');
  return readFile(file);
}
