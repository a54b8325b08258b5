import { type Fit, fit, type Measured, measure, type Pair } from '../measure/fit.ts';
import type { LengthModel } from '../measure/length.ts';

/** Windows of this many lines are compared; of `LONG_WINDOW` when the lines are short and carry few anchors. */
const WINDOW = 6;
const LONG_WINDOW = 8;
const SHORT_LINE_WORDS = 10;
/** By how much the mean score of a shifted pairing must win. */
const MARGIN = 0.5;
/** Lines before the winning window that are not trusted either. */
const LEAD = 3;
/** By how much a shifted tail must win in all, where the answer came short. */
const TAIL_MARGIN = 0.5;
/** By how much a swapped pair must score better than the pair as answered. */
const SWAP_MARGIN = 2;
/** By how much it must do so to be marked though the model insists; no right lines of the parallel text come near. */
const SURE_SWAP = 5;
/** What lines name must speak for another place by so much in all; where they name nothing, their lengths by so many times the margin. */
const ANCHOR_MARGIN = 1;
const BY_LENGTH = 1.4;

/** How many more answers must be known before an answer is past suspicion. */
export const SHIFT_HORIZON = LONG_WINDOW + LEAD;

/** Watches answers come in and notices when they begin to stand beside the wrong lines. */
export type ShiftWatch = {
  /** Adds the next pair, in the order asked. */
  push(pair: Pair): void;
  /** Says that no more pairs come. A last pair without an answer is a sign that lines were run together. */
  finish(): void;
  /** The index of the first pair that cannot be trusted, as after a merged or skipped line. */
  readonly shiftedFrom: number | undefined;
};

/** A watch over one answer to `sources`, which sets the window by the mean length of its lines. */
export function watchShift(sources: readonly string[], length: LengthModel): ShiftWatch {
  const window = windowFor(sources);
  const pairs: Measured[] = [];
  /** Scores of each source with the answer in its place (0), the one after (1) and the one before (-1). */
  const scores = new Map<number, (Fit | undefined)[]>([0, 1, -1].map((offset) => [offset, []]));
  let shiftedFrom: number | undefined;
  const score = (index: number, offset: number): Fit | undefined => {
    const known = scores.get(offset);
    if (!known) return undefined;
    if (!(index in known)) known[index] = fit(pairs[index], pairs[index + offset], length);
    return known[index];
  };
  const look = (from: number): void => {
    if (from < 0 || shiftedFrom !== undefined) return;
    const sum = (offset: number) => sumOf(window, (index) => score(from + index, offset));
    const straight = sum(0);
    if (straight === undefined) return;
    const wins = [sum(1), sum(-1)].some(
      (rival) => rival !== undefined && isBetter(rival, straight, MARGIN * window),
    );
    if (wins) shiftedFrom = Math.max(0, from - LEAD);
  };
  return {
    push: (pair) => {
      pairs.push(measure(pair, length));
      // The window one back, whose last line can now be compared with the answer after it.
      look(pairs.length - 1 - window);
    },
    finish: () => {
      look(pairs.length - window);
      shiftedFrom ??= shiftedTail(pairs, window, length);
    },
    get shiftedFrom() {
      return shiftedFrom;
    },
  };
}

function windowFor(sources: readonly string[]): number {
  const words = sources.reduce((sum, source) => sum + source.split(/\s+/).length, 0);
  return words / Math.max(1, sources.length) < SHORT_LINE_WORDS ? LONG_WINDOW : WINDOW;
}

/** Whether lines fit other places better, of several added up. */
function isBetter(rival: Fit, straight: Fit, margin: number): boolean {
  const gain = (of: keyof Fit): number => rival[of] - straight[of];
  const needed = gain('anchors') >= ANCHOR_MARGIN ? margin : margin * BY_LENGTH;
  return gain('score') > needed && gain('anchors') >= 0;
}

/** `count` scores added up; one of them may be lacking, and then counts as the others do. */
function sumOf(count: number, score: (index: number) => Fit | undefined): Fit | undefined {
  let [found, total, anchors] = [0, 0, 0];
  for (let index = 0; index < count; index++) {
    const each = score(index);
    if (each === undefined) continue;
    found += 1;
    total += each.score;
    anchors += each.anchors;
  }
  if (found < count - 1) return undefined;
  return { score: (total * count) / found, anchors: (anchors * count) / found };
}

/**
 * Where a shift begins that is too near the end to fill a window: told by the last line, which got no
 * answer because the ones before it moved up.
 */
function shiftedTail(
  pairs: readonly Measured[],
  window: number,
  length: LengthModel,
): number | undefined {
  const last = pairs.length - 1;
  if (last < 1 || pairs[last]?.target) return undefined;
  let [gain, best, from] = [0, TAIL_MARGIN, -1];
  for (let index = last; index > Math.max(0, last - window); index--) {
    const moved = fit(pairs[index], pairs[index - 1], length);
    const straight = fit(pairs[index - 1], pairs[index - 1], length);
    if (moved === undefined || straight === undefined) break;
    gain += moved.score - straight.score;
    if (gain > best) [best, from] = [gain, index - 1];
  }
  return from < 0 ? undefined : Math.max(0, from - 1);
}

/** The indexes of neighbouring answers that fit better exchanged, and whether that is beyond doubt. */
export function swappedAmong(pairs: readonly Pair[], length: LengthModel): Map<number, boolean> {
  const swapped = new Map<number, boolean>();
  const measured = pairs.map((pair) => measure(pair, length));
  for (let index = 0; index + 1 < pairs.length; index++) {
    if (swapped.has(index)) continue;
    const fits = exchange(measured[index], measured[index + 1], length);
    if (fits === undefined || !isBetter(fits.exchanged, fits.straight, SWAP_MARGIN)) continue;
    const isSure = isBetter(fits.exchanged, fits.straight, SURE_SWAP);
    swapped.set(index, isSure).set(index + 1, isSure);
  }
  return swapped;
}

/** How well two neighbours fit as they were answered, and with their answers exchanged. */
function exchange(
  first: Measured | undefined,
  second: Measured | undefined,
  length: LengthModel,
): { straight: Fit; exchanged: Fit } | undefined {
  const [a, b] = [fit(first, first, length), fit(second, second, length)];
  const [c, d] = [fit(first, second, length), fit(second, first, length)];
  if (a === undefined || b === undefined || c === undefined || d === undefined) return undefined;
  return { straight: both(a, b), exchanged: both(c, d) };
}

function both(one: Fit, other: Fit): Fit {
  return { score: one.score + other.score, anchors: one.anchors + other.anchors };
}
