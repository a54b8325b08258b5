import type { FoundNumber } from '../text/found-number.ts';
import { missingAmong, numbersIn } from '../text/numbers.ts';
import type { LengthModel } from './length.ts';

/** A source line and what was answered for it; no answer where the line was skipped. */
export type Pair = { readonly source: string; readonly target: string | undefined };

/** Windows of this many lines are compared; of `LONG` when the lines are short and carry few anchors. */
const WINDOW = 6;
const LONG_WINDOW = 8;
const SHORT_LINE_WORDS = 10;
/** By how much the mean score of a shifted pairing must win. */
const MARGIN = 0.5;
/** Lines before the winning window that are not trusted either. */
const LEAD = 2;
/** By how much a swapped pair must score better than the pair as answered. */
const SWAP_MARGIN = 2.5;

/** How many more answers must be known before an answer is past suspicion. */
export const SHIFT_HORIZON = LONG_WINDOW + LEAD;

/** Watches answers come in and notices when they begin to stand beside the wrong lines. */
export type ShiftWatch = {
  /** Adds the next pair, in the order asked. */
  push(pair: Pair): void;
  /** Says that no more pairs come. */
  finish(): void;
  /** The index of the first pair that cannot be trusted, as after a merged or skipped line. */
  readonly shiftedFrom: number | undefined;
};

/** A watch over one answer to `sources`, which sets the window by the mean length of its lines. */
export function watchShift(sources: readonly string[], length: LengthModel): ShiftWatch {
  const words = sources.reduce((sum, source) => sum + source.split(/\s+/).length, 0);
  const window = words / Math.max(1, sources.length) < SHORT_LINE_WORDS ? LONG_WINDOW : WINDOW;
  const pairs: Measured[] = [];
  let shiftedFrom: number | undefined;
  const look = (from: number): void => {
    if (from < 0 || shiftedFrom !== undefined) return;
    const straight = meanScore(pairs, { from, window, offset: 0 }, length);
    if (straight === undefined) return;
    const rivals = [1, -1].map((offset) => meanScore(pairs, { from, window, offset }, length));
    if (rivals.some((rival) => rival !== undefined && rival > straight + MARGIN)) {
      shiftedFrom = Math.max(0, from - LEAD);
    }
  };
  return {
    push: (pair) => {
      pairs.push(measure(pair, length));
      // The window one back, whose last line can now be compared with the answer after it.
      look(pairs.length - 1 - window);
    },
    finish: () => look(pairs.length - window),
    get shiftedFrom() {
      return shiftedFrom;
    },
  };
}

/** True when two neighbouring answers fit better exchanged. */
export function isSwapped(first: Pair, second: Pair, length: LengthModel): boolean {
  const pairs = [measure(first, length), measure(second, length)];
  const score = (source: number, target: number) => fit(pairs[source], pairs[target], length);
  const [a, b, c, d] = [score(0, 0), score(1, 1), score(0, 1), score(1, 0)];
  if (a === undefined || b === undefined || c === undefined || d === undefined) return false;
  return c + d > a + b + SWAP_MARGIN;
}

/** What is compared of a pair, worked out once. */
type Measured = {
  readonly sourceSize: number;
  readonly numbers: readonly FoundNumber[];
  readonly names: readonly string[];
  readonly target:
    | { readonly size: number; readonly numbers: readonly FoundNumber[]; readonly lower: string }
    | undefined;
};

function measure({ source, target }: Pair, length: LengthModel): Measured {
  return {
    sourceSize: length.sourceSize(source),
    numbers: numbersIn(source).filter((number) => number.strict),
    names: namesIn(source),
    target:
      target === undefined
        ? undefined
        : {
            size: length.targetSize(target),
            numbers: numbersIn(target),
            lower: target.toLowerCase(),
          },
  };
}

type Window = { readonly from: number; readonly window: number; readonly offset: number };

function meanScore(
  pairs: readonly Measured[],
  { from, window, offset }: Window,
  length: LengthModel,
): number | undefined {
  let sum = 0;
  let count = 0;
  for (let index = from; index < from + window; index++) {
    const value = fit(pairs[index], pairs[index + offset], length);
    if (value === undefined) continue;
    sum += value;
    count++;
  }
  return count >= window - 1 ? sum / count : undefined;
}

/** How well the answer of one pair fits the source of another: length, numbers and Latin names shared. */
function fit(
  source: Measured | undefined,
  other: Measured | undefined,
  length: LengthModel,
): number | undefined {
  const target = other?.target;
  if (!source || !target) return undefined;
  const missing = missingAmong(source.numbers, target.numbers).length;
  const found = source.names.filter((name) => target.lower.includes(name)).length;
  const deviation = length.deviation(source.sourceSize, target.size);
  return (
    -Math.min(9, deviation * deviation) / 2 +
    3 * (source.numbers.length - missing) -
    missing +
    2 * found
  );
}

/** Latin names and acronyms of a line, in lower case; a capital at its beginning says nothing. */
function namesIn(text: string): string[] {
  const words = text.match(/[\p{L}\p{N}][\p{L}\p{N}.+#-]*/gu) ?? [];
  return words
    .filter(
      (word, index) =>
        /^\p{Lu}{2,}/u.test(word) ||
        /\p{Ll}\p{Lu}/u.test(word) ||
        (index > 0 && /^\p{Lu}\p{sc=Latin}+/u.test(word)),
    )
    .map((word) => word.toLowerCase().replace(/[.-]+$/, ''));
}
