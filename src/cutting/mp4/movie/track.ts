import type { Seconds } from '../../../model/time.ts';
import { type Box, boxesIn, boxOf } from './boxes.ts';
import { readEdit } from './edit-list.ts';
import { readSampleTable, type SampleTable } from './sample-table.ts';

/** A track of an MP4 file that plays as it stands there. */
export type Track = SampleTable & {
  readonly kind: 'picture' | 'sound';
  /** Ticks a second. */
  readonly ticks: number;
  /** What its samples are, by the name of their description: `avc1`. */
  readonly codec: string;
  /** Added to times of the track gives those of the movie; in ticks. */
  readonly shift: number;
  /** Where what is played of it starts and ends, in seconds of the movie. */
  readonly start: Seconds;
  readonly end: Seconds;
  /** The track's own box, to be copied. */
  readonly body: Buffer;
};

/** The file a track is in. */
export type Around = {
  /** Ticks a second of its movie. */
  readonly movieTicks: number;
  /** In bytes. */
  readonly fileSize: number;
};

/** No codec in use shows a frame earlier or later by more frames than this (H.264: 16). */
const MOST_REORDERED = 64;
/**
 * What an edit list may hide at the end, in seconds: of a picture one frame, for its lengths are rounded; of sound
 * what its encoder puts behind it (AAC at 8 kHz: a packet of an eighth of a second).
 */
const SLACK = { picture: 0.04, sound: 0.25 };

/**
 * Reads a track. `undefined` for what is neither picture nor sound, or has no samples. Throws RangeError where it is
 * damaged, or played otherwise than from beginning to end.
 */
export function readTrack(body: Buffer, { movieTicks, fileSize }: Around): Track | undefined {
  const boxes = boxesIn(body);
  const media = boxesIn(boxOf('mdia', boxes));
  const handler = boxOf('hdlr', media).toString('latin1', 8, 12);
  const kind = handler === 'vide' ? 'picture' : 'sound';
  if (handler !== 'vide' && handler !== 'soun') return undefined;
  const ticks = ticksIn(boxOf('mdhd', media));
  const information = boxesIn(boxOf('minf', media));
  requireOwnData(information);
  const tables = boxesIn(boxOf('stbl', information));
  const table = readSampleTable(tables, fileSize);
  if (table.count === 0) return undefined;
  const first = earliestIn(table);
  const last = latestIn(table, first);
  const edit = readEdit(boxes, { ticks, movieTicks, last, slack: SLACK[kind] * ticks });
  const start = Math.max(first + edit.shift, edit.from) / ticks;
  const end = Math.min(last + edit.shift, edit.until) / ticks;
  const codec = codecIn(boxOf('stsd', tables));
  return { ...table, kind, ticks, codec, start, end, body, shift: edit.shift };
}

/** Ticks a second, of a movie's or a track's header. Throws RangeError when there are none. */
export function ticksIn(header: Buffer): number {
  const ticks = header.readUInt32BE(header[0] === 1 ? 20 : 12);
  if (ticks === 0) throw new RangeError('a clock stands still');
  return ticks;
}

/** When a sample is shown, in ticks of its track. */
export function shownAt({ decoded, later }: SampleTable, index: number): number {
  return (decoded[index] ?? 0) + (later?.[index] ?? 0);
}

/** How long a sample lasts until the next one is decoded, in ticks of its track. */
export function lengthAt({ decoded }: SampleTable, index: number): number {
  return (decoded[index + 1] ?? 0) - (decoded[index] ?? 0);
}

function earliestIn(table: SampleTable): number {
  let earliest = Number.POSITIVE_INFINITY;
  for (let index = 0; index < Math.min(table.count, MOST_REORDERED); index++) {
    earliest = Math.min(earliest, shownAt(table, index));
  }
  return earliest;
}

/** Where the last one ends: as long is shown as is decoded, and no frame is lost. */
function latestIn(table: SampleTable, first: number): number {
  const { count, decoded } = table;
  let latest = (decoded[count] ?? 0) + first;
  for (let index = Math.max(0, count - MOST_REORDERED); index < count; index++) {
    latest = Math.max(latest, shownAt(table, index));
  }
  return latest;
}

/** All samples must have one description. */
function codecIn(descriptions: Buffer): string {
  if (descriptions.readUInt32BE(4) !== 1) throw new RangeError('the track changes its codec');
  return descriptions.toString('latin1', 12, 16);
}

/** The samples of some tracks are in other files. */
function requireOwnData(information: readonly Box[]): void {
  const references = boxOf('dref', boxesIn(boxOf('dinf', information))).subarray(8);
  const isOwn = boxesIn(references).every(({ body }) => (body.readUInt32BE(0) & 1) === 1);
  if (!isOwn) throw new RangeError('the samples are elsewhere');
}
