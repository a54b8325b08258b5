import type { Seconds } from '../../model/time.ts';

/** A stretch of the media that is kept, start inclusive, end exclusive. */
export type Segment = {
  /** Where it starts, in seconds from the start of the media. */
  readonly start: Seconds;
  /** Where it ends, in seconds. */
  readonly end: Seconds;
};

/** Stretches closer than this are one (autocut/cut.py of https://github.com/mli/autocut, 2026-11), in seconds. */
const CLOSE = 0.5;

/**
 * The stretches to keep, in order: overlaps and neighbours closer than half a second joined, what reaches beyond
 * `duration` cut off. Stretches without length are left out.
 */
export function joinSegments(cues: readonly Segment[], duration: Seconds): Segment[] {
  const joined: { start: Seconds; end: Seconds }[] = [];
  for (const cue of cues.toSorted((a, b) => a.start - b.start)) {
    const start = Math.max(0, cue.start);
    const end = Math.min(duration, cue.end);
    const last = joined.at(-1);
    if (end <= start) continue;
    if (last && start - last.end < CLOSE) last.end = Math.max(last.end, end);
    else joined.push({ start, end });
  }
  return joined;
}

/** How long the stretches are together, in seconds. */
export function lengthOf(segments: readonly Segment[]): Seconds {
  return segments.reduce((sum, { start, end }) => sum + end - start, 0);
}

/**
 * Where a stretch of the media stands once only `segments` are left; `undefined` when its middle is not among
 * them. What reaches beyond its segment is cut off. Segments are in order and do not overlap.
 */
export function shifted(
  { start, end }: Segment,
  segments: readonly Segment[],
): Segment | undefined {
  const middle = (start + end) / 2;
  let offset = 0;
  for (const segment of segments) {
    if (middle >= segment.start && middle <= segment.end) {
      const from = Math.max(start, segment.start) - segment.start;
      const to = Math.min(end, segment.end) - segment.start;
      return { start: offset + from, end: offset + to };
    }
    offset += segment.end - segment.start;
  }
  return undefined;
}
