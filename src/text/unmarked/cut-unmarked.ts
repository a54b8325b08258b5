import type { Unit } from '../sentence-ends/units.ts';
import { wordCount } from '../sentence-ends/units.ts';
import { endEvidence } from './end-evidence.ts';

/** An end is set where the odds for it are better than this, as their logarithm: ends missed weigh as much as ends too many. */
const ENOUGH = -1.2;
/** Sentences shorter than this are rare in speech, and each word that is missing costs so much. In words. */
const SHORT = 4;
const MISSING_WORD = 0.7;
/** Longer ones than this are the less likely the longer they are: what they cost grows with the square. In words. */
const LONG = 16;
const FURTHER = 0.004;
/** No longer sentence is looked for, in units: twice what is allowed of Chinese, for what is still too long is cut by other rules. */
const LONGEST = 160;

/**
 * Cuts text without closing marks where sentences most likely end: of all ways to cut it, the one whose ends have the
 * best evidence and whose sentences have likely lengths (found by dynamic programming). Takes time in proportion
 * to the length of the text.
 */
export function cutUnmarked(run: readonly Unit[]): (readonly Unit[])[] {
  const odds = endEvidence(run);
  const words = lengthsInWords(run);
  const best = new Float64Array(run.length + 1).fill(-Infinity);
  const from = new Int32Array(run.length + 1);
  best[0] = 0;
  for (let end = 1; end <= run.length; end++) {
    const worth = end < run.length ? (odds[end] ?? 0) - ENOUGH : 0;
    for (let start = Math.max(0, end - LONGEST); start < end; start++) {
      const length = (words[end] ?? 0) - (words[start] ?? 0);
      const score = (best[start] ?? 0) + worth - unlikely(length);
      if (score > (best[end] ?? 0)) [best[end], from[end]] = [score, start];
    }
  }
  const runs: (readonly Unit[])[] = [];
  for (let end = run.length; end > 0; end = from[end] ?? 0) runs.push(run.slice(from[end], end));
  return runs.toReversed();
}

/** How little a length in words is to be expected of a sentence. */
function unlikely(length: number): number {
  return Math.max(0, SHORT - length) * MISSING_WORD + Math.max(0, length - LONG) ** 2 * FURTHER;
}

/** How many words there are before each unit, and in all. */
function lengthsInWords(run: readonly Unit[]): number[] {
  const lengths = [0];
  for (const unit of run) lengths.push((lengths.at(-1) ?? 0) + wordCount([unit]));
  return lengths;
}
