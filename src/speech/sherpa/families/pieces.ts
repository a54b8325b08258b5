/** Begins each word among the pieces of a SentencePiece vocabulary. */
const WORD_START = '\u2581';

/**
 * The pieces of a model's tokens.txt with their ranks: a piece and its number a line, in the order in which the
 * vocabulary learned to merge them. `undefined` when they are no such vocabulary: none of them begins a word.
 */
export function readPieces(tokens: string): ReadonlyMap<string, number> | undefined {
  const ranks = new Map<string, number>();
  for (const line of tokens.split(/\r?\n/)) {
    const [, piece, number] = /^(\S+)[ \t]+(\d+)$/.exec(line) ?? [];
    if (piece !== undefined && !/^<.*>$/.test(piece)) ranks.set(piece, Number(number));
  }
  const beginsWords = [...ranks.keys()].some((piece) => piece.startsWith(WORD_START));
  return beginsWords ? ranks : undefined;
}

/**
 * A word in the pieces in which the model writes it: byte-pair encoding, which joins the two neighbours that were
 * learned first until no two can be joined. `undefined` when a character of it is in no piece.
 */
export function piecesOfWord(
  word: string,
  ranks: ReadonlyMap<string, number>,
): readonly string[] | undefined {
  const pieces = Array.from(`${WORD_START}${word}`);
  for (;;) {
    let [best, at] = [Infinity, -1];
    for (let index = 0; index + 1 < pieces.length; index++) {
      const rank = ranks.get(`${pieces[index]}${pieces[index + 1]}`) ?? Infinity;
      if (rank < best) [best, at] = [rank, index];
    }
    if (at === -1) break;
    pieces.splice(at, 2, `${pieces[at]}${pieces[at + 1]}`);
  }
  return pieces.every((piece) => ranks.has(piece)) ? pieces : undefined;
}
