import type { Cue, Word } from '../../model/transcript.ts';
import { joinLines } from '../../text/languages/script.ts';
import { isClosed } from '../../text/sentence-ends/sentence-ends.ts';
import { isSpaceless } from '../../text/sentence-ends/units.ts';
import { isSoundNote } from './cue-text.ts';

/** A pause that ends a cue made of words, in seconds; and the most words in one, about three lines of captions. */
const PAUSE = 0.7;
const MOST_WORDS = 25;
/** Cues are words when so many of them have no blank inside, and there are enough to tell. */
const WORD_SHARE = 0.9;
const FEWEST_CUES = 20;
/** Blanks before words tell where words begin when so many cues have one. */
const BLANK_SHARE = 0.3;

type Group = { readonly speaker: string | undefined; readonly words: Word[] };

/** Cues of one word each as cues of some words, cut at sentence ends, pauses and changes of speaker. */
export function groupWords(cues: readonly Cue[]): Cue[] {
  const groups: Group[] = [];
  for (const { text, start, end, speaker } of cues) {
    const word = { text: text.trim(), start, end };
    const last = groups.at(-1);
    const before = last?.words.at(-1);
    // A mark of its own was not said at a time of its own: it belongs to the word before.
    if (last && before && !/[\p{L}\p{N}]/u.test(word.text)) {
      last.words[last.words.length - 1] = { ...before, text: before.text + word.text };
    } else if (last && before && last.speaker === speaker && !isCut(last.words, word)) {
      last.words.push(word);
    } else if (word.text !== '') groups.push({ speaker, words: [word] });
  }
  return groups.map(cueOfGroup);
}

function isCut(words: readonly Word[], next: Word): boolean {
  const last = words.at(-1);
  if (last === undefined || words.length >= MOST_WORDS) return true;
  return isClosed(last.text) || next.start - last.end >= PAUSE || next.start < last.start;
}

function cueOfGroup({ speaker, words }: Group): Cue {
  const text = joinLines(words.map((word) => word.text));
  const [start, end] = [words[0]?.start ?? 0, words.at(-1)?.end ?? 0];
  return { start, end, text, speaker, words };
}

/**
 * Cues of a word or a piece of a word each, as recognisers write them on request, as cues of some
 * words. Where words bring the blank before them, what has none goes on the word before. Other cues
 * stay as they are.
 */
export function joinWordCues(cues: readonly Cue[]): readonly Cue[] {
  if (cues.length < FEWEST_CUES) return cues;
  let [words, blanks] = [0, 0];
  for (const { text } of cues) {
    // Most files are none, and that shows soon.
    if (isWord(text)) words += 1;
    if (/^\s/.test(text)) blanks += 1;
  }
  if (words < cues.length * WORD_SHARE) return cues;
  const whole = blanks >= cues.length * BLANK_SHARE ? joinPieces(cues) : cues;
  const joined: Cue[] = [];
  let run: Cue[] = [];
  for (const cue of whole) {
    if (isWord(cue.text) && !isSoundNote(cue.text.trim())) {
      run.push(cue);
      continue;
    }
    joined.push(...groupWords(run), cue);
    run = [];
  }
  return [...joined, ...groupWords(run)];
}

/** Spaceless writing has its words joined without a blank anyway. */
function isWord(text: string): boolean {
  return !/\S\s+\S/.test(text) && !isSpaceless(text);
}

function joinPieces(cues: readonly Cue[]): Cue[] {
  const whole: Cue[] = [];
  for (const cue of cues) {
    const before = whole.at(-1);
    const goesOn =
      before !== undefined &&
      /^\S/.test(cue.text) &&
      cue.speaker === before.speaker &&
      cue.start - before.end < PAUSE;
    if (goesOn) {
      const end = Math.max(before.end, cue.end);
      whole[whole.length - 1] = { ...before, text: before.text.trimEnd() + cue.text, end };
    } else whole.push(cue);
  }
  return whole;
}
