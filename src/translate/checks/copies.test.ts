import { expect, it } from 'vitest';

import { PARALLEL } from '../../../test/support/parallel.ts';
import { Gauge } from '../measure/gauge.ts';
import { lengthModel } from '../measure/length.ts';
import { copiedAmong } from './copies.ts';

const length = lengthModel(new Gauge('en', 'zh'));

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
  expect([...copiedAmong(pairs, length)]).toEqual([[2, 0]]);
});

it('finds a short one only where its length is none for the line', () => {
  const long =
    'In the end it took the three of us eleven months to find out why the index was slow.';
  const pairs = [
    { source: 'It is not that simple.', target: '没那么简单。' },
    { source: long, target: '没那么简单。' },
    { source: 'Not so easy, though.', target: '没那么简单。' },
  ];
  expect([...copiedAmong(pairs, length)]).toEqual([[1, 0]]);
});

it('finds none among right lines', () => {
  for (const [from, to] of [
    ['en', 'zh'],
    ['zh', 'en'],
  ] as const) {
    const pairs = PARALLEL.map((pair) => ({ source: pair[from], target: pair[to] }));
    expect(copiedAmong(pairs, lengthModel(new Gauge(from, to))).size).toBe(0);
  }
});
