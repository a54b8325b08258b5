import type { Pair } from './fit.ts';

/** Shorter answers are often rightly the same, in characters. */
const LEAST_COPY = 6;
/** So are somewhat longer ones far apart in a talk: "Thank you very much." and "Thanks a lot, everyone." */
const LEAST_FAR_COPY = { cjk: 10, other: 24 } as const;
/** Sources that share so many of their words may say the same, as a ratio. */
const ALIKE = 0.5;

/** True when two different lines got the same answer. */
export function isCopyOf(previous: Pair, here: Pair): boolean {
  if (!here.target || previous.target !== here.target || here.target.length < LEAST_COPY)
    return false;
  return plain(previous.source) !== plain(here.source);
}

/**
 * Lines that got an answer which stands for quite another line already: their indexes, and those of the first lines
 * with it.
 */
export function copiedAmong(pairs: readonly Pair[]): Map<number, number> {
  const first = new Map<string, number>();
  const copied = new Map<number, number>();
  for (const [index, { source, target }] of pairs.entries()) {
    const written = plain(target ?? '');
    const least = /\p{sc=Han}|\p{sc=Kana}|\p{sc=Hira}/u.test(written) ? 'cjk' : 'other';
    if (written.length < LEAST_FAR_COPY[least]) continue;
    const known = first.get(written);
    if (known === undefined) first.set(written, index);
    else if (!areAlike(pairs[known]?.source ?? '', source)) copied.set(index, known);
  }
  return copied;
}

function areAlike(one: string, other: string): boolean {
  if (one === other) return true;
  const [a, b] = [wordsOf(one), wordsOf(other)];
  const shared = [...a].filter((word) => b.has(word)).length;
  return shared >= ALIKE * Math.max(a.size, b.size);
}

/** Words, and single characters of writing without blanks. */
function wordsOf(text: string): Set<string> {
  return new Set(
    text
      .toLowerCase()
      .match(
        /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]|(?:(?![\p{sc=Han}\p{sc=Hira}\p{sc=Kana}])[\p{L}\p{N}])+/gu,
      ),
  );
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}
