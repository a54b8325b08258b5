import type { Seconds } from '../model/time.ts';
import type { Cue } from '../model/transcript.ts';
import { likelyEnd } from './timed-lines.ts';

/** Before this time of day hardly anything is recorded, and few recordings go on for longer, in seconds: five o'clock. */
const EARLIEST = 5 * 3600;
const DAY = 24 * 3600;
/** A time that is so much earlier than the one before it is of the next day, in seconds. */
const MIDNIGHT = 12 * 3600;

/**
 * Cues whose times are those of the day, as meeting programs copy them (`10:34:05`), from the first of
 * them on; over midnight they go on. They are told by their form: whole seconds, no ends, names, and a
 * first time at which no recording begins. Other cues stay as they are, a part of a long recording too.
 */
export function fromClock(cues: readonly Cue[]): readonly Cue[] {
  const first = cues.find((cue) => cue.start > 0)?.start ?? 0;
  if (first < EARLIEST || !isClock(cues)) return cues;
  let [days, before] = [0, first];
  return cues.map((cue) => {
    if (cue.start === 0 && days === 0) return { ...cue, end: 0 };
    if (cue.start + days < before - MIDNIGHT) days += DAY;
    before = Math.max(before, cue.start + days);
    const start = cue.start + days - first;
    return { ...cue, start, end: start + Math.max(0, cue.end - cue.start) };
  });
}

function isClock(cues: readonly Cue[]): boolean {
  const timed = cues.filter((cue) => cue.start > 0);
  const named = timed.filter((cue) => cue.speaker !== undefined);
  return (
    named.length >= timed.length / 2 &&
    timed.every(({ start }) => Number.isInteger(start) && start <= DAY) &&
    timed.every((cue, at) => isEstimated(cue, timed[at + 1]?.start))
  );
}

/** Whether an end is where the program puts one that no file told; over midnight the next may be none, or a far one. */
function isEstimated(cue: Cue, next: Seconds | undefined): boolean {
  const ends = [next, undefined, Number.POSITIVE_INFINITY].map((each) => likelyEnd(cue, each));
  return ends.some((end) => Math.abs(end - cue.end) < 0.001);
}
