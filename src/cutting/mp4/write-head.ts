import type { Seconds } from '../../model/time.ts';
import type { Layout } from './lay-out.ts';
import { box, boxesIn, boxOf, type Pieces, rewritten, sizeOf } from './movie/boxes.ts';
import type { Movie } from './movie/read-movie.ts';
import { ticksIn } from './movie/track.ts';
import { sumOf, type TrackCopy } from './time-samples.ts';
import { writePlaces, writeTables } from './write-tables.ts';

/** A new movie made of parts of another one. */
export type MovieCopy = {
  readonly movie: Movie;
  readonly copies: readonly TrackCopy[];
  readonly layout: Layout;
  /** In seconds. */
  readonly duration: Seconds;
};

/**
 * All of the new file that stands before its samples: its form, its description, in front so that players can begin
 * before they have all, and the head of the samples. Title, language, colours and turn are those of the source. Throws
 * RangeError where the source's description is damaged.
 */
export function writeHead(copy: MovieCopy): Buffer {
  const { movie, layout, copies } = copy;
  const samples = sampleHead(layout.size);
  const tables = copies.map((each, index) =>
    writeTables(each, layout.chunks[index] ?? { counts: [], places: [] }),
  );
  // Where samples stand depends on how long this is, and that, for huge files, on where they stand.
  let base = 0;
  for (let round = 0; round < 3; round++) {
    const head = [movie.form, ...describe(copy, tables, base), samples];
    const size = sizeOf(head);
    if (size === base) return Buffer.concat(head);
    base = size;
  }
  throw new RangeError('the head does not settle');
}

/** With 64 bits for the size where 32 do not do. */
function sampleHead(size: number): Buffer {
  const head = Buffer.alloc(size + 8 < 2 ** 32 ? 8 : 16);
  head.write('mdat', 4, 'latin1');
  if (head.length === 8) head.writeUInt32BE(size + 8);
  else {
    head.writeUInt32BE(1);
    head.writeBigUInt64BE(BigInt(size + 16), 8);
  }
  return head;
}

function describe(
  { movie, copies, layout, duration }: MovieCopy,
  tables: readonly Pieces[],
  base: number,
): Pieces {
  const ticks = ticksIn(boxOf('mvhd', boxesIn(movie.body)));
  const body = rewritten(movie.body, {
    mvhd: (bytes) => [withLength(bytes, Math.round(duration * ticks), { short: 16, long: 24 })],
    // Chapters are at other times now.
    udta: (all) => rewritten(all, { chpl: () => undefined }),
    trak: (bytes) => {
      const index = copies.findIndex(({ track }) => track.body.equals(bytes));
      const [copy, chunks, table] = [copies[index], layout.chunks[index], tables[index]];
      if (!copy || !chunks || !table) return undefined;
      const pause = copy.pause / copy.track.ticks;
      const played = Math.min(duration - pause, copy.played / copy.track.ticks);
      const times = { pause: Math.round(pause * ticks), length: Math.round(played * ticks) };
      return trackBox(copy, times, [...table, ...writePlaces(chunks, base)]);
    },
  });
  return box('moov', ...body);
}

/** When a track is played, in ticks of its movie. */
type Played = { readonly pause: number; readonly length: number };

function trackBox(
  { lengths, track, since }: TrackCopy,
  { pause, length }: Played,
  tables: Pieces,
): Pieces {
  const edits = box('edts', ...box('elst', editList({ pause, length }, since)));
  const body = rewritten(track.body, {
    tkhd: (bytes) => [withLength(bytes, pause + length, { short: 20, long: 28 })],
    edts: () => undefined,
    // It names other tracks, which are not there any more.
    tref: () => undefined,
    mdia: (media) =>
      rewritten(media, {
        mdhd: (bytes) => [withLength(bytes, sumOf(lengths), { short: 16, long: 24 })],
        minf: (information) =>
          rewritten(information, {
            // What the samples are stays; where they are does not.
            stbl: (all) => [...box('stsd', boxOf('stsd', boxesIn(all))), ...tables],
          }),
      }),
  });
  // The header comes first, which is two pieces: its own head and what is in it.
  return [...body.slice(0, 2), ...edits, ...body.slice(2)];
}

/** All is played from `since` on, behind a pause if there is one. */
function editList({ pause, length }: Played, since: number): Buffer {
  const edits = [...(pause > 0 ? [{ length: pause, since: -1 }] : []), { length, since }];
  const bytes = Buffer.alloc(8 + 20 * edits.length);
  bytes.writeUInt8(1, 0);
  bytes.writeUInt32BE(edits.length, 4);
  for (const [index, edit] of edits.entries()) {
    const at = 8 + 20 * index;
    bytes.writeBigUInt64BE(BigInt(edit.length), at);
    bytes.writeBigInt64BE(BigInt(edit.since), at + 8);
    bytes.writeUInt16BE(1, at + 16);
  }
  return bytes;
}

/** A header with another length, which stands at one of two places, by the header's version. */
function withLength(
  header: Buffer,
  length: number,
  { short, long }: { readonly short: number; readonly long: number },
): Buffer {
  const bytes = Buffer.from(header);
  if (bytes[0] === 1) bytes.writeBigUInt64BE(BigInt(length), long);
  else bytes.writeUInt32BE(length, short);
  return bytes;
}
