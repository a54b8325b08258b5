import { primaryTag } from '../../model/language.ts';
import { WORDS } from './words.ts';

/** Languages that the lexicon has words of, in the order of its columns. */
const COLUMNS = ['en', 'de', 'zh', 'ja'] as const;
type Column = (typeof COLUMNS)[number];

/** Numbers of what frequent words mean, the same in all languages; each once. */
export type Meanings = readonly number[];

/** Tells the meanings of the frequent words of a text, of which its Latin words are given too, in lower case. */
export type Reader = (text: string, words: readonly string[]) => Meanings;

/** What reads texts of a language; nothing is found where that is not known. */
export function meaningsOf(language: string): Reader {
  const column = COLUMNS.find((each) => each === primaryTag(language));
  if (column === undefined) return () => [];
  if (column === 'zh' || column === 'ja') {
    const pieces = (tables.pieces[column] ??= piecesOf(column));
    return (text) => ofPieces(text, pieces);
  }
  const forms = (tables.forms[column] ??= formsOf(column));
  return (_, words) => ofWords(words, forms);
}

function ofWords(words: readonly string[], forms: ReadonlyMap<string, number>): Meanings {
  const found: number[] = [];
  for (const word of words) {
    const meaning = forms.get(word);
    if (meaning !== undefined && !found.includes(meaning)) found.push(meaning);
  }
  return found;
}

/** The longest known word at each place of a text without blanks, one after another. */
function ofPieces(text: string, pieces: ReadonlyMap<number, readonly Piece[]>): Meanings {
  const found: number[] = [];
  for (let at = 0; at < text.length; at++) {
    for (const [word, meaning] of pieces.get(text.charCodeAt(at)) ?? []) {
      if (!text.startsWith(word, at)) continue;
      if (!found.includes(meaning)) found.push(meaning);
      at += word.length - 1;
      break;
    }
  }
  return found;
}

type Piece = readonly [word: string, meaning: number];

/** Made on first use. */
const tables: {
  readonly forms: Partial<Record<Column, ReadonlyMap<string, number>>>;
  readonly pieces: Partial<Record<Column, ReadonlyMap<number, readonly Piece[]>>>;
} = { forms: {}, pieces: {} };

/** Words by the code of their first character, long ones first. */
function piecesOf(column: Column): ReadonlyMap<number, readonly Piece[]> {
  const byFirst = new Map<number, Piece[]>();
  for (const piece of wordsOf(column).toSorted(([a], [b]) => b.length - a.length)) {
    const first = piece[0].charCodeAt(0);
    byFirst.set(first, [...(byFirst.get(first) ?? []), piece]);
  }
  return byFirst;
}

/** Words with their usual endings; what is written out goes before what is made by rule. */
function formsOf(column: 'en' | 'de'): ReadonlyMap<string, number> {
  const words = wordsOf(column);
  const inflected = words.flatMap(([word, meaning]) =>
    INFLECTED[column](word).map((form): Piece => [form, meaning]),
  );
  return new Map([...inflected, ...words.toReversed()]);
}

const INFLECTED = {
  en: (word: string): string[] => {
    const stem = word.replace(/e$/, '');
    const plural = /[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ies` : `${word}s`;
    return [plural, `${word}es`, `${stem}ed`, `${stem}ing`, `${stem}${word.slice(-1)}ing`];
  },
  de: (word: string): string[] => ['n', 'en', 'e', 'er', 'es', 's', 'em'].map((end) => word + end),
};

function wordsOf(column: Column): Piece[] {
  return WORDS.trim()
    .split(/ \| |\n/)
    .flatMap((entry, meaning) => {
      const [en = '', de = '', zh = '', ja = ''] = entry.split(';');
      const words = { en, de, zh, ja: `${zh} ${ja}` }[column];
      return words
        .split(' ')
        .filter(Boolean)
        .map((word): Piece => [word, meaning]);
    });
}
