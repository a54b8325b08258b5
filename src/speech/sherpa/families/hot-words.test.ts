import { describe, expect, it } from 'vitest';

import { hotWordsFor } from './hot-words.ts';
import { piecesOfWord, readPieces } from './pieces.ts';

/** As a vocabulary of SentencePiece is written: in the order in which pieces were learned. */
const numbered = (pieces: string): string =>
  ['<unk>', ...pieces.split(' '), '<blk>'].map((piece, index) => `${piece} ${index}\n`).join('');
const TOKENS = numbered('▁t de ar ark ▁T id ▁Tid mark ▁ T a d e i k m r s');
const ranks = readPieces(TOKENS) ?? new Map<string, number>();

describe('piecesOfWord', () => {
  it('joins what was learned first, not what is longest', () => {
    // "de" comes before "id", so "▁Tid" is never made.
    expect(piecesOfWord('Tidemark', ranks)).toEqual(['▁T', 'i', 'de', 'mark']);
  });
  it('refuses a word with a character the model does not have', () => {
    expect(piecesOfWord('Tidemärk', ranks)).toBeUndefined();
  });
  it('takes the mark of a word alone where nothing begins so', () => {
    expect(piecesOfWord('mark', ranks)?.[0]).toBe('▁');
  });
  it('passes over what is not a piece of text', () => {
    expect(ranks.has('<blk>')).toBe(false);
    expect(readPieces('你 1\n好 2\n')).toBeUndefined();
    expect(readPieces('')).toBeUndefined();
  });
});

describe('hotWordsFor', () => {
  it('writes the phrases and the pieces they are made of, and no others', () => {
    expect(hotWordsFor(TOKENS, ['Tide mark', 'Zürich'])).toEqual({
      phrases: 'Tide mark\n',
      vocabulary: '▁T\t-1\ni\t-1\nde\t-1\n▁\t-1\nmark\t-1\n',
    });
  });
  it('writes a phrase as the model can: in capitals where it knows no others', () => {
    const capitals = numbered('▁K ▁KA FK ▁ K A F');
    expect(hotWordsFor(capitals, ['Kafka'])?.phrases).toBe('KAFKA\n');
  });
  it('leaves out what the engine would read as a score', () => {
    expect(hotWordsFor(TOKENS, [':2 Tide'])?.phrases).toBe('Tide\n');
    expect(hotWordsFor(TOKENS, [':2', ' '])).toBeUndefined();
  });
  it('gives none where nothing can be written, and a hundred at most', () => {
    expect(hotWordsFor(TOKENS, [])).toBeUndefined();
    expect(hotWordsFor('你 1\n', ['Tide'])).toBeUndefined();
    const many = Array.from({ length: 300 }, (_, at) => 'T'.repeat(at + 1));
    expect(hotWordsFor(TOKENS, many)?.phrases.trimEnd().split('\n')).toHaveLength(100);
  });
});
