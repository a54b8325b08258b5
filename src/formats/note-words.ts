import { isTraditional, primaryTag } from '../model/language.ts';
import { ENGLISH, type NoteWords } from './note-words/english.ts';
import { FRENCH } from './note-words/french.ts';
import { GERMAN } from './note-words/german.ts';
import { JAPANESE } from './note-words/japanese.ts';
import { KOREAN } from './note-words/korean.ts';
import { SIMPLIFIED } from './note-words/simplified-chinese.ts';
import { SPANISH } from './note-words/spanish.ts';
import { TRADITIONAL } from './note-words/traditional-chinese.ts';

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
