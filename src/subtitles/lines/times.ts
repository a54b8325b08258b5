import type { Seconds } from '../../model/time.ts';

/** Longest time on screen, and the pause between two cues, in seconds: Netflix's guide, two frames being the pause. */
export const LONGEST = 7;
export const GAP = 0.08;
/** Nothing is shown for less, in seconds: what is gone sooner has not been read. */
export const SHORTEST = 1;
/** A cue that stands so long is read without hurry; one that is followed by silence does. In seconds. */
export const UNHURRIED = 2;
/** What is said after a longer silence would be shown long before; the silence gives a short cue its time. In seconds. */
export const SILENCE = 0.5;
/**
 * Columns a reader takes in a second. Netflix's guide gives 17 characters a second for Latin scripts and 9 for
 * Chinese, whose characters are two columns wide.
 */
const READING_SPEED = 17;

/** How long a reader needs for so many columns, in seconds. */
export function readingTime(columns: number): Seconds {
  return columns / READING_SPEED;
}

/**
 * How long a cue is shown, in seconds: as long as it is said, longer where a reader needs it, as far as the silence
 * after it allows.
 */
export function shownTime({ start, end, next, columns }: Showing): Seconds {
  // Where cues follow each other faster than the pause, the pause is what gives way.
  const limit = next - GAP >= start + GAP ? next - GAP : next;
  const wanted = Math.max(end, start + Math.max(UNHURRIED, readingTime(columns)));
  return Math.max(0, Math.min(wanted, start + LONGEST, limit) - start);
}

export type Showing = {
  /** Where it is said, in seconds. */
  readonly start: Seconds;
  readonly end: Seconds;
  /** Where the next cue starts, in seconds. */
  readonly next: Seconds;
  /** Columns of the text that takes longer to read. */
  readonly columns: number;
};
