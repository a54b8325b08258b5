import { isOrdinaryWord } from '../common-words-more.ts';
import { isCommonWord } from '../common-words.ts';
import { sharesScript } from '../languages/writing.ts';
import type { PlacedWord, WordedSentence, WordRun } from './words.ts';

/** What capitals say in a talk: that a word is a name, that it is a noun as in German, or nothing. */
type Capitals = 'names' | 'nouns' | 'nothing';

/** Which words of a talk are names by the way they are written. */
export type NameSense = {
  /** True when a word at its place is written as a name. */
  isName(word: PlacedWord): boolean;
  /** True when a word at its place may be part of a name: West, in the Bank of the West. */
  isPart(word: PlacedWord): boolean;
  /** True when a word is a noun by its capital, in a talk that writes all nouns so. */
  isNoun(word: PlacedWord): boolean;
};

/**
 * Capitals inside sentences, as a ratio of all words. The English of `test/fixtures/parallel.json` has
 * 0.05; a quarter to a third of German words are nouns; text in capitals or in title case has most.
 */
const NOUNS_FROM = 0.18;
const NOTHING_FROM = 0.6;
/** Fewer words than this say nothing about nouns, and hold few names anyway. */
const ENOUGH_WORDS = 100;
/**
 * With a smaller share of Latin letters than this a talk has Latin words as names only, as a ratio; the
 * higher one is for languages in other letters, of which few may do what many Latin ones do.
 */
const LATIN_TALK = 0.5;
const OTHER_TALK = 0.8;

/** Written with capitals, and nothing a translator has to look up. */
const NO_NAMES = new Set(
  (
    'january february march april may june july august september october november december christmas ' +
    'monday tuesday wednesday thursday friday saturday sunday mr mrs ms dr prof st ok'
  ).split(' '),
);

/** Learns from the whole talk how it writes names. */
export function nameSense(sentences: readonly WordedSentence[], language: string): NameSense {
  const words = sentences.flatMap((sentence) => sentence.words);
  const isForeign =
    latinShare(sentences) < (sharesScript(language, 'en') ? LATIN_TALK : OTHER_TALK);
  const capitals = capitalsOf(words);
  const written = new Map<string, { proper: number; plain: number }>();
  for (const [index, word] of words.entries()) {
    const counts = written.get(word.lower) ?? { proper: 0, plain: 0 };
    const how = { capitals, isForeign, next: words[index + 1] };
    if (isProper(word, how)) counts.proper++;
    else if (isSmall(word.text)) counts.plain++;
    written.set(word.lower, counts);
  }
  return {
    isName: (word) => {
      if (isMixed(word.text)) return true;
      const { proper, plain } = written.get(word.lower) ?? { proper: 0, plain: 0 };
      // A stray capital makes no name, nor does an ordinary word that has one once.
      const least = isCommonWord(word.lower) ? 2 : 1;
      const isSure = proper >= least && proper >= plain && !NO_NAMES.has(word.lower);
      return isSure && (isForeign || !isSmall(word.text) || isMarked(word.text));
    },
    isPart: ({ text, opens, lower }) =>
      capitals === 'names' && !opens && isCapital(text) && !NO_NAMES.has(lower),
    isNoun: (word) => capitals === 'nouns' && !word.opens && isCapital(word.text),
  };
}

/** Counts the Latin letters, as a ratio of all letters. */
function latinShare(sentences: readonly WordedSentence[]): number {
  let [latin, all] = [0, 0];
  for (const { text } of sentences) {
    latin += text.match(/\p{sc=Latin}/gu)?.length ?? 0;
    all += text.match(/\p{L}/gu)?.length ?? 0;
  }
  return latin / Math.max(1, all);
}

function capitalsOf(words: readonly PlacedWord[]): Capitals {
  const inside = words.filter(({ text, opens }) => !opens && /\p{Lu}|\p{Ll}/u.test(text));
  const share = inside.filter(({ text }) => isCapital(text)).length / Math.max(1, inside.length);
  if (share >= NOTHING_FROM) return 'nothing';
  return share >= NOUNS_FROM && inside.length >= ENOUGH_WORDS ? 'nouns' : 'names';
}

type Writing = {
  readonly capitals: Capitals;
  /** True when Latin letters are not those of the talk's language. */
  readonly isForeign: boolean;
  readonly next: PlacedWord | undefined;
};

/** True where the way a word is written at one place speaks for a name. */
function isProper({ text, opens }: PlacedWord, { capitals, isForeign, next }: Writing): boolean {
  if (/^[\p{sc=Katakana}ー・]+$/u.test(text)) return true;
  const isLong = /\p{L}.*\p{L}/u.test(text);
  if (isForeign && isLong && /^\p{sc=Latin}/u.test(text)) return true;
  if (capitals === 'nothing') return isMixed(text);
  if (isMarked(text)) return true;
  return capitals === 'names' && isLong && isCapital(text) && (!opens || isFirstOfTwo(text, next));
}

/** The first word of a sentence has its capital anyhow, but not the one after it. */
function isFirstOfTwo(text: string, next: PlacedWord | undefined): boolean {
  return next?.follows === true && isCapital(next.text) && !isOrdinaryWord(text);
}

/** Begins with a capital that is not that of the English "I". */
function isCapital(text: string): boolean {
  return /^\p{Lu}/u.test(text) && !/^I(?:['’]|$)/u.test(text);
}

function isSmall(text: string): boolean {
  return !/\p{Lu}/u.test(text);
}

/** Has a capital after the first letter or letters beside digits, as names do: GPT-4, mAP, iPhone, H100. */
function isMarked(text: string): boolean {
  if (/^I['’]/u.test(text)) return false;
  return isMixed(text) || /\p{L}[\p{L}\p{N}&/]*\p{Lu}|\p{Lu}\.\p{Lu}/u.test(text);
}

/** Marked even where everything is in capitals. Ordinals and amounts such as "20th" and "90ms" are not. */
function isMixed(text: string): boolean {
  return /\p{Ll}[\p{L}\p{N}]*\p{Lu}|\p{L}[\p{L}-]*\p{N}|^\p{N}+\p{Lu}/u.test(text);
}

/** Small words that stand inside a name, both sides of them being capitals: University of the West. */
const INSIDE = new Set('of the de del della di du la le van von der den al bin &'.split(' '));
/** A longer run is a heading or shouting, in words. */
const LONGEST_RUN = 6;

/** The names in a sentence, each as long as it goes on without a mark. */
export function namesIn({ words }: WordedSentence, sense: NameSense): WordRun[] {
  const runs: WordRun[] = [];
  for (let from = 0; from < words.length; from++) {
    const isPartAt = (index: number): boolean => {
      const word = words[index];
      return word !== undefined && (sense.isName(word) || sense.isPart(word));
    };
    if (!isPartAt(from)) continue;
    let to = from + 1;
    for (
      let next = nextPart(words, to, isPartAt);
      next > to;
      next = nextPart(words, to, isPartAt)
    ) {
      to = next;
    }
    // An ordinary word with a capital is a name only beside another one: North Sea.
    const isSure = to - from > 1 || words.slice(from, to).some((word) => sense.isName(word));
    if (isSure && to - from <= LONGEST_RUN) runs.push({ from, to });
    from = to - 1;
  }
  return runs;
}

/** Where a run that ends at a place ends when it takes in the part of a name that comes next. */
function nextPart(
  words: readonly PlacedWord[],
  at: number,
  isPartAt: (index: number) => boolean,
): number {
  for (let index = at; index < Math.min(at + 3, words.length); index++) {
    const word = words[index];
    if (!word?.follows) return at;
    if (isPartAt(index)) return index + 1;
    if (!INSIDE.has(word.text)) return at;
  }
  return at;
}
