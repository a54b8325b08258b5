import type { Seconds } from '../../model/time.ts';
import { parseTime, srtTime } from '../../text/timecode.ts';
import { timeLine, type TimeLine } from '../times/time-line.ts';

/** What stands for a time that cannot be read: digits and letters with the marks of a clock, or the words of programs for no number. */
const SPOILED = String.raw`(?=[^\s<>]{0,24}\d)(?=[^\s<>]{0,24}[:：;.,])[\w:：;.,?*#+~-]{2,24}|NaN|null|undefined|None|N/A|[?*#x_-]{1,12}(?:[:：][?*#x_-]{1,4}){1,2}(?:[.,][?*#x_-]{1,4})?`;
const ARROWED = new RegExp(
  String.raw`^\s{0,9}(?:\d{1,9}\s{1,9})?(${SPOILED})?\s{0,9}[-–—]{1,3}\s?(?:>|&gt;)\s{0,9}(${SPOILED})?(?:\s.{0,100})?$`,
);
/** An end that is told by how long the cue lasts, in seconds. */
const DURATION = /^\+\s?(\d{1,5}(?:[.,]\d{1,3})?)s?(?=\s|$)/;
/** Two times with thousandths that have lost their arrow. */
const CODE = String.raw`\d{1,3}[:：]\d{1,2}[:：]\d{1,2}[.,]\d{1,3}`;
const BESIDE = new RegExp(String.raw`^\s{0,9}(${CODE})[\s,;|/–—~>-]{1,9}(${CODE})\s{0,9}$`);
/** Lines with an arrow or two times that are not as SRT and WebVTT write them: most files have none. */
const SUSPECT =
  /^(?!\s{0,9}[\d:]{4,12}[.,]\d{3} --> [\d:]{4,12}[.,]\d{3}(?:\s|$))[^\n]{0,80}(?:[-–—]\s?(?:>|&gt;)|\d[.,]\d{1,3}[\s,;|/–—~-]{1,9}\d{1,3}[:：]\d)/m;
/** Longer lines are text, in characters. */
const LONGEST = 160;

/** A text whose lines of times can all be read, and how many could not. */
export type ReadableTimes = { readonly text: string; readonly spoiled: number };

type Span = { readonly start: Seconds; readonly end: Seconds | undefined };

/**
 * Writes the times that cannot be read among cues that can: what is left of them, else the end of the
 * cue before. Such a line stands where a cue begins, under a number or a blank line; elsewhere it is text.
 */
export function withReadableTimes(text: string): ReadableTimes {
  if (!SUSPECT.test(text)) return { text, spoiled: 0 };
  const lines = text.split('\n');
  let spoiled = 0;
  let before: Span = { start: 0, end: 0 };
  for (const [at, line] of lines.entries()) {
    if (line.length > LONGEST || !/\d|NaN|>/.test(line)) continue;
    const times = timeLine(line);
    const mended = times?.end === undefined ? mend(line, times, before) : undefined;
    if (mended !== undefined && (times !== undefined || beginsCue(lines, at))) {
      lines[at] = writtenSpan(mended);
      spoiled += 1;
      before = mended;
    } else if (times !== undefined) before = times;
  }
  return spoiled === 0 ? { text, spoiled } : { text: lines.join('\n'), spoiled };
}

function writtenSpan({ start, end }: Span): string {
  return `${srtTime(start)} --> ${end === undefined ? '' : srtTime(end)}`;
}

function mend(line: string, times: TimeLine | undefined, before: Span): Span | undefined {
  const [, one, two] = BESIDE.exec(line) ?? [];
  if (one !== undefined && two !== undefined) return spanOf(parseTime(one), parseTime(two), before);
  const lasting = times && lastingSpan(times);
  return lasting ?? spoiltSpan(line, times, before);
}

/** What is left of two times with an arrow; `undefined` where nothing is spoiled. */
function spoiltSpan(line: string, times: TimeLine | undefined, before: Span): Span | undefined {
  const [, start = '', end = ''] = ARROWED.exec(line) ?? [];
  // Without anything but an arrow, or with an end left out on purpose.
  if (start + end === '' || (times !== undefined && end === '')) return undefined;
  return spanOf(times?.start ?? parseTime(start), parseTime(end), before);
}

function lastingSpan({ start, rest }: TimeLine): Span | undefined {
  const lasts = DURATION.exec(rest)?.[1];
  return lasts === undefined ? undefined : { start, end: start + Number(lasts.replace(',', '.')) };
}

function spanOf(from: Seconds | undefined, to: Seconds | undefined, before: Span): Span {
  // Where the cue before ends is not always told either.
  const free = before.end ?? (before.start + (to ?? before.start + 2)) / 2;
  return { start: from ?? Math.min(free, to ?? free), end: to };
}

function beginsCue(lines: readonly string[], at: number): boolean {
  const above = lines[at - 1]?.trim() ?? '';
  if (above === '') return true;
  const isNumber = /^#?\d{1,9}[.:)]?$/.test(above);
  return isNumber && (lines[at - 2]?.trim() ?? '') === '';
}
