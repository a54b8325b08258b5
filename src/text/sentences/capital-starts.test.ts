import { describe, expect, it } from 'vitest';

import { toSentences } from './sentences.ts';

const textsOf = (lines: readonly string[]): string[] =>
  toSentences(lines.map((text) => ({ start: 0, end: 0, text }))).map((sentence) => sentence.text);

describe('sentences without closing marks', () => {
  it('begin where a line begins with a capital', () => {
    expect(
      textsOf([
        'Today we talk about models',
        'It is a long story',
        'but we will',
        'Thank you all for it',
      ]),
    ).toEqual([
      'Today we talk about models',
      'It is a long story but we will',
      'Thank you all for it',
    ]);
  });

  it('do not begin at a name that is written with a capital elsewhere too', () => {
    expect(
      textsOf([
        'today I train with PyTorch on one card',
        'and later we use',
        'PyTorch on many cards',
      ]),
    ).toEqual(['today I train with PyTorch on one card and later we use PyTorch on many cards']);
  });

  it('do not begin at "I"', () => {
    expect(textsOf(['so this is what', "I'm going to show you"])).toEqual([
      "so this is what I'm going to show you",
    ]);
  });

  it('are left to the marks where there are enough of them', () => {
    expect(textsOf(['We went to', 'Paris in spring.', 'It was very fine there.'])).toEqual([
      'We went to Paris in spring.',
      'It was very fine there.',
    ]);
  });
});
