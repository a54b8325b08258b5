import type { AudioSpan } from '../../model/audio.ts';
import type { Seconds } from '../../model/time.ts';
import type { Cue } from '../../model/transcript.ts';

/** A cue moved later by `by` seconds, its words with it, to the millisecond. */
export function shiftCue<C extends Pick<Cue, 'start' | 'end' | 'words'>>(cue: C, by: Seconds): C {
  const words = cue.words?.map((word) => ({ ...word, ...shiftSpan(word, by) }));
  return { ...cue, ...shiftSpan(cue, by), ...(words && { words }) };
}

/** A span moved later by `by` seconds, to the millisecond. */
export function shiftSpan({ start, end }: AudioSpan, by: Seconds): AudioSpan {
  return { start: toMilliseconds(start + by), end: toMilliseconds(end + by) };
}

/** A recogniser knows no finer, and sums of fractions would print as 12.340000000000002. */
function toMilliseconds(time: Seconds): Seconds {
  return Math.round(time * 1000) / 1000;
}
