import Papa from 'papaparse';

/** A row of dashes below the head of a Markdown table. */
const RULE = /^\s{0,3}\|?(?:\s?:?-{1,80}:?\s?\|){1,40}(?:\s?:?-{0,80}:?\s?)$/;
/** Marks of Markdown that are no text. */
const EMPHASIS = /\*\*|__|`/g;
/** So many of the lines are rows, where quotes hold line ends; a quote that is never closed swallows the rows after it. */
const ROWS_SHARE = 0.7;

/** Whether a line is drawn below the head of a Markdown table. */
export function isRule(line: string): boolean {
  return line.length < 400 && RULE.test(line);
}

/** The rows of a table whose cells are parted by `separator`. */
export function rowsOf(text: string, separator: string): string[][] {
  const isDrawn = separator === '|';
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !(isDrawn && isRule(line)));
  if (isDrawn) return lines.map((line) => cellsOf(line, separator));
  const parsed = Papa.parse<string[]>(lines.join('\n'), { delimiter: separator }).data;
  const isWhole = parsed.length >= lines.length * ROWS_SHARE;
  return isWhole ? parsed : lines.map((line) => cellsOf(line, separator));
}

/** The cells of one line. */
export function cellsOf(line: string, separator: string): string[] {
  if (separator !== '|') return Papa.parse<string[]>(line, { delimiter: separator }).data[0] ?? [];
  const inside = line
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '');
  return inside
    .split(/(?<!\\)\|/)
    .map((cell) => cell.replaceAll('\\|', '|').replace(EMPHASIS, '').trim());
}
