import { endsClause, endsSpeech, isClosed, leadsOn, opensSentence } from './sentence-ends.ts';
import { isSpaceless, type Unit, wordCount } from './units.ts';

/** Some units in a row that will be a sentence. */
export type Run = readonly Unit[];

/** A longer sentence is cut, in words (80 CJK characters weigh the same). */
export const MOST_WORDS = 45;
/** A longer sentence is cut, in seconds. */
export const MOST_SECONDS = 25;
/** A cut at a pause leaves at least this many words on both sides. */
export const LEAST_WORDS = 4;
/** A pause this long does before a discourse word ("so", "然后"), in seconds. */
const SHORT_PAUSE = 0.3;
/** How far from the middle of a run a place for a cut is looked for, in units: some minutes of speech. */
const REACH = 300;
/** From this long on, in seconds, a silence parts a sentence that takes too long: nobody is still saying it. */
const SILENCE = 5;

/**
 * Cuts a run that is too long to read, again and again: one that is short on words at its longest
 * silence, for that is what makes it long; any other at the best place near its middle.
 */
export function cutLong(run: Run): Run[] {
  const words = wordCount(run);
  const seconds = (run.at(-1)?.end ?? 0) - (run[0]?.start ?? 0);
  if (words <= MOST_WORDS && seconds <= MOST_SECONDS) return [run];
  const silence = words <= MOST_WORDS ? longestSilence(run) : undefined;
  if (silence === undefined && run.length < 2 * LEAST_WORDS) return [run];
  const at = silence ?? bestCut(run);
  return [...cutLong(run.slice(0, at)), ...cutLong(run.slice(at))];
}

/** Before which unit the longest silence of a run stands, if it is one that nobody makes inside a phrase. */
function longestSilence(run: Run): number | undefined {
  let [longest, at]: [number, number | undefined] = [SILENCE, undefined];
  for (let index = 1; index < run.length; index++) {
    const pause = (run[index]?.start ?? 0) - (run[index - 1]?.end ?? 0);
    if (pause > longest) [longest, at] = [pause, index];
  }
  return at;
}

function bestCut(run: Run): number {
  let best = Math.floor(run.length / 2);
  let bestScore = -Infinity;
  // Only the middle half is considered, so that each cut at least quarters the longer rest, and of a long run no more than there are good places in.
  const from = Math.max(LEAST_WORDS, Math.floor(run.length / 4), best - REACH);
  const to = Math.min(run.length - LEAST_WORDS, Math.ceil((run.length * 3) / 4), best + REACH);
  for (let at = from; at <= to; at++) {
    const score = cutScore(run, at) - 2 * Math.abs(at / run.length - 0.5);
    if (score > bestScore) [best, bestScore] = [at, score];
  }
  return best;
}

/** Most words of most talks; they have no such endings. */
function isSpacedLatin(text: string): boolean {
  return text <= '\u024f';
}

/** How good a place before unit `at` is for a cut; about -1.5 to 7. */
function cutScore(run: Run, at: number): number {
  const [before, after] = [run[at - 1], run[at]];
  if (!before || !after) return 0;
  const pause = pauseBefore(run, at);
  const isApart = after.first || after.spaced || pause >= SHORT_PAUSE;
  const opener = opensSentence(after, run.slice(at + 1, at + 4), { isApart });
  const speech = isSpacedLatin(before.text)
    ? 0
    : 2 * endsSpeech(run.slice(Math.max(0, at - 5), at), after);
  return Math.min(2, pause * 2) + endScore(before, after) + speech + opener + cueScore(after);
}

/** How much the word before speaks for a cut after it. */
function endScore(before: Unit, after: Unit): number {
  if (isClosed(before.text)) return 2;
  // Where words have no spaces between them, a space is what others write a comma for.
  const isParted = after.spaced && !after.first && isSpaceless(after.text);
  if (endsClause(before.text) || (isParted && isSpaceless(before.text))) return 1.5;
  return leadsOn(before.text) ? -1.5 : 0;
}

/** A cue hardly ends inside a word, and in scripts without spaces it is mostly a phrase. */
function cueScore({ first, text }: Unit): number {
  if (!first) return 0;
  if (isSpaceless(text)) return 1.8;
  return /^\p{Lu}/u.test(text) ? 1 : 0.3;
}

/** How long nothing is said before unit `at`, in seconds. */
export function pauseBefore(run: Run, at: number): number {
  const before = run[at - 1];
  return (run[at]?.start ?? 0) - (before?.end ?? 0) + (before?.rest ?? 0);
}
