import { open, type FileHandle } from 'node:fs/promises';

/** The length of a file, in bytes, with its first and its last part. */
export type FileEnds = { readonly size: number; readonly head: Buffer; readonly tail: Buffer };

/** Reads at most so many bytes at either end of a file; in a short one both parts overlap. */
export async function readEnds(path: string, bytes: number): Promise<FileEnds> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const head = await part(file, { at: 0, bytes: Math.min(bytes, size) });
    const tail = await part(file, { at: Math.max(0, size - bytes), bytes: Math.min(bytes, size) });
    return { size, head, tail };
  } finally {
    await file.close();
  }
}

async function part(
  file: FileHandle,
  { at, bytes }: { readonly at: number; readonly bytes: number },
): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, at);
  return buffer.subarray(0, bytesRead);
}
