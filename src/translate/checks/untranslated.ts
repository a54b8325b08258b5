import type { Term } from '../../model/term.ts';
import { isAllCommon } from '../../text/common-words.ts';
import {
  easternLetters,
  isCjkLanguage,
  kanaIn,
  lettersOf,
  sharesScript,
} from '../../text/languages/writing.ts';
import { squeeze } from '../../text/squeeze.ts';
import { areAlike } from './foreign.ts';

/** Translations by people and machines never had fewer letters of their own script per source word than this. */
const LEAST_OWN = 0.15;
/** From this many words of prose on, a line must change when it is translated. */
const LEAST_PROSE = 3;
/** A line this long, in words or in characters, is quoted whole by no translation. */
const LONG_PROSE = 6;
const LONG_CJK = 12;
/** Fewer characters than this may be the same in two languages that share them: a name, a date. */
const LEAST_SAME = 8;

export type LanguagePair = {
  readonly from: string;
  readonly to: string;
  /** Terms that stand in the line: they may stay as they are. */
  readonly terms: readonly Term[];
};

/** True when an answer is still in the language of the talk. Names, terms, numbers and code may stay. */
export function isUntranslated(source: string, target: string, pair: LanguagePair): boolean {
  const { from, to } = pair;
  const [said, written] = [squeeze(source), squeeze(target)];
  if (said === written) return isSameUntranslated(source, pair);
  // The whole line is still there, with little changed or with its translation behind it.
  if (written.includes(said) && isLong(source, pair)) return true;
  if (!sharesScript(from, to)) return isInOtherScript(source, target, pair);
  // Chinese characters are common to both; kana are not.
  if (isCjkLanguage(from) && isCjkLanguage(to)) return isWrongKana(target, to);
  return !areAlike(from, to) && isMadeOf(source, target, pair);
}

/** True for prose without a word that the line does not have itself: no two languages share all of them. */
function isMadeOf(source: string, target: string, { terms }: LanguagePair): boolean {
  if (proseWords(target, terms) < LEAST_PROSE) return false;
  const said = new Set(wordsOf(source.toLowerCase()));
  return wordsOf(target.toLowerCase()).every((word) => said.has(word));
}

function isLong(source: string, { from, terms }: LanguagePair): boolean {
  if (isCode(source)) return false;
  return isCjkLanguage(from)
    ? lettersOf(source, from) >= LONG_CJK
    : proseWords(source, terms) >= LONG_PROSE;
}

/** True when an answer is Chinese, Japanese or Korean and should not be: models from there fall back into their own. */
export function isInEasternScript(source: string, target: string, to: string): boolean {
  const letters = easternLetters(target, to);
  const said = easternLetters(source, to);
  return letters >= LEAST_SAME && letters > lettersOf(target, to) && said < letters / 2;
}

/** The answer repeats the source. */
function isSameUntranslated(source: string, { from, to, terms }: LanguagePair): boolean {
  if (isCode(source)) return false;
  if (isCjkLanguage(from) && isCjkLanguage(to)) {
    return kanaIn(source) > 0 || lettersOf(source, 'ja') >= LEAST_SAME;
  }
  // Latin names may stay Latin; other letters have no place in another script.
  if (!sharesScript(from, to) && !sharesScript(from, 'en')) return lettersOf(source, from) > 0;
  if (proseWords(source, terms) >= LEAST_PROSE) return true;
  if (sharesScript(from, to)) return false;
  // A short sentence with its capital and full stop, and a word in it that is no name: "So what happened?"
  if (/^\p{Lu}.*[.?!…]$/u.test(source.trim()) && proseWords(source, terms) > 0) return true;
  const words = wordsOf(source).filter((word) => !isName(word));
  return words.length > 0 && words.every((word) => isAllCommon(word));
}

/** True for words that carry capitals beyond the first letter: acronyms and names such as PyTorch. */
function isName(word: string): boolean {
  return /.\p{Lu}/u.test(word);
}

function isInOtherScript(source: string, target: string, pair: LanguagePair): boolean {
  const { from, to, terms } = pair;
  if (isCjkLanguage(to)) return isWrongKana(target, to) || isLeftInWords(source, target, pair);
  const [own, foreign] = [lettersOf(target, to), lettersOf(target, from)];
  // Chinese, Japanese or Thai characters have no place in a translation but as a quoted name.
  if (isUnspaced(from)) return foreign > 0 && own < 2 * foreign;
  const left = proseWords(target, terms);
  return left >= LEAST_PROSE && own < foreign;
}

/** Of an answer that should be Chinese or Japanese: words of the talk stand in it instead. */
function isLeftInWords(source: string, target: string, { to, terms }: LanguagePair): boolean {
  const own = lettersOf(target, to);
  // As many words as the source can have, and none of them left: nearly every line.
  if (!SPACED_LETTER.test(target) && own >= (LEAST_OWN * source.length) / 2) return false;
  const prose = proseWords(source, terms);
  if (prose < LEAST_PROSE) return false;
  const left = proseWords(target, terms);
  // An answer of names and formulas alone has no prose of its own, nor has it any of the source.
  const isForeign = left >= 2 || !/[\p{L}\p{N}]/u.test(target);
  return (own < LEAST_OWN * prose && isForeign) || (left >= 4 && own < left);
}

function isUnspaced(language: string): boolean {
  return isCjkLanguage(language) || language.startsWith('th') || language.startsWith('ko');
}

function isWrongKana(target: string, to: string): boolean {
  if (to.startsWith('ja')) return lettersOf(target, 'ja') >= 12 && kanaIn(target) === 0;
  return kanaIn(target) > 0.2 * target.length;
}

/** A letter of a script that puts spaces between words. */
const SPACED_LETTER = /(?![\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}])\p{L}/u;

/** Words that a translation must change: not names, terms, code, numbers or letters in a formula. */
function proseWords(text: string, terms: readonly Term[]): number {
  if (!SPACED_LETTER.test(text)) return 0;
  const kept = new Set(
    terms
      .flatMap((term) => [term.source, ...term.heard])
      .flatMap((form) => form.toLowerCase().split(/\s+/)),
  );
  return wordsOf(text).filter(
    (word) => word.length > 1 && /^(?:\p{Ll}|\p{Lo})/u.test(word) && !kept.has(word.toLowerCase()),
  ).length;
}

/** Words of scripts that put spaces between them; those inside code do not count. */
function wordsOf(text: string): string[] {
  return text
    .split(/[\s\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}，。！？、；：（）“”]+/u)
    .filter((piece) => !/[_=<>{}\\$`@/|]|\w\(|\w\.\w|--/.test(piece))
    .flatMap((piece) => piece.match(/[\p{L}\p{M}'’]+/gu) ?? []);
}

/** True for a line of code or a command, which stays as it is. */
function isCode(text: string): boolean {
  return /[{}=<>\\$`]|\w\(|;\s*$|(?:^|\s)--?[a-z]/.test(text) && !/[.?!]$/.test(text.trim());
}
