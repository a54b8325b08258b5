import type { Sentence } from '../../model/sentence.ts';
import type { Term } from '../../model/term.ts';
import { isCommonWord } from '../../text/common-words.ts';
import { spellingDistance } from '../../text/sounds-alike.ts';
import { squeeze } from '../../text/squeeze.ts';
import { type PhraseIndex, phraseIndex } from './phrases.ts';

/** Knows every name that stands in the talk or its term list. */
export type Vocabulary = {
  /** True when a name is borne out by the talk. */
  knows(name: string): boolean;
  /** The talk's own spelling of a name written with one letter wrong; absent when there is none. */
  spellingOf(name: string): string | undefined;
};

/** Units and everyday abbreviations a note may write without the talk having spelt them. */
const UNITS = new Set(
  (
    'ms s sec min h kg g mg km m cm mm nm ft mph gb mb kb tb pb gib mib kib hz khz mhz ghz w kw mw gw kwh v ma fps px rpm ' +
    'st nd rd th usd eur rmb ai it ok vs pc tv am pm app id url etc eg ie'
  ).split(' '),
);
/** Names shorter than this are not guessed at, in letters. */
const LEAST_LETTERS = 4;

/** Collects the words of the talk, as heard and as corrected, and the term list. */
export function vocabularyOf(sentences: readonly Sentence[], terms: readonly Term[]): Vocabulary {
  const texts = sentences.flatMap(({ text, corrected }) =>
    corrected ? [text, corrected] : [text],
  );
  const spellings = terms.flatMap(({ source, target }) => [source, target]);
  // Made on first use: either takes a look at every word.
  let index: PhraseIndex | undefined;
  const phrases = (): PhraseIndex =>
    (index ??= phraseIndex([...texts, ...spellings, ...terms.flatMap((term) => term.heard)]));
  let names: ReadonlyMap<number, readonly string[]> | undefined;
  const proper = (): ReadonlyMap<number, readonly string[]> =>
    (names ??= properWords(texts, spellings));
  const knows = (name: string): boolean => {
    // The subscript in log₂ is no part of the name.
    const plain = squeeze(name.replace(/\p{No}+/gu, ''));
    // "90ms" is a number and a unit.
    const bare = plain.replace(/^\p{N}+/u, '');
    if (bare === '' || UNITS.has(bare)) return true;
    const forms = [plain, `${plain}s`, plain.replace(/s$/, ''), bare];
    return forms.some((form) => phrases().has(form)) || isKnownAcronym(name);
  };
  const isKnownAcronym = (name: string): boolean => {
    const [letters] = /^\p{Lu}{2,}(?=s?$)/u.exec(name) ?? [];
    return letters !== undefined && phrases().hasInitials(letters.toLowerCase());
  };
  return {
    knows: remembered(knows),
    spellingOf: remembered((name) => {
      const { length } = squeeze(name);
      if (length < LEAST_LETTERS) return undefined;
      return [length, length - 1, length + 1]
        .flatMap((letters) => proper().get(letters) ?? [])
        .find((word) => digits(word) === digits(name) && spellingDistance(word, name) === 1);
    }),
  };
}

/** The same names stand in many claims. */
export function remembered<T>(look: (name: string) => T): (name: string) => T {
  const seen = new Map<string, { readonly found: T }>();
  return (name) => {
    const known = seen.get(name);
    if (known) return known.found;
    const found = look(name);
    seen.set(name, { found });
    return found;
  };
}

/** Words that must be names, by their count of letters: those of the term list first. */
function properWords(
  texts: readonly string[],
  spellings: readonly string[],
): Map<number, readonly string[]> {
  const found = new Set(spellings.flatMap((text) => text.match(LATIN_NAME) ?? []));
  for (const text of texts) {
    for (const { 0: word, index } of text.matchAll(/\p{Lu}[\p{sc=Latin}\p{N}.+#'’-]*/gu)) {
      // The first word of a sentence is no name for its capital.
      const isFirst = /(?:^|[.?!:;。？！：；"“(（])\s*$/u.test(
        text.slice(Math.max(0, index - 3), index),
      );
      if (!isFirst || /.\p{Lu}|\p{N}/u.test(word)) found.add(word.replace(/[.'’-]+$/u, ''));
    }
  }
  const byLength = new Map<number, string[]>();
  for (const word of found) {
    const { length } = squeeze(word);
    if (length < LEAST_LETTERS - 1 || isCommonWord(word)) continue;
    const others = byLength.get(length);
    if (others) others.push(word);
    else byLength.set(length, [word]);
  }
  return byLength;
}

function digits(text: string): string {
  return text.replace(/\P{N}/gu, '');
}

/** A Latin word with what may stand inside it, digits before it included: `Node.js`, `C++`, `3Blue1Brown`. */
const LATIN_NAME =
  /\p{N}*\p{sc=Latin}[\p{sc=Latin}\p{N}]*(?:[.+#'’-]+[\p{sc=Latin}\p{N}]+)*[+#]*/gu;

/**
 * Which Latin words of a claim must be names: `all` in another script; where the claim is in the
 * language of the talk those with a capital in mid-sentence; else only what looks like nothing but one.
 */
export type NameRule = 'all' | 'capitals' | 'marked';

/** The words of a claim that must be names. */
export function namesOf(text: string, rule: NameRule): string[] {
  const names: string[] = [];
  for (const { 0: word, index } of text.matchAll(LATIN_NAME)) {
    if (word.replace(/\P{L}/gu, '').length < 2) continue;
    if (
      rule === 'all' ||
      isMarked(word) ||
      (rule === 'capitals' && isProper(word, text.slice(0, index)))
    ) {
      names.push(word);
    }
  }
  return names;
}

function isMarked(word: string): boolean {
  return /\p{Lu}.*\p{Lu}|\p{L}\p{N}|\p{N}\p{L}/u.test(word);
}

function isProper(word: string, before: string): boolean {
  return /^\p{Lu}/u.test(word) && /[\p{L}\p{N},]\s+$/u.test(before) && !isCommonWord(word);
}
