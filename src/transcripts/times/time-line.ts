import type { Seconds } from '../../model/time.ts';
import { parseTime } from '../../text/timecode.ts';

const TIME = String.raw`-?\d{1,4}(?:\s?[:：]\s?\d{1,4}){1,2}(?:\s?[.,，]\s?\d{1,9})?`;
const TIME_LINE = new RegExp(
  String.raw`^\s{0,20}(?:\d{1,9}\s{1,9})?\[?(${TIME})\s{0,20}[-–—]{1,3}\s?(?:>|&gt;)\s{0,20}(${TIME})?(?:\]|(?=\s)|(?<=\s)|$)`,
);
/** Cue settings of WebVTT (https://www.w3.org/TR/webvtt1/#cue-settings) and the coordinates some SRT files have. */
const SETTING = /^(?:vertical|line|position|size|align|region|[XY][12]):\S+$/i;
/** No line of times is longer; what follows in a longer one is text. */
const LONGEST_TIME_LINE = 200;

/** Where a cue begins and ends, and what stands beside its times. */
export type TimeLine = {
  readonly start: Seconds;
  readonly end: Seconds | undefined;
  readonly rest: string;
};

/** What a line of times says; `undefined` when it is another line. */
export function timeLine(line: string): TimeLine | undefined {
  if (!line.includes('>') && !line.includes('&gt;')) return undefined;
  const found = TIME_LINE.exec(line.slice(0, LONGEST_TIME_LINE));
  const start = parseTime(found?.[1] ?? '');
  if (found === null || start === undefined) return undefined;
  const rest = line.slice(found[0].length).trim();
  return { start, end: parseTime(found[2] ?? ''), rest: withoutSettings(rest) };
}

function withoutSettings(rest: string): string {
  if (rest.length > LONGEST_TIME_LINE) return rest;
  const words = rest.split(/\s+/);
  return words.every((word) => SETTING.test(word))
    ? ''
    : rest.replace(/^(?:(?:align|position|line|size):\S+\s+)+/, '');
}
