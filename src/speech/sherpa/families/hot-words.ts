import { piecesOfWord, readPieces } from './pieces.ts';

/** Names and terms in the form in which the engine takes them: two small files. */
export type HotWords = {
  /** One phrase a line. */
  readonly phrases: string;
  /** The vocabulary of which the phrases are made, with scores: a piece a line. */
  readonly vocabulary: string;
};

/** The more there are, the more often one is heard where it was not said. */
const MOST = 100;

/**
 * Makes hot words for a transducer out of its tokens.txt, as many as its pieces can write; `undefined` when that is
 * none. A phrase whose letters the model does not have in that case is taken in capitals or small letters, as
 * models without them write it. The engine cuts a word into the fewest pieces of the vocabulary it is given; ours
 * holds those alone which byte-pair encoding uses, so that it finds the model's own.
 */
export function hotWordsFor(tokens: string, phrases: readonly string[]): HotWords | undefined {
  const ranks = readPieces(tokens);
  if (!ranks) return undefined;
  const used = new Set<string>();
  const lines = new Set<string>();
  for (const phrase of phrases) {
    if (lines.size === MOST) break;
    const written = [phrase, phrase.toUpperCase(), phrase.toLowerCase()]
      .map((each) => wordsOf(each, ranks))
      .find((each) => each !== undefined);
    if (!written) continue;
    lines.add(written.map((word) => word.text).join(' '));
    for (const piece of written.flatMap((word) => word.pieces)) used.add(piece);
  }
  if (lines.size === 0) return undefined;
  return {
    phrases: `${[...lines].join('\n')}\n`,
    vocabulary: [...used].map((piece) => `${piece}\t-1\n`).join(''),
  };
}

type Word = { readonly text: string; readonly pieces: readonly string[] };

function wordsOf(phrase: string, ranks: ReadonlyMap<string, number>): Word[] | undefined {
  const words: Word[] = [];
  // A colon at its start would make the engine read a word as a score.
  for (const text of phrase.split(/\s+/).filter((each) => !/^(?::|$)/.test(each))) {
    const pieces = piecesOfWord(text, ranks);
    if (!pieces) return undefined;
    words.push({ text, pieces });
  }
  return words.length > 0 ? words : undefined;
}
