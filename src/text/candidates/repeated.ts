import { primaryTag } from '../../model/language.ts';
import { isOrdinaryWord } from '../common-words-more.ts';
import type { NameSense } from './names.ts';
import type { PlacedWord, WordedSentence } from './words.ts';

/** What is said this often is worth a look. */
const OFTEN = 3;
/** The shortest repeated word that may be a term, in letters. */
const LEAST_LETTERS = 4;
/** ... in languages without a list of ordinary words: the most frequent words are short everywhere. */
const LEAST_UNLISTED = 7;
/** Two words that stand together in this share of their occurrences are one term, as a ratio. */
const TOGETHER = 0.6;
/** Words that stand before anything, and so belong to nothing. */
const LOOSE = new Set(
  (
    'a an the this that these those my our your his her its their of and or but to in on at for with is are was be it ' +
    'we you i they he she not no so if as from about like each every all some any one two'
  ).split(' '),
);

/**
 * Words that are said often and are neither names nor ordinary, and pairs of words that mostly stand
 * together; in lower case. The only hint there is in text without capitals.
 */
export function repeatedIn(
  sentences: readonly WordedSentence[],
  { sense, language }: { readonly sense: NameSense; readonly language: string },
): ReadonlySet<string> {
  const isListed = primaryTag(language) === 'en';
  const mayRepeat = (word: PlacedWord): boolean => {
    if (!/\p{L}/u.test(word.text) || sense.isName(word) || isOrdinaryWord(word.lower)) return false;
    // A noun is never one of the small words that no list is at hand for.
    const least = isListed || sense.isNoun(word) ? LEAST_LETTERS : LEAST_UNLISTED;
    return word.text.replace(/\P{L}/gu, '').length >= least;
  };
  const words = new Map<string, number>();
  for (const word of sentences.flatMap((sentence) => sentence.words)) {
    if (mayRepeat(word)) words.set(word.lower, (words.get(word.lower) ?? 0) + 1);
  }
  for (const [word, count] of words) if (count < OFTEN) words.delete(word);
  const mayPair = (word: PlacedWord): boolean =>
    words.has(word.lower) || (isListed && !LOOSE.has(word.lower) && !sense.isName(word));
  return new Set(withPairs(words, pairsOf(sentences, mayPair)));
}

/** Counts the pairs of words that may belong together, as lower-case words. */
function pairsOf(
  sentences: readonly WordedSentence[],
  mayPair: (word: PlacedWord) => boolean,
): Map<string, number> {
  const pairs = new Map<string, number>();
  for (const { words } of sentences) {
    words.forEach((word, index) => {
      const before = words[index - 1];
      if (!before || !word.follows || !mayPair(before) || !mayPair(word)) return;
      const pair = `${before.lower} ${word.lower}`;
      pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
    });
  }
  return pairs;
}

/** The pairs that belong together, and the words that are in none of them. */
function withPairs(
  words: ReadonlyMap<string, number>,
  pairs: ReadonlyMap<string, number>,
): string[] {
  const taken = new Set<string>();
  const kept: string[] = [];
  for (const [pair, count] of pairs) {
    const inside = pair.split(' ').filter((word) => words.has(word));
    const isOne = inside.every((word) => count >= TOGETHER * (words.get(word) ?? 0));
    if (count < OFTEN || inside.length === 0 || !isOne) continue;
    kept.push(pair);
    for (const word of inside) taken.add(word);
  }
  return [...kept, ...[...words.keys()].filter((word) => !taken.has(word))];
}
