import type { StartedCue } from './timed-lines.ts';

/** Nobody says more, in characters a second. */
const FASTEST = 35;

/** Whether most texts are longer than can be said before the next begins. */
export function areTooLong(cues: readonly StartedCue[]): boolean {
  const steps = cues.flatMap(({ start, text }, at) => {
    const next = cues[at + 1]?.start ?? start;
    return next > start ? [text.length / (next - start)] : [];
  });
  return steps.filter((speed) => speed > FASTEST).length > steps.length / 2;
}

/**
 * Cues whose times are read right: of two parts they are minutes and seconds, or hours and minutes where
 * nobody could say the texts in seconds, as in chats and in minutes of meetings.
 */
export function inHours(cues: readonly StartedCue[]): readonly StartedCue[] {
  const last = cues.at(-1)?.start ?? 0;
  if (cues.length < FEWEST || last >= DAY || !areTooLong(cues)) return cues;
  return cues.map((cue) => ({ ...cue, start: cue.start * 60 }));
}

/** Fewer times show nothing. */
const FEWEST = 3;
/** The hours of a day, read as minutes, in seconds. */
const DAY = 24 * 60;
