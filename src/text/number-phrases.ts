import type { FoundNumber } from './found-number.ts';

/** A way of saying a number without one of its figures, and what it may mean. */
type Phrase = readonly [said: RegExp, values: readonly number[]];

/** They support a number, but are not asked for. */
const PHRASES: readonly Phrase[] = [
  [/\b(?:squared?|square of)\b|²|平方|二次方/giu, [2]],
  [/\b(?:cubed?|cube of)\b|³|立方/giu, [3]],
  [/\bdecades?\b|数量级|\borders? of magnitude\b/giu, [10]],
  [/\bcentur(?:y|ies)\b/giu, [100]],
  [/\bfortnight\b/giu, [14]],
  [/\bscore\b/giu, [20]],
  [/\b(?:all|entirely|completely|fully)\b|全部|完全|所有|全都/giu, [100]],
  [/\b(?:around the clock|round the clock)\b|全天候|昼夜/giu, [24, 7]],
  [/一打/gu, [12]],
  [/一刻/gu, [15]],
  [/三刻/gu, [45]],
  [/半年/gu, [6]],
  [/一倍/gu, [2, 1, 100]],
  [/俩|倆|成双/gu, [2]],
  [/仨/gu, [3]],
];

/** Numbers whose parts stand in groups of the pattern. */
const COMPOSED: readonly (readonly [said: RegExp, values: (parts: string[]) => number[]])[] = [
  // "two dozen", "3 dozen"
  [/\b(\d+|two|three|four|five|six)\s+dozen\b/giu, ([count = '']) => [12 * small(count)]],
  [/\b(\d+|two|three|four|five|six)\s+decades?\b/giu, ([count = '']) => [10 * small(count)]],
  [/\b(\d+|two|three|four|five|six)\s+scores?\b/giu, ([count = '']) => [20 * small(count)]],
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

const WORDS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const HAN = '零一二三四五六七八九十';
const UNITS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000, 万: 1e4, 萬: 1e4 };
/** Digits said one by one: "1, 1, 9", "nine one one". */
const ONE_BY_ONE =
  /(?<![\p{L}\p{N}.,])(?:\d|zero|oh|one|two|three|four|five|six|seven|eight|nine)(?:[\s,，、-]{1,3}(?:\d|zero|oh|one|two|three|four|five|six|seven|eight|nine))+(?![\p{L}\p{N}]|[.,]\d)/giu;
/** Most texts have none of all this. */
const ANY =
  /squar|cube|[²³]|decade|centur|fortnight|score|dozen|magnitude|\ball\b|ly\b|clock|[平立全完所一三半俩倆成仨分两兩二四五六七八九]|次方|数量级|昼夜/iu;

/** Numbers that a text says in other ways than as one number: "two dozen", 四分之三, "1, 1, 9". Never strict. */
export function phrasedNumbers(text: string): FoundNumber[] {
  const found: FoundNumber[] = oneByOne(text);
  if (!ANY.test(text)) return found;
  for (const [said, values] of PHRASES) {
    for (const [phrase] of text.matchAll(said)) found.push({ values, text: phrase, strict: false });
  }
  for (const [said, valuesOf] of COMPOSED) {
    for (const [phrase, ...parts] of text.matchAll(said))
      found.push({ values: valuesOf(parts), text: phrase, strict: false });
  }
  return found;
}

/** Runs of single digits as the one number they may be. */
export function oneByOne(text: string): (FoundNumber & { readonly at: number })[] {
  return Array.from(text.matchAll(ONE_BY_ONE), ({ 0: said, index: at }) => {
    const digits = (said.toLowerCase().match(/\d|[a-z]+/g) ?? []).map((word) =>
      word === 'oh' ? 0 : small(word),
    );
    return { values: [Number(digits.join(''))], text: said, strict: false, at };
  });
}

function small(word: string): number {
  const known = WORDS.indexOf(word.toLowerCase());
  return known === -1 ? Number(word) : known;
}

function han(numeral: string): number {
  const known = HAN.indexOf(numeral.replace(/[两兩]/u, '二'));
  return known === -1 ? Number(numeral) : known;
}
