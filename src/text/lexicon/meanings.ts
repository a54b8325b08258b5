import { primaryTag } from '../../model/language.ts';
import { WORDS } from './words.ts';

/** Languages that the lexicon has words of, in the order of its columns. */
const COLUMNS = ['en', 'de', 'zh', 'ja'] as const;
type Column = (typeof COLUMNS)[number];

/** What frequent words of a text mean, as numbers that are the same in all languages; none where its language is not known. */
export function meaningsIn(text: string, language: string): ReadonlySet<number> {
  const column = COLUMNS.find((each) => each === primaryTag(language));
  if (column === undefined) return NONE;
  return column === 'zh' || column === 'ja' ? ofPieces(text, column) : ofWords(text, column);
}

const NONE: ReadonlySet<number> = new Set();

function ofWords(text: string, column: 'en' | 'de'): ReadonlySet<number> {
  const found = new Set<number>();
  const forms = (tables.forms[column] ??= formsOf(column));
  for (const word of text.toLowerCase().match(/\p{L}+/gu) ?? []) {
    const meaning = forms.get(word);
    if (meaning !== undefined) found.add(meaning);
  }
  return found;
}

/** The longest known word at each place of a text without blanks, one after another. */
function ofPieces(text: string, column: 'zh' | 'ja'): ReadonlySet<number> {
  const found = new Set<number>();
  const pieces = (tables.pieces[column] ??= piecesOf(column));
  for (let at = 0; at < text.length; at++) {
    const piece = pieces.get(text.charAt(at))?.find(([word]) => text.startsWith(word, at));
    if (piece === undefined) continue;
    found.add(piece[1]);
    at += piece[0].length - 1;
  }
  return found;
}

type Piece = readonly [word: string, meaning: number];

/** Made on first use. */
const tables: {
  readonly forms: Partial<Record<Column, ReadonlyMap<string, number>>>;
  readonly pieces: Partial<Record<Column, ReadonlyMap<string, readonly Piece[]>>>;
} = { forms: {}, pieces: {} };

function piecesOf(column: Column): ReadonlyMap<string, readonly Piece[]> {
  const byFirst = new Map<string, Piece[]>();
  for (const piece of wordsOf(column).toSorted(([a], [b]) => b.length - a.length)) {
    const first = piece[0].charAt(0);
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
