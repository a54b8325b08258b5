import { primaryTag } from '../../model/language.ts';
import { englishNumbers } from './english-numbers.ts';
import type { FoundNumber } from './found-number.ts';
import { germanNumbers } from './german-numbers.ts';
import { hanNumbers } from './han-numbers.ts';
import { type DigitRun, oneByOne, phrasedNumbers } from './number-phrases.ts';
import { withoutTakenBack } from './taken-back.ts';

/** Words and letters that multiply the digits before them, by the power of ten they stand for. */
const MAGNITUDES: readonly (readonly [pattern: RegExp, factor: number])[] = [
  [/^(?:万亿|萬億|兆(?![字比赫瓦位])|trillions?\b|billones\b)/iu, 1e12],
  [/^(?:十亿|十億|billions?\b|milliarden?\b|milliards?\b|mrd\b|миллиард\p{L}*|bn\b)/iu, 1e9],
  [/^(?:千万|千萬)/u, 1e7],
  [
    /^(?:百万|百萬|millions?\b|millionen\b|millones\b|millón\b|milhões\b|mio\b|миллион\p{L}*)/iu,
    1e6,
  ],
  [/^(?:十万|十萬)/u, 1e5],
  [/^(?:亿|億|억)/u, 1e8],
  [/^(?:万|萬|만)/u, 1e4],
  // 千克 and 千米 are units, 百分 is a percentage.
  [
    /^(?:千(?![克米瓦卡帕伏赫兆])|천|thousand\b|grand\b|tausend\b|mille\b|mil\b|тысяч\p{L}*)/iu,
    1e3,
  ],
  [/^(?:百(?!分)|백|hundred\b)/iu, 1e2],
];
/** A capital letter right after digits may multiply them or be a unit. */
const SUFFIXES: Readonly<Record<string, number>> = { k: 1e3, K: 1e3, M: 1e6, B: 1e9, T: 1e12 };

const DIGITS = /\d{1,3}(?:[.,'’ ]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?/gu;
/** The rest of a range whose scale stands at its end: "10 to 20 million". */
const RANGE = /^\s*(?:to|or|and|bis|oder|und|à|到|至|或|和|[-–—~～])\s*\d[\d.,]*\s*/u;

/**
 * Every number in a text, in digits of any script, English words or Chinese numerals, those of its own language, and
 * however else it is said.
 */
export function numbersIn(text: string, language = 'en'): FoundNumber[] {
  const plain = plainDigits(text);
  const runs = oneByOne(plain);
  return [
    ...digitNumbers(plain, runs),
    // "Million" and "elf" are words of both.
    ...(primaryTag(language) === 'de' ? germanNumbers : englishNumbers)(plain),
    ...hanNumbers(plain),
    ...runs,
    ...phrasedNumbers(plain),
  ];
}

/** Those that have to stand in a translation; not what its speaker took back. */
export function strictNumbersIn(text: string, language?: string): FoundNumber[] {
  const said = withoutTakenBack(text);
  return numbersIn(said, language).filter((number) => number.strict || isPercentage(number, said));
}

/** Digits that are no ASCII, full-width ones for instance. */
// oxlint-disable-next-line no-control-regex
const OTHER_DIGITS = /(?![\u0000-\u007f])\p{Nd}/gu;

function plainDigits(text: string): string {
  // Most lines are without figures.
  if (!/\p{Nd}/u.test(text)) return text;
  return text
    .replace(OTHER_DIGITS, (digit) => String(digitValue(digit)))
    .replace(/(?<=\d)[．](?=\d)/gu, '.')
    .replace(/(?<=\d)，(?=\d{3}(?!\d))/gu, ',');
}

/** Digits of a script stand in a row from 0 to 9, beginning at a multiple of ten places from the first (Unicode Standard, 4.6). */
function digitValue(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  let zero = code;
  while (code - zero < 9 && /^\p{Nd}$/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return (code - zero) % 10;
}

function digitNumbers(text: string, runs: readonly DigitRun[] = oneByOne(text)): FoundNumber[] {
  if (!/\d/.test(text)) return [];
  return [...text.matchAll(DIGITS)].map((match) => {
    const end = match.index + match[0].length;
    const after = text.slice(end, end + 24);
    const run = runs.find(({ at, text: said }) => at <= match.index && end <= at + said.length);
    const values = readings(match[0]).flatMap((value) => scaled(value, after));
    if (run) values.push(...run.values);
    // The digit of CO2 or Cas9 is part of a name.
    const strict = !/\p{sc=Latin}/u.test(text.charAt(match.index - 1));
    return { values, text: match[0], strict, isPlain: strict };
  });
}

const ENGLISH = /^(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?$/;
const CONTINENTAL = /^(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?$/;

/** The numbers a row of digits with separators can mean: `1,234` in English and in German. */
function readings(digits: string): number[] {
  const plain = digits.replace(/['’ ]/g, '');
  const found: number[] = [];
  if (ENGLISH.test(plain)) found.push(Number(plain.replaceAll(',', '')));
  // Nobody writes 1,000 for 1, nor 0.031 for 31.
  const isPlainEnglish = /,000$|^0\./.test(plain) && found.length > 0;
  if (CONTINENTAL.test(plain) && !isPlainEnglish) {
    found.push(Number(plain.replaceAll('.', '').replace(',', '.')));
  }
  // An address such as 93.184.216.34 is only compared with itself.
  if (found.length === 0) found.push(Number(plain.replace(/\D/g, '')));
  return [...new Set(found)];
}

function scaled(value: number, after: string): number[] {
  const factor = factorOf(after);
  if (factor !== undefined) return [value * factor];
  const range = RANGE.exec(after);
  const shared = range ? factorOf(after.slice(range[0].length)) : undefined;
  if (shared !== undefined) return [value, value * shared];
  const suffix = SUFFIXES[after.charAt(0)];
  if (suffix && !/^.\p{L}/u.test(after)) return [value, value * suffix];
  // "the 1990s" are "90 年代", "the 1800s" the 19th century.
  if (/^['’]?s\b/.test(after) && value > 1000)
    return [value, value % 100, ...(value % 100 === 0 ? [value / 100 + 1] : [])];
  return [value];
}

function factorOf(after: string): number | undefined {
  const rest = after.replace(/^\s*(?:多|余|餘|几|來|来)?\s*/u, '');
  return MAGNITUDES.find(([pattern]) => pattern.test(rest))?.[1];
}

/** Small numbers in words are often none, but never before this one. */
function isPercentage({ text }: FoundNumber, said: string): boolean {
  const at = said.indexOf(text);
  return at !== -1 && /^(?: percent| per cent|%)/i.test(said.slice(at + text.length));
}

/** The strict numbers of `source` that are nowhere in `target`. */
export function missingNumbers(source: string, target: string): FoundNumber[] {
  const wanted = strictNumbersIn(source);
  return wanted.length > 0 ? missingAmong(wanted, numbersIn(target)) : [];
}

/** The numbers of `wanted` that none of `found` can mean. */
export function missingAmong(
  wanted: readonly FoundNumber[],
  found: readonly FoundNumber[],
): FoundNumber[] {
  if (wanted.length === 0) return [];
  const values = found.flatMap((number) => number.values);
  return wanted.filter((number) => !isAmong(number, values));
}

/**
 * A number in digits that a translation gives other digits for, where words for numbers cannot be read: it lacks one of
 * its source's and has one of its own. Hours of the afternoon may be counted from noon.
 */
export function otherFigure(
  source: readonly FoundNumber[],
  target: readonly FoundNumber[],
): FoundNumber | undefined {
  const [missing] = missingAmong(source.filter(isFigure), target);
  const added = missingAmong(target.filter(isFigure), source);
  if (missing === undefined || added.length === 0) return undefined;
  const isHour = missing.values.some(
    (hour) => hour > 12 && hour <= 24 && added.some(({ values }) => values.includes(hour - 12)),
  );
  return isHour ? undefined : missing;
}

function isFigure({ strict, text }: FoundNumber): boolean {
  return strict && /\d/.test(text);
}

/**
 * A number that a translation says otherwise: it lacks one of its source's and has one of its own. Words count too, for
 * hardly ever are both wrong together; "one" does not, being in every other sentence.
 */
export function otherNumber(
  source: readonly FoundNumber[],
  target: readonly FoundNumber[],
): FoundNumber | undefined {
  const [missing] = missingAmong(source.filter(isCount), target);
  if (missing === undefined) return undefined;
  const own = target.filter((number) => isFigure(number) || isCount(number));
  return missingAmong(own, source).length > 0 ? missing : undefined;
}

function isCount({ values, isPlain }: FoundNumber): boolean {
  return isPlain === true && Math.max(...values) > 1;
}

/** The numbers written in digits in `claim` that are nowhere in `source`. */
export function unsupportedNumbers(claim: string, source: string): FoundNumber[] {
  const wanted = digitNumbers(claim);
  return wanted.length > 0 ? missingAmong(wanted, numbersIn(source)) : [];
}

function isAmong(number: FoundNumber, values: readonly number[]): boolean {
  return number.values.some((wanted) =>
    values.some((value) => Math.abs(value - wanted) <= Math.abs(wanted) * 1e-9),
  );
}
