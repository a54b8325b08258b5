/** A number of tokens a person can read: 950, 12.3k, 1.2M. */
export function short(count: number): string {
  if (count < 1000) return String(count);
  if (count < 1_000_000) return `${(count / 1000).toFixed(count < 100_000 ? 1 : 0)}k`;
  return `${(count / 1_000_000).toFixed(1)}M`;
}

/** Dollars, with more digits where there are few of them. */
export function money(dollars: number): string {
  if (dollars === 0) return '$0';
  return `$${dollars.toFixed(dollars < 0.1 ? 4 : 2)}`;
}

/** How many of something there are, in English: 1 line, 2 lines. */
export function counted(count: number, noun: string): string {
  return `${count} ${count === 1 ? noun : `${noun}s`}`;
}
