import type { FoundNumber } from './found-number.ts';

const ONES: Readonly<Record<string, number>> = {
  zero: 0,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
};
const TEENS: Readonly<Record<string, number>> = {
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
};
const TENS: Readonly<Record<string, number>> = {
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
};
const SCALES: Readonly<Record<string, number>> = {
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
  trillion: 1e12,
};
/** Words that mean a number without being one; they may support a number but are not asked for. */
const HINTS: Readonly<Record<string, readonly number[]>> = {
  half: [0.5, 50, 2, 30],
  halves: [0.5, 50, 2],
  quarter: [0.25, 25, 4, 15],
  quarters: [0.75, 75],
  once: [1],
  twice: [2],
  double: [2],
  doubled: [2],
  triple: [3],
  tripled: [3],
  couple: [2],
  pair: [2],
  dozen: [12],
  dozens: [12],
  hundreds: [100],
  thousands: [1000],
  millions: [1e6],
  billions: [1e9],
  percent: [100],
  twenties: [20],
  thirties: [30],
  forties: [40],
  fifties: [50],
  sixties: [60],
  seventies: [70],
  eighties: [80],
  nineties: [90],
  january: [1],
  february: [2],
  march: [3],
  april: [4],
  may: [5],
  june: [6],
  july: [7],
  august: [8],
  september: [9],
  october: [10],
  november: [11],
  december: [12],
};
/** They support a number, alone ("fifth") or at the end of one ("twenty-first"), but are not asked for. */
const ORDINALS: Readonly<Record<string, number>> = {
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  fifth: 5,
  sixth: 6,
  seventh: 7,
  eighth: 8,
  ninth: 9,
  tenth: 10,
  eleventh: 11,
  twelfth: 12,
  thirteenth: 13,
  fourteenth: 14,
  fifteenth: 15,
  sixteenth: 16,
  seventeenth: 17,
  eighteenth: 18,
  nineteenth: 19,
  twentieth: 20,
  thirtieth: 30,
  fortieth: 40,
  fiftieth: 50,
  sixtieth: 60,
  seventieth: 70,
  eightieth: 80,
  ninetieth: 90,
  hundredth: 100,
  thousandth: 1000,
};

const TABLES: readonly Readonly<Record<string, unknown>>[] = [
  ONES,
  TEENS,
  TENS,
  SCALES,
  HINTS,
  ORDINALS,
  { hundred: 100 },
];
const ANY_WORD = new RegExp(`\\b(?:${TABLES.flatMap((table) => Object.keys(table)).join('|')})\\b`);

/** A number in the making: `total` holds finished thousands, `group` what is below the next scale. */
type Run = {
  total: number;
  group: number;
  /** What the last word added within the group: decides what may follow. */
  last: 'start' | 'ones' | 'teens' | 'tens' | 'hundred' | 'scale' | 'year';
  words: string[];
  decimals: string;
  inDecimals: boolean;
  /** "four fifty" may be 450, 4.50 or two numbers; "twenty-first" is an ordinal: neither is asked for. */
  vague: 'price' | 'ordinal' | undefined;
};

/** Numbers written in English words: "two hundred thousand", "ninety-nine", "nineteen eighty four", "two point five". */
export function englishNumbers(text: string): FoundNumber[] {
  const lower = text.toLowerCase();
  // Most lines have none, and looking at every word of a long talk takes its time.
  if (!ANY_WORD.test(lower)) return [];
  const plain = lower.replace(/ and a half\b/g, ' point five');
  const words = plain.match(/[a-z]+|[^a-z\s-]/g) ?? [];
  const found: FoundNumber[] = [];
  let run: Run | undefined;
  const finish = (): void => {
    if (run) found.push(result(run));
    run = undefined;
  };
  words.forEach((word, index) => {
    const hint = ownEntry(HINTS, word);
    if (hint) found.push({ values: hint, text: word, strict: false });
    const ordinal = ownEntry(ORDINALS, word);
    if (ordinal !== undefined) {
      found.push({ values: [ordinal], text: word, strict: false });
      if (run && closeWithOrdinal(run, ordinal, word)) finish();
    }
    if (isLink(word, run, words[index + 1])) {
      if (run && word === 'point') run.inDecimals = true;
      return;
    }
    if (!isNumberWord(word) || (run && !extend(run, word))) finish();
    // In "200 million" the scale belongs to the digits.
    const afterDigits = /^\d$/.test(words[index - 1] ?? '') && isScaleWord(word);
    if (isNumberWord(word) && run === undefined && !afterDigits) run = start(word);
  });
  finish();
  return found;
}

/** Words such as "constructor" are no entries. */
function ownEntry<T>(table: Readonly<Record<string, T>>, word: string): T | undefined {
  return Object.hasOwn(table, word) ? table[word] : undefined;
}

function isScaleWord(word: string): boolean {
  return Object.hasOwn(SCALES, word) || word === 'hundred';
}

function closeWithOrdinal(run: Run, ordinal: number, word: string): boolean {
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
function isLink(word: string, run: Run | undefined, next: string | undefined): boolean {
  if (!run || next === undefined) return false;
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
  const one = ONES[word];
  if (one !== undefined) {
    if (run.last === 'ones' || run.last === 'teens') return false;
    run.group += one;
    run.last = 'ones';
    return true;
  }
  const value = TEENS[word] ?? TENS[word] ?? 0;
  const kind = Object.hasOwn(TEENS, word) ? 'teens' : 'tens';
  if (isFirstHalf(run)) {
    if (run.last === 'ones') run.vague = 'price';
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
  // "one" to "nine" are often no numbers at all ("one of them"), and "ten" hardly more.
  const strict = run.vague === undefined && (value > 10 || run.decimals !== '');
  return { values: [value], text, strict };
}
