import { isChinese, primaryTag } from '../../model/language.ts';
import { isCjkLanguage } from '../../text/languages/writing.ts';
import type { Gauge } from './gauge.ts';

/** How long a translation should be, given its source. Sizes are those of its gauge. */
export type LengthModel = {
  readonly gauge: Gauge;
  /** How far a translation is from the expected length, in standard deviations; below 0 is short. */
  deviation(sourceSize: number, targetSize: number): number;
  /** The same of two texts. */
  deviationOf(source: string, target: string): number;
  /** How many times the expected length a translation has, as a ratio. */
  excess(source: string, target: string): number;
};

/**
 * The logarithm of target size over source size, English to Chinese: mean and standard deviation. The
 * mean is the -1.296 of 997 FLORES sentences (written, three translations each) moved towards the -1.259
 * of the 361 spoken sentences of `test/fixtures/parallel.json`; the other direction mirrors it.
 */
const ENGLISH_TO_CHINESE = -1.27;
/** The same of other pairs, to Chinese, each of 116 lines of `test/fixtures/pairs/`; talks differ by 0.08 from them. */
const TO_CHINESE: Readonly<Record<string, number>> = {
  en: ENGLISH_TO_CHINESE,
  de: -1.29,
  ja: -0.36,
};
/**
 * Short lines vary more: the variance is `LONG_LINES` squared plus `PER_CHARACTER` over the source size
 * in characters of English. Measured on `parallel.json`, standard deviation by source length: 0.23 below 20
 * characters, 0.19 to 40, 0.15 to 60, 0.13 to 90, 0.145 beyond. (FLORES, several hands: 0.159; a talk
 * that varies more than these is learnt to.)
 */
const LONG_LINES = 0.11;
const PER_CHARACTER = 0.7;
/** For pairs nobody measured: any ratio within a factor of 4 is at most 3.2 deviations off. */
const UNKNOWN = Math.log(4) / 3.2;
/** What a talk shows by itself counts alone from this many lines on, and before that in proportion. */
const ENOUGH_LINES = 40;
/** A talk is never held to less, nor allowed more, than this many times the measured deviation. */
const LEAST_SPREAD = 1;
const MOST_SPREAD = 2.5;

/** The model for the gauge's language pair, learnt from `accepted` pairs where there are enough of them. */
export function lengthModel(
  gauge: Gauge,
  accepted: readonly { readonly source: string; readonly target: string }[] = [],
): LengthModel {
  const { from, to } = gauge;
  const ratios = accepted.map(({ source, target }) => {
    const { size } = gauge.source(source);
    return { size, ratio: Math.log(gauge.target(target).size / size) };
  });
  // One CJK character says as much as this many of English.
  const worth = isCjkLanguage(from) ? Math.exp(-ENGLISH_TO_CHINESE) : 1;
  const usual = (size: number): number =>
    Math.hypot(LONG_LINES, Math.sqrt(PER_CHARACTER / (size * worth)));
  const known = prior(from, to);
  const own = Math.min(1, ratios.length / ENOUGH_LINES);
  const { mean, spread } = learnt(ratios, { usual, known, own });
  const least = (1 - own) * known.least;
  const deviation = (source: number, target: number): number =>
    (Math.log(target / source) - mean) / Math.max(least, spread * usual(source));
  return {
    gauge,
    deviation,
    deviationOf: (source, target) =>
      deviation(gauge.source(source).size, gauge.target(target).size),
    excess: (source, target) =>
      Math.exp(Math.log(gauge.target(target).size / gauge.source(source).size) - mean),
  };
}

/** Before anything is learnt: the mean, the spread, and what a deviation is never taken to be less than. */
type Prior = { readonly mean: number; readonly spread: number; readonly least: number };

function prior(from: string, to: string): Prior {
  const [source, target] = [primaryTag(from), primaryTag(to)];
  const measured = isChinese(to) ? TO_CHINESE[source] : -(TO_CHINESE[target] ?? Number.NaN);
  if (measured !== undefined && isChinese(from) !== isChinese(to) && !Number.isNaN(measured)) {
    return { mean: measured, spread: 1, least: 0 };
  }
  const cjk = Number(isCjkLanguage(to)) - Number(isCjkLanguage(from));
  return { mean: cjk * ENGLISH_TO_CHINESE * 0.8, spread: 1, least: UNKNOWN };
}

type Ratio = { readonly size: number; readonly ratio: number };

/** Median and median absolute deviation, so that the bad lines among them do not count. */
function learnt(
  ratios: readonly Ratio[],
  {
    usual,
    known,
    own,
  }: {
    readonly usual: (size: number) => number;
    readonly known: Prior;
    /** How much the talk's own lines count, as a ratio. */
    readonly own: number;
  },
): { mean: number; spread: number } {
  if (own === 0) return known;
  const mean = (1 - own) * known.mean + own * median(ratios.map(({ ratio }) => ratio));
  // 1.4826 turns a median absolute deviation into a standard deviation of a normal distribution.
  const spread =
    1.4826 * median(ratios.map(({ size, ratio }) => Math.abs(ratio - mean) / usual(size)));
  const kept = Math.min(MOST_SPREAD, Math.max(LEAST_SPREAD, spread));
  return { mean, spread: (1 - own) * known.spread + own * kept };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
