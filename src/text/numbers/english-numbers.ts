import {
  ANY_WORD,
  HINTS,
  NUMBER_WORDS,
  ONES,
  ORDINALS,
  SCALES,
  TEENS,
  TENS,
} from './english-number-words.ts';
import type { FoundNumber } from './found-number.ts';

/** A number in the making: `total` holds finished thousands, `group` what is below the next scale. */
type Run = {
  total: number;
  group: number;
  /** What the last word added within the group: decides what may follow. */
  last: 'start' | 'ones' | 'teens' | 'tens' | 'hundred' | 'scale' | 'year';
  words: string[];
  decimals: string;
  inDecimals: boolean;
  /** "four fifty" may be 450, 4.50 or two numbers; "twenty-first" is an ordinal; "fifteen sixteen" is about so many: none is asked for. */
  vague: 'price' | 'ordinal' | 'about' | undefined;
};

/** Numbers written in English words: "two hundred thousand", "ninety-nine", "nineteen eighty four", "two point five". */
export function englishNumbers(text: string): FoundNumber[] {
  const lower = text.toLowerCase();
  // Most lines have none, and looking at every word of a long talk takes its time.
  if (!ANY_WORD.test(lower)) return [];
  const plain = withScaledParts(lower)
    .replace(/ and a half\b/g, ' point five')
    // "the nineteen sixties" are often called "the sixties"; see the phrases.
    .replace(/\b(?:seven|eigh|nine)teen (?=\w+ties\b)/g, '');
  const words = plain.match(/[a-z]+|[^a-z\s-]/g) ?? [];
  const found: FoundNumber[] = [];
  let run: Run | undefined;
  words.forEach((word, index) => {
    // Nearly all words are none.
    if (run === undefined && !NUMBER_WORDS.has(word)) return;
    found.push(...hintsIn(word));
    const step = advance(run, { word, before: words[index - 1], next: words[index + 1] });
    if (step.finished) found.push(result(step.finished));
    run = step.run;
  });
  if (run) found.push(result(run));
  return found;
}

/** "Half a million" and "a million and a half" with their parts before the word that scales them. */
function withScaledParts(lower: string): string {
  if (!ANY_SCALE.test(lower)) return lower;
  return (
    lower
      // "Forty to fifty thousand", "two or three hundred": the scale at the end is that of both.
      .replace(new RegExp(`\\b(${RANGE_STARTS}) (?=(?:to|or) [a-z]+ (${SCALE}))`, 'g'), '$1 $2 ')
      .replace(new RegExp(`\\ba couple (?:of )?(?=${SCALE})`, 'g'), 'two ')
      .replace(
        new RegExp(`(?<!and an? )\\bhalf (?:an? |of a )?(?=${SCALE})`, 'g'),
        'zero point five ',
      )
      .replace(new RegExp(`\\bthree quarters of an? (?=${SCALE})`, 'g'), 'zero point seven five ')
      .replace(
        new RegExp(`(?<!and an? )\\bquarter (?:of )?(?:an? )?(?=${SCALE})`, 'g'),
        'zero point two five ',
      )
      .replace(
        new RegExp(`\\b([a-z]+) (${SCALE}) and a half\\b`, 'g'),
        (_, count: string, scale: string) =>
          `${isNumberWord(count) ? count : `${count} one`} point five ${scale}`,
      )
  );
}

/** Smaller ones may count by themselves: "from one to two hundred". */
const RANGE_STARTS =
  'two(?= or)|three(?= or)|four(?= or)|five(?= or)|six(?= or)|seven(?= or)|twenty|thirty|forty|fifty|sixty|seventy|eighty';
const ANY_SCALE = /hundred|thousand|million|billion|trillion/;
const SCALE = '(?:hundred|thousand|million|billion|trillion)\\b';

/** Numbers that a word by itself may support: "half", "twice", "fifth". */
function hintsIn(word: string): FoundNumber[] {
  const ordinal = ownEntry(ORDINALS, word);
  const values = ownEntry(HINTS, word) ?? (ordinal === undefined ? undefined : [ordinal]);
  return values ? [{ values, text: word, strict: false }] : [];
}

type Place = {
  readonly word: string;
  readonly before: string | undefined;
  readonly next: string | undefined;
};

/** What a word does to the number under way: goes on with it, ends it, begins another. */
function advance(
  run: Run | undefined,
  { word, before, next }: Place,
): { run?: Run; finished?: Run } {
  if (run) {
    if (closeWithOrdinal(run, word)) return { finished: run };
    if (isLink(word, run, next)) {
      if (word === 'point') run.inDecimals = true;
      return { run };
    }
    if (isNumberWord(word) && extend(run, word)) return { run };
  }
  const fresh = startAfter(before, word, run !== undefined);
  return { ...(run && { finished: run }), ...(fresh && { run: fresh }) };
}

/** The number that a word begins. In "200 million" the scale belongs to the digits before it. */
function startAfter(
  before: string | undefined,
  word: string,
  isAfterNumber: boolean,
): Run | undefined {
  const isScaleOfDigits = !isAfterNumber && /^\d$/.test(before ?? '') && isScaleWord(word);
  return isNumberWord(word) && !isScaleOfDigits ? start(word) : undefined;
}

/** Words such as "constructor" are no entries. */
function ownEntry<T>(table: Readonly<Record<string, T>>, word: string): T | undefined {
  return Object.hasOwn(table, word) ? table[word] : undefined;
}

function isScaleWord(word: string): boolean {
  return Object.hasOwn(SCALES, word) || word === 'hundred';
}

/** "twenty-first": true when an ordinal ends the number. */
function closeWithOrdinal(run: Run, word: string): boolean {
  const ordinal = ownEntry(ORDINALS, word);
  if (ordinal === undefined) return false;
  const fits = run.last === 'tens' ? ordinal < 10 : run.last === 'hundred' || run.last === 'scale';
  if (!fits) return false;
  run.group += ordinal;
  run.words.push(word);
  run.vague = 'ordinal';
  return true;
}

function isNumberWord(word: string): boolean {
  return [ONES, TEENS, TENS].some((table) => Object.hasOwn(table, word)) || isScaleWord(word);
}

/** "and" inside a number, "point" before decimals, "a" before a hundred. */
function isLink(word: string, run: Run, next: string | undefined): boolean {
  if (next === undefined) return false;
  if (word === 'and') {
    return (
      (run.last === 'hundred' || run.last === 'scale') && isNumberWord(next) && !isScaleWord(next)
    );
  }
  return word === 'point' && !run.inDecimals && Object.hasOwn(ONES, next);
}

function start(word: string): Run | undefined {
  const run: Run = {
    total: 0,
    group: 0,
    last: 'start',
    words: [],
    decimals: '',
    inDecimals: false,
    vague: undefined,
  };
  // "a hundred", "million": one of them.
  if (isScaleWord(word)) run.group = 1;
  return extend(run, word) ? run : undefined;
}

/** Adds a word to a number, or says that it begins another one. */
function extend(run: Run, word: string): boolean {
  if (run.inDecimals && Object.hasOwn(ONES, word)) run.decimals += String(ONES[word]);
  else if (run.inDecimals && !isScaleWord(word)) return false;
  else if (Object.hasOwn(SCALES, word)) addScale(run, SCALES[word] ?? 1);
  else if (word === 'hundred') {
    if (run.last === 'hundred' || run.last === 'scale') return false;
    run.group *= 100;
    run.last = 'hundred';
  } else if (!addSmall(run, word)) return false;
  run.words.push(word);
  return true;
}

function addScale(run: Run, scale: number): void {
  const decimals = run.decimals ? Number(`0.${run.decimals}`) : 0;
  run.total += (run.group + decimals) * scale;
  [run.group, run.decimals, run.inDecimals, run.last] = [0, '', false, 'scale'];
}

function addSmall(run: Run, word: string): boolean {
  const one = ownEntry(ONES, word);
  if (one !== undefined) {
    if (run.last === 'ones' || run.last === 'teens') return false;
    run.group += one;
    run.last = 'ones';
    return true;
  }
  const teen = ownEntry(TEENS, word);
  return addTens(run, teen ?? ownEntry(TENS, word) ?? 0, teen === undefined ? 'tens' : 'teens');
}

function addTens(run: Run, value: number, kind: 'teens' | 'tens'): boolean {
  if (isFirstHalf(run)) {
    if (run.last === 'ones') run.vague = 'price';
    if (value === run.group + 1) run.vague = 'about';
    run.group = run.group * 100 + value;
    run.last = kind === 'tens' ? 'tens' : 'year';
    return true;
  }
  if (run.last !== 'start' && run.last !== 'hundred' && run.last !== 'scale') return false;
  run.group += value;
  run.last = kind;
  return true;
}

/** "nineteen eighty four", "twenty twenty": years are said in two halves; so are prices, "four fifty". */
function isFirstHalf({ last, total, group }: Run): boolean {
  if (total !== 0) return false;
  if (last === 'ones') return group > 0 && group < 10;
  return (last === 'teens' || last === 'tens') && group >= 10 && group <= 20;
}

function result(run: Run): FoundNumber {
  const text = run.words.join(' ');
  const value = run.total + run.group + (run.decimals ? Number(`0.${run.decimals}`) : 0);
  if (run.vague === 'price')
    return { values: [value, value / 100, value % 100], text, strict: false };
  if (run.vague === 'about')
    return { values: [value, Math.floor(value / 100), value % 100], text, strict: false };
  // "one" to "nine" are often no numbers at all ("one of them"), and "ten" hardly more.
  const strict = run.vague === undefined && (value > 10 || run.decimals !== '');
  return { values: [value], text, strict, isPlain: run.vague === undefined && !isScaleWord(text) };
}
