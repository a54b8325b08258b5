import type { Sentence } from '../model/sentence.ts';
import type { Term } from '../model/term.ts';
import { spellingDistance } from '../text/sounds-alike.ts';

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
    'usd eur rmb ai it ok vs pc tv am pm app id url etc'
  ).split(' '),
);
/** Names shorter than this are not guessed at, in letters. */
const LEAST_LETTERS = 4;

/** Collects the words of the talk, as heard and as corrected, and the term list. */
export function vocabularyOf(sentences: readonly Sentence[], terms: readonly Term[]): Vocabulary {
  const texts = sentences.flatMap(({ text, corrected }) =>
    corrected ? [text, corrected] : [text],
  );
  const forms = terms.flatMap((term) => [term.source, term.target, ...term.heard]);
  const words = [...texts, ...forms].flatMap((text) => text.match(WORD) ?? []);
  const known = new Set(words.map((word) => word.toLowerCase()));
  const squeezed = squeeze([...texts, ...forms].join(' '));
  const initials = (texts.join(' ').match(/\p{L}+/gu) ?? [])
    .map((word) => word.charAt(0).toLowerCase())
    .join('');
  const proper = [...new Set(words.filter((word) => /\p{Lu}/u.test(word)))];
  return {
    knows: (name) => {
      const lower = name.toLowerCase();
      if (known.has(lower) || UNITS.has(lower) || known.has(lower.replace(/s$/, ''))) return true;
      // "GitHub" for "git hub", and an acronym for the words it stands for.
      if (lower.length >= LEAST_LETTERS && squeezed.includes(squeeze(lower))) return true;
      return /^\p{Lu}{2,}$/u.test(name) && initials.includes(lower);
    },
    spellingOf: (name) => {
      if (name.length < LEAST_LETTERS) return undefined;
      return proper.find((word) => spellingDistance(word, name) === 1);
    },
  };
}

const WORD = /\p{L}[\p{L}\p{N}]*(?:[.+#'’-]+[\p{L}\p{N}]+)*[+#]*/gu;

function squeeze(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

const LATIN_NAME = /[A-Za-z][A-Za-z0-9]*(?:[.+#'’-]+[A-Za-z0-9]+)*[+#]*/g;

/** The Latin words of a claim that must be names: all of them in another script, else only what looks like one. */
export function namesOf(text: string, latinTarget: boolean): string[] {
  const words = (text.match(LATIN_NAME) ?? []).filter(
    (word) => word.replace(/[^A-Za-z]/g, '').length > 1,
  );
  if (!latinTarget) return words;
  return words.filter((word) => /[A-Z].*[A-Z]|[A-Za-z]\d|\d[A-Za-z]/.test(word));
}
