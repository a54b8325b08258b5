import { numbersIn } from '../../text/numbers/numbers.ts';
import type { Measured } from './atoms.ts';
import { clauseWords } from './clause-words.ts';

/** The same thing in two texts: the atoms it begins in. */
export type Anchor = { readonly first: number; readonly second: number };

/** A term in both languages, in lower case. */
export type TermPair = { readonly first: string; readonly second: string };

/** Where each thing stands in a text, in characters. */
type Places = Map<string, number[]>;

const LATIN_WORD = /[\p{sc=Latin}\p{N}](?:[\p{sc=Latin}\p{N}'’.+#-]*[\p{sc=Latin}\p{N}+#])?/gu;
const HAN = /\p{sc=Han}/u;
/** Shortest word that is a name or the like in Chinese; of two languages in the same letters shorter words are alike by chance. In letters. */
const SHORT_WORD = 2;
const LONG_WORD = 5;
const DIGIT = /\d/;

/**
 * What stands in both texts equally often, the first in the one belonging to the first in the other: terms, Latin
 * names, figures, and the words by which clauses are told apart. Small letters are compared.
 */
export function anchorsOf(
  first: Measured,
  second: Measured,
  terms: readonly TermPair[] = [],
): Anchor[] {
  const [own, other] = [first.text.toLowerCase(), second.text.toLowerCase()];
  const [isChinese, isOtherChinese] = [HAN.test(own), HAN.test(other)];
  const shared = {
    terms: terms.filter(({ first: a, second: b }) => own.includes(a) && other.includes(b)),
    shortest: isChinese === isOtherChinese ? LONG_WORD : SHORT_WORD,
    // Where the figures are the same, they are words like others.
    hasNumbers: figuresIn(own) !== figuresIn(other),
    hasClauseWords: isChinese !== isOtherChinese,
  };
  const there = placesIn(other, 'second', { ...shared, isChinese: isOtherChinese });
  const anchors: Anchor[] = [];
  for (const [key, places] of placesIn(own, 'first', { ...shared, isChinese })) {
    const others = there.get(key);
    if (others?.length !== places.length) continue;
    for (const [index, at] of places.entries()) {
      anchors.push({ first: atomAt(first, at), second: atomAt(second, others[index] ?? 0) });
    }
  }
  return anchors;
}

type Sought = {
  readonly terms: readonly TermPair[];
  /** Shortest Latin word that counts, in letters. */
  readonly shortest: number;
  readonly hasNumbers: boolean;
  readonly hasClauseWords: boolean;
  readonly isChinese: boolean;
};

function figuresIn(text: string): string {
  return DIGIT.test(text) ? (text.match(/\d+/g) ?? []).join(' ') : '';
}

function placesIn(text: string, side: keyof TermPair, sought: Sought): Places {
  const places: Places = new Map();
  for (const term of sought.terms) {
    for (const at of occurrences(text, term[side])) add(places, `term ${term.first}`, at);
  }
  addWords(places, text, sought.shortest);
  if (sought.hasNumbers) addNumbers(places, text);
  if (sought.hasClauseWords) addClauseWords(places, text, sought.isChinese);
  return places;
}

/** Where a form stands in a text. */
function occurrences(text: string, form: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(form); at !== -1; at = text.indexOf(form, at + form.length)) {
    places.push(at);
  }
  return places;
}

function add(places: Places, key: string, at: number): void {
  const known = places.get(key);
  if (known) known.push(at);
  else places.set(key, [at]);
}

function addWords(places: Places, text: string, shortest: number): void {
  for (const { 0: word, index } of text.matchAll(LATIN_WORD)) {
    if (word.length >= shortest || DIGIT.test(word)) add(places, word, index);
  }
}

/** Numbers are said in words in one language and written in figures in the other. */
function addNumbers(places: Places, text: string): void {
  let from = 0;
  for (const { values, text: said, strict } of numbersIn(text)) {
    if (!strict || values[0] === undefined) continue;
    const at = text.indexOf(said, from);
    if (at === -1) continue;
    from = at;
    add(places, `number ${values[0]}`, at);
  }
}

function addClauseWords(places: Places, text: string, isChinese: boolean): void {
  for (const { at, meaning } of clauseWords(text, isChinese ? 'chinese' : 'english')) {
    add(places, `word ${meaning}`, at);
  }
}

/** The atom in which a character of the text stands. */
function atomAt({ places }: Measured, at: number): number {
  let [low, high] = [0, places.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((places[middle] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}
