import { primaryTag } from '../../model/language.ts';

/** The letters a language is written in, where they are not Latin. */
const LETTERS: Readonly<Record<string, RegExp>> = {
  zh: /\p{sc=Han}/gu,
  yue: /\p{sc=Han}/gu,
  ja: /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/gu,
  ko: /\p{sc=Hangul}/gu,
  ru: /\p{sc=Cyrillic}/gu,
  uk: /\p{sc=Cyrillic}/gu,
  bg: /\p{sc=Cyrillic}/gu,
  sr: /\p{sc=Cyrillic}/gu,
  ar: /\p{sc=Arabic}/gu,
  fa: /\p{sc=Arabic}/gu,
  ur: /\p{sc=Arabic}/gu,
  he: /\p{sc=Hebrew}/gu,
  hi: /\p{sc=Devanagari}/gu,
  th: /\p{sc=Thai}/gu,
  el: /\p{sc=Greek}/gu,
};
const LATIN = /\p{sc=Latin}/gu;
const KANA = /[\p{sc=Hiragana}\p{sc=Katakana}]/gu;
const LATIN_WORD = /[\p{sc=Latin}][\p{sc=Latin}\p{N}'’.-]*|\d+(?:[.,]\d+)*/gu;

/** Count of characters in the letters of a language. */
export function lettersOf(text: string, language: string): number {
  return countOf(text, lettersFor(language));
}

/** Count of Chinese, Japanese and Korean characters that have no place in a language; 0 for those languages. */
export function easternLetters(text: string, language: string): number {
  if (isCjkLanguage(language) || primaryTag(language) === 'ko') return 0;
  return lettersOf(text, 'ja') + lettersOf(text, 'ko');
}

/** Count of kana characters: what tells Japanese from Chinese. */
export function kanaIn(text: string): number {
  return countOf(text, KANA);
}

/** Count of Latin words and numbers. */
export function latinWordsIn(text: string): number {
  return countOf(text, LATIN_WORD);
}

/** True for languages written without spaces, whose characters weigh about what a word does. */
export function isCjkLanguage(language: string): boolean {
  return ['zh', 'yue', 'ja'].includes(primaryTag(language));
}

/** True when two languages are written in the same letters, so that script cannot tell them apart. */
export function sharesScript(a: string, b: string): boolean {
  return lettersFor(a).source === lettersFor(b).source;
}

function lettersFor(language: string): RegExp {
  return LETTERS[primaryTag(language)] ?? LATIN;
}

function countOf(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
