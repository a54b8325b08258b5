import { eachLine } from '../../text/each-line.ts';
import { timeLine } from '../times/time-line.ts';
import { type Column, columnsByContent, columnsByName } from './table-columns.ts';
import { cellsOf, isRule } from './table-rows.ts';

/** What parts the cells of a row. */
const SEPARATORS = ['\t', ';', ',', '|'] as const;
/** The head of a table stands no deeper than this under a title, in lines. */
const HEAD_LINES = 12;
/** A table without a head is told by its first rows; nearly all of them have a time. */
const SAMPLE_ROWS = 20;
const TIMED_SHARE = 0.7;
/** A head is a line of names; longer ones are text, in characters. */
const LONGEST_HEAD = 500;

/** How a table is laid out. */
export type TableForm = {
  readonly separator: string;
  readonly columns: readonly Column[];
  /** Where the rows begin in the text, in characters. */
  readonly from: number;
  /** Names of columns, where it has a head. */
  readonly head: readonly string[];
};

/** How the table in a text is laid out, by the names of its columns, else by what they hold; `undefined` when there is none. */
export function tableForm(text: string): TableForm | undefined {
  return headedForm(text) ?? bareForm(text);
}

function headedForm(text: string): TableForm | undefined {
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

function bareForm(text: string): TableForm | undefined {
  const found = sampleOf(text);
  if (found === undefined) return undefined;
  for (const separator of SEPARATORS) {
    const rows = found.timed.map((line) => cellsOf(line, separator));
    const widths = rows.map((row) => row.length);
    if (Math.min(...widths) < 2 || !areEven(widths, separator)) continue;
    const columns = columnsByContent(rows);
    if (columns !== undefined) return { separator, columns, from: found.from, head: [] };
  }
  return undefined;
}

/** The first lines with times, where they stand one after another, and where they begin. */
function sampleOf(text: string): { timed: string[]; from: number } | undefined {
  const timed: string[] = [];
  let [at, from, above, others] = [0, 0, 0, 0];
  for (const line of eachLine(text)) {
    const isRow = /\d[:;：]\d/.test(line.slice(0, LONGEST_HEAD));
    if (timed.length === 0) from = at;
    at += line.length + 1;
    if (line.trim() === '' || isRule(line)) continue;
    // Arrows between times at the start of lines are those of cues, whatever else stands in them.
    if (isRow && timeLine(line) !== undefined) return undefined;
    if (isRow) timed.push(line.slice(0, 5000));
    else if (timed.length === 0) above += 1;
    else others += 1;
    if (above > HEAD_LINES) return undefined;
    if (timed.length + others >= SAMPLE_ROWS) break;
  }
  const isTable = timed.length >= Math.max(2, (timed.length + others) * TIMED_SHARE);
  return isTable ? { timed, from } : undefined;
}

/** Commas and bars stand in texts as well: only rows of the same width are a table. */
function areEven(widths: readonly number[], separator: string): boolean {
  const [first = 0] = widths;
  return separator === '\t' || (first >= 3 && widths.every((width) => width === first));
}
