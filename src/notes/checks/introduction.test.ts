import { describe, expect, it } from 'vitest';

import type { TalkContext } from '../../model/term.ts';
import { introductionOf } from './introduction.ts';

const sentences = ['Hello, I am Mira.', 'We shipped Tidemark in 2024.'].map((text, index) => ({
  id: index + 1,
  start: index * 5,
  end: index * 5 + 4,
  text,
  paragraph: false,
}));
const introduce = (
  own: Partial<TalkContext>,
  about = '',
): Pick<TalkContext, 'topic' | 'speakers'> =>
  introductionOf(
    { topic: '', speakers: [], terms: [], ...own },
    { sentences, from: 'en', to: 'zh', about },
  );

describe('what a reader is told at the top', () => {
  it('is the topic and the speakers that the talk names', () => {
    const given = { topic: 'Mira 讲 2024 年发布的 Tidemark。', speakers: ['Mira', '主持人'] };
    expect(introduce(given)).toEqual(given);
  });

  it.each([
    ['in another language', 'The maintainer of the database speaks of the release this year.'],
    ['with a figure that nobody says', 'Mira 讲 1997 年的发布。'],
    ['about its own making', '抱歉，我无法翻译这段文字。'],
  ])('is no topic %s', (_, topic) => {
    expect(introduce({ topic }).topic).toBe('');
  });

  it('is no speaker whom neither talk nor publisher names', () => {
    const speakers = ['Mira', 'Elon Musk', 'Ada Lovelace（主持人）'];
    expect(introduce({ speakers }).speakers).toEqual(['Mira']);
    expect(introduce({ speakers }, 'A talk with Ada Lovelace').speakers).toEqual([
      'Mira',
      'Ada Lovelace（主持人）',
    ]);
  });
});
