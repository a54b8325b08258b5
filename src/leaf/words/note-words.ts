import { isTraditional, primaryTag } from '../../model/language.ts';
import { ENGLISH, type NoteWords } from './english.ts';
import { FRENCH } from './french.ts';
import { GERMAN } from './german.ts';
import { JAPANESE } from './japanese.ts';
import { KOREAN } from './korean.ts';
import { SIMPLIFIED } from './simplified-chinese.ts';
import { SPANISH } from './spanish.ts';
import { TRADITIONAL } from './traditional-chinese.ts';

export type { NoteWords };

const WORDS: Readonly<Record<string, NoteWords>> = {
  de: GERMAN,
  en: ENGLISH,
  es: SPANISH,
  fr: FRENCH,
  ja: JAPANESE,
  ko: KOREAN,
  yue: TRADITIONAL,
  zh: SIMPLIFIED,
};

/** The words a note is headed and marked with, in the note's language; English where the language has no table. */
export function noteWords(language: string): NoteWords {
  if (isTraditional(language)) return TRADITIONAL;
  return WORDS[primaryTag(language)] ?? ENGLISH;
}

/** A language tag as browsers want it for choosing a typeface: plain Chinese is simplified Chinese. */
export function htmlLanguage(tag: string): string {
  const plain = tag.replaceAll('_', '-');
  return plain.toLowerCase() === 'zh' ? 'zh-Hans' : plain;
}
