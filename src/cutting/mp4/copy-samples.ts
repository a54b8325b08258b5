import type { FileHandle } from 'node:fs/promises';

import { mediaError } from '../../media/media-error.ts';
import type { ByteRange } from './lay-out.ts';

/** Read and written at once; more of it is no faster. In bytes. */
const BLOCK = 4 * 1024 * 1024;

/** From where to where ranges are written, and how. */
export type CopyJob = {
  readonly source: FileHandle;
  /** Of the source, for failures. */
  readonly path: string;
  readonly target: FileHandle;
};

/**
 * Copies ranges of bytes one after another to where the target stands, reading some while those before are written.
 * Yields the count of bytes that are done. Throws RangeError when the source is shorter than it should be,
 * FILE_UNREADABLE, and what the file system says of the target.
 */
export async function* copySamples(
  ranges: readonly ByteRange[],
  job: CopyJob,
): AsyncGenerator<number, void> {
  let [block, other] = [Buffer.alloc(BLOCK), Buffer.alloc(BLOCK)];
  let full: Buffer = block.subarray(0, 0);
  let written = 0;
  for (const stretch of stretchesOf(ranges)) {
    const [next] = await Promise.all([fill(block, stretch, job), writeAll(full, job)]);
    written += full.length;
    yield written;
    full = next;
    [block, other] = [other, block];
  }
  await writeAll(full, job);
  yield written + full.length;
}

/** Reads a stretch and pushes its parts together. */
async function fill(
  block: Buffer,
  { from, size, parts }: Stretch,
  { source, path }: CopyJob,
): Promise<Buffer> {
  const { bytesRead } = await source.read(block, 0, size, from).catch((error: unknown) => {
    throw mediaError(path, error);
  });
  if (bytesRead < size) throw new RangeError('the source is cut short');
  let length = 0;
  for (const part of parts) {
    const inside = part.from - from;
    if (inside > length) block.copyWithin(length, inside, inside + part.size);
    length += part.size;
  }
  return block.subarray(0, length);
}

/** A disk that is nearly full takes less than it is given, and complains the next time. */
async function writeAll(bytes: Buffer, { target }: CopyJob): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await target.write(bytes, done);
    done += bytesWritten;
  }
}

type Stretch = ByteRange & { readonly parts: readonly ByteRange[] };

/** What lies close together is read in one go, with what is between; long ranges in several. */
function* stretchesOf(ranges: readonly ByteRange[]): Generator<Stretch> {
  let parts: ByteRange[] = [];
  let [begin, end] = [0, 0];
  for (const range of ranges) {
    for (let done = 0; done < range.size; done += BLOCK) {
      const from = range.from + done;
      const size = Math.min(BLOCK, range.size - done);
      const fits = from >= end && from + size - begin <= BLOCK;
      if (parts.length > 0 && !fits) {
        yield { from: begin, size: end - begin, parts };
        parts = [];
      }
      if (parts.length === 0) begin = from;
      parts.push({ from, size });
      end = from + size;
    }
  }
  if (parts.length > 0) yield { from: begin, size: end - begin, parts };
}
