import type { Sentence } from '../../model/sentence.ts';
import type { Cue } from '../../model/transcript.ts';
import { isClosed } from '../sentence-ends/sentence-ends.ts';
import { piecesOf, wordCount } from '../sentence-ends/units.ts';

/** A pause that ends a paragraph once it holds two sentences, in seconds. */
const PAUSE = 2.5;
/** From this many words on, a pause of `BREATH` seconds ends a paragraph. */
const ENOUGH_WORDS = 60;
const BREATH = 0.8;
/** From this many words on, the next sentence begins a new paragraph whatever the pause. */
const MOST_WORDS = 110;

type Draft = Omit<Sentence, 'paragraph' | 'id'> & { readonly fresh?: boolean };

/** Marks where a paragraph begins: where the source says so, another speaker begins, or one is long enough. */
export function startsParagraph(drafts: readonly Draft[]): Omit<Sentence, 'id'>[] {
  let words = 0;
  let count = 0;
  let previous: Draft | undefined;
  return drafts.map((draft) => {
    const { fresh = false, ...sentence } = draft;
    const pause = previous ? draft.start - previous.end : 0;
    const paragraph =
      previous === undefined ||
      fresh ||
      draft.doubt !== previous.doubt ||
      (count >= 2 && pause >= PAUSE) ||
      (words >= ENOUGH_WORDS && pause >= BREATH) ||
      words >= MOST_WORDS;
    if (paragraph) [words, count] = [0, 0];
    words += wordCount(piecesOf(draft.text));
    count++;
    previous = draft;
    return { ...sentence, paragraph };
  });
}

const SMALL = /^["'“‘(]*\p{Ll}/u;

/**
 * Cues without the paragraphs that begin inside a sentence, as they do where texts are broken at a width: what goes on
 * in small letters after no full stop, in a text that begins its other paragraphs with capitals.
 */
export function wholeParagraphs(cues: readonly Cue[]): readonly Cue[] {
  const paragraphs = cues.filter((cue) => cue.paragraph === true);
  const small = paragraphs.filter((cue) => SMALL.test(cue.text));
  if (small.length === 0 || small.length >= paragraphs.length / 2) return cues;
  return cues.map((cue, index) => {
    const isBroken =
      cue.paragraph === true && SMALL.test(cue.text) && !isClosed(cues[index - 1]?.text ?? '.');
    return isBroken ? { ...cue, paragraph: undefined } : cue;
  });
}
