import type { SampleSpan } from './choose-picture.ts';
import type { Chunks } from './lay-out.ts';
import { box, type Pieces } from './movie/boxes.ts';
import { bytesOf, lastUpTo } from './movie/numbers.ts';
import { countIn, type TrackCopy } from './time-samples.ts';

/** Larger places take eight bytes each. */
const LARGEST_SHORT = 0xff_ff_ff_ff;

/** The tables of a new track but for the places of its chunks. */
export function writeTables({ track, spans, lengths }: TrackCopy, { counts }: Chunks): Pieces {
  const { later, keys, sizes } = track;
  const delays = later && those(later, spans);
  // Only the second version has delays below zero.
  const version = delays?.some((delay) => delay < 0) ? 1 : 0;
  return [
    list('stts', runsOf(lengths), { width: 2 }),
    ...(delays ? [list('ctts', runsOf(delays), { width: 2, version })] : []),
    ...(keys ? [list('stss', keysOf(spans, keys), { width: 1 })] : []),
    list('stsc', chunkRuns(counts), { width: 3 }),
    box('stsz', bytesOf([0, 0, countIn(spans)]), bytesOf(those(sizes, spans))),
  ].flat();
}

/** Where the chunks of a track stand, `base` being where the first of all tracks does; in bytes. */
export function writePlaces({ places }: Chunks, base: number): Pieces {
  const all = places.map((place) => base + place);
  if ((all.at(-1) ?? 0) <= LARGEST_SHORT) return list('stco', all, { width: 1 });
  const halves = all.flatMap((place) => [Math.floor(place / 2 ** 32), place % 2 ** 32]);
  return list('co64', halves, { width: 2 });
}

type Form = {
  /** Count of numbers in one entry. */
  readonly width: number;
  /** @default 0 */
  readonly version?: number;
};

function list(type: string, values: readonly number[], { width, version = 0 }: Form): Pieces {
  return box(type, bytesOf([version * 2 ** 24, values.length / width]), bytesOf(values));
}

/** The values that belong to the samples of some spans. */
function those(values: Int32Array | Uint32Array, spans: readonly SampleSpan[]): Int32Array {
  const found = new Int32Array(countIn(spans));
  let at = 0;
  for (const { from, to } of spans) {
    found.set(values.subarray(from, to), at);
    at += to - from;
  }
  return found;
}

/** Equal values one after another as their count and value. */
function runsOf(values: Float64Array | Int32Array): number[] {
  const runs: number[] = [];
  let from = 0;
  for (let index = 1; index <= values.length; index++) {
    if (values[index] === values[from]) continue;
    runs.push(index - from, values[from] ?? 0);
    from = index;
  }
  return runs;
}

/** The key frames that are left, counted from 1. */
function keysOf(spans: readonly SampleSpan[], keys: Uint32Array): number[] {
  let before = 0;
  return spans.flatMap(({ from, to }) => {
    const inside = keys.subarray(lastUpTo(keys, from - 1) + 1, lastUpTo(keys, to - 1) + 1);
    const moved = Array.from(inside, (key) => key - from + before + 1);
    before += to - from;
    return moved;
  });
}

/** For each run of chunks with equal counts: the first chunk, its count, and the number of their description. */
function chunkRuns(counts: readonly number[]): number[] {
  const runs: number[] = [];
  for (const [index, count] of counts.entries()) {
    if (count !== counts[index - 1]) runs.push(index + 1, count, 1);
  }
  return runs;
}
