import { extname, parse } from 'node:path';

/**
 * What transcripts are called: of one talk's, those with times and words as they were written first. XML may be
 * anything, and is taken only where it is given by name.
 */
export const TRANSCRIPT_SUFFIXES: readonly string[] =
  '.srt .vtt .ass .ssa .ttml .dfxp .srv3 .srv2 .srv1 .sbv .smi .tsv .lrc .json .md .txt'.split(' ');

/** True for a transcript, by its name. */
export function isTranscript(path: string): boolean {
  return TRANSCRIPT_SUFFIXES.includes(extname(path).toLowerCase());
}

/** The name of a file without its suffix and a language before it (`talk.en.srt`, `talk.zh-Hans.srt`). */
export function stemOf(name: string): string {
  const plain = parse(name).name;
  const [, stem, language] = /^(.+)\.([a-z]{2,3})(?:-[a-z]{2,4})?$/i.exec(plain) ?? [];
  // "Lecture.one" and "Lecture.two" are two talks.
  return stem !== undefined && language !== undefined && isLanguage(language) ? stem : plain;
}

function isLanguage(code: string): boolean {
  return new Intl.DisplayNames('en', { type: 'language', fallback: 'none' }).of(code) !== undefined;
}
