import type { OpenFile } from './growing-file.ts';

/** Up to `length` bytes from `at`; fewer at the end of the file. */
export async function bytesAt(file: OpenFile, at: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  let read = 0;
  while (read < length) {
    const { bytesRead } = await file.read(buffer, read, length - read, at + read);
    if (bytesRead === 0) break;
    read += bytesRead;
  }
  return buffer.subarray(0, read);
}
