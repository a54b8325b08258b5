import type { Seconds } from '../../model/time.ts';
import { eachLine } from '../../text/each-line.ts';
import { parseTime } from '../../text/timecode.ts';
import type { Draft } from '../cues/draft.ts';
import { decodeEntities } from '../markup/entities.ts';
import { isFurniture, withoutFurniture } from '../markup/furniture.ts';
import { areTooLong, inHours } from '../times/hours-and-minutes.ts';
import { arePlan } from '../times/plan-of-day.ts';
import { spokenTime } from '../times/spoken-time.ts';
import { withEnds, type StartedCue } from '../times/timed-lines.ts';
import { chaptersIn } from './pane.ts';
import type { TimedBlock } from './timed-block.ts';

const CLOCK = String.raw`(?:(?:\d{1,3}:)?\d{1,3}:\d{2}(?:[.,]\d{1,3})?|(?:\d{1,2}h)?\d{1,2}m\d{1,2}s)`;
/** The end of a range: `00:03 - 00:06`. */
const RANGE_END = String.raw`(?:\s{0,3}[-–—~]\s{0,3}${CLOCK})?`;
const LEADING_TIME = new RegExp(
  String.raw`^\s{0,20}(?:[-*•·–—]\s{1,3})?(?:[[(（【<](${CLOCK})${RANGE_END}[\])）】>]|(${CLOCK})${RANGE_END}(?=\s|$|[^\d:.,]))\s{0,20}(?:[-–—:：|]{1,2}(?=\s))?`,
);
/** Times at the start of lines are the text's own when so many lines have one, or it is a mere mention. */
const TIMED_SHARE = 0.2;
const FORWARD_SHARE = 0.7;
/** So many steps from one verse to the next, at least, are those of counting. */
const VERSES_SHARE = 0.5;
/** How fast people speak, in characters a second: English lectures have 12 to 16 (`times/timed-lines.ts`). */
const SPEED = 14;

type Leading = { readonly start: Seconds; readonly rest: string; readonly hasHours: boolean };

/** Reads a text with times at the start of lines, or on lines of their own; `undefined` when it has none of its own. */
export function readTimedText(text: string): Draft | undefined {
  const { preface, blocks, lines } = blocksOf(text);
  if (!areTimes(blocks, lines)) return undefined;
  const hasPane = [takeFurniture(blocks.at(-1)?.lines ?? []), preface.some(isFurniture)].includes(
    true,
  );
  const kept = withoutFurniture(preface);
  const isSparse = blocks.length < lines.length * TIMED_SHARE;
  const said = isSparse ? dealOut(blocks) : withChapters(blocks, { preface: kept, hasPane });
  const above = kept.length === 0 ? [] : [{ start: 0, text: kept.join('\n') }];
  const cues = [...above, ...said].map((cue) => ({ ...cue, text: decodeEntities(cue.text) }));
  return { cues: withEnds(inHours(cues)), timed: true };
}

/** Takes the page's own words off the end of the last lines. Tells whether there were any. */
function takeFurniture(lines: string[]): boolean {
  const { length } = lines;
  while (lines.length > 1 && isFurniture(lines.at(-1) ?? '')) lines.pop();
  return lines.length < length;
}

/** The cues of a copy; its chapters begin paragraphs. */
function withChapters(
  blocks: readonly TimedBlock[],
  { preface, hasPane }: { preface: string[]; hasPane: boolean },
): StartedCue[] {
  const { headings, isPane } = chaptersIn(blocks, { preface, hasPane });
  // Where the page shows by its own words what it is, its headings are sure to be none of the talk.
  const areKept = !hasPane && !isPane;
  return blocks.flatMap(({ start, lines, paragraph }, at) => {
    const heading = headings.get(at);
    const cue = {
      start,
      text: lines.join('\n'),
      paragraph: paragraph ?? (heading === undefined ? undefined : true),
    };
    return heading !== undefined && areKept
      ? [{ start, text: heading, paragraph: true }, cue]
      : [cue];
  });
}

/** Lines between times that stand minutes apart, each with its share of the time up to the next. */
function dealOut(blocks: readonly TimedBlock[]): StartedCue[] {
  return blocks.flatMap(({ start, lines }, at) => {
    const length = lengthOf(lines);
    const end = blocks[at + 1]?.start ?? start + length / SPEED;
    let said = 0;
    return lines.map((line) => {
      const from = start + ((end - start) * said) / Math.max(1, length);
      said += line.length;
      return { start: from, text: line, paragraph: true };
    });
  });
}

function lengthOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length, 0);
}

function blocksOf(text: string): { preface: string[]; blocks: TimedBlock[]; lines: Leading[][] } {
  const preface: string[] = [];
  const blocks: TimedBlock[] = [];
  const lines: Leading[][] = [];
  let isAfterBlank = false;
  for (const line of eachLine(text)) {
    if (line.trim() === '') {
      isAfterBlank = true;
      continue;
    }
    const found = leadingTime(line);
    lines.push(found === undefined ? [] : [found]);
    if (found !== undefined) {
      const isAlone = found.rest.trim() === '';
      const paragraph = isAfterBlank || undefined;
      blocks.push({ start: found.start, lines: isAlone ? [] : [found.rest], isAlone, paragraph });
    } else addText(blocks.at(-1), line, preface);
    isAfterBlank = false;
  }
  return { preface, blocks, lines };
}

/** Right under a time may stand the same time in words, which is no text. */
function addText(block: TimedBlock | undefined, line: string, preface: string[]): void {
  const said = block?.lines.length === 0 ? spokenTime(line) : undefined;
  // It may be rounded.
  const isSame = said !== undefined && Math.abs(said - (block?.start ?? 0)) <= 1;
  if (!isSame) (block?.lines ?? preface).push(line);
}

function leadingTime(line: string): Leading | undefined {
  const found = LEADING_TIME.exec(line.slice(0, 80));
  if (found === null) return undefined;
  const time = (found[1] ?? found[2] ?? '').replace(/[hm]/g, ':').replace('s', '');
  const start = parseTime(time);
  const hasHours = /:.*:/.test(time);
  return start === undefined ? undefined : { start, rest: line.slice(found[0].length), hasHours };
}

function areTimes(blocks: readonly TimedBlock[], lines: readonly (readonly Leading[])[]): boolean {
  const timed = lines.flat();
  if (timed.length === 1) return lines.length <= 2;
  const forward = timed.filter(({ start }, at) => start >= (timed[at - 1]?.start ?? 0)).length;
  if (timed.length < 2 || forward < timed.length * FORWARD_SHARE) return false;
  const isPlan =
    timed.every(({ hasHours }) => !hasHours) && arePlan(timed.map(({ start }) => start));
  if (isPlan || areVerses(blocks)) return false;
  if (timed.length >= lines.length * TIMED_SHARE) return true;
  // Google Meet's documents have a time of day or of the meeting every five minutes only.
  const areMarks = timed.every(({ rest, hasHours }) => hasHours && rest.trim() === '');
  return areMarks && forward === timed.length;
}

/** Verses go on by one, and are longer than can be said in a second. */
function areVerses(blocks: readonly TimedBlock[]): boolean {
  const steps = blocks.slice(1).map(({ start }, at) => start - (blocks[at]?.start ?? 0));
  const byOne = steps.filter((step) => step === 1).length;
  const cues = blocks.map(({ start, lines }) => ({ start, text: lines.join(' ') }));
  return byOne >= steps.length * VERSES_SHARE && areTooLong(cues);
}
