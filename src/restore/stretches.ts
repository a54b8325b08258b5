import { joinLines } from '../text/script.ts';
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

/** Words whose marks are taken from one answer: long enough for few requests, short enough that a weak model keeps its place. */
const OWN = 240;
/** ... and those shown before and after them: about two sentences. */
const BESIDE = 30;

/** Cuts what is bare into stretches that overlap, so that each word is seen with what stands around it. */
export function stretchesOf(words: readonly TalkWord[]): Stretch[] {
  return bareRanges(words).flatMap((bare) => {
    const count = Math.max(1, Math.round((bare.to - bare.from) / OWN));
    return Array.from({ length: count }, (_, index) => {
      const from = bare.from + index * OWN;
      const to = index === count - 1 ? bare.to : from + OWN;
      const shown = {
        from: Math.max(bare.from, from - BESIDE),
        to: Math.min(bare.to, to + BESIDE),
      };
      return { shown, own: { from, to }, isLast: index === count - 1 };
    });
  });
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
