import type { Seconds } from '../../model/time.ts';
import type { Cue } from '../../model/transcript.ts';
import { parseTime } from '../../text/timecode.ts';

/** How many frames a second has. */
export type FrameRate = {
  readonly fps: number;
  /** True when neither the file nor the reader of it says so. */
  readonly isAssumed: boolean;
};

/** Television in most of the world; what subtitle programs take when nothing is said. */
const USUAL = 25;
/** Drop-frame times are those of NTSC (SMPTE ST 12-1): 29.97 frames a second, or twice as many. */
const NTSC = 30_000 / 1001;
/** Rates of film and television in frames a second, each with the least number that a frame has only at a higher one. */
const RATES: readonly (readonly [below: number, fps: number])[] = [
  [25, USUAL],
  [30, 30],
  [50, 50],
  [60, 60],
];
/** Frames past 59 are hundredths of a second. */
const HUNDREDTHS = 100;

const CODE = String.raw`(\d{1,3})[:;](\d{1,2})[:;](\d{1,2})([:;])(\d{2,3})`;
const TIMECODE = new RegExp(String.raw`^${CODE}$`);
const FRAMES = String.raw`(?<![\d:])\d{1,3}([:;])\d{1,2}\1\d{1,2}([:;])(\d{2})(?![\d:])`;
const ANY_FRAMES = new RegExp(FRAMES);
const ALL_FRAMES = new RegExp(FRAMES, 'g');
/** Scanners and careless programs write points for colons. */
const DOTTED = /^(\d{1,2})\.(\d{2})\.(\d{2})[.,:](\d{2,3})$/;
const STATED =
  /(?:\bfps|frame[\s_]?rate|timecode[\s_]?rate)["'\s]{0,3}[:=]?["'\s]{0,3}(\d{2,3}(?:\.\d{1,4})?)|(?<![\d.])(\d{2,3}(?:\.\d{1,4})?)\s?fps\b/i;
/** What is said of the rate stands in the head of a file, in characters. */
const HEAD = 2000;

/** Whether times with frames, `hh:mm:ss:ff`, stand in a text. */
export function hasFrames(text: string): boolean {
  return ANY_FRAMES.test(text);
}

/** The rate of a file: as given, else as its head says, else as its times show, else 25. */
export function rateOf(text: string, given: number | undefined): FrameRate {
  const stated = given ?? statedRate(text);
  if (stated !== undefined) return { fps: stated, isAssumed: false };
  let [most, isDrop] = [0, false];
  for (const [, , mark, frames] of text.matchAll(ALL_FRAMES)) {
    most = Math.max(most, Number(frames));
    isDrop ||= mark === ';';
  }
  if (isDrop) return { fps: most >= 30 ? NTSC * 2 : NTSC, isAssumed: false };
  const fps = RATES.find(([below]) => most < below)?.[1];
  return fps === undefined ? { fps: HUNDREDTHS, isAssumed: false } : { fps, isAssumed: true };
}

/** The rate a file names in its head, in frames a second. */
function statedRate(text: string): number | undefined {
  const found = STATED.exec(text.slice(0, HEAD));
  const fps = Number(found?.[1] ?? found?.[2]);
  return fps >= 10 && fps <= 240 ? fps : undefined;
}

/** A time as any subtitle file writes it, also one with frames, in seconds; `undefined` when it is none. */
export function timeWithFrames(written: string, fps: number): Seconds | undefined {
  const found = TIMECODE.exec(written.trim());
  if (found === null) return parseTime(written.trim().replace(DOTTED, '$1:$2:$3.$4'));
  const [, hours, minutes, seconds, mark, frames = ''] = found;
  const whole = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  // Three digits are thousandths, which some programs write behind a colon.
  if (frames.length > 2 || fps === HUNDREDTHS) return whole + Number(`0.${frames}`);
  const count = whole * Math.round(fps) + Number(frames);
  return (count - (mark === ';' ? dropped(whole, fps) : 0)) / fps;
}

/** How many numbers drop-frame times have passed over: two a minute at 29.97, but not in every tenth (SMPTE ST 12-1). */
function dropped(whole: Seconds, fps: number): number {
  const minutes = Math.floor(whole / 60);
  return Math.round(fps / 15) * (minutes - Math.floor(minutes / 10));
}

/** Timelines of editing programs begin at one hour, those of tapes at ten; in seconds. */
const TIMELINE_STARTS = [3600, 36_000];
/** The first words of a talk come no later than this after it begins, in seconds: a quarter of an hour. */
const LATEST_START = 900;

/** Where a timeline that counts frames begins, by the first time on it, in seconds. */
export function timelineStart(first: Seconds): Seconds {
  return TIMELINE_STARTS.find((each) => first >= each && first < each + LATEST_START) ?? 0;
}

/** Cues of an editing program as they stand in the recording, which begins at 0. */
export function fromTimelineStart(cues: readonly Cue[]): readonly Cue[] {
  const start = timelineStart(cues[0]?.start ?? 0);
  if (start === 0) return cues;
  return cues.map((cue) => ({ ...cue, start: cue.start - start, end: cue.end - start }));
}
