import { AppError } from '../../base/errors.ts';
import { eachLine } from '../../text/each-line.ts';
import { parseTime } from '../../text/timecode.ts';
import { arePlan } from '../times/plan-of-day.ts';

const CLOCK = String.raw`\d{1,3}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?`;
const ARROW = String.raw`(?:[-–—=~]{1,3}\s?(?:>|&gt;)|[\u2190-\u21FF\u2794-\u27BE\u27F0-\u27FF\u2900-\u297F\u2B00-\u2BFF])`;
/** What stands in subtitles and hardly in what people write: each with how it begins. */
const CUE_MARKS = [
  // Two times with an arrow between, whatever their form.
  new RegExp(String.raw`\d{1,3}[:.hms'’]\s?\d{1,2}\S{0,12}\s{0,9}${ARROW}\s{0,9}\S{0,3}\d`),
  new RegExp(
    String.raw`^\W{0,9}\d{1,6}(?:[.,]\d{1,3})?s?\s{0,3}${ARROW}\s{0,3}\d{1,6}(?:[.,]\d{1,3})?s?(?:\s|\W|$)`,
  ),
  // Frames, and thousandths after hours.
  /(?<![\w:;.])\d{1,2}[:;.]\d{2}[:;.]\d{2}[:;]\d{2}(?![\w:])/,
  /(?<![\w:.]|\d-\d\d )\d{1,2}:\d{2}:\d{2}[.,]\d{2,3}(?!\w)/,
  // Two numbers before each text, or alone on their line.
  /^[([{]?\s?\d{1,6}(?:\.\d{1,9})?\s?[,;|\t]\s?\d{1,6}(?:\.\d{1,9})?\s?[,;|\t]\s?\S|^\d{1,6}(?:\.\d{1,3})? \d{1,6}(?:\.\d{1,3})?$/,
  /^\s{0,9}[{[(<]\d{1,9}[}\])>]\s?[{[(<]\d{0,9}[}\])>]/,
  new RegExp(String.raw`^(?:"[^"]{0,400}"[,;\t]){1,9}"?${CLOCK}|^"?${CLOCK}(?::\d{2})?"?[,;\t]"`),
  // Markup and heads of subtitle programs.
  /<sync\b|<(?:time|p|text|cue|caption|subtitle)\b[^<>]{0,200}\b(?:begin|start|t|timein|offset)\s?=\s?["']?\d|\\pard\b|\{\\rtf|\{\\an?\d{1,2}\}|\{\\pos\(|^Dialogue:\s?(?:Marked=)?\d|^\{(?:QTtext|textEncoding|timeScale)\b|^-->>\s?\d/i,
  /^(?:Scenarist_SCC V|# VobSub index file|FORMAT=(?:TIME|\d)|\[SUBTITLE\]|\[INFORMATION\]|TITLE:\s.{0,80}$(?=[^]{0,200}^FCM:)|<begin subtitles>)/im,
] as const;
/** A row of a table with a time in a cell. */
const TABLE_ROW = new RegExp(
  String.raw`^[^|\n]{0,200}\|.{0,200}(?<=[|\s"])${CLOCK}(?=[|\s"]).{0,400}\||^\s{0,9}\|?\s?"?${CLOCK}"?\s{0,9}\|.{0,400}\|`,
);
const EVERY_CLOCK = new RegExp(CLOCK, 'g');
/** Heads of programs that write codes for characters, pictures, or times counted from the cue before. */
const PROGRAM_HEAD = /^\s{0,20}(?:Scenarist_SCC V|# VobSub index file|\{\\rtf|FORMAT=(?:TIME|\d))/;
/** A mark that stands deeper in a longer line is spoken of, in characters. */
const DEEPEST = 8;
const SHORT = 50;
/** Cues have up to six lines: a mark, a number, a blank one aside, and their text. */
const MARKED_SHARE = 0.15;
/** In so short a text one marked line is enough. */
const FEW_LINES = 3;
/** Lines longer than this are looked at no further. */
const LOOKED_AT = 1000;

/** A time that begins a line, ends it, or stands alone; hours may be said in letters. */
const EDGE_TIME = new RegExp(
  String.raw`^\W{0,9}(${CLOCK}|\d{1,2}h\d{1,2}m\d{1,2}s?)(?=\W|$)|(?<=^|[\s[(（【])(${CLOCK}|\d{1,2}h\d{1,2}m\d{1,2}s?)[\])）】.:：\s]{0,9}$`,
);
/** A time with hours that begins its line is hardly that of a list of races or songs. */
const LEADING_HOURS = /^\W{0,9}(?:\d{1,3}:\d{2}:\d{2}|\d{1,2}h)/;
/** Times at the edges of so many lines are those of a recording, when they go forward and have words between. */
const FEWEST_TIMES = 4;
const TIMES_SHARE = 0.25;
const FORWARD_SHARE = 0.9;
const MOST_TIMES = 0.75;
/** Verses go on by one; so do no times of speech. */
const VERSES_SHARE = 0.5;
/** A recording's first time comes soon, in seconds; a plan of a day begins later, when its hours are read as minutes. */
const LATEST_START = 360;

/** Throws SUBTITLES_UNREAD for a text that is about to be taken as prose and is none: times of cues or their marks stand in it throughout. */
export function refuseSubtitles(text: string, path: string): void {
  const line = markedLine(text) ?? timedLine(text);
  if (line !== undefined) throw unread(path, line);
}

/** Throws SUBTITLES_UNREAD for the files of programs whose text is nowhere in them as such. */
export function refusePrograms(head: string, path: string): void {
  if (PROGRAM_HEAD.test(head)) throw unread(path, head.trimStart().split('\n', 1)[0] ?? '');
}

function unread(path: string, line: string): AppError {
  return new AppError('SUBTITLES_UNREAD', { path, line: line.trim().slice(0, 60) });
}

/** The first line with the marks of a cue, where they stand throughout. */
function markedLine(text: string): string | undefined {
  let first: string | undefined;
  let [lines, marked] = [0, 0];
  for (const line of eachLine(text)) {
    if (line.trim() === '') continue;
    lines += 1;
    if (!isMarked(line)) continue;
    marked += 1;
    first ??= line;
  }
  const isEnough = marked >= 2 || lines <= FEW_LINES;
  return isEnough && marked >= lines * MARKED_SHARE ? first : undefined;
}

function isMarked(line: string): boolean {
  const head = line.slice(0, LOOKED_AT);
  if (!/[\d<\\{]/.test(head)) return false;
  if (TABLE_ROW.test(head) && !isPlanned(head)) return true;
  return CUE_MARKS.some((mark) => {
    const at = head.search(mark);
    return at !== -1 && (at <= DEEPEST || line.length <= SHORT);
  });
}

/** Whether a row has hours of a day, as of a plan. */
function isPlanned(row: string): boolean {
  return arePlan(Array.from(row.matchAll(EVERY_CLOCK), ([time]) => parseTime(time) ?? 0));
}

/** The first of the lines that times begin or end, where these are those of a recording. */
function timedLine(text: string): string | undefined {
  let first: string | undefined;
  let lines = 0;
  const times: number[] = [];
  for (const line of eachLine(text)) {
    if (line.trim() === '') continue;
    lines += 1;
    const time = edgeTime(line);
    if (time === undefined) continue;
    times.push(time);
    first ??= line;
  }
  const isDense = times.length >= FEWEST_TIMES && times.length >= lines * TIMES_SHARE;
  const hasWords = times.length <= lines * MOST_TIMES || LEADING_HOURS.test(first ?? '');
  return isDense && hasWords && areOfRecording(times) ? first : undefined;
}

function areOfRecording(times: readonly number[]): boolean {
  const steps = times.slice(1).map((time, at) => time - (times[at] ?? 0));
  const isForward = steps.filter((step) => step >= 0).length >= steps.length * FORWARD_SHARE;
  const areVerses = steps.filter((step) => step === 1).length >= steps.length * VERSES_SHARE;
  return isForward && !areVerses && (times[0] ?? 0) < LATEST_START;
}

function edgeTime(line: string): number | undefined {
  if (line.length > LOOKED_AT) return undefined;
  const [, leading, trailing] = EDGE_TIME.exec(line) ?? [];
  const written = (leading ?? trailing)?.replace(/[hm](?=\d)/g, ':').replace('s', '');
  return written === undefined ? undefined : parseTime(written);
}
