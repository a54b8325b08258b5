/** One line of a table of measurements: what, how much, the aim. */
export type Row = readonly [what: string, value: string, aim: string];

/** Rows as a Markdown table. */
export function tableOf(rows: readonly Row[]): string {
  const head: Row = ['what', 'measured', 'aim'];
  const lines = [head, ['---', '---', '---'] as const, ...rows].map(
    (row) => `| ${row.join(' | ')} |`,
  );
  return lines.join('\n');
}

/** A time as the table shows it. */
export function time(seconds: number): string {
  return `${seconds.toFixed(1)} s`;
}

/** The middle one of several values. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
