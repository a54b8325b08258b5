import type { Transcript } from '../model/transcript.ts';
import { checkHygiene } from '../text/hygiene/hygiene.ts';
import { isClosed } from '../text/sentence-ends/sentence-ends.ts';
import { piecesOf } from '../text/sentence-ends/units.ts';

/** A word of the talk, or a character where writing puts no blanks between words, with the marks that hang on it. */
export type TalkWord = {
  readonly text: string;
  /** True when a blank stands before it. */
  readonly isSpaced: boolean;
  /** Index of the cue it is in. */
  readonly cue: number;
  /** True when a paragraph or another speaker begins with it. */
  readonly isFresh: boolean;
};

/** Text with fewer than one closing mark per this many words is bare: good prose has one per 15 to 20. */
const WORDS_PER_MARK = 40;

/** The words of a talk in order; what a recogniser made up in silence is left out. */
export function talkWords({ cues }: Transcript): TalkWord[] {
  const { doubts } = checkHygiene(cues);
  const words: TalkWord[] = [];
  let speaker: string | undefined;
  for (const [index, cue] of cues.entries()) {
    if (doubts[index]) continue;
    let isFresh = cue.paragraph === true || cue.speaker !== speaker;
    speaker = cue.speaker;
    for (const { text, spaced } of piecesOf(cue.text)) {
      words.push({ text, isSpaced: spaced, cue: index, isFresh });
      isFresh = false;
    }
  }
  return words;
}

/** From one word up to, not including, another, by their indexes. */
export type Range = { readonly from: number; readonly to: number };

/**
 * Where a talk lacks the marks that end sentences: all of it, or the runs of words that go on far too long for the one
 * mark at their end. Of a talk that is still being heard, the beginning gives the same as the whole, but for the last.
 */
export function bareRanges(words: readonly TalkWord[]): Range[] {
  const marks = words.flatMap(({ text }, index) => (isClosed(text) ? [index + 1] : []));
  if (words.length > (marks.length + 1) * WORDS_PER_MARK) return [{ from: 0, to: words.length }];
  const ends = [...marks, words.length];
  return ends
    .map((to, index) => ({ from: ends[index - 1] ?? 0, to }))
    .filter(({ from, to }) => to - from > WORDS_PER_MARK);
}
