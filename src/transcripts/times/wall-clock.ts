import type { Seconds } from '../../model/time.ts';
import type { Cue } from '../../model/transcript.ts';
import { likelyEnd } from './timed-lines.ts';

/** Before this time of day hardly anything is recorded, and few recordings go on for longer, in seconds: five o'clock. */
const EARLIEST = 5 * 3600;
const DAY = 24 * 3600;
/** A name before what is said, as far as it can be told of one line. */
const NAMED = /^\s*[^\s:：][^:：\n]{0,40}[:：]\s?\S/;
/** `10:34 AM`, `1:05:09 p.m.` */
const TWELVE_HOURS = /(?<![\d:])(\d{1,2}):(\d{2})(?::(\d{2}))?\s?([AaPp])\.?[Mm](?![\p{L}\d])\.?/u;
/** A date right before a time of day: `2024-03-01 10:34:05`, `3/1/2024, 10:34`. */
const DATE =
  /(?<![\d:])(?:\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|\p{L}{3,9}\.? \d{1,2},? \d{4}),?(?:\s+at)?[\sT]+(?=\d{1,2}:\d{2})/u;
/** Such times stand in the heads of speeches, which are short, in characters; and there are some. */
const LONGEST_HEAD = 90;
const FEWEST_HEADS = 2;
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
  const named = timed.filter((cue) => cue.speaker !== undefined || NAMED.test(cue.text));
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

/** A text whose lines have times of the day with dates or halves of the day, with plain ones: `13:05:09`. */
export function withPlainClock(text: string): string {
  if (!TWELVE_HOURS.test(text) && !DATE.test(text)) return text;
  const lines = text.split('\n');
  const plain = lines.map((line) => (isHead(line) ? plainHead(line) : line));
  const changed = plain.filter((line, at) => line !== lines[at]).length;
  return changed >= FEWEST_HEADS ? plain.join('\n') : text;
}

/** A line that begins or ends with a time of the day, or has little besides. */
function isHead(line: string): boolean {
  const found =
    TWELVE_HOURS.exec(line.slice(0, LONGEST_HEAD)) ?? DATE.exec(line.slice(0, LONGEST_HEAD));
  if (found === null) return false;
  const isEnd =
    line.length <= LONGEST_HEAD && /^[^\p{L}]*$/u.test(line.slice(found.index + found[0].length));
  return isEnd || /^[\s[(<]*$/.test(line.slice(0, found.index));
}

function plainHead(line: string): string {
  const head = line.slice(0, LONGEST_HEAD).replace(DATE, '');
  const found = TWELVE_HOURS.exec(head);
  if (found === null) return head + line.slice(LONGEST_HEAD);
  const [time, hours, minutes, seconds = '00', half] = found;
  const hour = (Number(hours) % 12) + (half?.toLowerCase() === 'p' ? 12 : 0);
  const plain = `${String(hour).padStart(2, '0')}:${minutes}:${seconds}`;
  return head.replace(time, plain) + line.slice(LONGEST_HEAD);
}
