import type { Sentence } from '../../model/sentence.ts';

/** A word of a sentence with what stands around it. */
export type PlacedWord = {
  /** As it stands, without a possessive ending. */
  readonly text: string;
  readonly lower: string;
  /** Where it begins and ends in the sentence's text, in characters from the start. */
  readonly at: number;
  readonly end: number;
  /** True when only space stands between it and the word before. */
  readonly follows: boolean;
  /** True where a sentence or a quotation begins, so that a capital says nothing. */
  readonly opens: boolean;
  /** True when the recogniser was not sure of it. */
  readonly isUnsure: boolean;
};

/** A sentence cut into words. */
export type WordedSentence = {
  readonly id: number;
  readonly text: string;
  readonly words: readonly PlacedWord[];
};

const UNSPACED = '\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Thai}ー';
const LETTER = `(?:(?![${UNSPACED}])[\\p{L}\\p{M}\\p{N}])`;
/** A word with what may stand inside or after it (`don't`, `node.js`, `C++`), or a name in katakana. */
const WORD = new RegExp(
  `${LETTER}+(?:[.'’&/_-]${LETTER}+)*[+#]*|[\\p{sc=Katakana}ー]{3,}(?:・[\\p{sc=Katakana}ー]+)*`,
  'gu',
);
/** What stands before a word that begins a sentence or a quotation. */
const OPENING = /(?:^|[.!?:…。！？：][^\p{L}\p{N}]*|["“«「『(\p{Pd}]\s*)$/u;

/** Longer words are data, in characters. */
const LONGEST_WORD = 40;
/** As far back as marks before a word are looked for, in characters. */
const LONGEST_MARKS = 10;

/** Cuts sentences into words. Scripts without spaces give none but names in katakana. */
export function wordSentences(sentences: readonly Sentence[]): WordedSentence[] {
  return sentences.map(({ id, text, unsure = [] }) => ({
    id,
    text,
    words: wordsOf(text, new Set(unsure.flatMap((word) => wordsOf(word).map(lowerOf)))),
  }));
}

function lowerOf({ lower }: PlacedWord): string {
  return lower;
}

function wordsOf(text: string, unsure: ReadonlySet<string> = new Set()): PlacedWord[] {
  const words: PlacedWord[] = [];
  let done = 0;
  for (const { 0: found, index: at } of text.matchAll(WORD)) {
    if (found.length > LONGEST_WORD) continue;
    const before = text.slice(done, at);
    const word = found.replace(/(?<=.)['’]s$/iu, '');
    const lower = word.toLowerCase();
    words.push({
      text: word,
      lower,
      at,
      end: at + word.length,
      follows: done > 0 && /^\s*$/.test(before),
      opens:
        OPENING.test((done === 0 ? '.' : '') + before.slice(-LONGEST_MARKS)) &&
        !isTitle(words.at(-1)?.text),
      isUnsure: unsure.has(lower),
    });
    done = at + found.length;
  }
  return words;
}

/** A full stop after a title or an initial ends no sentence: Dr. Lee, J. Lee. */
function isTitle(word: string | undefined): boolean {
  return word !== undefined && /^(?:\p{Lu}|Drs?|Mrs?|Ms|Prof|St)$/u.test(word);
}

/** Some words in a row: from one index of a sentence's words up to another, the latter not included. */
export type WordRun = { readonly from: number; readonly to: number };

/** The words from one place up to another, as they stand, on one line. */
export function phraseAt({ text, words }: WordedSentence, from: number, to: number): string {
  const [first, last] = [words[from], words[to - 1]];
  return first && last ? text.slice(first.at, last.end).replace(/\s+/g, ' ') : '';
}
