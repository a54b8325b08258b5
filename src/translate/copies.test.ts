import { expect, it } from 'vitest';

import { PARALLEL } from '../../test/support/parallel.ts';
import { copiedAmong } from './copies.ts';

it('finds one answer for lines that say different things, however far apart', () => {
  const pairs = [
    {
      source: 'The index is a small copy of the data.',
      target: '索引是数据的一份小拷贝，而且排好了序。',
    },
    { source: 'Every insert has to touch it.', target: '每次插入都要改它。' },
    {
      source: 'Let us look at the second slide.',
      target: '索引是数据的一份小拷贝，而且排好了序。',
    },
    { source: 'Thank you.', target: '谢谢。' },
    { source: 'Thanks!', target: '谢谢。' },
    {
      source: 'So the index is a copy of the data, a small one.',
      target: '索引是数据的一份小拷贝，而且排好了序。',
    },
  ];
  expect([...copiedAmong(pairs)]).toEqual([[2, 0]]);
});

it('finds none among right lines', () => {
  for (const [from, to] of [
    ['en', 'zh'],
    ['zh', 'en'],
  ] as const) {
    const pairs = PARALLEL.map((pair) => ({ source: pair[from], target: pair[to] }));
    expect(copiedAmong(pairs).size).toBe(0);
  }
});
