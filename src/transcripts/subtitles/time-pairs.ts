import type { Seconds } from '../../model/time.ts';
import { srtTime } from '../../text/timecode.ts';
import { hasFrames, rateOf, timelineStart, timeWithFrames } from '../times/frame-rate.ts';
import { timeLine } from '../times/time-line.ts';

/** Clock times, with decimals or frames or without, their colons also full-width, semicolons or points. */
const TIME = String.raw`(?:\d{1,2}\.\d{2}\.\d{2}[.,:]\d{2,3}|-?\d{1,4}(?:\s?[:：;]\s?\d{1,4}){1,3}(?:\s?[.,，]\s?\d{1,9})?)`;
/** Arrows as they are drawn with dashes, and those of Unicode (the blocks Arrows, Dingbats, Supplemental Arrows, Geometric Shapes). */
const ARROW = String.raw`(?:(?:[-–—−‐‑‒―－=~]\s?){1,4}(?:>|&gt;|＞|›|»)|(?:>|&gt;){2,3}|[\u2190-\u21FF\u2794-\u27BE\u27F0-\u27FF\u2900-\u297F\u2B00-\u2BFF▶►▸▹➤]\uFE0F?)`;
/** What may stand before the first time: the number of the cue, and a bracket or a quote. */
const BEFORE = String.raw`^\s{0,20}(?:#?\d{1,9}(?:[.)\]:|,;-]{0,2}\s{1,9}|[|,\t]|;(?=\d{1,3}:)))?[[({<"']?\s{0,9}`;
const AFTER = String.raw`(?:["'\])}>]|(?=[\s,;|])|(?<=\s)|$)(.*)$`;
const ARROWED = new RegExp(
  String.raw`${BEFORE}(${TIME})["'\])}\s]{0,9}${ARROW}\s{0,9}["'[({]?(${TIME})?${AFTER}`,
  's',
);
/**
 * What lines of times with arrows have that are not yet as SRT writes them: frames, points or semicolons between
 * their parts, other arrows, brackets, quotes or numbers with marks before. Nearly no file has any, and is left as it is.
 */
const ODD = new RegExp(
  String.raw`\d[:;]\d{1,2}[:;]\d{1,2}[:;]\d|\d;\d|\d\.\d{2}\.\d|[−‐‑‒―－=~]\s?(?:>|&gt;)|[-–—]\s[-–—>]|-{4}>|[＞›»\u2190-\u21FF\u2794-\u27BE\u27F0-\u27FF\u2900-\u297F\u2B00-\u2BFF▶►▸▹➤]|^[^\S\n]{0,9}(?:#?\d{0,9}[.)\]:|,;-]{1,2}\s{0,9}|\d{0,9}\s{0,9}["'({<]\s{0,9})\d{1,3}[:：]`,
  'm',
);
/** At least hours, minutes and seconds: two times of fewer parts beside one another are any list's. */
const CODE = String.raw`\d{1,3}[:;]\d{1,2}[:;]\d{1,2}(?:[:;.,]\d{1,3})?(?![\d:])`;
const BESIDE = new RegExp(
  String.raw`${BEFORE}(${CODE})["'\])}]?(?:\s{0,9}[,;|/–—~-]\s{0,9}|\s{1,9}(?:(?:to|bis|à|au|al?|até|до|至|到|から)\s{1,9})?|(?=[[{(]))["'[{(]?(${CODE})["'\])}]?(?:\s{0,9}[,;|]\s{0,9}|\s{1,9}|(?=\D)|$)(.*)$`,
  's',
);
/** Longer lines are looked at no further than this for their times, in characters. */
const LONGEST_HEAD = 200;
/** What stands around cues in files of subtitle programs: Avid, Spruce, SubViewer, JACOsub. */
const PROGRAM_LINE =
  /^(?:@ |<(?:begin|end) subtitles>|\$\w{1,40}\s?=|\/\/|\[(?:information|end information|title|author|source|prg|filepath|delay|cd track|comment|subtitle|colf|style)\]|#(?:timeres|title|shift)\b)/i;
/** Times beside one another are those of cues where so many of the lines, at least, have them, in order. */
const LINES_A_PAIR = 8;
const ORDERED_SHARE = 0.9;

type Pair = {
  readonly start: string;
  readonly end: string | undefined;
  readonly rest: string;
  readonly isLeftward: boolean;
};

/** A text whose lines of two times are written as SRT writes them; how many of them have frames at a rate nobody has said. */
export type PlainPairs = { readonly text: string; readonly assumed: number };

/**
 * Writes the lines of two times as SRT has them, whatever arrow or mark stands between: frames, tabs,
 * commas or nothing at all. Times without an arrow only where they stand throughout the text. `fps`
 * is the rate of the frames, when it is known.
 */
export function withArrows(text: string, fps: number | undefined): PlainPairs {
  // Where times have SRT's arrows, none stand beside one another without.
  const hasArrows = text.includes('-->');
  if (hasArrows && !ODD.test(text)) return { text, assumed: 0 };
  const lines = text.split('\n');
  const areBeside = !hasArrows && standBeside(lines);
  const rate = hasFrames(text) ? rateOf(text, fps) : { fps: 1, isAssumed: false };
  const first = firstTime(lines, { areBeside, fps: rate.fps });
  const offset = hasFrames(text) ? timelineStart(first) : 0;
  let [changed, framed] = [0, 0];
  const written = lines.map((line) => {
    if (areBeside && PROGRAM_LINE.test(line)) return markChanged('');
    const pair = pairIn(line, areBeside);
    if (pair === undefined) return areBeside ? broken(line) : line;
    const [start, end] = inOrder(pair, rate.fps);
    if (start === undefined) return line;
    if (hasFrames(pair.start)) framed += 1;
    const rest = areBeside ? broken(pair.rest.trim()) : pair.rest;
    const until = end === undefined ? '' : srtTime(end - offset);
    return markChanged(`${srtTime(start - offset)} --> ${until} ${rest}`);
  });
  function markChanged(line: string): string {
    changed += 1;
    return line;
  }
  if (changed === 0) return { text, assumed: 0 };
  return { text: written.join('\n'), assumed: rate.isAssumed ? framed : 0 };
}

/** Where the first cue begins, in seconds; 0 when there is none. */
function firstTime(
  lines: readonly string[],
  { areBeside, fps }: { areBeside: boolean; fps: number },
): Seconds {
  for (const line of lines) {
    const pair = pairIn(line, areBeside);
    if (pair !== undefined) return inOrder(pair, fps)[0] ?? 0;
  }
  return 0;
}

/** Both times, in seconds. Beside writing from right to left the arrow may point at the first. */
function inOrder({ start, end, isLeftward }: Pair, fps: number): (Seconds | undefined)[] {
  const times = [start, end ?? ''].map((time) => timeWithFrames(time, fps));
  const [from, to] = times;
  return isLeftward && (to ?? Infinity) < (from ?? 0) ? times.toReversed() : times;
}

/** Subtitle programs write a line end as a bar or in brackets. */
function broken(text: string): string {
  return text.replace(/\||\[br\]/gi, '\n');
}

function pairIn(line: string, areBeside: boolean): Pair | undefined {
  const head = line.slice(0, LONGEST_HEAD);
  if (!/\d[:：;.]\s?\d/.test(head) || timeLine(line) !== undefined) return undefined;
  const found = ARROWED.exec(head) ?? (areBeside ? BESIDE.exec(head) : null);
  const [, start, end, rest = ''] = found ?? [];
  return start === undefined
    ? undefined
    : { start, end, rest: rest + line.slice(LONGEST_HEAD), isLeftward: /[←⟵⇐⬅]/.test(head) };
}

/** Whether the cues of a text begin with two times beside one another. */
function standBeside(lines: readonly string[]): boolean {
  const written = lines.filter((line) => line.trim() !== '').length;
  const pairs: { from: Seconds; to: Seconds }[] = [];
  for (const line of lines) {
    const [, start, end] = BESIDE.exec(line.slice(0, LONGEST_HEAD)) ?? [];
    const [from, to] = [start, end].map((time) => timeWithFrames(time ?? '', HIGHEST_RATE));
    if (from !== undefined && to !== undefined) pairs.push({ from, to });
  }
  const ordered = pairs.filter(
    ({ from, to }, at) => to >= from && from >= (pairs[at - 1]?.from ?? 0),
  );
  const areDense = pairs.length > 0 && written <= pairs.length * LINES_A_PAIR;
  return areDense && ordered.length >= pairs.length * ORDERED_SHARE;
}

/** Only the order of times is asked for; at this rate no frame passes into the next second. */
const HIGHEST_RATE = 120;
