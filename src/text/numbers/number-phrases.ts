import { HINTS } from './english-number-words.ts';
import type { FoundNumber } from './found-number.ts';

/** A way of saying a number without one of its figures, and what it may mean. */
type Phrase = readonly [said: RegExp, values: readonly number[]];

/** They support a number, but are not asked for. */
const PHRASES: readonly Phrase[] = [
  [/\b(?:squared?|square of)\b/gi, [2]],
  [/\b(?:cubed?|cube of)\b/gi, [3]],
  [/\bdecades?\b|\borders? of magnitude\b/gi, [10]],
  [/\bcentur(?:y|ies)\b/gi, [100]],
  [/\bmillenni(?:um|a)\b/gi, [1000]],
  [/\bfortnight\b/gi, [14]],
  [/\bscore\b/gi, [20]],
  [/\b(?:all|entirely|completely|fully)\b/gi, [100]],
  [/\b(?:around the clock|round the clock)\b/gi, [24, 7]],
  [/\b(?:noon|midday)\b/gi, [12]],
  [/\bmidnight\b/gi, [0, 12, 24]],
];

/** The same of Chinese and of signs, word by word. */
const SAID: Readonly<Record<string, readonly number[]>> = {
  '²': [2],
  平方: [2],
  二次方: [2],
  '³': [3],
  立方: [3],
  数量级: [10],
  全部: [100],
  完全: [100],
  所有: [100],
  全都: [100],
  全天候: [24, 7],
  昼夜: [24, 7],
  一打: [12],
  一刻: [15],
  三刻: [45],
  半年: [6],
  一倍: [2, 1, 100],
  俩: [2],
  倆: [2],
  成双: [2],
  仨: [3],
};
const ANY_SAID = new RegExp(Object.keys(SAID).join('|'), 'gu');

/** A number whose parts stand in groups of a pattern. */
type Composed = readonly [said: RegExp, values: (parts: string[]) => number[]];

const LATIN: readonly Composed[] = [
  // "two dozen", "3 dozen"
  [/\b(\d+|two|three|four|five|six)\s+dozen\b/gi, ([count = '']) => [12 * small(count)]],
  [/\b(\d+|two|three|four|five|six)\s+decades?\b/gi, ([count = '']) => [10 * small(count)]],
  [/\b(\d+|two|three|four|five|six)\s+scores?\b/gi, ([count = '']) => [20 * small(count)]],
  [/\ba couple (?:of )?dozen\b/gi, () => [24]],
  // "the nineteen sixties"
  [
    /\b(seven|eigh|nine)teen (twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)\b/gi,
    ([century = '', decade = '']) => decadeOf(century.toLowerCase(), decade.toLowerCase()),
  ],
  // "half past one" is 1:30, "a quarter to two" 1:45.
  [
    /\b(half|(?:a )?quarter|five|ten|twenty(?:[- ]five)?)(?: minutes)? (past|after|to|before|of) ([a-z]+|\d{1,2})\b/gi,
    ([minutes = '', side = '', hour = '']) => clock(minutes, side, hour),
  ],
];

const CHINESE: readonly Composed[] = [
  // 两块五
  [
    /([一二两兩三四五六七八九]|\d+)[块塊]([一二三四五六七八九])(?![十百千万])/gu,
    ([whole = '', part = '']) => [han(whole) + han(part) / 10, han(part) * 10, han(whole)],
  ],
  // 四割七分
  [
    /([一二三四五六七八九])割(?:([一二三四五六七八九])分)?/gu,
    ([tens = '', ones = '零']) => [han(tens) * 10 + han(ones), (han(tens) * 10 + han(ones)) / 100],
  ],
  // 三・五
  [
    /([一二三四五六七八九])[・·]([一二三四五六七八九])/gu,
    ([whole = '', part = '']) => [han(whole) + han(part) / 10],
  ],
  // 七三开
  [
    /([一二三四五六七八九])([一二三四五六七八九])开/gu,
    (parts) => parts.flatMap((each) => [han(each), han(each) * 10]),
  ],
  // 十五六年
  [
    /(?<![一二三四五六七八九])([一二三四五六七八九]?)十([一二三四五六七八])([二三四五六七八九])(?![一二三四五六七八九十])/gu,
    ([tens = '', ...ones]) => ones.map((each) => (tens === '' ? 10 : 10 * han(tens)) + han(each)),
  ],
  // 四分之三 is three quarters, and 75 %.
  [
    /([一二三四五六七八九十]|\d+)\s*分之\s*([一二三四五六七八九十]|\d+)/gu,
    ([whole = '', part = '']) => {
      const share = han(part) / han(whole);
      return [share, share * 100];
    },
  ],
  // 两三个, 七八十
  [
    /(?<![一二两兩三四五六七八九十百千])([一二两兩三四五六七八九])([两兩二三四五六七八九])([十百千万萬]?)(?![一二两兩三四五六七八九])/gu,
    ([first = '', second = '', unit = '']) =>
      [first, second].map((each) => han(each) * (UNITS[unit] ?? 1)),
  ],
];

const WORDS = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');
const HAN = '零一二三四五六七八九十';
const UNITS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000, 万: 1e4, 萬: 1e4 };
/** Digits said one by one: "1, 1, 9", "nine one one". */
const ONE_BY_ONE =
  /(?<![\p{L}\p{N}.,])(?:\d|zero|oh|one|two|three|four|five|six|seven|eight|nine)(?:[\s,，、-]{1,3}(?:\d|zero|oh|one|two|three|four|five|six|seven|eight|nine))+(?![\p{L}\p{N}]|[.,]\d)/giu;
/** No run of digits is without two of them next to one another. */
const TWO_DIGITS =
  /(?:\d|zero|oh|one|two|three|four|five|six|seven|eight|nine)[\s,，、-]{1,3}(?:\d|zero|oh|one|two|three|four|five|six|seven|eight|nine)/i;
/** Most texts have none of all this. */
const ANY_LATIN =
  /squar|cube|teen \w+ties|decade|centur|millenni|fortnight|score|dozen|magnitude|\ball\b|entirely|completely|fully|clock|noon|midday|midnight|(?:half|quarter|five|ten|twenty)(?: minutes)? (?:past|after|to|before|of) /i;
const ANY_HAN = /[一二两兩三四五六七八九]|分之/u;

/** Numbers that a text says in other ways than as one number: "two dozen", 四分之三, "1, 1, 9". Never strict. */
export function phrasedNumbers(text: string): FoundNumber[] {
  const found: FoundNumber[] = [];
  const isLatin = ANY_LATIN.test(text);
  const composed = [...(isLatin ? LATIN : []), ...(ANY_HAN.test(text) ? CHINESE : [])];
  for (const [phrase] of text.matchAll(ANY_SAID))
    found.push({ values: SAID[phrase] ?? [], text: phrase, strict: false });
  for (const [said, values] of isLatin ? PHRASES : []) {
    for (const [phrase] of text.matchAll(said)) found.push({ values, text: phrase, strict: false });
  }
  for (const [said, valuesOf] of composed) {
    for (const [phrase, ...parts] of text.matchAll(said)) {
      const values = valuesOf(parts);
      if (values.length > 0) found.push({ values, text: phrase, strict: false });
    }
  }
  return found;
}

/** Digits said one by one, and where in the text. */
export type DigitRun = FoundNumber & { readonly at: number };

/** Runs of single digits as the one number they may be. */
export function oneByOne(text: string): DigitRun[] {
  if (!TWO_DIGITS.test(text)) return [];
  return Array.from(text.matchAll(ONE_BY_ONE), ({ 0: said, index: at }) => {
    const digits = (said.toLowerCase().match(/\d|[a-z]+/g) ?? []).map((word) =>
      word === 'oh' ? 0 : small(word),
    );
    return { values: [Number(digits.join(''))], text: said, strict: false, at };
  });
}

/** The sixties of the nineteenth hundred years are 1960, 60 and in the twentieth century. */
function decadeOf(century: string, decade: string): number[] {
  const hundreds = { seven: 17, eigh: 18 }[century] ?? 19;
  const years = HINTS[decade]?.[0] ?? 0;
  return [100 * hundreds + years, years, hundreds + 1];
}

/** The figures of a time of day that is said by how far it is from a full hour. */
function clock(minutes: string, side: string, hour: string): number[] {
  const from = small(hour);
  if (!(from <= 24)) return [];
  const said = minutes.toLowerCase();
  const count = MINUTES[said.replace(/^a /, '').replace('-', ' ')];
  if (count === undefined) return [];
  const isPast = /past|after/i.test(side);
  const values = isPast ? [count, from, from + count / 60] : [60 - count, from - 1, count, from];
  return [...values, ...values.map((value) => value + 12)];
}

const MINUTES: Readonly<Record<string, number>> = {
  half: 30,
  quarter: 15,
  five: 5,
  ten: 10,
  twenty: 20,
  'twenty five': 25,
};

function small(word: string): number {
  const known = WORDS.indexOf(word.toLowerCase());
  return known === -1 ? Number(word) : known;
}

function han(numeral: string): number {
  const known = HAN.indexOf(numeral.replace(/[两兩]/u, '二'));
  return known === -1 ? Number(numeral) : known;
}
