import { type Fields, isFields } from '../../base/json.ts';
import { isSpeakerName } from '../speakers/speaker-names.ts';
import { textIn } from './texts.ts';
import { timesIn, stampOf } from './times.ts';

/** So many rows must have what a column is taken for; a few may be broken. */
const MOST = 0.9;
/** Longest name of a column, in characters. */
const LONGEST_LABEL = 40;
/** Of fewer rows no name need come again. */
const FEW = 6;

type Row = readonly unknown[];

/**
 * Rows without names (`[1, 0, 0.0, 3.2, " Good morning."]`, `["word", 0.1, 0.4]`, `[[0, 1.5], "text"]`) as
 * items with names. A first row of names gives them; else the text is the column with the most of it, and
 * start and end are two columns of numbers side by side that go forward, near the text. `undefined` for
 * any other list.
 */
export function itemsOfRows(list: readonly unknown[]): Fields[] | undefined {
  const rows = list.filter((row): row is Row => Array.isArray(row) && row.length >= 2).map(flat);
  if (rows.length === 0 || rows.length < list.length * MOST) return undefined;
  const [head, ...rest] = rows;
  if (head !== undefined && rest.length > 0 && isHead(head))
    return rest.map((row) => named(head, row));
  const text = textColumn(rows);
  if (text === undefined) return undefined;
  const times = timeColumns(rows, text);
  if (times === undefined) return undefined;
  const speaker = speakerColumn(rows, text);
  return rows.map((row) => ({
    text: row[text],
    start: row[times.start],
    [times.isLength ? 'duration' : 'end']: times.end === undefined ? undefined : row[times.end],
    speaker: speaker === undefined ? undefined : row[speaker],
  }));
}

/** A pair of times inside a row stands for its two columns. */
function flat(row: Row): Row {
  return row.flatMap((each: unknown) => (isPair(each) ? each : [each]));
}

function isPair(value: unknown): value is readonly unknown[] {
  return (
    Array.isArray(value) && value.length === 2 && value.every((each) => stampOf(each) !== undefined)
  );
}

function isHead(row: Row): boolean {
  if (!row.every((each) => typeof each === 'string' && each.length < LONGEST_LABEL)) return false;
  const item = named(
    row,
    row.map(() => '1'),
  );
  return textIn(item) !== undefined && timesIn(item).start !== undefined;
}

function named(head: Row, row: Row): Fields {
  return Object.fromEntries(
    head.map((name, at) => [
      String(name)
        .toLowerCase()
        .replace(/[\s_-]/g, ''),
      row[at],
    ]),
  );
}

function columnsOf(rows: readonly Row[]): number[] {
  // No format has more; a list of numbers is no row.
  const width = Math.min(20, Math.max(...rows.slice(0, 100).map((row) => row.length)));
  return Array.from({ length: width }, (_, at) => at);
}

function textColumn(rows: readonly Row[]): number | undefined {
  let best: number | undefined;
  let most = 0;
  for (const column of columnsOf(rows)) {
    const texts = rows.map((row) => row[column]).filter(isText);
    const length = texts.join('').length;
    if (texts.length >= rows.length * MOST && length > most) [best, most] = [column, length];
  }
  return best;
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && stampOf(value) === undefined;
}

type TimeColumns = { start: number; end: number | undefined; isLength: boolean };

function timeColumns(rows: readonly Row[], text: number): TimeColumns | undefined {
  const numbers = columnsOf(rows).filter((column) => isForward(rows, column));
  const near = (column: number): number => Math.abs(column + (column < text ? 1 : 0) - text);
  const starts = numbers.toSorted((a, b) => near(a) - near(b));
  const withEnd = starts.find((start) => start + 1 !== text && areEnds(rows, start));
  if (withEnd !== undefined) return { start: withEnd, end: withEnd + 1, isLength: false };
  const withLength = starts.find((start) => start + 1 !== text && areLengths(rows, start));
  if (withLength !== undefined) return { start: withLength, end: withLength + 1, isLength: true };
  const [start] = starts;
  return start === undefined ? undefined : { start, end: undefined, isLength: false };
}

function cell(row: Row | undefined, column: number): number | undefined {
  return row === undefined ? undefined : stampOf(row[column])?.value;
}

function share(rows: readonly Row[], test: (row: Row, at: number) => boolean): boolean {
  return rows.filter(test).length >= rows.length * MOST;
}

function isForward(rows: readonly Row[], column: number): boolean {
  const [first, last] = [cell(rows[0], column), cell(rows.at(-1), column)];
  if (first === undefined || last === undefined || (rows.length > 1 && last <= first)) return false;
  return share(rows, (row, at) => {
    const value = cell(row, column);
    return value !== undefined && value >= (cell(rows[at - 1], column) ?? value);
  });
}

function areEnds(rows: readonly Row[], start: number): boolean {
  return share(rows, (row, at) => {
    const [from, to] = [cell(row, start), cell(row, start + 1)];
    const next = cell(rows[at + 1], start);
    // What goes far beyond the next start is no end.
    return (
      from !== undefined &&
      to !== undefined &&
      to > from &&
      (next === undefined || to <= next + (to - from))
    );
  });
}

function areLengths(rows: readonly Row[], start: number): boolean {
  return share(rows, (row, at) => {
    const [from, length] = [cell(row, start), cell(row, start + 1)];
    const next = cell(rows[at + 1], start);
    return (
      from !== undefined &&
      length !== undefined &&
      length > 0 &&
      (next === undefined || from + length <= next + length)
    );
  });
}

function speakerColumn(rows: readonly Row[], text: number): number | undefined {
  return columnsOf(rows).find((column) => {
    if (column === text) return false;
    const labels = rows.map((row) => row[column]).filter((each) => typeof each === 'string');
    const comeAgain = new Set(labels).size <= rows.length / 2 || rows.length < FEW;
    return comeAgain && labels.length >= rows.length * MOST && labels.every(isSpeakerName);
  });
}

/**
 * Lists side by side as items: `{words: […], starts: […], ends: […]}`, `{start: […], text: […]}`, or as pandas
 * writes a table, `{start: {"0": …}, text: {"0": …}}` or `{columns: […], data: [[…], …]}`.
 */
export function itemsOfColumns(fields: Fields): Fields[] | undefined {
  const { columns, data } = fields;
  if (Array.isArray(columns) && Array.isArray(data))
    return itemsOfRows([columns, ...(data as unknown[])]);
  // Nearly all objects are words, and have no list.
  if (!Object.values(fields).some((value) => typeof value === 'object' && value !== null))
    return undefined;
  const lists = Object.entries(fields)
    .map(([name, value]): [string, readonly unknown[] | undefined] => [name, columnOf(value)])
    .filter((entry): entry is [string, readonly unknown[]] => entry[1] !== undefined);
  const lengths = lists.map(([, list]) => list.length);
  const [length = 0] = lengths.toSorted((a, b) => b - a);
  const equal = lists.filter(([, list]) => list.length === length);
  if (length < 1 || equal.length < 2) return undefined;
  const first = itemAt(equal, 0);
  if (typeof textIn(first) !== 'string' || timesIn(first).start === undefined) return undefined;
  return Array.from({ length }, (_, at) => itemAt(equal, at));
}

/** A list's name in the plural, or with what its times belong to, is that of one value. */
function itemAt(lists: readonly (readonly [string, readonly unknown[]])[], at: number): Fields {
  return Object.fromEntries(
    lists.map(([name, list]) => [
      name
        .replace(/^(?:char(?:acter)?|word|segment)s?(?=start|end)/, '')
        .replace(/^(word|text|token|speaker|char|sentence)(?:acter)?s$/, '$1')
        .replace(/times(?=$|s|ms)/, 'time'),
      list[at],
    ]),
  );
}

/** A list of plain values, or pairs of times, or the same by number as pandas has it. */
function columnOf(value: unknown): readonly unknown[] | undefined {
  if (Array.isArray(value))
    return value.every((each) => !isFields(each)) ? (value as unknown[]) : undefined;
  if (!isFields(value)) return undefined;
  const entries = Object.entries(value);
  return entries.length > 0 && entries.every(([key, each]) => /^\d+$/.test(key) && !isFields(each))
    ? entries.map(([, each]) => each)
    : undefined;
}
