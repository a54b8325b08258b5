import type { Seconds } from '../../model/time.ts';
import type { Cue } from '../../model/transcript.ts';
import { eachLine } from '../../text/each-line.ts';
import { inlineWords, withoutMarkup } from '../markup/markup.ts';
import {
  areFirstLinesNames,
  cueName,
  type CueName,
  isLabel,
  speakersIn,
} from '../speakers/cue-names.ts';
import { timeLine, type TimeLine } from '../times/time-line.ts';
import { likelyEnd } from '../times/timed-lines.ts';
import { oneHighlight, type RawCue } from './highlights.ts';
import { oneAfterAnother } from './joined-files.ts';

/** Times, and the text below them. */
export type Block = {
  readonly start: Seconds;
  readonly end: Seconds | undefined;
  readonly lines: readonly string[];
  /** Its number in the file. */
  readonly index: number | undefined;
  readonly speaker: string | undefined;
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

/** Lines of two times may have names, as WebVTT has them: then blocks of notes and styles are passed over as well. */
type Form = { readonly names: boolean };
/** A line of times with what stands above and below it. The same lines are below one and above the next. */
type TimedLines = { readonly times: TimeLine; readonly above: string[]; readonly below: string[] };
type Named = Omit<Block, 'speaker'> & { readonly name: CueName | undefined };

/** A fence around code in Markdown. */
const FENCE = new RegExp('^```\\w{0,20}\\s{0,9}$');
/** Cues have names where at least so many of their lines of times have a lone line above them. */
const NAMED_SHARE = 0.5;

/**
 * Reads blocks of times and text whatever is missing around them: numbers, blank lines, hours.
 * Blank lines inside a text do not end it. Files joined in one, whose times start again, are put one
 * after another.
 */
export function readBlocks(text: string, form: Form): Blocks {
  const { blocks, header } = splitBlocks(text, form);
  const { cues, moved } = oneAfterAnother(filesOf(withSpeakers(blocks)));
  return { cues: oneHighlight(cues), header, moved };
}

/** The blocks of a file to the letter, and the lines before the first time. The line above the times of a block is its number or name. */
export function splitBlocks(
  text: string,
  form: Form,
): { blocks: readonly Block[]; header: readonly string[] } {
  const { timed, header } = timedLines(text, form);
  const about = {
    names: form.names,
    areNamed: form.names || haveNames(timed),
    areLone: areLone(timed),
  };
  const named: Named[] = [];
  let isStyled = false;
  for (const { times, above, below } of timed) {
    const name = takeName(above, { blocks: named, isStyled, ...about });
    isStyled ||= name?.index !== undefined && name.label !== undefined;
    const index = name?.index;
    const isRestart = startsAgain({ start: times.start, index, above }, named);
    named.push({ start: times.start, end: times.end, lines: below, index, name, isRestart });
  }
  const speakerOf = speakersIn(named.map(({ name }) => name));
  const blocks = named.map(({ name, ...block }) => ({ ...block, speaker: speakerOf(name) }));
  return { blocks, header };
}

function timedLines(text: string, { names }: Form): { timed: TimedLines[]; header: string[] } {
  const header: string[] = [];
  const timed: TimedLines[] = [];
  let lines = header;
  for (const line of names ? withoutNotes(text) : eachLine(text)) {
    const times = timeLine(line);
    // Answers of language models come fenced.
    if (times === undefined && FENCE.test(line)) continue;
    if (times === undefined) {
      if (names && timed.length > 0 && isFileHead(line, lines)) lines = [];
      addLine(lines, line.trim() === '' ? '' : line);
      continue;
    }
    const below = times.rest === '' ? [] : [times.rest];
    timed.push({ times, above: lines, below });
    lines = below;
  }
  return { timed, header };
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
  blocks: readonly Named[],
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

/** Names that stand alone in the first line of the blocks are who speaks there. */
function withSpeakers(blocks: readonly Block[]): readonly Block[] {
  const areTold = blocks.some(({ speaker }) => speaker !== undefined);
  if (areTold || !areFirstLinesNames(blocks.map(({ lines }) => lines))) return blocks;
  return blocks.map((block) => {
    const [speaker, ...lines] = block.lines.filter((line) => line.trim() !== '');
    return lines.length === 0 ? block : { ...block, speaker: speaker?.trim(), lines };
  });
}

/** Whether the blocks of a file have lines above their times, each with a blank line before it. */
function haveNames(timed: readonly TimedLines[]): boolean {
  const apart = timed.filter(({ above }, at) => {
    const others = at === 0 || above.slice(0, -1).some((line) => line !== '');
    return above.at(-1) !== '' && isApart(above, at === 0) && others;
  });
  return apart.length >= timed.length * NAMED_SHARE;
}

/** Whether most times have one line of text after a blank one, and then the next times: no line above them is a name. */
function areLone(timed: readonly TimedLines[]): boolean {
  const lone = timed.slice(1).filter(({ above }) => {
    return above[0] === '' && above.length === 2 && above[1] !== '';
  });
  return lone.length > 0 && lone.length >= (timed.length - 1) / 2;
}

function isApart(above: readonly string[], isFirst: boolean): boolean {
  return above.length === 1 ? isFirst : above.at(-2) === '';
}

type Before = {
  readonly blocks: readonly Named[];
  readonly names: boolean;
  readonly areNamed: boolean;
  readonly areLone: boolean;
  /** True when a cue before had a number with a name. */
  readonly isStyled: boolean;
};

/** Takes the number or name of the coming cue off the lines read so far. */
function takeName(lines: string[], before: Before): CueName | undefined {
  const last = lines.at(-1)?.trim() ?? '';
  if (last === '') return takeNumberApart(lines, before.blocks);
  const name = cueName(last);
  if (name.label !== undefined && isNumberAbove(lines, before)) {
    const [number] = lines.splice(-2);
    return { index: cueName(number ?? '').index, label: name.label };
  }
  const isTaken = name.label === undefined ? isNumber : isLabelled;
  if (!isTaken(name, lines, before)) return undefined;
  lines.pop();
  return name;
}

function isNumber({ index }: CueName, lines: readonly string[], { blocks }: Before): boolean {
  const others = lines.slice(0, -1).some((line) => line !== '');
  // Under other text, without a blank line, it is one only in a file that has numbers.
  const isNumbered = blocks[0]?.index !== undefined;
  const isExpected = isNumbered && (others || index === (blocks.at(-1)?.index ?? 0) + 1);
  return isApart(lines, blocks.length === 0) || isExpected;
}

/** A name with a number or without. */
function isLabelled({ index }: CueName, lines: readonly string[], before: Before): boolean {
  const isFree = standsFree(lines, before);
  if (index === undefined) return isFree && isFreeName(lines, before);
  const { blocks, names, areNamed, isStyled } = before;
  const isNext = index === (blocks.at(-1)?.index ?? 0) + 1;
  return isFree ? names || areNamed || isNext || blocks.length === 0 : isNext && isStyled;
}

/** Whether a line stands by itself. Alone under times that have no text yet it is that text, not the name of the next block. */
function standsFree(lines: readonly string[], { blocks }: Before): boolean {
  const isFirst = blocks.length === 0;
  return isApart(lines, isFirst) && (isFirst || lines.slice(0, -1).some((line) => line !== ''));
}

/** Whether such a line without a number is a name: in WebVTT, at the top of a file, and where other cues have names. */
function isFreeName(
  lines: readonly string[],
  { blocks, names, areNamed, areLone: areTexts }: Before,
): boolean {
  const isTop = blocks.length === 0 && lines.length === 1 && !areTexts;
  return names || isTop || (areNamed && isLabel(lines.at(-1) ?? ''));
}

/** A name right above the times may have its number above it. */
function isNumberAbove(lines: readonly string[], { blocks }: Before): boolean {
  const { index, label } = cueName(lines.at(-2) ?? '');
  const before = blocks.at(-1);
  const isTop = lines.length === 2 ? before === undefined : lines.at(-3) === '';
  const isNext = before === undefined || index === (before.index ?? Number.NaN) + 1;
  const isBare = index !== undefined && label === undefined;
  return isBare && isTop && isNext && isLabel(lines.at(-1) ?? '');
}

/** A number with blank lines around it, as a file has it whose lines are all blank in between: only the one that comes next. */
function takeNumberApart(lines: string[], blocks: readonly Named[]): CueName | undefined {
  const name = cueName(lines.at(-2) ?? '');
  const isAlone = lines.length === 2 ? blocks.length === 0 : lines.at(-3) === '';
  const before = blocks.at(-1)?.index;
  const isNext = before === undefined ? blocks.length === 0 : name.index === before + 1;
  const isBare = name.index !== undefined && name.label === undefined;
  if (!isBare || !isAlone || !isNext) return undefined;
  lines.splice(-2);
  return name;
}

/** One blank line in a row is enough. */
function addLine(lines: string[], line: string): void {
  if (line !== '' || lines.at(-1) !== '') lines.push(line);
}

function cueOf(block: Block, next: Block | undefined): RawCue {
  const raw = block.lines.join('\n');
  const { start, speaker } = block;
  const text = withoutMarkup(raw);
  const end = block.end ?? likelyEnd({ start, text }, next?.start);
  const words = inlineWords(raw, { start, end });
  return { raw, cue: { start, end, text, words, ...(speaker && { speaker }) } };
}
