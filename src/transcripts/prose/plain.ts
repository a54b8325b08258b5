import type { Cue } from '../../model/transcript.ts';
import { eachLine } from '../../text/each-line.ts';
import { displayWidth, joinLines } from '../../text/languages/script.ts';
import { isClosed } from '../../text/sentence-ends/sentence-ends.ts';
import { parseTime } from '../../text/timecode.ts';
import { takeTurns } from '../cues/bilingual.ts';
import type { Draft } from '../cues/draft.ts';
import { decodeEntities } from '../markup/entities.ts';
import { withPlainClock } from '../times/wall-clock.ts';
import { readNamedTimes } from './named-times.ts';
import { readTimedText } from './timed-text.ts';

const CLOCK = String.raw`(?:\d{1,3}:)?\d{1,3}:\d{2}(?:[.,]\d{1,3})?`;
/** A time among the words of a line. */
const INLINE_TIME = new RegExp(
  String.raw`(?<=\s)(?:\[${CLOCK}\]|\(${CLOCK}\)|${CLOCK})(?=\s)`,
  'g',
);
/** So many times in a text of as few lines are its marks, when each has no more text than this, in characters. */
const FEWEST_TIMES = 5;
const TEXT_A_TIME = 600;
const HAN = /\p{sc=Han}/u;
const SENTENCE_MARK = /[\p{STerm}…]/u;
/** Lines as wide as this hold a paragraph each, in columns. */
const PARAGRAPH_WIDTH = 120;

/** Reads plain text: with names and times above speeches, with times at the start of lines, or on lines of their own, or without any. */
export function readPlain(written: string): Draft {
  const text = withLines(withPlainClock(written));
  const timed = readNamedTimes(text) ?? readTimedText(text);
  return timed ?? { cues: readParagraphs(text), timed: false };
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

function readParagraphs(text: string): Cue[] {
  const paragraphs: string[][] = [[]];
  for (const line of eachLine(text)) {
    if (line.trim() !== '') paragraphs.at(-1)?.push(line);
    else if (paragraphs.at(-1)?.length !== 0) paragraphs.push([]);
  }
  const cues: Cue[] = [];
  const areTurns = takeTurns(paragraphs.flat());
  for (const lines of paragraphs) {
    const wide = lines.filter((line) => displayWidth(line.slice(0, 400)) > PARAGRAPH_WIDTH).length;
    const eachIsParagraph = wide > lines.length / 2;
    for (const [index, line] of (areTurns ? joinByLanguage(lines) : joinWrapped(lines)).entries()) {
      const paragraph = eachIsParagraph || index === 0 || undefined;
      cues.push({ start: 0, end: 0, text: decodeEntities(line), paragraph });
    }
  }
  return cues;
}

/** In a talk and its translation a line ends where the language changes, whatever its marks. */
function joinByLanguage(lines: readonly string[]): string[] {
  const runs: string[][] = [];
  for (const line of lines) {
    const before = runs.at(-1)?.[0];
    if (before !== undefined && HAN.test(before) === HAN.test(line)) runs.at(-1)?.push(line);
    else runs.push([line]);
  }
  return runs.flatMap(joinWrapped);
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
