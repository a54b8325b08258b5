import type { AudioSpan } from '../../model/audio.ts';
import type { Seconds } from '../../model/time.ts';

/** How speech is gathered into windows. */
export type WindowOptions = {
  /** No window is longer, in seconds. */
  readonly longest: Seconds;
  /** Where the sound ends, in seconds: no window reaches beyond it. */
  readonly length: Seconds;
  /** Where the last speech before this ended, in seconds, if there was any. @default none */
  readonly endBefore?: Seconds | undefined;
  /** Where speech without a pause is cut best, within a span of it. */
  readonly quietest: (within: AudioSpan) => Seconds;
};

/** A window, and the speech that was gathered into it. */
export type PlannedWindow = AudioSpan & { readonly speech: readonly AudioSpan[] };

/** Sound kept before and after speech, in seconds: on sample/talk.wav the detector is up to 0.12 s late. */
export const ROOM = 0.2;
/** A pause this long, in seconds, always ends a window: what is longer is silence, and is dropped. */
export const LONGEST_PAUSE = 2;
/** A window is filled to this share of the longest before a good pause ends it: short windows cost context. */
const FILLED = 0.5;

/**
 * Gathers stretches of speech into windows, cut at the longest pauses. Inner pauses stay in, so that times
 * in a window need no map; all sound outside windows is silence. Windows are in order and do not overlap.
 * A stretch is cut inside only when it is longer than a window may be.
 */
export function planWindows(speech: readonly AudioSpan[], options: WindowOptions): PlannedWindow[] {
  const limit = options.longest - 2 * ROOM;
  const pieces = speech.flatMap((span) => splitLong(span, limit, options.quietest));
  const groups: AudioSpan[][] = [];
  for (let at = 0; at < pieces.length;) {
    const next = endOfGroup(pieces, at, limit);
    groups.push(pieces.slice(at, next));
    at = next;
  }
  return groups.map((group, index) => {
    const start = startOf(group) ?? 0;
    const end = group.at(-1)?.end ?? start;
    const before = groups[index - 1]?.at(-1)?.end ?? options.endBefore;
    return {
      start: start - roomBetween(before, start),
      end: end + roomBetween(end, startOf(groups[index + 1]), options.length),
      speech: group,
    };
  });
}

function startOf(group: readonly AudioSpan[] | undefined): Seconds | undefined {
  return group?.[0]?.start;
}

/** Two windows share the pause between them; at an edge of the sound there is nobody to share with. */
function roomBetween(
  end: Seconds | undefined,
  start: Seconds | undefined,
  length: Seconds = 0,
): Seconds {
  const isShared = end !== undefined && start !== undefined;
  const pause = Math.max(0, (start ?? length) - (end ?? 0));
  return Math.min(ROOM, isShared ? pause / 2 : pause);
}

function splitLong(
  span: AudioSpan,
  limit: Seconds,
  quietest: WindowOptions['quietest'],
): AudioSpan[] {
  const parts: AudioSpan[] = [];
  let { start } = span;
  while (span.end - start > limit) {
    const cut = quietest({ start: start + limit * FILLED, end: start + limit });
    parts.push({ start, end: cut });
    start = cut;
  }
  return [...parts, { start, end: span.end }];
}

/** The index after the last piece of the group that begins at `from`. */
function endOfGroup(pieces: readonly AudioSpan[], from: number, limit: Seconds): number {
  const latest = (pieces[from]?.start ?? 0) + limit;
  let last = from;
  while (pauseAfter(pieces, last) <= LONGEST_PAUSE && endOf(pieces, last + 1) <= latest) last++;
  if (pauseAfter(pieces, last) > LONGEST_PAUSE) return last + 1;
  const filled = latest - limit * (1 - FILLED);
  let best = last;
  for (let index = last - 1; index >= from && endOf(pieces, index) >= filled; index--) {
    if (pauseAfter(pieces, index) > pauseAfter(pieces, best)) best = index;
  }
  return best + 1;
}

/** Beyond the last piece there is only silence. */
function pauseAfter(pieces: readonly AudioSpan[], index: number): Seconds {
  return (pieces[index + 1]?.start ?? Infinity) - endOf(pieces, index);
}

function endOf(pieces: readonly AudioSpan[], index: number): Seconds {
  return pieces[index]?.end ?? Infinity;
}
