import type { FoundNumber } from './found-number.ts';

const DIGITS: Readonly<Record<string, number>> = {
  〇: 0,
  零: 0,
  一: 1,
  二: 2,
  两: 2,
  兩: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const SMALL: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };
const LARGE: Readonly<Record<string, number>> = { 万: 1e4, 萬: 1e4, 亿: 1e8, 億: 1e8, 兆: 1e12 };

const HAN = /[\u4e00-\u9fff〇]/;
const NUMERAL = /[〇零一二两兩三四五六七八九十百千万萬亿億兆]+(?:点[〇零一二三四五六七八九]+)?/gu;

const ANY_DIGIT = /[零一二两兩三四五六七八九]/u;
/** Surely a number, as 二十 and 一百零一 are; 十分, 一百 and 千万 may be other words or idioms. */
const EXACT = /^(?:[二三四五六七八九][十百千万]|一[百千万].|十[一二三四五六七八九]$)/u;

/** Numbers in Chinese numerals: 二十万, 二〇二四, 三点五, 百分之四十, 三成, 一半. Short ones are not strict: idioms are full of them. */
export function hanNumbers(text: string): FoundNumber[] {
  // Lines of other languages have none, and looking for each word takes its time.
  if (!HAN.test(text)) return [];
  const found: FoundNumber[] = [];
  for (const match of text.matchAll(NUMERAL)) {
    const value = valueOf(match[0]);
    // After digits a unit belongs to them: 20 万.
    const before = text.slice(Math.max(0, match.index - 2), match.index);
    if (/\d\s?$/.test(before) && !(match[0].charAt(0) in DIGITS)) continue;
    const values = [value, ...shortened(match[0])];
    if (text.charAt(match.index + match[0].length) === '成') values.push(value * 10);
    // 几万, 十几
    const isPlain = ANY_DIGIT.test(match[0]);
    const strict = isPlain && EXACT.test(match[0]);
    found.push({
      values,
      text: match[0],
      strict,
      isPlain,
    });
  }
  if (text.includes('半')) found.push(...halves(text));
  if (/对折/u.test(text)) found.push({ values: [0.5, 50], text: '对折', strict: false });
  if (/双倍|翻倍|翻番|加倍/u.test(text)) found.push({ values: [2], text: '翻倍', strict: false });
  return found;
}

/** 半 by itself, and three and a half of something: 三年半, 3 个半小时. */
function halves(text: string): FoundNumber[] {
  const found: FoundNumber[] = [{ values: [0.5, 50, 2, 30], text: '半', strict: false }];
  for (const [phrase, numeral = '', digits = ''] of text.matchAll(HALF)) {
    const whole = digits === '' ? valueOf(numeral) : Number(digits);
    found.push({ values: [whole + 0.5], text: phrase, strict: false });
  }
  return found;
}

const HALF = /(?:([一二两兩三四五六七八九十百]+)|(\d+))\s?\p{sc=Han}?半/gu;

/** 两万五 is short for 两万五千. */
function shortened(numeral: string): number[] {
  const match = /^(.*([百千万萬亿億]))([一二三四五六七八九])$/u.exec(numeral);
  if (!match) return [];
  const [, whole = '', unit = '', digit = ''] = match;
  return [valueOf(whole) + ((DIGITS[digit] ?? 0) * (SMALL[unit] ?? LARGE[unit] ?? 0)) / 10];
}

function valueOf(numeral: string): number {
  const [whole = '', decimals] = numeral.split('点');
  const value = /[十百千万萬亿億兆]/u.test(whole) ? composed(whole) : Number(spelled(whole));
  return decimals === undefined ? value : Number(`${value}.${spelled(decimals)}`);
}

/** Digit by digit: 二〇二四. */
function spelled(numeral: string): string {
  return Array.from(numeral, (char) => DIGITS[char] ?? 0).join('');
}

/** With units: 二十万三千, 一亿三千万, 三万亿. */
function composed(numeral: string): number {
  let total = 0;
  let section = 0;
  let digit = 0;
  let lastLarge = Infinity;
  for (const char of numeral) {
    const [value, small, large] = [DIGITS[char], SMALL[char], LARGE[char]];
    if (value !== undefined) digit = value;
    else if (small !== undefined) {
      section += (digit || 1) * small;
      digit = 0;
    } else if (large !== undefined) {
      const below = section + digit;
      // 三万亿: the larger unit multiplies all before it; 一亿三千万: the smaller one adds.
      total = large > lastLarge ? (total + below) * large : total + (below || 1) * large;
      [section, digit, lastLarge] = [0, 0, large];
    }
  }
  return total + section + digit;
}
