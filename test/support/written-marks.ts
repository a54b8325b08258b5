/** What a model that answers rightly gives for a part of a talk without marks: that part as it was written. */
import { joinLines } from '../../src/text/languages/script.ts';
import { piecesOf } from '../../src/text/sentence-ends/units.ts';

/** Finds parts of a talk by their words, and gives them with the marks and capitals they have in it. */
export function writtenMarks(talk: string): (bare: string) => string | undefined {
  const words = wordsOf(talk);
  const keys = words.map(plain);
  const places = new Map<string, number[]>();
  for (const [at, key] of keys.entries()) {
    const known = places.get(key);
    if (known) known.push(at);
    else places.set(key, [at]);
  }
  return (bare) => {
    const shown = wordsOf(bare).map(plain);
    const at = places
      .get(shown[0] ?? '')
      ?.find((from) => shown.every((word, index) => keys[from + index] === word));
    return at === undefined ? undefined : joinLines(words.slice(at, at + shown.length));
  };
}

/** A hyphen parts two words; a mark of its own goes with the word before. */
function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (const word of piecesOf(text).flatMap((piece) => piece.text.split(/(?<=[-–—])/))) {
    if (plain(word) !== '') words.push(word);
    else if (words.length > 0) words[words.length - 1] = `${words.at(-1)} ${word}`;
  }
  return words;
}

function plain(word: string): string {
  return word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
