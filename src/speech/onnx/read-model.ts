import { readFile, stat } from 'node:fs/promises';

/** A larger file is left as it is: to take it apart it is held in memory twice. In bytes. */
const MOST_BYTES = 1e9;

/** A model's file, to be taken apart. Fails for one too large for that. */
export async function readModel(file: string): Promise<Buffer> {
  const { size } = await stat(file);
  if (size > MOST_BYTES) throw new Error('too large to be taken apart');
  return readFile(file);
}
