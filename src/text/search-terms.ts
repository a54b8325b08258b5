/** Letters of scripts that write no spaces between words, and of Korean, whose words take endings. */
const SPACELESS =
  '\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Hangul}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}ー々';
const RUNS = new RegExp(`([${SPACELESS}]+)|(?:(?![${SPACELESS}])[\\p{L}\\p{N}\\p{M}])+`, 'gu');
/** Longer ones are no words; PostgreSQL takes 2 KB. In characters. */
const LONGEST = 100;

/** One thing a text is found by: a word, or two neighbouring letters of a script without spaces. */
export type SearchTerm = {
  readonly term: string;
  /** Count from 1; neighbours in the text are neighbours here. */
  readonly place: number;
};

/** A run of letters of one kind: a word, or letters without spaces. */
type Run = { readonly letters: readonly string[]; readonly isSpaceless: boolean };

function runsIn(text: string): Run[] {
  const plain = text.normalize('NFKC').toLowerCase();
  return [...plain.matchAll(RUNS)].map(([run, spaceless]) => ({
    letters: Array.from(run).slice(0, spaceless === undefined ? LONGEST : undefined),
    isSpaceless: spaceless !== undefined,
  }));
}

/** What a text is found by. Letters without spaces go in by twos that overlap, so that any word of two or more is found. */
export function searchTerms(text: string): SearchTerm[] {
  const terms: SearchTerm[] = [];
  let place = 0;
  for (const { letters, isSpaceless } of runsIn(text)) {
    if (!isSpaceless) terms.push({ term: letters.join(''), place: (place += 1) });
    else if (letters.length === 1) terms.push({ term: letters.join(''), place: (place += 1) });
    else
      for (let at = 0; at + 1 < letters.length; at++)
        terms.push({ term: letters.slice(at, at + 2).join(''), place: (place += 1) });
    // What stands apart is no phrase.
    place += 1;
  }
  return terms;
}

/**
 * What is asked for, as parts that all have to be there: each a sequence of neighbours. The last of the words may go on, as
 * may a single letter.
 */
export function askedTerms(query: string): { sequence: string[]; isOpen: boolean }[] {
  const runs = runsIn(query);
  return runs.map(({ letters, isSpaceless }, at) => {
    if (!isSpaceless) return { sequence: [letters.join('')], isOpen: at === runs.length - 1 };
    if (letters.length === 1) return { sequence: [letters.join('')], isOpen: true };
    const pairs = letters.slice(0, -1).map((letter, each) => letter + (letters[each + 1] ?? ''));
    return { sequence: pairs, isOpen: false };
  });
}
