import type { Seconds } from '../model/time.ts';
import type { Word } from '../model/transcript.ts';
import type { HeardCue } from './recognizer.ts';
import { shiftCue } from './windows/shift.ts';

/** As far ahead a word is looked for in the text, in characters: a few words the server gave no time. */
const AHEAD = 60;

type Place = { readonly at: number; readonly word: Word };

/**
 * Cues with their words hung in: the words, which many servers give without punctuation, are found again in
 * the cues' texts one after another, and each takes all of the text up to the next. So no character of a
 * text is lost, and a cue in which no word was found stays without. Times are put in order, inside `length`.
 */
export function withWords(
  cues: readonly HeardCue[],
  words: readonly Word[],
  length: Seconds,
): HeardCue[] {
  const places: Place[][] = cues.map(() => []);
  let index = 0;
  let from = 0;
  for (const word of words) {
    const found = find(cues, word.text.trim(), { index, from });
    if (!found) continue;
    ({ index } = found);
    from = found.at + word.text.trim().length;
    places[index]?.push({ at: found.at, word });
  }
  let earliest = 0;
  return cues.map((cue, at) => {
    const settled = settle(cue, places[at] ?? [], { earliest, length });
    earliest = settled.start;
    return settled;
  });
}

function find(
  cues: readonly HeardCue[],
  word: string,
  { index, from }: { readonly index: number; readonly from: number },
): { index: number; at: number } | undefined {
  if (word === '') return undefined;
  const here = cues[index]?.text.indexOf(word, from) ?? -1;
  if (here !== -1 && here - from <= AHEAD) return { index, at: here };
  const next = cues[index + 1]?.text.indexOf(word) ?? -1;
  return next !== -1 && next <= AHEAD ? { index: index + 1, at: next } : undefined;
}

function settle(
  cue: HeardCue,
  places: readonly Place[],
  { earliest, length }: { readonly earliest: Seconds; readonly length: Seconds },
): HeardCue {
  let last = earliest;
  const inOrder = (time: Seconds): Seconds => {
    last = Math.min(length, Math.max(last, time));
    return last;
  };
  const texts = textsOf(cue.text, places);
  const words = places.map(({ word }, index) => {
    const start = inOrder(word.start);
    const end = inOrder(word.end);
    return { ...word, text: texts[index] ?? word.text, start, end };
  });
  const first = words[0]?.start ?? length;
  const start = Math.min(length, Math.max(earliest, Math.min(cue.start, first)));
  const end = Math.min(length, Math.max(start, cue.end, words.at(-1)?.end ?? 0));
  // Moved by nothing: that only rounds the times to the millisecond.
  return shiftCue({ ...cue, start, end, ...(words.length > 0 && { words }) }, 0);
}

/** The text of each word: from where it was found, with the opening quote before it, to the next one. */
function textsOf(text: string, places: readonly Place[]): string[] {
  const starts = places.map(({ at }, index) => {
    const previous = places[index - 1];
    if (!previous) return 0;
    const from = previous.at + previous.word.text.trim().length;
    const blank = text.slice(from, at).lastIndexOf(' ');
    return blank === -1 ? at : from + blank;
  });
  return starts.map((start, index) => text.slice(start, starts[index + 1]).trim());
}
