import type { Seconds } from '../model/time.ts';
import type { Cue } from '../model/transcript.ts';
import { parseTime } from '../text/timecode.ts';
import { eachLine } from './draft.ts';
import { oneHighlight, type RawCue } from './highlights.ts';
import { oneAfterAnother } from './joined-files.ts';
import { inlineWords, withoutMarkup } from './markup.ts';

const TIME = String.raw`-?\d{1,4}(?:\s?[:：]\s?\d{1,4}){1,2}(?:\s?[.,，]\s?\d{1,9})?`;
const TIME_LINE = new RegExp(
  String.raw`^\s{0,20}(?:\d{1,9}\s{1,9})?\[?(${TIME})\s{0,20}[-–—]{1,3}\s?(?:>|&gt;)\s{0,20}(${TIME})?(?:\]|(?=\s)|(?<=\s)|$)`,
);
/** Cue settings of WebVTT (https://www.w3.org/TR/webvtt1/#cue-settings) and the coordinates some SRT files have. */
const SETTING = /^(?:vertical|line|position|size|align|region|[XY][12]):\S+$/i;
/** No line of times is longer; what follows in a longer one is text. */
const LONGEST_TIME_LINE = 200;

type Block = {
  readonly start: number;
  readonly end: number | undefined;
  readonly lines: string[];
  readonly index: number | undefined;
  /** True for the first of a file that was joined to the one before. */
  readonly isRestart: boolean;
};

/** Times and text in turn, as SRT and WebVTT have them. */
export type Blocks = {
  readonly cues: readonly Cue[];
  /** The lines before the first time. */
  readonly header: readonly string[];
  /** Count of cues of further files joined to the first, which come later than they say. */
  readonly moved: number;
};

/** What a line of times says; `undefined` when it is another line. */
export function timeLine(
  line: string,
): { start: number; end: number | undefined; rest: string } | undefined {
  if (!line.includes('>') && !line.includes('&gt;')) return undefined;
  const found = TIME_LINE.exec(line.slice(0, LONGEST_TIME_LINE));
  const start = parseTime(found?.[1] ?? '');
  if (found === null || start === undefined) return undefined;
  const rest = line.slice(found[0].length).trim();
  return { start, end: parseTime(found[2] ?? ''), rest: withoutSettings(rest) };
}

/**
 * Reads blocks of times and text whatever is missing around them: numbers, blank lines, hours.
 * Blank lines inside a text do not end it. With `names`, as WebVTT has it, the line above the times
 * of a block is its name, and blocks of notes and styles are passed over. Files joined in one, whose
 * times start again, are put one after another.
 */
export function readBlocks(text: string, { names }: { names: boolean }): Blocks {
  const header: string[] = [];
  const blocks: Block[] = [];
  let lines = header;
  for (const line of names ? withoutNotes(text) : eachLine(text)) {
    const times = timeLine(line);
    if (times === undefined) {
      if (names && blocks.length > 0 && isFileHead(line, lines)) lines = [];
      addLine(lines, line.trim() === '' ? '' : line);
      continue;
    }
    const index = takeName(lines, blocks, names);
    const isRestart = startsAgain({ start: times.start, index, above: lines }, blocks);
    blocks.push({ ...times, index, isRestart, lines: times.rest === '' ? [] : [times.rest] });
    lines = blocks.at(-1)?.lines ?? header;
  }
  const { cues, moved } = oneAfterAnother(filesOf(blocks));
  return { cues: oneHighlight(cues), header, moved };
}

function* withoutNotes(text: string): Generator<string, void> {
  let isSkipping = false;
  let isAfterBlank = true;
  for (const line of eachLine(text)) {
    const isBlank = line.trim() === '';
    isSkipping = isSkipping
      ? !isBlank
      : isAfterBlank && /^(?:NOTE|STYLE|REGION)(?:\s|$)/.test(line);
    isAfterBlank = isBlank;
    if (!isSkipping) yield line;
  }
}

/** The first line of a WebVTT file, also where it stands right below the text of another. */
function isFileHead(line: string, above: readonly string[]): boolean {
  return above.at(-1) === '' ? /^WEBVTT(?:\s|$)/.test(line) : /^WEBVTT\s*$/.test(line);
}

/** Whether another file begins: its times go far back, and it has a head or its numbers start again. Cues that stand in another order do neither. */
function startsAgain(
  { start, index, above }: { start: Seconds; index: number | undefined; above: readonly string[] },
  blocks: readonly Block[],
): boolean {
  const before = blocks.at(-1);
  if (before === undefined || start >= before.start / 2) return false;
  const first = blocks[0]?.index;
  if (/^WEBVTT(?:\s|$)/.test(above[0] ?? '')) return true;
  if (first === undefined || first >= (before.index ?? 0)) return false;
  // A file without a line end at its end has the next one's first number in its text.
  return index === first || (index === undefined && above.at(-1)?.endsWith(`${first}`) === true);
}

function filesOf(blocks: readonly Block[]): RawCue[][] {
  const files: RawCue[][] = [[]];
  for (const [at, block] of blocks.entries()) {
    if (block.isRestart) files.push([]);
    const next = blocks[at + 1];
    files.at(-1)?.push(cueOf(block, next?.isRestart === true ? undefined : next));
  }
  return files;
}

/** Takes the number or name of the coming cue off the lines read so far. Gives the number. */
function takeName(lines: string[], blocks: readonly Block[], names: boolean): number | undefined {
  const before = blocks.at(-1);
  const last = lines.at(-1)?.trim() ?? '';
  if (last === '') return takeNumberApart(lines, blocks);
  const index = numberIn(last);
  const isApart = lines.length === 1 ? before === undefined : lines.at(-2) === '';
  const others = lines.slice(0, -1).some((line) => line !== '');
  const isNumber = isApart ? index !== undefined : isExpected(index, { blocks, others });
  // A lone line under times that have no text yet is that text, not the name of the next block.
  const isName = names && isApart && (others || before === undefined);
  if (isNumber || isName) lines.pop();
  return isNumber ? index : undefined;
}

/** A number with blank lines around it, as a file has it whose lines are all blank in between: only the one that comes next. */
function takeNumberApart(lines: string[], blocks: readonly Block[]): number | undefined {
  const index = numberIn((lines.at(-2) ?? '').trim());
  const isApart = lines.length === 2 ? blocks.length === 0 : lines.at(-3) === '';
  const before = blocks.at(-1)?.index;
  const isNext = before === undefined ? blocks.length === 0 : index === before + 1;
  if (index === undefined || !isApart || !isNext) return undefined;
  lines.splice(-2);
  return index;
}

/** Whether a number under other text, without a blank line, is that of the coming cue. */
function isExpected(
  index: number | undefined,
  { blocks, others }: { blocks: readonly Block[]; others: boolean },
): boolean {
  const isNumbered = index !== undefined && blocks[0]?.index !== undefined;
  return isNumbered && (others || index === (blocks.at(-1)?.index ?? 0) + 1);
}

function numberIn(line: string): number | undefined {
  return /^\d{1,9}$/.test(line) ? Number(line) : undefined;
}

/** One blank line in a row is enough. */
function addLine(lines: string[], line: string): void {
  if (line !== '' || lines.at(-1) !== '') lines.push(line);
}

function cueOf(block: Block, next: Block | undefined): RawCue {
  const raw = block.lines.join('\n');
  const end = block.end ?? Math.max(block.start, next?.start ?? block.start);
  const words = inlineWords(raw, { start: block.start, end });
  return { raw, cue: { start: block.start, end, text: withoutMarkup(raw), words } };
}

function withoutSettings(rest: string): string {
  if (rest.length > LONGEST_TIME_LINE) return rest;
  const words = rest.split(/\s+/);
  return words.every((word) => SETTING.test(word))
    ? ''
    : rest.replace(/^(?:(?:align|position|line|size):\S+\s+)+/, '');
}
