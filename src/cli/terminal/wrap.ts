import { displayWidth } from '../../text/languages/script.ts';

/** Pieces a line may be broken between: a word, or one letter of a script without spaces, with the signs that cling to it. */
const PIECE =
  /[（《“‘「『]*(?:[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]|[^\s\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}（《“‘「『，。、；：？！）》”’」』]+)?[，。、；：？！）》”’」』…]*/gu;

/** A text in lines of at most so many columns of a terminal; a longer word keeps a line to itself. */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    let gap = line === '' ? '' : ' ';
    for (const [piece] of word.matchAll(PIECE)) {
      if (piece === '') continue;
      if (line !== '' && displayWidth(line + gap + piece) > columns) {
        lines.push(line);
        line = piece;
      } else line += gap + piece;
      gap = '';
    }
  }
  return line === '' ? lines : [...lines, line];
}
