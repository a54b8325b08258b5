import { type FileHandle, open, stat } from 'node:fs/promises';

import type { Seconds } from '../../../model/time.ts';
import { box, boxesIn, boxOf, HEADER } from './boxes.ts';
import { readTrack, ticksIn, type Track } from './track.ts';

/** What an MP4 file says of itself: enough to cut it without another program. */
export type Movie = {
  readonly path: string;
  /** Where its start stands on its own clock, in seconds. */
  readonly origin: Seconds;
  readonly duration: Seconds;
  readonly picture: Track;
  readonly sound?: Track | undefined;
  /** The first box of the file, header included: which form it has. */
  readonly form: Buffer;
  /** The box that describes all, without its header. */
  readonly body: Buffer;
};

/** A larger head belongs to no recording of a day. In bytes. */
const LARGEST_HEAD = 256 * 1024 * 1024;
/** The head stands behind fewer boxes than this in whole files; fragmented ones have thousands. */
const MOST_BOXES = 100;
/** Names of sample descriptions that every player of MP4 knows (https://mp4ra.org/registered-types/sampleentries). */
const PICTURES = new Set(['avc1', 'avc3', 'hvc1', 'hev1', 'av01', 'vp09', 'mp4v']);
const SOUNDS = new Set(['mp4a', 'Opus', 'ac-3', 'ec-3', 'fLaC', 'alac']);

/**
 * Reads what an MP4 file says of itself. `undefined` for all that is not plain: other containers, QuickTime, fragments,
 * edits, several sounds, encryption, damage, and what cannot be read; ffmpeg knows about those, or what to say of them.
 */
export async function readMovie(path: string): Promise<Movie | undefined> {
  let file: FileHandle | undefined;
  try {
    // To open what is no file may wait for ever.
    if (!(await stat(path)).isFile()) return undefined;
    file = await open(path, 'r');
    const { size } = await file.stat();
    const parts = await partsOf(file, size);
    return parts && movieIn(path, parts, size);
  } catch (error) {
    const isFromDisk = error instanceof Error && 'syscall' in error;
    if (isFromDisk || error instanceof RangeError) return undefined;
    throw error;
  } finally {
    await file?.close();
  }
}

type Parts = Pick<Movie, 'form' | 'body'>;

async function partsOf(file: FileHandle, end: number): Promise<Parts | undefined> {
  const first = await headAt(0, file);
  if (first.type !== 'ftyp') return undefined;
  const form = Buffer.concat(box(first.type, await bodyOf(first, file, end)));
  let at = first.size;
  for (let count = 0; at + HEADER <= end && count < MOST_BOXES; count++) {
    const head = await headAt(at, file);
    if (head.type === 'moov') return { form, body: await bodyOf(head, file, end) };
    if (head.type === 'moof') return undefined;
    at += head.size;
  }
  return undefined;
}

type Head = { readonly type: string; readonly at: number; readonly size: number };

async function headAt(at: number, file: FileHandle): Promise<Head> {
  const head = Buffer.alloc(2 * HEADER);
  await file.read(head, 0, head.length, at);
  const short = head.readUInt32BE(0);
  const size = short === 1 ? Number(head.readBigUInt64BE(HEADER)) : short;
  // What goes on to the end of its file has no size.
  if (size < HEADER) throw new RangeError('a box without a size');
  return { type: head.toString('latin1', 4, HEADER), at, size };
}

async function bodyOf({ at, size }: Head, file: FileHandle, end: number): Promise<Buffer> {
  if (size > LARGEST_HEAD || at + size > end) throw new RangeError('a box is cut short');
  const body = Buffer.alloc(size - HEADER);
  await file.read(body, 0, body.length, at + HEADER);
  return body;
}

function movieIn(path: string, { form, body }: Parts, fileSize: number): Movie | undefined {
  if (form.toString('latin1', HEADER, HEADER + 4) === 'qt  ') return undefined;
  const boxes = boxesIn(body);
  const movieTicks = ticksIn(boxOf('mvhd', boxes));
  const tracks = boxes
    .filter(({ type }) => type === 'trak')
    .flatMap((each) => readTrack(each.body, { movieTicks, fileSize }) ?? []);
  const picture = tracks.find(({ kind }) => kind === 'picture');
  const [sound, otherSound] = tracks.filter(({ kind }) => kind === 'sound');
  const isFragmented = boxes.some(({ type }) => type === 'mvex');
  // Which of several is played, ffmpeg knows.
  if (
    otherSound ||
    isFragmented ||
    !picture ||
    !PICTURES.has(picture.codec) ||
    (sound && !isPlain(sound))
  ) {
    return undefined;
  }
  const used = sound ? [picture, sound] : [picture];
  const origin = Math.min(...used.map(({ start }) => start));
  const duration = Math.max(...used.map(({ end }) => end)) - origin;
  return duration > 0 ? { path, origin, duration, picture, sound, form, body } : undefined;
}

/** Known to players, decoded from any packet on, in the order it is heard. */
function isPlain({ codec, keys, later }: Track): boolean {
  return SOUNDS.has(codec) && !keys && !later;
}
