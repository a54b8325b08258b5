import type { Cue } from '../model/transcript.ts';
import { isCjk } from '../text/script.ts';
import { VOICE } from './markup.ts';
import { withEnds } from './timed-lines.ts';

/** Nobody speaks faster, in characters a second: a cue cut shorter than this was said while the next one was. */
const FASTEST = { cjk: 12, other: 35 } as const;

/**
 * Cues in order of time, none before 0 and none ending before it starts. Where none has a length, each
 * ends with the next. `reversed` counts those that ended before they started.
 */
export function place(cues: readonly Cue[]): { cues: Cue[]; reversed: number } {
  let reversed = 0;
  const placed = cues.map((cue) => {
    if (cue.end < cue.start) reversed += 1;
    const start = Math.max(0, cue.start);
    return { ...cue, start, end: Math.max(start, cue.end) };
  });
  const sorted = placed.toSorted((a, b) => a.start - b.start);
  const areOpen = sorted.length > 1 && sorted.every((cue) => cue.end === cue.start);
  return { cues: areOpen ? withEnds(sorted) : sorted, reversed };
}

/** Whether times tell anything: many cues at the very same moment do not. */
export function areTimed(cues: readonly Cue[]): boolean {
  const [first] = cues;
  return cues.length < 2 || cues.some((cue) => cue.start !== first?.start || cue.end !== first.end);
}

/**
 * Cues that show while the next ones of the same speaker are said end where those begin, as two lines
 * of captions on the screen do. What would be too short for its text stays, and so does a cue that
 * outlasts the next: there two people speak at once. Expects cues in order of time.
 */
export function withoutOverlaps(cues: readonly Cue[]): Cue[] {
  return cues.map((cue, index) => {
    const next = cues[index + 1];
    const isStaggered =
      next !== undefined &&
      next.start < cue.end &&
      next.start > cue.start &&
      next.end >= cue.end &&
      voiceOf(next) === voiceOf(cue);
    if (!isStaggered || next.start - cue.start < shortest(cue.text)) return cue;
    const end = next.start;
    const words = cue.words?.map((word) =>
      word.end > end ? { ...word, end: Math.max(word.start, end) } : word,
    );
    return { ...cue, end, words };
  });
}

function shortest(text: string): number {
  const isCjkText = isCjk(text.trimStart().codePointAt(0) ?? 0);
  return text.length / (isCjkText ? FASTEST.cjk : FASTEST.other);
}

/** Who speaks, also where a mark in the text says so. */
function voiceOf({ speaker, text }: Cue): string | undefined {
  const end = text.indexOf(VOICE.after);
  const start = text.indexOf(VOICE.before);
  return start === -1 ? speaker : text.slice(start, end);
}
