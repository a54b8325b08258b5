import { type Box, boxOf } from './boxes.ts';
import { numbersIn } from './numbers.ts';

/** Where the samples (frames, packets of sound) of a track stand and when they come, in decoding order. */
export type SampleTable = {
  readonly count: number;
  /** When each is decoded, and at the end when the last one ends; in ticks of the track. Rises. */
  readonly decoded: Float64Array;
  /** How much later each is shown, in ticks; absent when all are shown as they are decoded. */
  readonly later?: Int32Array | undefined;
  /** In bytes. */
  readonly sizes: Uint32Array;
  /** Where each begins in the file, in bytes. */
  readonly places: Float64Array;
  /** Those at which decoding may begin, from 0, in order; absent when it may at all. */
  readonly keys?: Uint32Array | undefined;
};

/** A head of version and flags, and a count behind it. In bytes. */
const LIST_AT = 8;
/** Two days of AAC at 48 kHz, and more than a day of film; tables of it take 240 MB. */
const MOST_SAMPLES = 10_000_000;

/**
 * Reads the tables of a track (ISO/IEC 14496-12, 8.6 and 8.7) in a file of `fileSize` bytes. Throws RangeError where
 * they are not whole, contradict each other, or say more than the file can hold.
 */
export function readSampleTable(boxes: readonly Box[], fileSize: number): SampleTable {
  const sizes = sizesIn(boxOf('stsz', boxes), fileSize);
  const count = sizes.length;
  const later = boxes.find(({ type }) => type === 'ctts');
  const keys = boxes.find(({ type }) => type === 'stss');
  return {
    count,
    sizes,
    decoded: timesIn(boxOf('stts', boxes), count),
    later: later && delaysIn(later.body, count),
    keys: keys && keysIn(keys.body, count),
    places: placesIn(boxes, sizes, fileSize),
  };
}

/** A sample may be empty, but together they are not larger than their file. */
function sizesIn(body: Buffer, fileSize: number): Uint32Array {
  const [same, count] = [body.readUInt32BE(4), body.readUInt32BE(8)];
  if (count > MOST_SAMPLES || same * count > fileSize) throw new RangeError('too many samples');
  if (same > 0) return new Uint32Array(count).fill(same);
  const sizes = numbersIn(body, 12, count);
  let total = 0;
  for (const size of sizes) total += size;
  if (total > fileSize) throw new RangeError('samples are larger than their file');
  return sizes;
}

type Run = { readonly value: number; readonly from: number; readonly to: number };

/** Pairs of a count and a value, which hold for so many samples one after another. */
function* runsIn(body: Buffer, count: number): Generator<Run> {
  const runs = body.readUInt32BE(4);
  let from = 0;
  for (let run = 0; run < runs && from < count; run++) {
    const at = LIST_AT + 8 * run;
    const to = Math.min(count, from + body.readUInt32BE(at));
    yield { value: body.readInt32BE(at + 4), from, to };
    from = to;
  }
  if (from < count) throw new RangeError('a table has too few samples');
}

function timesIn(body: Buffer, count: number): Float64Array {
  const times = new Float64Array(count + 1);
  let time = 0;
  for (const { value, from, to } of runsIn(body, count)) {
    // Only what is last may have no length.
    if (value < 0 || (value === 0 && to < count)) throw new RangeError('time stands still');
    for (let index = from; index < to; index++) {
      times[index] = time;
      time += value;
    }
  }
  times[count] = time;
  return times;
}

function delaysIn(body: Buffer, count: number): Int32Array {
  const delays = new Int32Array(count);
  for (const { value, from, to } of runsIn(body, count)) delays.fill(value, from, to);
  return delays;
}

function keysIn(body: Buffer, count: number): Uint32Array {
  // They are counted from 1; what is 0 becomes the largest number there is.
  const keys = numbersIn(body, LIST_AT, body.readUInt32BE(4)).map((number) => number - 1);
  const isInOrder = keys.every((key, index) => index === 0 || key > (keys[index - 1] ?? 0));
  if (!isInOrder || (keys.at(-1) ?? 0) >= count) throw new RangeError('a key frame does not exist');
  return keys;
}

/** Samples stand in chunks one after another; runs of chunks have the same number of samples. */
function placesIn(boxes: readonly Box[], sizes: Uint32Array, fileSize: number): Float64Array {
  const runs = boxOf('stsc', boxes);
  const count = runs.readUInt32BE(4);
  const places = new Float64Array(sizes.length);
  let [sample, run, each] = [0, 0, 0];
  for (const [chunk, start] of chunksIn(boxes).entries()) {
    const at = LIST_AT + 12 * run;
    if (run < count && runs.readUInt32BE(at) === chunk + 1) {
      each = runs.readUInt32BE(at + 4);
      run += 1;
    }
    let place = start;
    for (const end = Math.min(sizes.length, sample + each); sample < end; sample++) {
      places[sample] = place;
      place += sizes[sample] ?? 0;
    }
    if (place > fileSize) throw new RangeError('samples behind the end of the file');
  }
  if (sample < sizes.length) throw new RangeError('samples without a place');
  return places;
}

function chunksIn(boxes: readonly Box[]): Uint32Array | Float64Array {
  const short = boxes.find(({ type }) => type === 'stco');
  if (short) return numbersIn(short.body, LIST_AT, short.body.readUInt32BE(4));
  const long = boxOf('co64', boxes);
  const halves = numbersIn(long, LIST_AT, 2 * long.readUInt32BE(4));
  return Float64Array.from(
    { length: halves.length / 2 },
    (_, index) => (halves[2 * index] ?? 0) * 2 ** 32 + (halves[2 * index + 1] ?? 0),
  );
}
