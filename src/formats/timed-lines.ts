import type { Seconds } from '../model/time.ts';
import type { Cue } from '../model/transcript.ts';
import { dominantScript } from '../text/script.ts';

/** How fast people speak, in characters a second: measured on lectures, English 12 to 16, Chinese 4 to 5. */
const SPEAKING_SPEED = { cjk: 4.5, other: 14 } as const;

/** A text that has only a start. */
export type StartedCue = Omit<Cue, 'end'>;

/** Ends each cue where the next one in time starts, and the last where its text is likely said. Keeps the order. */
export function withEnds(cues: readonly StartedCue[]): Cue[] {
  const starts = [...new Set(cues.map((cue) => cue.start))].toSorted((a, b) => a - b);
  const next = new Map(starts.map((start, index) => [start, starts[index + 1]]));
  return cues.map((cue) => ({
    ...cue,
    end: next.get(cue.start) ?? cue.start + speakingTime(cue.text),
  }));
}

function speakingTime(text: string): Seconds {
  const script = dominantScript(text.slice(0, 1000));
  const isCjkText = script === 'han' || script === 'kana' || script === 'hangul';
  return Math.max(1, text.length / (isCjkText ? SPEAKING_SPEED.cjk : SPEAKING_SPEED.other));
}
