import type { FoundNumber } from './found-number.ts';

/** The words that others are made of. */
const CARDINALS = new Map(
  (
    'null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn ' +
    'achtzehn neunzehn'
  )
    .split(' ')
    .map((word, value): [string, number] => [word, value])
    .concat(
      'zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig'
        .split(' ')
        .map((word, place) => [word, 10 * (place + 2)]),
      [
        ['eins', 1],
        ['zwo', 2],
        ['dreissig', 30],
        ['anderthalb', 1.5],
      ],
    ),
);
/** Words of their own that multiply the number before them. */
const SCALE = /^(?:(hundert|dutzend)|(tausend)|(million)(?:en)?|(milliarde)n?|(billion)(?:en)?)$/;
const SCALES = [100, 1e3, 1e6, 1e9, 1e12] as const;
const DOZEN = 12;
/** Words that support a number without being one that is asked for. */
const HINTS = new Map(
  Object.entries({
    'halb halbe halben halber halbes': [0.5, 50, 2, 30],
    halbjahr: [6],
    hälfte: [0.5, 50, 2],
    drittel: [3],
    'viertel viertelstunde': [4, 0.25, 25, 15],
    'dreiviertel dreiviertelstunde': [0.75, 75, 45],
    fünftel: [5, 20],
    zehntel: [10],
    'doppelt doppelte doppelten verdoppelt beide beiden paar': [2],
    dutzende: [12],
    'jahrzehnt jahrzehnte jahrzehnten': [10],
    'jahrhundert jahrhunderte prozent alle alles ganz völlig': [100],
    mittag: [12],
    mitternacht: [0, 12, 24],
    'erste ersten erster erstes': [1],
    'dritte dritten dritter drittes drittens': [3],
    'siebte siebten siebter': [7],
    'achte achten achter': [8],
  }).flatMap(([words, values]) =>
    words.split(' ').map((word): [string, readonly number[]] => [word, values]),
  ),
);
/** Months are written with their numbers in Chinese. */
'januar februar märz april mai juni juli august september oktober november dezember'
  .split(' ')
  .forEach((month, index) => HINTS.set(month, [index + 1]));
const DIGIT = '(?:null|eins|zwei|zwo|drei|vier|fünf|sechs|sieben|acht|neun)';
const DIGIT_RUN = new RegExp(String.raw`(?<!\p{L})${DIGIT}(?:,? ${DIGIT})+(?!\p{L})`, 'giu');
/** No word for a number begins otherwise; looked for before words are looked at. */
const STEM =
  'null|ein|halb|zwei|zwo|drei|vier|fünf|sech|sieb|acht|neun|zehn|elf|zwölf|zwanzig|hundert|tausend|anderthalb|million|milliarde|billion|dutzend';
const ANY = new RegExp(String.raw`(?<!\p{L})(?:${STEM}|${[...HINTS.keys()].join('|')})`, 'iu');
const BEFORE_SCALE = /^(?:ein|halb)(?:e[nmrs]?)?$/;
const BEGINNING = new RegExp(`^(?:${STEM})`, 'u');
/** Numbers in German words: `vierundzwanzig`, `zweieinhalb`, `elf Millionen`, `drei Komma fünf`. */
export function germanNumbers(text: string): FoundNumber[] {
  if (!ANY.test(text)) return [];
  const words = text.toLowerCase().match(/[\p{L}\d]+-?|[^\p{L}\d\s]/gu) ?? [];
  const found: FoundNumber[] = digitRuns(text);
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    const hinted = HINTS.get(word);
    if (hinted) found.push(hint(word, hinted));
    const [number, taken] = (BEGINNING.test(word) && numberAt(words, at)) || [undefined, 1];
    at += taken - 1;
    if (number) found.push(number);
  }
  return found;
}

/** Digits said one by one: "null, acht, vier". */
function digitRuns(text: string): FoundNumber[] {
  return Array.from(text.matchAll(DIGIT_RUN), ([said]) => {
    const digits = said.toLowerCase().match(/\p{L}+/gu) ?? [];
    return hint(said, [Number(digits.map((digit) => CARDINALS.get(digit)).join(''))]);
  });
}

/** A number and how many words it takes. */
type Taken = readonly [number: FoundNumber, words: number];

/** The number that begins with a word. */
function numberAt(words: readonly string[], at: number): Taken | undefined {
  const [before = '', word = '', next = ''] = [words[at - 1], words[at], words[at + 1]];
  // In "20 Millionen" the scale belongs to the digits before it.
  if (scaleOf(word) !== undefined && /^\d/.test(before)) return undefined;
  const value = valueOf(word, next);
  if (value === undefined) return withNumberBefore(word);
  // Half past four is "halb fünf".
  if (before === 'halb') return [hint(word, [value - 1, value, value + 11]), 1];
  if (next === 'komma') return withDecimal(value, words.slice(at));
  // "vierzig bis fünfzig Millionen"
  const shared = /^(?:bis|oder|und|auf)$/.test(next) ? scaleOf(words[at + 3]) : undefined;
  if (shared !== undefined) return [hint(word, [value, value * shared]), 1];
  return withScale(value, [word, next]);
}

/** "elf Millionen", "elf"; of "tausend Dank" and "ein Dutzend" nothing is asked for. */
function withScale(count: number, [word = '', next = '']: readonly string[]): Taken {
  const { value, taken } = scaled(count, next);
  const text = taken > 0 ? `${word} ${next}` : word;
  const isVague = scaleOf(word) !== undefined || next === 'dutzend';
  return [isVague ? hint(text, [value]) : numberOf(value, text, isSurely(value)), 1 + taken];
}

/** "ein" is an article and "halb" says little, but before a scale they count. */
function valueOf(word: string, next: string): number | undefined {
  if (!BEFORE_SCALE.test(word)) return cardinal(word) ?? scaleOf(word);
  if (scaleOf(next) === undefined) return undefined;
  return word.startsWith('halb') ? 0.5 : 1;
}

/** "drei Komma fünf Millionen" */
function withDecimal(whole: number, [word, , decimal = '', scale]: readonly string[]): Taken {
  const tenths = cardinal(decimal) ?? 10;
  if (tenths >= 10) return [numberOf(whole, `${word}`, false), 1];
  const { value, taken } = scaled(whole + tenths / 10, scale);
  return [numberOf(value, `${word} komma ${decimal}`, true), 3 + taken];
}

function scaled(value: number, next = ''): { value: number; taken: number } {
  const scale = scaleOf(next);
  return scale === undefined ? { value, taken: 0 } : { value: value * scale, taken: 1 };
}

function scaleOf(word = ''): number | undefined {
  const match = SCALE.exec(word);
  if (!match) return undefined;
  if (word === 'dutzend') return DOZEN;
  return SCALES[match.slice(1).findIndex((each) => each !== undefined)];
}

/** Words that begin with a number: `vierte`, `dreimal`, `neunziger`, `siebzehnjährig`, and `vierzig-` of "vierzig- bis fünfzigtausend". */
function withNumberBefore(word: string): Taken | undefined {
  for (let end = word.length - 1; end > 2; end--) {
    const value = cardinal(word.slice(0, end)) ?? 0;
    if (value < 2) continue;
    return [hint(word, word.endsWith('-') ? [value, value * 100, value * 1e3] : [value]), 1];
  }
  return undefined;
}

/** "zehn" and less are often said of nothing counted, "zwölf" of what Chinese calls noon. */
function isSurely(value: number): boolean {
  return value > 12 || value === 11 || !Number.isInteger(value);
}

function numberOf(value: number, text: string, strict: boolean): FoundNumber {
  return { values: [value], text, strict, isPlain: true };
}

function hint(text: string, values: readonly number[]): FoundNumber {
  return { values, text, strict: false };
}

/** A number in one word, from `zwei` to `neunhundertneunundneunzigtausend`; `undefined` where it is none. */
function cardinal(word: string): number | undefined {
  return (
    CARDINALS.get(word) ??
    split(word, 'einhalb', (whole) => whole + 0.5) ??
    split(word, 'tausend', (count, rest) => count * 1e3 + rest) ??
    split(word, 'hundert', (count, rest) => count * 100 + rest) ??
    split(word, 'und', (ones, tens) => (ones < 10 && tens >= 20 && tens < 100 ? ones + tens : -1))
  );
}

function split(
  word: string,
  at: string,
  join: (before: number, after: number) => number,
): number | undefined {
  const place = word.indexOf(at);
  if (place < 0) return undefined;
  const [head, tail] = [word.slice(0, place), word.slice(place + at.length).replace(/^und/, '')];
  if (head === '' && at !== 'hundert' && at !== 'tausend') return undefined;
  const before = head === '' ? 1 : cardinal(head);
  const after = tail === '' ? 0 : cardinal(tail);
  if (before === undefined || after === undefined) return undefined;
  const value = join(before, after);
  return value < 0 ? undefined : value;
}
