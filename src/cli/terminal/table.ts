import { displayWidth } from '../../text/languages/script.ts';
import { wrap } from './wrap.ts';

/** Columns are never wider than this but the last, in characters of a terminal. */
const WIDEST = 40;
/** What stands between columns. */
const GAP = '  ';
/** A last column narrower than this is left to the terminal to break, in characters. */
const NARROWEST = 24;

/** Rows of cells as lines, each column as wide as its widest cell; the last one is broken where a terminal's width is given. */
export function table(rows: readonly (readonly string[])[], columns?: number): string {
  const count = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: Math.max(0, count - 1) }, (_, at) =>
    Math.min(WIDEST, Math.max(0, ...rows.map((row) => displayWidth(row[at] ?? '')))),
  );
  const indent = widths.reduce((sum, width) => sum + width + GAP.length, 0);
  const room = columns === undefined ? Infinity : columns - indent - 1;
  return rows.flatMap((row) => rowLines(row, { widths, indent, room })).join('\n');
}

type Layout = {
  readonly widths: readonly number[];
  readonly indent: number;
  readonly room: number;
};

function rowLines(row: readonly string[], { widths, indent, room }: Layout): string[] {
  const last = row.at(-1) ?? '';
  const before = row.slice(0, -1).map((cell, at) => padded(cell, widths[at] ?? 0) + GAP);
  const [first = '', ...rest] = room < NARROWEST || room === Infinity ? [last] : wrap(last, room);
  return [(before.join('') + first).trimEnd(), ...rest.map((line) => ' '.repeat(indent) + line)];
}

function padded(cell: string, width: number): string {
  return cell + ' '.repeat(Math.max(0, width - displayWidth(cell)));
}
