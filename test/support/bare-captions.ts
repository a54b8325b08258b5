import type { Cue } from '../../src/model/transcript.ts';
import { joinLines } from '../../src/text/languages/script.ts';
import { piecesOf, wordCount } from '../../src/text/sentence-ends/units.ts';
import { toSentences } from '../../src/text/sentences/sentences.ts';

/** Words in one caption, as automatic captions have about; 14 characters of Chinese. */
const WORDS_A_CAPTION = 8;
/** How long a word takes and, in a talk with pauses, how long people pause after a sentence and inside one, in seconds. */
const WORD = 0.36;
const AFTER = { least: 0.15, most: 1.1 };
const INSIDE = { least: 0.12, most: 0.6 };
/** So many places inside a sentence have a pause, as a ratio. */
const HESITATION = 0.08;

/** What automatic captions make of a talk, and where its sentences really end. */
export type BareTalk = {
  readonly cues: readonly Cue[];
  /** Counts of letters before each end, in all of the talk. */
  readonly ends: ReadonlySet<number>;
};

/**
 * A punctuated talk as captions of eight words without marks and capitals, one right after the other or, with
 * `pauses`, with times as people speak. Its sentences are those that are found with the marks.
 */
export function bareCaptions(text: string, { pauses }: { pauses: boolean }): BareTalk {
  const sentences = toSentences([{ start: 0, end: 0, text }]);
  const random = sequence();
  const cues: Cue[] = [];
  let [at, count] = [0, WORDS_A_CAPTION];
  for (const { text: sentence } of sentences) {
    for (const [index, word] of bareWords(sentence).entries()) {
      if (pauses && index > 0 && random() < HESITATION) at += between(INSIDE, random());
      const length = wordCount([{ text: word }]);
      const isNew = count + length > WORDS_A_CAPTION;
      count = isNew ? length : count + length;
      const end = at + WORD * length;
      const last = cues.at(-1);
      if (isNew || last === undefined) cues.push({ start: at, end, text: word });
      else cues[cues.length - 1] = { ...last, end, text: joinLines([last.text, word]) };
      at = end;
    }
    if (pauses) at += between(AFTER, random());
  }
  return { cues, ends: endsOf(sentences.map((sentence) => sentence.text)) };
}

/** Where sentences end, as counts of letters: what any two ways to cut and to mark the same words have in common. */
export function endsOf(sentences: readonly string[]): Set<number> {
  let letters = 0;
  return new Set(sentences.map((sentence) => (letters += lettersIn(sentence))));
}

/** F1 of the ends found, as a ratio; the end of the talk itself does not count. */
export function endScore(found: ReadonlySet<number>, right: ReadonlySet<number>): number {
  const hits = [...found].filter((end) => right.has(end)).length - 1;
  return (2 * hits) / (found.size + right.size - 2);
}

function lettersIn(text: string): number {
  return text.replace(/[^\p{L}\p{N}]/gu, '').length;
}

function bareWords(text: string): string[] {
  return piecesOf(text.toLowerCase().replace(/[—–-]/g, ' '))
    .map((piece) => piece.text.replace(/[^\p{L}\p{M}\p{N}'’%$]/gu, ''))
    .filter((word) => lettersIn(word) > 0);
}

function between({ least, most }: { least: number; most: number }, share: number): number {
  return least + share * (most - least);
}

/** The same numbers from 0 to 1 each time (Park and Miller's generator). */
function sequence(): () => number {
  let state = 20_261_129;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
