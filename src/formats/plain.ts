import type { Cue } from '../model/transcript.ts';
import { displayWidth, joinLines } from '../text/script.ts';
import { isClosed } from '../text/sentence-ends.ts';
import { parseTime } from '../text/timecode.ts';
import { eachLine, type Draft } from './draft.ts';
import { decodeEntities } from './entities.ts';
import { readNamedTimes } from './named-times.ts';
import { withEnds, type StartedCue } from './timed-lines.ts';
import { withPlainClock } from './wall-clock.ts';

const CLOCK = String.raw`(?:\d{1,3}:)?\d{1,3}:\d{2}(?:[.,]\d{1,3})?`;
/** The end of a range: `00:03 - 00:06`. */
const RANGE_END = String.raw`(?:\s{0,3}[-–—~]\s{0,3}${CLOCK})?`;
const LEADING_TIME = new RegExp(
  String.raw`^\s{0,20}(?:[[(（【<](${CLOCK})${RANGE_END}[\])）】>]|(${CLOCK})${RANGE_END}(?=\s|$|[^\d:.,]))\s{0,20}(?:[-–—:：|](?=\s))?`,
);
/** A time among the words of a line. */
const INLINE_TIME = new RegExp(
  String.raw`(?<=\s)(?:\[${CLOCK}\]|\(${CLOCK}\)|${CLOCK})(?=\s)`,
  'g',
);
/** So many times in a text of as few lines are its marks, when each has no more text than this, in characters. */
const FEWEST_TIMES = 5;
const TEXT_A_TIME = 600;
/** What YouTube's transcript pane says for the ear: `1 minute, 5 seconds`, `1分钟5秒钟`. */
const SPOKEN_TIME = /^(?:\d{1,3}\s?(?:hours?|minutes?|seconds?|小时|分钟|分|秒钟|秒)[,\s]{0,3})+$/i;
/** Times at the start of lines are the text's own when so many lines have one, or it is a mere mention. */
const TIMED_SHARE = 0.2;
const SENTENCE_MARK = /[\p{STerm}…]/u;
/** Lines as wide as this hold a paragraph each, in columns. */
const PARAGRAPH_WIDTH = 120;

/** Reads plain text: with names and times above speeches, with times at the start of lines, or on lines of their own, or without any. */
export function readPlain(written: string): Draft {
  const text = withLines(withPlainClock(written));
  const named = readNamedTimes(text);
  if (named !== undefined) return named;
  return hasLeadingTimes(text) ? readTimed(text) : { cues: readParagraphs(text), timed: false };
}

/** A text that was pasted as one line, with a line for each of its times. */
function withLines(text: string): string {
  const written = text.trim();
  if (written.includes('\n') || written.length < FEWEST_TIMES * 10) return text;
  const times = Array.from(written.matchAll(INLINE_TIME), ({ 0: time }) =>
    parseTime(time.replace(/[[\]()]/g, '')),
  );
  const forward = times.filter((time, at) => (time ?? 0) >= (times[at - 1] ?? 0)).length;
  const isDense = times.length >= FEWEST_TIMES && written.length <= times.length * TEXT_A_TIME;
  if (!isDense || forward < times.length * 0.9) return text;
  return written.replace(INLINE_TIME, '\n$&');
}

function hasLeadingTimes(text: string): boolean {
  let lines = 0;
  let timed = 0;
  let forward = 0;
  let last = 0;
  for (const line of eachLine(text)) {
    if (line.trim() === '') continue;
    lines += 1;
    const found = leadingTime(line);
    if (found === undefined) continue;
    timed += 1;
    if (found.start >= last) forward += 1;
    last = found.start;
  }
  const isAlone = timed === 1 && lines <= 2;
  return isAlone || (timed >= 2 && timed >= lines * TIMED_SHARE && forward >= timed * 0.7);
}

function leadingTime(line: string): { start: number; rest: string } | undefined {
  const found = LEADING_TIME.exec(line.slice(0, 80));
  if (found === null) return undefined;
  const start = parseTime(found[1] ?? found[2] ?? '');
  return start === undefined ? undefined : { start, rest: line.slice(found[0].length) };
}

function readTimed(text: string): Draft {
  const cues: (StartedCue & { lines: string[] })[] = [];
  let isAfterBlank = false;
  for (const line of eachLine(text)) {
    const isBlank = line.trim() === '';
    const before = cues.at(-1);
    const found =
      leadingTime(line) ?? (before === undefined ? { start: 0, rest: line } : undefined);
    if (!isBlank && found !== undefined) {
      const lines = found.rest.trim() === '' ? [] : [found.rest];
      const paragraph = isAfterBlank || undefined;
      cues.push({ start: found.start, text: '', lines, paragraph });
    } else if (!isBlank) addText(before?.lines ?? [], line);
    isAfterBlank = isBlank;
  }
  const started = cues.map(({ lines, ...cue }) => ({
    ...cue,
    text: decodeEntities(lines.join('\n')),
  }));
  return { cues: withEnds(started), timed: true };
}

/** Right under a time may stand the same time in words, which is no text. */
function addText(lines: string[], line: string): void {
  if (lines.length > 0 || !isSpokenTime(line)) lines.push(line);
}

function isSpokenTime(line: string): boolean {
  return line.length < 100 && SPOKEN_TIME.test(line.trim());
}

function readParagraphs(text: string): Cue[] {
  const paragraphs: string[][] = [[]];
  for (const line of eachLine(text)) {
    if (line.trim() !== '') paragraphs.at(-1)?.push(line);
    else if (paragraphs.at(-1)?.length !== 0) paragraphs.push([]);
  }
  const cues: Cue[] = [];
  for (const lines of paragraphs) {
    const wide = lines.filter((line) => displayWidth(line.slice(0, 400)) > PARAGRAPH_WIDTH).length;
    const eachIsParagraph = wide > lines.length / 2;
    for (const [index, line] of joinWrapped(lines).entries()) {
      const paragraph = eachIsParagraph || index === 0 || undefined;
      cues.push({ start: 0, end: 0, text: decodeEntities(line), paragraph });
    }
  }
  return cues;
}

/** Joins the lines of a paragraph up to where a sentence ends. A text without sentence marks keeps its lines: they are all that parts it. */
function joinWrapped(lines: readonly string[]): string[] {
  if (lines.length > 1 && !lines.some((line) => SENTENCE_MARK.test(line))) return [...lines];
  const joined: string[] = [];
  let open: string[] = [];
  for (const line of lines) {
    open.push(line);
    if (!isClosed(line.slice(-20).trimEnd())) continue;
    joined.push(joinLines(open));
    open = [];
  }
  if (open.length > 0) joined.push(joinLines(open));
  return joined;
}
