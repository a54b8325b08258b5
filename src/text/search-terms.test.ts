import { describe, expect, it } from 'vitest';

import { askedTerms, searchTerms } from './search-terms.ts';

const terms = (text: string): string[] => searchTerms(text).map(({ term }) => term);

describe('search terms', () => {
  it.each([
    ['Attention is all, YOU need.', ['attention', 'is', 'all', 'you', 'need']],
    ['机器学习', ['机器', '器学', '学习']],
    ['用PyTorch训练', ['用', 'pytorch', '训练']],
    ['ＡＢＣ ﬁne', ['abc', 'fine']],
    ['café 12.5', ['café', '12', '5']],
    ['…—！', []],
  ])('of %s', (text, expected) => {
    expect(terms(text)).toEqual(expected);
  });

  it('keep neighbours apart that a mark parts', () => {
    const [first, second] = searchTerms('机器，学习');
    expect((second?.place ?? 0) - (first?.place ?? 0)).toBeGreaterThan(1);
  });

  it.each([
    ['机器', [{ sequence: ['机器'], isOpen: false }]],
    ['机', [{ sequence: ['机'], isOpen: true }]],
    [
      '神经网络 mod',
      [
        { sequence: ['神经', '经网', '网络'], isOpen: false },
        { sequence: ['mod'], isOpen: true },
      ],
    ],
    [
      'model train',
      [
        { sequence: ['model'], isOpen: false },
        { sequence: ['train'], isOpen: true },
      ],
    ],
  ])('asked for as %s', (query, expected) => {
    expect(askedTerms(query)).toEqual(expected);
  });
});
