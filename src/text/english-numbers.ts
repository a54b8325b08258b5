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
  half: [0.5, 50, 2],
  halves: [0.5, 50, 2],
  quarter: [0.25, 25, 4],
  third: [3],
  first: [1],
  second: [2],
  fourth: [4],
  fifth: [5],
  tenth: [10, 0.1],
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
};

/** A number in the making: `total` holds finished thousands, `group` what is below the next scale. */
type Run = {
  total: number;
  group: number;
  /** What the last word added within the group: decides what may follow. */
  last: 'start' | 'ones' | 'teens' | 'tens' | 'hundred' | 'scale' | 'year';
  words: string[];
  decimals: string;
  inDecimals: boolean;
};

/** Numbers written in English words: "two hundred thousand", "ninety-nine", "nineteen eighty four", "two point five". */
export function englishNumbers(text: string): FoundNumber[] {
  const words = text.toLowerCase().match(/[a-z]+|[^a-z\s-]/g) ?? [];
  const found: FoundNumber[] = [];
  let run: Run | undefined;
  const finish = (): void => {
    if (run) found.push(result(run));
    run = undefined;
  };
  words.forEach((word, index) => {
    const hint = HINTS[word];
    if (hint) found.push({ values: hint, text: word, strict: false });
    if (isLink(word, run, words[index + 1])) {
      if (run && word === 'point') run.inDecimals = true;
      return;
    }
    if (!isNumberWord(word) || (run && !extend(run, word))) finish();
    if (isNumberWord(word) && run === undefined) {
      const fresh = start(word);
      if (fresh) run = fresh;
    }
  });
  finish();
  return found;
}

function isNumberWord(word: string): boolean {
  return word in ONES || word in TEENS || word in TENS || word in SCALES || word === 'hundred';
}

/** "and" inside a number, "point" before decimals, "a" before a hundred. */
function isLink(word: string, run: Run | undefined, next: string | undefined): boolean {
  if (!run || next === undefined) return false;
  if (word === 'and') {
    return (run.last === 'hundred' || run.last === 'scale') && isNumberWord(next) && !(next in SCALES);
  }
  return word === 'point' && !run.inDecimals && next in ONES;
}

function start(word: string): Run | undefined {
  const run: Run = { total: 0, group: 0, last: 'start', words: [], decimals: '', inDecimals: false };
  // "a hundred", "million": one of them.
  if (word === 'hundred' || word in SCALES) run.group = 1;
  return extend(run, word) ? run : undefined;
}

/** Adds a word to a number, or says that it begins another one. */
function extend(run: Run, word: string): boolean {
  if (run.inDecimals && word in ONES) run.decimals += String(ONES[word]);
  else if (word in SCALES) addScale(run, SCALES[word] ?? 1);
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
  const kind = word in TEENS ? 'teens' : 'tens';
  // "nineteen eighty four", "twenty twenty": years are said in two halves.
  if ((run.last === 'teens' || run.last === 'tens') && run.total === 0 && run.group >= 10 && run.group <= 20) {
    run.group = run.group * 100 + value;
    run.last = kind === 'tens' ? 'tens' : 'year';
    return true;
  }
  if (run.last !== 'start' && run.last !== 'hundred' && run.last !== 'scale') return false;
  run.group += value;
  run.last = kind;
  return true;
}

function result(run: Run): FoundNumber {
  const value = run.total + run.group + (run.decimals ? Number(`0.${run.decimals}`) : 0);
  // "one" to "nine" are often no numbers at all ("one of them"), and "ten" hardly more.
  return { values: [value], text: run.words.join(' '), strict: value > 10 || run.decimals !== '' };
}
