import type { SubtitleCue } from '../text/lines.ts';
import { joinLines } from '../text/script.ts';

export type { SubtitleCue };

/** The lines of one language of a cue, ready to be written: one line each, none empty, each made safe by `escape`. */
export function writtenLines(cue: SubtitleCue, escape: (text: string) => string): string[] {
  return cue.lines
    .map((line) => joinLines([line.text]))
    .filter((text) => text !== '')
    .map(escape);
}

/** Cues in order of time, as every format wants them. */
export function inOrder(cues: readonly SubtitleCue[]): SubtitleCue[] {
  return cues.toSorted((a, b) => a.start - b.start);
}
