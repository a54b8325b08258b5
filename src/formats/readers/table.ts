import Papa from 'papaparse';

import type { Cue } from '../../model/transcript.ts';
import { eachLine, type Draft } from '../draft.ts';
import { inSeconds } from '../json-fields.ts';
import { withoutMarkup } from '../markup.ts';
import { timeLine } from '../time-line.ts';
import { withEnds } from '../timed-lines.ts';
import { hasFrames, rateOf, timeWithFrames, type FrameRate } from './frame-rate.ts';
import { bare, type Column, columnsByContent, columnsByName, isClock } from './table-columns.ts';

/** What parts the cells of a row. */
const SEPARATORS = ['\t', ';', ',', '|'] as const;
/** The head of a table stands no deeper than this under a title, in lines. */
const HEAD_LINES = 12;
/** A table without a head is told by its first rows. */
const SAMPLE_ROWS = 20;
/** A table may have a title above and a note below, but is most of its text. */
const ROWS_SHARE = 0.7;
/** A row of dashes below the head of a Markdown table. */
const RULE = /^\s{0,3}\|?(?:\s?:?-{1,80}:?\s?\|){1,40}(?:\s?:?-{0,80}:?\s?)$/;
/** Marks of Markdown that are no text. */
const EMPHASIS = /\*\*|__|`/g;
/** A head is a line of names; longer ones are text, in characters. */
const LONGEST_HEAD = 500;

type Form = {
  readonly separator: string;
  readonly columns: readonly Column[];
  /** Where the rows begin in the text, in characters. */
  readonly from: number;
  /** Names of columns, where it has a head. */
  readonly head: readonly string[];
};

/**
 * Reads a table of times, texts and perhaps speakers, as Premiere, DaVinci and many sites export them, with
 * any separator, order of columns and language of its head; also one of Markdown, and one without a head.
 */
export function readTable(text: string, fps: number | undefined): Draft | undefined {
  const form = headedForm(text) ?? bareForm(text);
  if (form === undefined) return undefined;
  const rate = hasFrames(text) ? rateOf(text, fps) : { fps: 1, isAssumed: false };
  const rows = rowsOf(text.slice(form.from), form.separator);
  const cues = rows.flatMap((row) => cueIn(row, form, rate));
  if (cues.length === 0 || cues.length < rows.length * ROWS_SHARE) return undefined;
  const scaled = scaledBy(cues, form);
  const isOpen = !form.columns.includes('end') && !form.columns.includes('duration');
  return {
    cues: isOpen ? withEnds(scaled) : scaled,
    timed: true,
    assumed: rate.isAssumed ? cues.length : 0,
  };
}

function headedForm(text: string): Form | undefined {
  let from = 0;
  let lines = 0;
  for (const line of eachLine(text)) {
    from += line.length + 1;
    if (line.trim() === '' || line.length > LONGEST_HEAD) continue;
    for (const separator of SEPARATORS) {
      if (!line.includes(separator)) continue;
      const head = cellsOf(line, separator);
      const columns = columnsByName(head);
      if (columns !== undefined) return { separator, columns, from, head };
    }
    lines += 1;
    if (lines >= HEAD_LINES) return undefined;
  }
  return undefined;
}

function bareForm(text: string): Form | undefined {
  const sample: string[] = [];
  for (const line of eachLine(text)) {
    if (line.trim() !== '' && !RULE.test(line)) sample.push(line.slice(0, 5000));
    if (sample.length >= SAMPLE_ROWS) break;
  }
  // Arrows between times are those of cues, whatever else stands in their lines.
  if (sample.some((line) => timeLine(line) !== undefined)) return undefined;
  const timed = sample.filter((line) => /\d[:;：]\d/.test(line));
  if (timed.length < Math.max(2, sample.length * ROWS_SHARE)) return undefined;
  for (const separator of SEPARATORS) {
    const rows = timed.map((line) => cellsOf(line, separator));
    const widths = rows.map((row) => row.length);
    if (Math.min(...widths) < 2 || !areEven(widths, separator)) continue;
    const columns = columnsByContent(rows);
    if (columns !== undefined) return { separator, columns, from: 0, head: [] };
  }
  return undefined;
}

/** Commas and bars stand in texts as well: only rows of the same width are a table. */
function areEven(widths: readonly number[], separator: string): boolean {
  const [first = 0] = widths;
  return separator === '\t' || (first >= 3 && widths.every((width) => width === first));
}

function rowsOf(text: string, separator: string): string[][] {
  const lines = text
    .split('\n')
    .filter((line) => line.trim() !== '' && !(separator === '|' && RULE.test(line.slice(0, 400))));
  if (separator === '|') return lines.map((line) => cellsOf(line, separator));
  const parsed = Papa.parse<string[]>(lines.join('\n'), { delimiter: separator }).data;
  // A quote that is never closed would swallow the rows after it.
  const isWhole = parsed.length >= lines.length * ROWS_SHARE;
  return isWhole ? parsed : lines.map((line) => cellsOf(line, separator));
}

function cellsOf(line: string, separator: string): string[] {
  if (separator === '|') {
    const inside = line
      .trim()
      .replace(/^\|/, '')
      .replace(/(?<!\\)\|$/, '');
    return inside
      .split(/(?<!\\)\|/)
      .map((cell) => cell.replaceAll('\\|', '|').replace(EMPHASIS, '').trim());
  }
  const [cells] = Papa.parse<string[]>(line, { delimiter: separator }).data;
  return cells ?? [];
}

function cueIn(row: readonly string[], form: Form, rate: FrameRate): Cue[] {
  const { columns, separator } = form;
  const at = (column: Column): string => row[columns.indexOf(column)]?.trim() ?? '';
  const time = (column: Column): number | undefined => timeIn(at(column), rate);
  const start = time('start');
  if (start === undefined) return [];
  const end = time('end') ?? start + (time('duration') ?? 0);
  const place = columns.indexOf('text');
  // Text that comes last may have the separator in it, unquoted.
  const isLast = place === columns.length - 1 && row.length > columns.length;
  const said = isLast ? row.slice(place).join(separator) : at('text');
  const speaker = at('speaker') || undefined;
  return [
    { start, end, text: withoutMarkup(said.replaceAll('\\n', '\n')), ...(speaker && { speaker }) },
  ];
}

function timeIn(cell: string, { fps }: FrameRate): number | undefined {
  const written = bare(cell).replace(/\s?(?:sec|s)$/i, '');
  if (isClock(written)) return timeWithFrames(written, fps);
  const number = /^-?\d{1,12}(?:[.,]\d{1,9})?$/.test(written)
    ? written.replace(',', '.')
    : undefined;
  return number === undefined ? undefined : Number(number);
}

/** Numbers may be milliseconds: as the head says, else as their lengths show. */
function scaledBy(cues: readonly Cue[], { head, columns }: Form): readonly Cue[] {
  const name = head[columns.indexOf('start')] ?? '';
  if (/(?:^|[^a-z])(?:ms|msec|milliseconds?|毫秒|ミリ秒)(?:[^a-z]|$)|[a-z]Ms$/.test(name)) {
    return cues.map((cue) => ({ ...cue, start: cue.start / 1000, end: cue.end / 1000 }));
  }
  return inSeconds(cues);
}
