import type { TrackCopy } from './time-samples.ts';

/** Bytes of the source that are copied one after another. */
export type ByteRange = { readonly from: number; readonly size: number };

/** Where the chunks of a new track stand. */
export type Chunks = {
  /** Count of samples of each. */
  readonly counts: number[];
  /** Where each begins, in bytes from the first one of all tracks. */
  readonly places: number[];
};

/** The order in which samples are copied, and where they are then. */
export type Layout = {
  readonly ranges: readonly ByteRange[];
  /** In the order of the tracks. */
  readonly chunks: readonly Chunks[];
  /** Of all samples, in bytes. */
  readonly size: number;
};

/** Larger chunks make seeking slow; ffmpeg's are as large (libavformat/movenc.c). In bytes. */
const LARGEST_CHUNK = 1024 * 1024;

/**
 * Lays the samples of tracks out: stretch by stretch, in each as they are mixed in the source, so that whoever plays
 * them need not jump.
 */
export function layOut(picture: TrackCopy, sound: TrackCopy | undefined): Layout {
  const paper: Paper = { ranges: [], size: 0, chunkStart: 0 };
  const [frames, packets] = [writerOf(picture, paper), sound && writerOf(sound, paper)];
  for (const [stretch, { from, to }] of picture.spans.entries()) {
    const heard = sound?.spans[stretch] ?? { from: 0, to: 0 };
    let [frame, packet] = [from, heard.from];
    while (frame < to || packet < heard.to) {
      const next = frame < to ? placeOf(picture, frame) : Number.POSITIVE_INFINITY;
      const isFrame = packet >= heard.to || next <= placeOf(sound, packet);
      if (isFrame) frames.write(frame++);
      else packets?.write(packet++);
    }
  }
  const chunks = [frames, ...(packets ? [packets] : [])].map((each) => each.chunks);
  return { ranges: paper.ranges, size: paper.size, chunks };
}

type Paper = {
  readonly ranges: { from: number; size: number }[];
  size: number;
  /** The track that was written last, and where its chunk began. */
  last?: Chunks;
  chunkStart: number;
};

type Writer = { readonly chunks: Chunks; write(sample: number): void };

/** Writes samples of one track. */
function writerOf({ track: { places, sizes } }: TrackCopy, paper: Paper): Writer {
  const chunks: Chunks = { counts: [], places: [] };
  const { counts } = chunks;
  const { ranges } = paper;
  return {
    chunks,
    write(sample) {
      const [from, bytes] = [places[sample] ?? 0, sizes[sample] ?? 0];
      const range = ranges.at(-1);
      if (range && range.from + range.size === from) range.size += bytes;
      else ranges.push({ from, size: bytes });
      if (paper.last === chunks && paper.size - paper.chunkStart < LARGEST_CHUNK) {
        counts[counts.length - 1] = (counts.at(-1) ?? 0) + 1;
      } else {
        counts.push(1);
        chunks.places.push(paper.size);
        paper.last = chunks;
        paper.chunkStart = paper.size;
      }
      paper.size += bytes;
    },
  };
}

function placeOf(copy: TrackCopy | undefined, sample: number): number {
  return copy?.track.places[sample] ?? 0;
}
