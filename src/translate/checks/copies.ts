import { squeeze } from '../../text/squeeze.ts';
import type { Pair } from '../measure/fit.ts';
import type { LengthModel } from '../measure/length.ts';

/** Shorter answers are often rightly the same, in characters. */
const LEAST_COPY = 6;
/** So are somewhat longer ones far apart in a talk: "Thank you very much." and "Thanks a lot, everyone." */
const LEAST_FAR_COPY = { cjk: 10, other: 24 } as const;
/** Shorter ones are doubted as well where their length is none for the line, in deviations. */
const LEAST_ODD_COPY = { cjk: 4, other: 9 } as const;
const ODD_LENGTH = 1.5;
/** Sources that share so many of their words may say the same, as a ratio. */
const ALIKE = 0.5;

/** True when two different lines got the same answer. */
export function isCopyOf(previous: Pair, here: Pair): boolean {
  if (!here.target || previous.target !== here.target || here.target.length < LEAST_COPY)
    return false;
  return squeeze(previous.source) !== squeeze(here.source);
}

/**
 * Lines that got an answer which stands for quite another line already: their indexes, and those of the first lines
 * with it.
 */
export function copiedAmong(pairs: readonly Pair[], length: LengthModel): Map<number, number> {
  const first = new Map<string, number>();
  const copied = new Map<number, number>();
  for (const [index, { source, target }] of pairs.entries()) {
    const written = squeeze(target ?? '');
    const least = /\p{sc=Han}|\p{sc=Kana}|\p{sc=Hira}/u.test(written) ? 'cjk' : 'other';
    if (written.length < LEAST_ODD_COPY[least]) continue;
    const known = first.get(written);
    if (known === undefined) first.set(written, index);
    else if (!areAlike(pairs[known]?.source ?? '', source)) {
      const isLong = written.length >= LEAST_FAR_COPY[least];
      const at = isLong ? index : [known, index].find((place) => isOdd(pairs[place], length));
      if (at !== undefined) copied.set(at, at === index ? known : index);
    }
  }
  return copied;
}

function isOdd(pair: Pair | undefined, length: LengthModel): boolean {
  if (pair?.target === undefined) return false;
  return Math.abs(length.deviationOf(pair.source, pair.target)) >= ODD_LENGTH;
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
