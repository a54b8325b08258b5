import { describe, expect, it } from 'vitest';

import { germanNumbers } from './german-numbers.ts';

const found = (text: string, isStrict: boolean): number[] =>
  germanNumbers(text)
    .filter(({ strict }) => strict === isStrict)
    .flatMap(({ values }) => values);

describe('germanNumbers', () => {
  it.each<[string, number[]]>([
    ['vierundzwanzig Stunden', [24]],
    ['Einundfünfzig.', [51]],
    ['zweitausenddreihundertelf', [2311]],
    ['neunzehnhundertvierundachtzig', [1984]],
    ['einundzwanzigtausend Euro', [21_000]],
    ['rund elf Millionen Tonnen', [11e6]],
    ['anderthalb Millionen', [1.5e6]],
    ['drei Komma fünf Millionen', [3.5e6]],
    ['nach zweieinhalb Jahren', [2.5]],
    ['eine Milliarde', [1e9]],
  ])('reads %s', (text, values) => {
    expect(found(text, true)).toEqual(values);
  });

  it.each<[string, number[]]>([
    ['zwei oder drei Leute', [2, 3]],
    ['mit einem Dutzend', [12]],
    ['tausend Dank', [1000]],
    ['im zwanzigsten Jahrhundert', [20, 100]],
    ['am vierten Mai', [4, 5]],
    ['um halb sieben', [0.5, 50, 2, 30, 6, 7, 18]],
    ['vierzig- bis', [40, 40_000]],
    ['null, acht, vier', [0, 8, 8, 4, 84]],
  ])('does not insist on %s', (text, values) => {
    expect(found(text, true)).toEqual([]);
    expect(new Set(found(text, false))).toEqual(new Set(values));
  });

  it.each(['Ein Haus und eine Frau.', 'Achtung, das ist einfach.', 'Er hat es verachtet.'])(
    'finds none in: %s',
    (text) => {
      expect(germanNumbers(text)).toEqual([]);
    },
  );
});
