import { expect, it } from 'vitest';

import { PARALLEL } from '../../../test/support/parallel.ts';
import type { Pair } from '../measure/fit.ts';
import { Gauge } from '../measure/gauge.ts';
import { lengthModel } from '../measure/length.ts';
import { brokenAmong } from './broken-off.ts';

const pairs = PARALLEL.map(({ en, zh }): Pair => ({ source: en, target: zh }));
const length = lengthModel(new Gauge('en', 'zh'));
const whole = { source: 'The index is a small copy of the data, and it is kept in order.' };

it('tells an answer that ends before its line does', () => {
  const broken = brokenAmong(pairs, length);
  expect(broken({ ...whole, target: '索引是数据' })).toMatchObject({
    say: 'it breaks off',
    isSure: true,
  });
  expect(broken({ ...whole, target: '索引是数据的一份小拷贝，而且排好了序。' })).toBeUndefined();
});

it('doubts no right line', () => {
  const broken = brokenAmong(pairs, length);
  expect(pairs.filter((pair) => broken(pair))).toEqual([]);
});

it('says nothing where answers have no marks, as some like their subtitles', () => {
  const bare = pairs.map(({ source, target }) => ({
    source,
    target: target?.replace(/[。！？]$/u, ''),
  }));
  const broken = brokenAmong(bare, length);
  expect(bare.filter((pair) => broken(pair))).toEqual([]);
});

it('does not need the habit of others where an answer ends inside its sentence', () => {
  const bare = pairs.slice(0, 4).map((pair) => ({ ...pair, target: '没有句号' }));
  const broken = brokenAmong(bare, length);
  expect(
    broken({ source: 'She never mentioned it, not once.', target: '她从来没提过，' }),
  ).toBeDefined();
  expect(
    broken({ source: 'She never mentioned it, not once.', target: '她从来没提过' }),
  ).toBeUndefined();
});

it('tells of lines without marks by how such lines are answered', () => {
  const unmarked = pairs.map((pair) => ({ ...pair, source: pair.source.replace(/[.?!]$/, '') }));
  const broken = brokenAmong(unmarked, length);
  expect(unmarked.filter((pair) => broken(pair))).toEqual([]);
  const half = { source: 'the boy in the back row put his phone away', target: '后排那个男孩把' };
  expect(broken(half)).toBeDefined();
});
