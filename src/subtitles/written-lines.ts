import { tidy } from '../text/languages/script.ts';
import type { SubtitleCue } from './lines/lines.ts';

/** Marks that one subtitle format or another takes for its own. Few lines have any. */
const MARKS = /[<>&\\{}]/;

/**
 * Lines of a cue, ready to be written: one line each, none empty, each made safe by `escape`; what is in a language of its
 * own as `inLanguage` says it.
 */
export function writtenLines(
  lines: SubtitleCue['lines'],
  escape: (text: string) => string,
  inLanguage: (text: string, language: string) => string = (text) => text,
): string[] {
  const written: string[] = [];
  for (const line of lines) {
    const text = tidy(line.text);
    if (text === '') continue;
    const safe = MARKS.test(text) ? escape(text) : text;
    written.push(line.language === undefined ? safe : inLanguage(safe, line.language));
  }
  return written;
}

/** Cues in order of time, as every format wants them. */
export function inOrder(cues: readonly SubtitleCue[]): SubtitleCue[] {
  return cues.toSorted((a, b) => a.start - b.start);
}
