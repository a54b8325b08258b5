import type { FoundNumber } from '../text/found-number.ts';
import { missingAmong, numbersIn } from '../text/numbers.ts';
import type { LengthModel } from './length.ts';

/** A source line and what was answered for it; no answer where the line was skipped. */
export type Pair = { readonly source: string; readonly target: string | undefined };

/** What is compared of a pair, worked out once. */
export type Measured = {
  /** In characters, fillers aside. */
  readonly sourceSize: number;
  readonly numbers: readonly FoundNumber[];
  /** Latin names and acronyms, in lower case. */
  readonly names: readonly string[];
  readonly asks: boolean;
  readonly target: MeasuredTarget | undefined;
};

type MeasuredTarget = {
  /** In characters. */
  readonly size: number;
  readonly numbers: readonly FoundNumber[];
  readonly lower: string;
  readonly asks: boolean;
};

/** Points for a number of the source that is found in the answer, and for one that is not. */
const NUMBER_FOUND = 3;
const NUMBER_MISSING = -1;
/** Points for a Latin name of the source that is found in the answer. */
const NAME_FOUND = 2;
/** Points for a question answered by a question, and against one that is not. */
const QUESTION = 0.8;
/** Beyond three deviations a length is wrong, and how wrong says nothing more. */
const WORST_LENGTH = 9;

export function measure({ source, target }: Pair, length: LengthModel): Measured {
  return {
    sourceSize: length.sourceSize(source),
    numbers: numbersIn(source).filter((number) => number.strict),
    names: namesIn(source),
    asks: isQuestion(source),
    target: target === undefined ? undefined : measureTarget(target, length),
  };
}

function measureTarget(target: string, length: LengthModel): MeasuredTarget {
  return {
    size: length.targetSize(target),
    numbers: numbersIn(target),
    lower: target.toLowerCase(),
    asks: isQuestion(target),
  };
}

/**
 * How well the answer of one pair fits the source of another: by length, numbers, Latin names and
 * question marks. Nothing where there is no answer.
 */
export function fit(
  source: Measured | undefined,
  other: Measured | undefined,
  length: LengthModel,
): number | undefined {
  const target = other?.target;
  if (!source || !target) return undefined;
  const deviation = length.deviation(source.sourceSize, target.size);
  let score = -Math.min(WORST_LENGTH, deviation * deviation) / 2;
  const wanted = source.numbers.length;
  if (wanted > 0) {
    const missing = missingAmong(source.numbers, target.numbers).length;
    score += NUMBER_FOUND * (wanted - missing) + NUMBER_MISSING * missing;
  }
  for (const name of source.names) if (target.lower.includes(name)) score += NAME_FOUND;
  if (source.asks || target.asks) score += source.asks === target.asks ? QUESTION : -QUESTION;
  return score;
}

function isQuestion(text: string): boolean {
  return /[?？]["'”’)）」』]*$/u.test(text);
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
