import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';

import { fingerprint } from '../../base/hash.ts';

/** Enough of both ends of a file to tell it from others of its size, in bytes: recordings are too long to be read for that. */
const END_BYTES = 65_536;

/** Tells one file from another by its length, its beginning and its end; `undefined` where it cannot be read. */
export async function contentKeyOf(path: string): Promise<string | undefined> {
  const file = await open(path).catch(() => undefined);
  if (!file) return undefined;
  try {
    const info = await file.stat();
    if (!info.isFile()) return undefined;
    const hash = createHash('sha256');
    for (const position of [0, Math.max(0, info.size - END_BYTES)]) {
      const { buffer, bytesRead } = await file.read(
        Buffer.alloc(END_BYTES),
        0,
        END_BYTES,
        position,
      );
      hash.update(buffer.subarray(0, bytesRead));
    }
    return fingerprint('content', info.size, hash.digest('hex'));
  } catch {
    return undefined;
  } finally {
    await file.close();
  }
}
