import { tidy } from '../text/languages/script.ts';
import type { SubtitleCue } from './lines/lines.ts';

/** Marks that one subtitle format or another takes for its own. Few lines have any. */
const MARKS = /[<>&\\{}]/;

/** Lines of a cue, ready to be written: one line each, none empty, each made safe by `escape`. */
export function writtenLines(
  lines: SubtitleCue['lines'],
  escape: (text: string) => string,
): string[] {
  const written: string[] = [];
  for (const line of lines) {
    const text = tidy(line.text);
    if (text !== '') written.push(MARKS.test(text) ? escape(text) : text);
  }
  return written;
}

/** Cues in order of time, as every format wants them. */
export function inOrder(cues: readonly SubtitleCue[]): SubtitleCue[] {
  return cues.toSorted((a, b) => a.start - b.start);
}
