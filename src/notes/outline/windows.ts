import type { Sentence } from '../../model/sentence.ts';

/** A stretch of the talk that is outlined by itself. */
export type TalkWindow = {
  /** The sentences shown: those it speaks for, and some of the next windows'. */
  readonly sentences: readonly Sentence[];
  /** Sentence IDs it speaks for, inclusive. */
  readonly from: number;
  readonly to: number;
};

/** Windows overlap by this share of their size, as a ratio, half of it on either side. */
const OVERLAP_SHARE = 0.1;

/**
 * Cuts a talk into windows of about equal size that speak for every sentence once and overlap in what
 * they show. `tokens` are the sizes of the sentences, `most` what a window may hold, in tokens.
 */
export function cutWindows(
  sentences: readonly Sentence[],
  tokens: readonly number[],
  most: number,
): TalkWindow[] {
  const total = tokens.reduce((sum, each) => sum + each, 0);
  const count = Math.min(
    sentences.length,
    Math.max(1, Math.ceil(total / (most * (1 - OVERLAP_SHARE)))),
  );
  const cuts = cutPlaces(tokens, count);
  return cuts.slice(0, -1).map((from, index) => {
    const to = cuts[index + 1] ?? sentences.length;
    const overlap = count > 1 ? Math.ceil(((to - from) * OVERLAP_SHARE) / 2) : 0;
    return {
      sentences: sentences.slice(Math.max(0, from - overlap), to + overlap),
      from: sentences[from]?.id ?? 1,
      to: (sentences[to]?.id ?? (sentences.at(-1)?.id ?? 0) + 1) - 1,
    };
  });
}

/** The places where windows begin, and the end, so that each holds about as many tokens. */
function cutPlaces(tokens: readonly number[], count: number): number[] {
  const total = tokens.reduce((sum, each) => sum + each, 0);
  const cuts = [0];
  let passed = 0;
  for (const [at, size] of tokens.entries()) {
    passed += size;
    if (cuts.length < count && passed >= (total * cuts.length) / count && at + 1 < tokens.length) {
      cuts.push(at + 1);
    }
  }
  return [...cuts, tokens.length];
}
