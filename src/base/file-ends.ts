import { open } from 'node:fs/promises';

import { bytesAt } from './bytes-at.ts';

/** The length of a file, in bytes, with its first and its last part. */
export type FileEnds = { readonly size: number; readonly head: Buffer; readonly tail: Buffer };

/** Reads at most so many bytes at either end of a file; in a short one both parts overlap. */
export async function readEnds(path: string, bytes: number): Promise<FileEnds> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const head = await bytesAt(file, 0, Math.min(bytes, size));
    const tail = await bytesAt(file, Math.max(0, size - bytes), Math.min(bytes, size));
    return { size, head, tail };
  } finally {
    await file.close();
  }
}
