import type { Seconds } from '../../model/time.ts';
import type { Segment } from './segments.ts';

/** The moments at which frames stand: frame `n` at `phase + n / rate` seconds from the start of the media. */
export type FrameGrid = {
  /** Frames a second, as a fraction. */
  readonly rate: readonly [numerator: number, denominator: number];
  /** Where frame 0 stands, in seconds; less than a frame. */
  readonly phase: Seconds;
};

/** A stretch of frames that is kept, first one inclusive, last one exclusive. */
export type FrameSpan = {
  /** Number of its first frame on the grid. */
  readonly from: number;
  /** Number of the frame after its last. */
  readonly to: number;
};

/** What is known of a picture's frames. */
type Frames = Pick<FrameGrid, 'rate'> & {
  /** Where the first one stands, in seconds from the start of the media. */
  readonly start: Seconds;
};

/** The grid a picture's frames stand on, or are put on when they come at any time. */
export function gridOf({ rate, start }: Frames): FrameGrid {
  const frame = rate[1] / rate[0];
  const rest = start % frame;
  // Time stamps are rounded; a start a hair before a frame is that frame.
  return { rate, phase: frame - rest < frame / 20 ? 0 : rest };
}

/** When a frame stands, in seconds from the start of the media. */
export function timeOfFrame(frame: number, { rate, phase }: FrameGrid): Seconds {
  return phase + (frame * rate[1]) / rate[0];
}

/** The frame nearest to a moment. */
export function nearestFrame(time: Seconds, { rate, phase }: FrameGrid): number {
  return Math.round(((time - phase) * rate[0]) / rate[1]);
}

/**
 * Segments as whole frames: each starts at the frame nearest to it, and is as many frames long as keep the sum
 * of all so far within half a frame of what it should be. Segments are in order and do not touch.
 */
export function spansOf(segments: readonly Segment[], grid: FrameGrid): FrameSpan[] {
  const spans: FrameSpan[] = [];
  let wanted = 0;
  let frames = 0;
  for (const { start, end } of segments) {
    wanted += end - start;
    const from = Math.max(0, nearestFrame(start, grid), spans.at(-1)?.to ?? 0);
    const count = Math.round((wanted * grid.rate[0]) / grid.rate[1]) - frames;
    if (count <= 0) continue;
    spans.push({ from, to: from + count });
    frames += count;
  }
  return spans;
}

/** Spans as times of the media, for the sound and the subtitles. */
export function segmentsOf(spans: readonly FrameSpan[], grid: FrameGrid): Segment[] {
  return spans.map(({ from, to }) => ({
    start: timeOfFrame(from, grid),
    end: timeOfFrame(to, grid),
  }));
}

/**
 * Ticks a second of a clock on which every frame of a grid falls on a tick; at least 90000, as many as MPEG has.
 * For files of pieces, so that nothing is rounded.
 */
export function ticksOf({ rate: [numerator] }: Pick<FrameGrid, 'rate'>): number {
  return numerator * Math.ceil(90_000 / numerator);
}

/** Count of all frames in spans. */
export function framesIn(spans: readonly FrameSpan[]): number {
  return spans.reduce((sum, { from, to }) => sum + to - from, 0);
}

/** How long spans are together, in seconds. */
export function secondsOf(spans: readonly FrameSpan[], { rate }: FrameGrid): Seconds {
  return (framesIn(spans) * rate[1]) / rate[0];
}

/** A gap that takes longer to decode than to start anew behind it: ffmpeg starts within a second. In seconds. */
const LONG_GAP = 20;

/** So many spans are told to ffmpeg in one argument of a few kilobytes; some systems take no more than 32 in all. */
const MOST_SPANS = 100;

/** Spans that are best decoded in one go; each group has at least one. Where ffmpeg cannot seek, gaps do not matter. */
export function groupsOf(
  spans: readonly FrameSpan[],
  grid: FrameGrid,
  { canSeek }: { readonly canSeek: boolean },
): FrameSpan[][] {
  const groups: FrameSpan[][] = [];
  for (const span of spans) {
    const last = groups.at(-1);
    const end = last?.at(-1)?.to;
    const gap = end === undefined ? 0 : timeOfFrame(span.from, grid) - timeOfFrame(end, grid);
    const isNear = gap < LONG_GAP || !canSeek;
    if (last && isNear && last.length < MOST_SPANS) last.push(span);
    else groups.push([span]);
  }
  return groups;
}
