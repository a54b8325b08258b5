/** Finds words and runs of words however they are spaced: `GitHub` in "git hub". */
export type PhraseIndex = {
  /** True when letters and digits, in lower case, are whole words of the texts, one or several in a row. */
  has(squeezed: string): boolean;
  /** True when lower-case letters are the first letters of a phrase of the texts. */
  hasInitials(letters: string): boolean;
};

/** Letters and digits of Latin script: what names are made of. */
const RUN = /[\p{sc=Latin}\p{N}\p{M}]+/gu;

/** Words that no name begins or ends with, and that acronyms pass over. */
const FUNCTION_WORDS = new Set(
  (
    'a an the and or but if so as at by for from in into of on onto to with without over under than then that this these those ' +
    'is are was were be been being am do does did has have had can could will would should may might must not no nor ' +
    'i you he she it we they me him her us them my your his its our their who what which when where why how there here ' +
    'just very really also about like up down out all some any'
  ).split(' '),
);
/** Two letters fit too many pairs of words; a pair said more than once is a term. As a count. */
const LEAST_PAIRS = 2;

/** Collects the words of texts, in order. Linear in their length. */
export function phraseIndex(texts: readonly string[]): PhraseIndex {
  const words = texts.flatMap((text) => text.toLowerCase().match(RUN) ?? []);
  const known = new Set(words);
  let joined: Joined | undefined;
  return {
    has: (squeezed) => {
      if (known.has(squeezed)) return true;
      joined ??= join(words);
      return stands(squeezed, joined);
    },
    hasInitials: (letters) => {
      const phrases = new Set<string>();
      let count = 0;
      for (const at of words.keys()) {
        const phrase = phraseAt(words, at, letters);
        if (phrase === undefined) continue;
        if (letters.length > 2 || phrases.has(phrase)) count = LEAST_PAIRS;
        if (count >= LEAST_PAIRS) return true;
        phrases.add(phrase);
      }
      return false;
    },
  };
}

/** All words without spaces, and where in it words begin. */
type Joined = { readonly text: string; readonly starts: Uint8Array };

function join(words: readonly string[]): Joined {
  const text = words.join('');
  const starts = new Uint8Array(text.length + 1);
  let at = 0;
  for (const word of words) {
    starts[at] = 1;
    at += word.length;
  }
  starts[at] = 1;
  return { text, starts };
}

/** True when the letters begin and end where words do. */
function stands(letters: string, { text, starts }: Joined): boolean {
  for (let at = text.indexOf(letters); at >= 0; at = text.indexOf(letters, at + 1)) {
    if (starts[at] === 1 && starts[at + letters.length] === 1) return true;
  }
  return false;
}

/** The phrase that begins at a word and has these first letters, small words passed over. */
function phraseAt(words: readonly string[], from: number, letters: string): string | undefined {
  if (!words[from]?.startsWith(letters.charAt(0)) || FUNCTION_WORDS.has(words[from])) {
    return undefined;
  }
  let found = 1;
  let at = from;
  while (found < letters.length) {
    const word = words[++at];
    if (word === undefined) return undefined;
    if (word.startsWith(letters.charAt(found))) found++;
    else if (!FUNCTION_WORDS.has(word)) return undefined;
  }
  const isWhole = !FUNCTION_WORDS.has(words[at] ?? '');
  return isWhole ? words.slice(from, at + 1).join(' ') : undefined;
}
