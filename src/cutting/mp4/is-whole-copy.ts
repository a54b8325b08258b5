import { type FileHandle, open } from 'node:fs/promises';

import { boxesIn, boxOf } from './movie/boxes.ts';
import { type Movie, readMovie } from './movie/read-movie.ts';

/**
 * Whether an MP4 of copied H.264 frames is what was asked for: as many frames, of which the first needs nothing before
 * it. ffmpeg finds another key frame than the one meant in some edited files, and many encoders mark frames as keys
 * after which others still refer back: behind other frames, these would spoil the picture.
 */
export async function isWholeCopy(path: string, frames: number): Promise<boolean> {
  const movie = await readMovie(path);
  if (movie?.picture.count !== frames) return false;
  const file = await open(path, 'r');
  try {
    return await beginsAnew(movie, file);
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  } finally {
    await file.close();
  }
}

/** Kinds of NAL units (ISO/IEC 14496-10, 7.4.1): parts of a picture, and those of one that makes all before it forgotten. */
const SLICES = 5;
const ANEW = 5;

async function beginsAnew({ picture }: Movie, file: FileHandle): Promise<boolean> {
  const lengthBytes = lengthBytesIn(picture.body);
  let at = picture.places[0] ?? 0;
  const end = at + (picture.sizes[0] ?? 0);
  const head = Buffer.alloc(lengthBytes + 1);
  while (at + head.length <= end) {
    await file.read(head, 0, head.length, at);
    const kind = head.readUInt8(lengthBytes) & 0x1f;
    if (kind > 0 && kind <= SLICES) return kind === ANEW;
    at += lengthBytes + head.readUIntBE(0, lengthBytes);
  }
  return false;
}

/** What stands before the boxes in a description of pictures (ISO/IEC 14496-12, 12.1.3), in bytes. */
const DESCRIPTION = 78;

/** By how many bytes a unit's length is told, from the decoder's record (ISO/IEC 14496-15, 5.3.3.1). */
function lengthBytesIn(track: Buffer): number {
  const tables = inside('stbl', inside('minf', inside('mdia', track)));
  const [description] = boxesIn(inside('stsd', tables).subarray(8));
  if (!description) throw new RangeError('there is no description');
  const record = inside('avcC', description.body.subarray(DESCRIPTION));
  return (record.readUInt8(4) & 3) + 1;
}

function inside(name: string, bytes: Buffer): Buffer {
  return boxOf(name, boxesIn(bytes));
}
