import { englishNumbers } from './english-numbers.ts';
import type { FoundNumber } from './found-number.ts';
import { hanNumbers } from './han-numbers.ts';

/** Words and letters that multiply the digits before them, by the power of ten they stand for. */
const MAGNITUDES: readonly (readonly [pattern: RegExp, factor: number])[] = [
  [/^(?:万亿|萬億|兆|trillions?\b|billones\b)/iu, 1e12],
  [/^(?:十亿|十億|billions?\b|milliarden?\b|milliards?\b|mrd\b|миллиард\p{L}*|bn\b)/iu, 1e9],
  [/^(?:千万|千萬)/u, 1e7],
  [/^(?:百万|百萬|millions?\b|millionen\b|millones\b|millón\b|milhões\b|mio\b|миллион\p{L}*)/iu, 1e6],
  [/^(?:十万|十萬)/u, 1e5],
  [/^(?:亿|億|억)/u, 1e8],
  [/^(?:万|萬|만)/u, 1e4],
  [/^(?:千|천|thousand\b|tausend\b|mille\b|mil\b|тысяч\p{L}*)/iu, 1e3],
  [/^(?:百|백|hundred\b)/iu, 1e2],
];
/** A capital letter right after digits may multiply them or be a unit. */
const SUFFIXES: Readonly<Record<string, number>> = { k: 1e3, K: 1e3, M: 1e6, B: 1e9, T: 1e12 };

const DIGITS = /\d+(?:[.,'’ ]\d{3})*(?:[.,]\d+)?|\d+/gu;

/** Every number in a text, in digits, English words or Chinese numerals. */
export function numbersIn(text: string): FoundNumber[] {
  return [...digitNumbers(text), ...englishNumbers(text), ...hanNumbers(text)];
}

function digitNumbers(text: string): FoundNumber[] {
  return [...text.matchAll(DIGITS)].map((match) => {
    const after = text.slice(match.index + match[0].length, match.index + match[0].length + 24);
    const values = readings(match[0]).flatMap((value) => scaled(value, after));
    return { values, text: match[0], strict: true };
  });
}

/** The numbers a row of digits with separators can mean: `1,234` in English and in German. */
function readings(digits: string): number[] {
  const plain = digits.replace(/['’ ]/g, '');
  const english = Number(plain.replaceAll(',', ''));
  const continental = Number(plain.replaceAll('.', '').replace(',', '.'));
  return [...new Set([english, continental])].filter((value) => Number.isFinite(value));
}

function scaled(value: number, after: string): number[] {
  const rest = after.replace(/^\s*(?:多|余|餘|几|來|来)?\s*/u, '');
  for (const [pattern, factor] of MAGNITUDES) {
    if (pattern.test(rest)) return [value * factor];
  }
  const suffix = SUFFIXES[after.charAt(0)];
  if (suffix && !/^.\p{L}/u.test(after)) return [value, value * suffix];
  // "the 1990s" are "90 年代".
  if (/^['’]?s\b/.test(after) && value > 1000) return [value, value % 100];
  return [value];
}

/** The strict numbers of `source` that are nowhere in `target`. */
export function missingNumbers(source: string, target: string): FoundNumber[] {
  const wanted = numbersIn(source).filter((number) => number.strict);
  return wanted.length > 0 ? missingAmong(wanted, numbersIn(target)) : [];
}

/** The numbers of `wanted` that none of `found` can mean. */
export function missingAmong(
  wanted: readonly FoundNumber[],
  found: readonly FoundNumber[],
): FoundNumber[] {
  const values = found.flatMap((number) => number.values);
  return wanted.filter((number) => !isAmong(number, values));
}

/** The numbers written in digits in `claim` that are nowhere in `source`. */
export function unsupportedNumbers(claim: string, source: string): FoundNumber[] {
  return missingAmong(digitNumbers(claim), numbersIn(source));
}

function isAmong(number: FoundNumber, values: readonly number[]): boolean {
  return number.values.some((wanted) =>
    values.some((value) => Math.abs(value - wanted) <= Math.abs(wanted) * 1e-9),
  );
}
