import { describe, expect, it } from 'vitest';

import { cuesOf } from './sherpa/cues.ts';
import { RawHeard } from './sherpa/engine/protocol.ts';
import { spacedTokens, wordsOf, type TimedTokens } from './timed-tokens.ts';

function timed(tokens: readonly string[], step = 0.1): TimedTokens {
  const timestamps = tokens.map((_, index) => index * step);
  return { tokens, timestamps, durations: [], logProbabilities: [] };
}
const texts = (tokens: readonly string[]): string[] =>
  wordsOf(timed(tokens), 60).map((word) => word.text);

describe('wordsOf', () => {
  it('reads the tokens of Paraformer, which say where a word goes on', () => {
    expect(texts(spacedTokens(['你', '好', 'mi@@', 'gra@@', 'tion', 'tool', '吗']))).toEqual([
      '你',
      '好',
      'migration',
      'tool',
      '吗',
    ]);
  });
  it('begins a word at a space, of either kind', () => {
    expect(texts([' H', 'ell', 'o', ',', ' w', 'orld', '.'])).toEqual(['Hello,', 'world.']);
    expect(texts(['▁it', "'", 's', '▁', 'on'])).toEqual(["it's", 'on']);
  });
  it('takes a first token without a space for a word', () => {
    expect(texts(['so', ' it', ' is'])).toEqual(['so', 'it', 'is']);
  });
  it('makes each character of a script without spaces a word', () => {
    expect(texts(['大', '家', '好', '，', '我', 'a', 'b', '。'])).toEqual([
      '大',
      '家',
      '好，',
      '我',
      'ab。',
    ]);
  });
  it('ends a word where its last sound ends, or the next begins', () => {
    const words = wordsOf(
      { ...timed([]), tokens: [' a', ',', ' b', 'c', ' d'], timestamps: [1, 1.9, 2, 2.1, 2.15] },
      2.2,
    );
    expect(words.map(({ start, end }) => [start, end])).toEqual([
      [1, 1.2],
      [2, 2.15],
      [2.15, 2.2],
    ]);
  });
  it('takes durations and likelihoods where there are some', () => {
    const [word] = wordsOf(
      {
        tokens: [' a', 'b'],
        timestamps: [1, 1.3],
        durations: [0.3, 0.4],
        logProbabilities: [0, -1],
      },
      60,
    );
    expect(word?.end).toBeCloseTo(1.7);
    expect(word?.confidence).toBeCloseTo(Math.exp(-0.5));
  });
  it('mends times that go back, and drops empty words', () => {
    const words = wordsOf({ ...timed([]), tokens: [' a', ' b', ' '], timestamps: [2, 1, 3] }, 60);
    expect(words.map((word) => word.start)).toEqual([2, 2]);
  });
  it('gives none without times', () => {
    expect(wordsOf({ ...timed([' a']), timestamps: [] }, 60)).toEqual([]);
  });
});

describe('cuesOf', () => {
  it('begins a cue after the end of a sentence and after a pause', () => {
    const tokens = [' One', ' two', '.', ' Three', ' four'];
    const raw = RawHeard.parse({ text: '', tokens, timestamps: [0, 0.5, 0.6, 0.8, 3] });
    expect(cuesOf(raw, 10).map((cue) => cue.text)).toEqual(['One two.', 'Three', 'four']);
  });
  it('falls back on the whole text', () => {
    expect(cuesOf(RawHeard.parse({ text: ' One. Two.' }), 5)).toEqual([
      { start: 0, end: 5, text: 'One. Two.' },
    ]);
    expect(cuesOf(RawHeard.parse({ text: ' ' }), 5)).toEqual([]);
  });
});
