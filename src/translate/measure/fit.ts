import { missingAmong } from '../../text/numbers/numbers.ts';
import type { MeasuredSource, MeasuredTarget } from './gauge.ts';
import type { LengthModel } from './length.ts';

/** A source line and what was answered for it; no answer where the line was skipped. */
export type Pair = { readonly source: string; readonly target: string | undefined };

/** A pair as it is compared. */
export type Measured = {
  readonly source: MeasuredSource;
  readonly target: MeasuredTarget | undefined;
};

/** Points for a number of the source that is found in the answer, and for one that is not. */
const NUMBER_FOUND = 3;
const NUMBER_MISSING = -1;
/** Points for a Latin name of the source that is found in the answer. */
const NAME_FOUND = 2;
/** Points for a Latin word in other writing that its source has, and against one that it has not. */
const WORD_FOUND = 1;
const WORD_ELSEWHERE = -0.5;
/** Points for a term of the source that is called in the answer what it is to be called. */
const TERM_FOUND = 1;
/**
 * Points for a frequent word that is found in the answer. Of those of a source two in three are found in its own answer,
 * one in twenty in its neighbour's: 3.4 by itself, but they come together.
 */
const MEANING_FOUND = 1.5;
/** Points for a question answered by a question, and against one that is not. */
const QUESTION = 0.8;
/** Beyond three deviations a length is wrong, and how wrong says nothing more. */
const WORST_LENGTH = 9;

export function measure({ source, target }: Pair, { gauge }: LengthModel): Measured {
  return {
    source: gauge.source(source),
    target: target === undefined ? undefined : gauge.target(target),
  };
}

/** How well an answer fits a line; higher is better. */
export type Fit = {
  /** All in all. */
  readonly score: number;
  /** By what both of them name: numbers, names, terms, questions. */
  readonly anchors: number;
};

/**
 * How well the answer of one pair fits the source of another, by its length and by what both name. Nothing where
 * there is no answer.
 */
export function fit(
  one: Measured | undefined,
  other: Measured | undefined,
  length: LengthModel,
): Fit | undefined {
  const [source, target] = [one?.source, other?.target];
  if (!source || !target) return undefined;
  const deviation = length.deviation(source.size, target.size);
  const anchors = anchorsOf(source, target);
  return { score: anchors - Math.min(WORST_LENGTH, deviation * deviation) / 2, anchors };
}

function anchorsOf(source: MeasuredSource, target: MeasuredTarget): number {
  let score = numbersOf(source, target) + wordsOf(source, target);
  for (const rendering of source.renderings) {
    if (target.squeezed.includes(rendering)) score += TERM_FOUND;
  }
  for (const meaning of source.meanings) {
    if (target.meanings.includes(meaning)) score += MEANING_FOUND;
  }
  if (source.asks || target.asks) score += source.asks === target.asks ? QUESTION : -QUESTION;
  return score;
}

function numbersOf({ numbers }: MeasuredSource, target: MeasuredTarget): number {
  if (numbers.length === 0) return 0;
  const missing = missingAmong(numbers, target.numbers).length;
  return NUMBER_FOUND * (numbers.length - missing) + NUMBER_MISSING * missing;
}

/** Latin names of the source, and Latin words of the answer. */
function wordsOf(source: MeasuredSource, target: MeasuredTarget): number {
  if (source.names.length === 0 && target.quoted.length === 0) return 0;
  let score = 0;
  const quoted = new Set(target.quoted);
  for (const name of source.names) {
    if (target.lower.includes(name)) score += NAME_FOUND;
    quoted.delete(name);
  }
  for (const word of quoted)
    score += source.words.includes(` ${word} `) ? WORD_FOUND : WORD_ELSEWHERE;
  return score;
}
