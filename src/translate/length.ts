import { isChinese, primaryTag } from '../model/language.ts';
import { withoutFillers } from '../text/fillers.ts';
import { isCjkLanguage, latinWordsIn, lettersOf } from '../text/writing.ts';

/** How long a translation should be, given its source. Sizes are in characters, roughly. */
export type LengthModel = {
  /** The size of a source line, fillers aside. */
  sourceSize(text: string): number;
  /** The size of a translation. */
  targetSize(text: string): number;
  /** How far a translation is from the expected length, in standard deviations; below 0 is short. */
  deviation(sourceSize: number, targetSize: number): number;
  /** How many times the expected length a translation has, as a ratio. */
  excess(source: string, target: string): number;
};

/**
 * The logarithm of target size over source size: mean and standard deviation. English to Chinese was
 * measured on 997 FLORES sentences and three translations each; the other direction mirrors it.
 */
const ENGLISH_TO_CHINESE = { mean: -1.296, deviation: 0.159 };
/** For pairs nobody measured: any ratio within a factor of 4 is at most 3.2 deviations off. */
const UNKNOWN = { mean: 0, deviation: Math.log(4) / 3.2 };
/** A pair is learnt from this many lines on. */
const ENOUGH_LINES = 40;
/** Spoken lines vary more than written ones; a talk is never held to more than this. */
const WIDEST = 0.4;
/** A Latin word or number inside CJK text is as long as this many characters. */
const WORD_IN_CJK = 1.5;

/** The model for a language pair, learnt from `accepted` pairs where there are enough of them. */
export function lengthModel(
  from: string,
  to: string,
  accepted: readonly { readonly source: string; readonly target: string }[] = [],
): LengthModel {
  const sourceSize = (text: string): number => sizeOf(withoutFillers(text), from);
  const targetSize = (text: string): number => sizeOf(text, to);
  const ratios = accepted.map((pair) =>
    Math.log(targetSize(pair.target) / sourceSize(pair.source)),
  );
  const { mean, deviation } = learnt(ratios, prior(from, to));
  return {
    sourceSize,
    targetSize,
    deviation: (source, target) => (Math.log(target / source) - mean) / deviation,
    excess: (source, target) => Math.exp(Math.log(targetSize(target) / sourceSize(source)) - mean),
  };
}

type Spread = { readonly mean: number; readonly deviation: number };

function prior(from: string, to: string): Spread {
  if (primaryTag(from) === 'en' && isChinese(to)) return ENGLISH_TO_CHINESE;
  if (isChinese(from) && primaryTag(to) === 'en') {
    return { mean: -ENGLISH_TO_CHINESE.mean, deviation: ENGLISH_TO_CHINESE.deviation };
  }
  const cjk = Number(isCjkLanguage(to)) - Number(isCjkLanguage(from));
  return { mean: cjk * ENGLISH_TO_CHINESE.mean * 0.8, deviation: UNKNOWN.deviation };
}

/** Median and median absolute deviation, so that the bad lines among them do not count. */
function learnt(ratios: readonly number[], known: Spread): Spread {
  if (ratios.length < ENOUGH_LINES) return known;
  const mean = median(ratios);
  // 1.4826 turns a median absolute deviation into a standard deviation of a normal distribution.
  const spread = 1.4826 * median(ratios.map((ratio) => Math.abs(ratio - mean)));
  const least = ENGLISH_TO_CHINESE.deviation;
  return { mean, deviation: Math.min(WIDEST, Math.max(least, spread)) };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** Smoothed so that short lines do not swing: +2 characters for CJK, +6 for others, as measured with. */
function sizeOf(text: string, language: string): number {
  if (!isCjkLanguage(language)) return text.length + 6;
  return lettersOf(text, language) + WORD_IN_CJK * latinWordsIn(text) + 2;
}
