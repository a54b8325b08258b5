import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';

import { readEnds } from '../../base/file-ends.ts';
import { fingerprint } from '../../base/hash.ts';

/** Enough of both ends of a file to tell it from others of its size, in bytes: recordings are too long to be read for that. */
const END_BYTES = 65_536;

/** Tells one file from another by its length, its beginning and its end; `undefined` where it cannot be read. */
export async function contentKeyOf(path: string): Promise<string | undefined> {
  try {
    // What is no file, such as a pipe, would be waited for.
    if (!(await stat(path)).isFile()) return undefined;
    const { size, head, tail } = await readEnds(path, END_BYTES);
    const hash = createHash('sha256').update(head).update(tail);
    return fingerprint('content', size, hash.digest('hex'));
  } catch {
    return undefined;
  }
}
