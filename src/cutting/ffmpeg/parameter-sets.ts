import { type FileHandle, open } from 'node:fs/promises';

/** The parameter sets of H.264 in a file: sequences and pictures (ISO/IEC 14496-15, 5.3.3.1). */
type ParameterSets = {
  readonly sequences: readonly Buffer[];
  readonly pictures: readonly Buffer[];
};

/**
 * Adds to the head of an MP4 the H.264 parameter sets of another one, whose frames it holds too. FFmpeg writes only those
 * of the first frames there and the others among the frames, where some players do not look for them. Nothing is done
 * where both use the same numbers, or the files are of another form.
 */
export async function addParameterSets(target: string, other: string): Promise<void> {
  const added = await readSets(other);
  const file = await open(target, 'r+');
  try {
    const movie = await readMovie(file);
    const place = movie && placeOf(movie.bytes);
    if (!added || !movie || !place) return;
    const record = movie.bytes.subarray(place.start, place.end);
    const merged = mergeRecords(record, added);
    if (!merged) return;
    const bytes = Buffer.concat([
      movie.bytes.subarray(0, place.start),
      merged,
      movie.bytes.subarray(place.end),
    ]);
    for (const at of place.around) {
      bytes.writeUInt32BE(bytes.readUInt32BE(at) + merged.length - record.length, at);
    }
    await file.write(bytes, 0, bytes.length, movie.start);
  } finally {
    await file.close();
  }
}

async function readSets(path: string): Promise<ParameterSets | undefined> {
  const file = await open(path, 'r');
  try {
    const movie = await readMovie(file);
    const place = movie && placeOf(movie.bytes);
    return movie && place && setsIn(movie.bytes.subarray(place.start, place.end));
  } finally {
    await file.close();
  }
}

const HEADER = 8;
/** A larger head belongs to no file of ours: an hour of video has about a megabyte of it. In bytes. */
const LARGEST_MOVIE = 256 * 1024 * 1024;

/** The box that describes a file; `undefined` when it is not the last one, so that it cannot grow. */
async function readMovie(file: FileHandle): Promise<{ start: number; bytes: Buffer } | undefined> {
  const { size: end } = await file.stat();
  const head = Buffer.alloc(2 * HEADER);
  for (let at = 0; at + HEADER <= end;) {
    await file.read(head, 0, head.length, at);
    const short = head.readUInt32BE(0);
    const size = short === 1 ? Number(head.readBigUInt64BE(HEADER)) : short;
    if (size < HEADER) return undefined;
    if (head.toString('latin1', 4, 8) === 'moov' && size < LARGEST_MOVIE) {
      if (at + size !== end) return undefined;
      const bytes = Buffer.alloc(size);
      await file.read(bytes, 0, size, at);
      return { start: at, bytes };
    }
    at += size;
  }
  return undefined;
}

/** From the file's description down to its decoder's, and what stands in each box before those inside it, in bytes. */
const PATH: readonly (readonly [name: string, before: number])[] = [
  ['moov', 0],
  ['trak', 0],
  ['mdia', 0],
  ['minf', 0],
  ['stbl', 0],
  ['stsd', 8],
  ['avc1', 78],
  ['avcC', 0],
];

type Place = {
  /** Where the record stands, without its header. */
  readonly start: number;
  readonly end: number;
  /** Where the boxes around it, and its own, begin: their sizes stand there. */
  readonly around: readonly number[];
};

/** Where the decoder's record is; `undefined` when the first track with a sample description of H.264 has none. */
function placeOf(bytes: Buffer): Place | undefined {
  return placeIn(bytes, { start: 0, end: bytes.length, depth: 0, around: [] });
}

type Search = { start: number; end: number; depth: number; around: readonly number[] };

function placeIn(bytes: Buffer, { start, end, depth, around }: Search): Place | undefined {
  const [name, before] = PATH[depth] ?? ['', 0];
  for (let at = start; at + HEADER <= end;) {
    const size = bytes.readUInt32BE(at);
    if (size < HEADER || at + size > end) return undefined;
    if (bytes.toString('latin1', at + 4, at + HEADER) === name) {
      const inside = { start: at + HEADER + before, end: at + size, around: [...around, at] };
      const found =
        depth === PATH.length - 1 ? inside : placeIn(bytes, { ...inside, depth: depth + 1 });
      // Tracks of sound have no such box; the next one may.
      if (found) return found;
    }
    at += size;
  }
  return undefined;
}

/** Where the lists of sets begin in a record, and the bits that are not their count. */
const LISTS_AT = 5;
const COUNT_BITS = 0x1f;

function setsIn(record: Buffer): (ParameterSets & { readonly end: number }) | undefined {
  let at = LISTS_AT;
  const list = (mask: number): Buffer[] =>
    Array.from({ length: record.readUInt8(at++) & mask }, () => {
      const size = record.readUInt16BE(at);
      at += 2 + size;
      return record.subarray(at - size, at);
    });
  try {
    const sequences = list(COUNT_BITS);
    const pictures = list(0xff);
    return { sequences, pictures, end: at };
  } catch {
    // Cut short: not a record we know.
    return undefined;
  }
}

function mergeRecords(record: Buffer, added: ParameterSets): Buffer | undefined {
  const own = setsIn(record);
  if (!own) return undefined;
  const sequences = [...own.sequences, ...added.sequences];
  const pictures = [...own.pictures, ...added.pictures];
  const numbers = [
    sequences.map((set) => numberIn(set, 4)),
    pictures.map((set) => numberIn(set, 1)),
  ];
  if (numbers.some((each) => new Set(each).size < each.length)) return undefined;
  const head = Buffer.from(record.subarray(0, LISTS_AT));
  // Profile and level are those of the more demanding of both; of the profiles it keeps to besides, those all keep to.
  head.writeUInt8(Math.max(...sequences.map((set) => set[1] ?? 0)), 1);
  head.writeUInt8(
    sequences.reduce((flags, set) => flags & (set[2] ?? 0), 0xff),
    2,
  );
  head.writeUInt8(Math.max(...sequences.map((set) => set[3] ?? 0)), 3);
  return Buffer.concat([
    head,
    Buffer.from([(0xff & ~COUNT_BITS) | sequences.length]),
    ...sequences.flatMap(withSize),
    Buffer.from([pictures.length]),
    ...pictures.flatMap(withSize),
    record.subarray(own.end),
  ]);
}

function withSize(set: Buffer): Buffer[] {
  const size = Buffer.alloc(2);
  size.writeUInt16BE(set.length);
  return [size, set];
}

/** The number of a set: an Exp-Golomb code behind so many bytes (ISO/IEC 14496-10, 9.1). */
function numberIn(set: Buffer, skipped: number): number {
  const bits = [...set.subarray(skipped, skipped + 8)]
    .map((byte) => byte.toString(2).padStart(8, '0'))
    .join('');
  const zeros = bits.indexOf('1');
  return zeros < 0 ? 0 : Number.parseInt(bits.slice(zeros, 2 * zeros + 1), 2) - 1;
}
