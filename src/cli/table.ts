import { displayWidth } from '../text/languages/script.ts';

/** Columns are never wider than this but the last, in characters of a terminal. */
const WIDEST = 40;

/** Rows of cells as lines, each column as wide as its widest cell; the last one is left as it is. */
export function table(rows: readonly (readonly string[])[]): string {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, at) =>
    Math.min(WIDEST, Math.max(0, ...rows.map((row) => displayWidth(row[at] ?? '')))),
  );
  return rows
    .map((row) =>
      row
        .map((cell, at) => (at === row.length - 1 ? cell : padded(cell, widths[at] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function padded(cell: string, width: number): string {
  return cell + ' '.repeat(Math.max(0, width - displayWidth(cell)));
}
