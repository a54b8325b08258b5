import { bytesAt } from '../base/bytes-at.ts';
import type { OpenFile } from '../base/growing-file.ts';

/** Bytes of an ID3v2 tag's own header, and of its footer. */
const ID3_HEADER = 10;
const HAS_FOOTER = 0x10;
/** Bytes of a frame's header, and of the longest side information behind it, where the info tag stands. */
const FRAME_HEADER = 4;
const LONGEST_SIDE = 32;
/** Flags of the info tag: the count of frames comes first, then the length in bytes. */
const HAS_FRAMES = 1;
const HAS_LENGTH = 2;

/**
 * Where an MP3's info tag (http://gabriel.mp3-tech.org/mp3infotag.html) says in four bytes how long the file is, from the start
 * of the file; `undefined` where none does. ffmpeg (5.1 and 8.1 were tried) takes that for damage when it cannot ask how long the
 * file is, and then does not cut off what the encoder padded at the end. With zeros there it does, as with the file itself.
 */
export async function lengthField(file: OpenFile): Promise<number | undefined> {
  const head = await bytesAt(file, 0, ID3_HEADER);
  const frame = head.toString('latin1', 0, 3) === 'ID3' ? afterId3(head) : 0;
  const bytes = await bytesAt(file, frame, FRAME_HEADER + LONGEST_SIDE + 8);
  if (bytes[0] !== 0xff) return undefined;
  const names = ['Xing', 'Info'].map((name) => bytes.indexOf(name, 0, 'latin1'));
  const at = Math.max(...names);
  if (at < 0 || at + 8 > bytes.length) return undefined;
  const flags = bytes.readUInt32BE(at + 4);
  if ((flags & HAS_LENGTH) === 0) return undefined;
  return frame + at + 8 + ((flags & HAS_FRAMES) === 0 ? 0 : 4);
}

/** Where an ID3v2 tag ends: its length has seven bits in each byte. */
function afterId3(head: Buffer): number {
  const length = head.subarray(6).reduce((sum, byte) => sum * 128 + byte, 0);
  const footer = ((head[5] ?? 0) & HAS_FOOTER) === 0 ? 0 : ID3_HEADER;
  return ID3_HEADER + length + footer;
}
