import type { Seconds } from '../model/time.ts';
import type { HeardCue } from './recognizer.ts';

/** A cue moved later by `by` seconds, its words with it, to the millisecond. */
export function shiftCue(cue: HeardCue, by: Seconds): HeardCue {
  const words = cue.words?.map((word) => ({ ...word, ...shifted(word, by) }));
  return { ...cue, ...shifted(cue, by), ...(words && { words }) };
}

function shifted(
  { start, end }: { readonly start: Seconds; readonly end: Seconds },
  by: Seconds,
): { start: Seconds; end: Seconds } {
  return { start: toMilliseconds(start + by), end: toMilliseconds(end + by) };
}

/** A recogniser knows no finer, and sums of fractions would print as 12.340000000000002. */
function toMilliseconds(time: Seconds): Seconds {
  return Math.round(time * 1000) / 1000;
}
