import type { AudioSpan } from '../../model/audio.ts';
import type { Seconds } from '../../model/time.ts';

/** How speech is gathered into a window. */
export type WindowOptions = {
  /** No window is longer, in seconds. */
  readonly longest: Seconds;
  /** Where the sound ends, in seconds: no window reaches beyond it. */
  readonly length: Seconds;
  /** Where the last speech before this ended, in seconds, if there was any. @default none */
  readonly endBefore?: Seconds | undefined;
  /** Where speech without a pause is cut best, within a span of it. */
  readonly quietest: (within: AudioSpan) => Seconds;
  /** True when speech on both sides of a long pause may share a window, most of the pause left out. @default false */
  readonly joins?: boolean | undefined;
};

/** A window, and the speech that was gathered into it. */
export type PlannedWindow = {
  /** The sound it is made of, in order, with nothing between: one part, or more where pauses were left out. */
  readonly parts: readonly AudioSpan[];
  readonly speech: readonly AudioSpan[];
  /**
   * Once all speech before this is known, in seconds, none behind it changes where the window ends, if the next stretch is
   * no longer than a window.
   */
  readonly settledBy: Seconds;
};

/** Sound kept before and after speech, in seconds: on sample/talk.wav the detector is up to 0.12 s late. */
export const ROOM = 0.2;
/** A longer pause, in seconds, is not heard: it ends a window, or its middle is left out. */
export const LONGEST_PAUSE = 2;
/** A longer pause, in seconds, always ends a window: nothing is to wait for a word that may never come. */
const LONGEST_LEFT_OUT = 15;
/** Sound kept on both sides of what is left out, in seconds: as silence it still parts two sentences. */
const ROOM_INSIDE = 0.4;
/** A window is filled to this share of the longest before a good pause ends it: short windows cost context. */
const FILLED = 0.5;

/**
 * Gathers the first of these stretches of speech into a window, cut at the longest pause; `undefined` for none. All sound
 * outside windows is silence, and they do not overlap. A stretch is cut inside only when it is longer than a window may be.
 */
export function planWindow(
  speech: readonly AudioSpan[],
  { longest, length, endBefore, quietest, joins = false }: WindowOptions,
): PlannedWindow | undefined {
  const limit = longest - 2 * ROOM;
  const pieces = speech.flatMap((span) => splitLong(span, limit, quietest));
  const longestPause = joins ? LONGEST_LEFT_OUT : LONGEST_PAUSE;
  const { count, settledBy } = firstGroup(pieces, { limit, longestPause });
  const group = pieces.slice(0, count);
  const [first, last] = [group[0], group.at(-1)];
  if (!first || !last) return undefined;
  const parts = partsOf(group, {
    before: roomBetween(endBefore, first.start),
    after: roomBetween(last.end, pieces[count]?.start, length),
  });
  return { parts, speech: group, settledBy };
}

/** The sound of a group, with room at both ends and around what is left out of it. */
function partsOf(
  group: readonly AudioSpan[],
  room: { readonly before: Seconds; readonly after: Seconds },
): AudioSpan[] {
  const parts: AudioSpan[] = [];
  let start = (group[0]?.start ?? 0) - room.before;
  for (const [index, { end }] of group.entries()) {
    const next = group[index + 1];
    if (next && pauseAfter(group, index) <= LONGEST_PAUSE) continue;
    parts.push({ start, end: end + (next ? ROOM_INSIDE : room.after) });
    start = (next?.start ?? 0) - ROOM_INSIDE;
  }
  return parts;
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

/** How many of these pieces make the first window, and when no further piece can change that. */
function firstGroup(
  pieces: readonly AudioSpan[],
  { limit, longestPause }: { readonly limit: Seconds; readonly longestPause: Seconds },
): { count: number; settledBy: Seconds } {
  /** How long the window is with each piece; only what is heard of a pause counts. */
  const lengths: Seconds[] = [];
  let heard = 0;
  for (const [index, { start, end }] of pieces.entries()) {
    const length = heard + end - start;
    if (index > 0 && length > limit)
      return { count: atLongestPause(pieces, lengths, limit), settledBy: start + limit - heard };
    lengths.push(length);
    const pause = pauseAfter(pieces, index);
    const left = limit - length;
    if (pause > longestPause) {
      const canJoin = longestPause > LONGEST_PAUSE && left > 2 * ROOM_INSIDE;
      return {
        count: index + 1,
        settledBy: end + (canJoin ? longestPause : Math.min(longestPause, left)),
      };
    }
    heard = length + (pause > LONGEST_PAUSE ? 2 * ROOM_INSIDE : pause);
  }
  return { count: pieces.length, settledBy: Infinity };
}

/** Of the pieces that fit, as many as stand before the longest pause in what is well filled. */
function atLongestPause(
  pieces: readonly AudioSpan[],
  lengths: readonly Seconds[],
  limit: Seconds,
): number {
  let best = lengths.length - 1;
  for (let index = best - 1; (lengths[index] ?? 0) >= limit * FILLED; index--)
    if (pauseAfter(pieces, index) > pauseAfter(pieces, best)) best = index;
  return best + 1;
}

/** Beyond the last piece there is only silence. */
function pauseAfter(pieces: readonly AudioSpan[], index: number): Seconds {
  return (pieces[index + 1]?.start ?? Infinity) - (pieces[index]?.end ?? Infinity);
}
