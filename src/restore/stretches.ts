import { joinLines } from '../text/languages/script.ts';
import { wordCount } from '../text/sentence-ends/units.ts';
import { type Range, type TalkWord, bareRanges } from './talk-words.ts';

/** Some bare words that are asked for at once. */
export type Stretch = {
  /** All words shown. */
  readonly shown: Range;
  /** Those whose marks are taken from this answer; the others belong to the stretches beside it. */
  readonly own: Range;
  /** True for the last of its range: while a talk is still being heard, this one may change. */
  readonly isLast: boolean;
};

/**
 * Words whose marks are taken from one answer, and words shown before and after them, about a sentence: together what a
 * small punctuation model looks at in one piece (200 parts of words), and so little that a weak model keeps its place.
 */
const OWN = 120;
const BESIDE = 15;

/** Cuts what is bare into stretches that overlap, so that each word is seen with what stands around it. */
export function stretchesOf(words: readonly TalkWord[]): Stretch[] {
  const ranges = bareRanges(words);
  if (ranges.length === 0) return [];
  const lengths = lengthsOf(words);
  const lengthAt = (at: number): number => lengths[at] ?? 0;
  return ranges.flatMap((bare) => {
    const begin = lengthAt(bare.from);
    const count = Math.max(1, Math.round((lengthAt(bare.to) - begin) / OWN));
    const placeOf = (length: number): number =>
      Math.min(bare.to, Math.max(bare.from, firstFrom(lengths, begin + length)));
    return Array.from({ length: count }, (_, index): Stretch => {
      const isLast = index === count - 1;
      const [from, to] = [index * OWN, (index + 1) * OWN];
      const own = { from: placeOf(from), to: isLast ? bare.to : placeOf(to) };
      const shown = { from: placeOf(from - BESIDE), to: isLast ? bare.to : placeOf(to + BESIDE) };
      return { shown, own, isLast };
    });
  });
}

/** How many words stand before each, and in all; a character of Chinese is part of one. */
function lengthsOf(words: readonly TalkWord[]): number[] {
  const lengths = [0];
  for (const word of words) lengths.push((lengths.at(-1) ?? 0) + wordCount([word]));
  return lengths;
}

/** Index of the first of some rising numbers that is not below a limit; their count when all are (binary search). */
function firstFrom(numbers: readonly number[], limit: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The words of a range as text; where another speaker begins, a line begins. */
export function textOf(words: readonly TalkWord[], { from, to }: Range): string {
  const lines: string[] = [];
  for (const [index, word] of words.slice(from, to).entries()) {
    const isLine = index === 0 || word.isFresh;
    // Two cues are parted by a blank unless their writing has none.
    const isCue = word.cue !== words[from + index - 1]?.cue;
    if (isLine) lines.push(word.text);
    else {
      const line = lines.at(-1) ?? '';
      lines[lines.length - 1] = isCue
        ? joinLines([line, word.text])
        : `${line}${word.isSpaced ? ' ' : ''}${word.text}`;
    }
  }
  return lines.join('\n');
}
