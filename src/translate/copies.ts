import type { Pair } from './fit.ts';

/** Shorter answers are often rightly the same, in characters. */
const LEAST_COPY = 6;

/** True when two different lines got the same answer. */
export function isCopyOf(previous: Pair, here: Pair): boolean {
  if (!here.target || previous.target !== here.target || here.target.length < LEAST_COPY)
    return false;
  return plain(previous.source) !== plain(here.source);
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}
