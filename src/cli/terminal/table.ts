import { displayWidth } from '../../text/languages/script.ts';
import { wrap } from './wrap.ts';

/** Columns are never wider than this but the last, in characters of a terminal. */
const WIDEST = 40;
/** What stands between columns. */
const GAP = '  ';
/** A last column narrower than this goes below the others, in characters. */
const NARROWEST = 24;
/** Where it begins there. */
const BELOW = 4;

/** Rows of cells as lines, each column as wide as its widest cell; the last one is broken where a terminal's width is given. */
export function table(rows: readonly (readonly string[])[], columns = Infinity): string {
  const count = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: Math.max(0, count - 1) }, (_, at) =>
    Math.min(WIDEST, Math.max(0, ...rows.map((row) => displayWidth(row[at] ?? '')))),
  );
  return rows.flatMap((row) => rowLines(row, widths, columns)).join('\n');
}

function rowLines(row: readonly string[], widths: readonly number[], columns: number): string[] {
  const last = row.at(-1) ?? '';
  const head = row
    .slice(0, -1)
    .map((cell, at) => padded(cell, widths[at] ?? 0) + GAP)
    .join('');
  if (columns === Infinity) return [(head + last).trimEnd()];
  const indent = widths.reduce((sum, width) => sum + width + GAP.length, 0);
  if (columns - indent - 1 < NARROWEST) {
    return [head.trimEnd(), ...indented(wrap(last, columns - BELOW - 1), BELOW)];
  }
  const [first = '', ...rest] = wrap(last, columns - indent - 1);
  return [(head + first).trimEnd(), ...indented(rest, indent)];
}

function indented(lines: readonly string[], by: number): string[] {
  return lines.map((line) => ' '.repeat(by) + line);
}

function padded(cell: string, width: number): string {
  return cell + ' '.repeat(Math.max(0, width - displayWidth(cell)));
}
