import { describe, expect, it } from 'vitest';

import { type Meanings, meaningsOf } from './meanings.ts';
import { WORDS } from './words.ts';

const shared = (one: Meanings, other: Meanings): number =>
  one.filter((meaning) => other.includes(meaning)).length;

const meaningsIn = (text: string, language: string): Meanings =>
  meaningsOf(language)(text, text.toLowerCase().match(/\p{L}+/gu) ?? []);

describe('meaningsOf', () => {
  it.each([
    ['en', 'The children were waiting in front of the school.', '孩子们在学校门口等着。'],
    ['de', 'Die Kinder warten vor der Schule.', '孩子们在学校门口等着。'],
    ['ja', '子供たちは学校の前で待っています。', '孩子们在学校门口等着。'],
  ])('finds the same in a line and its translation: %s', (from, source, target) => {
    expect(shared(meaningsIn(source, from), meaningsIn(target, 'zh-Hans'))).toBeGreaterThanOrEqual(
      2,
    );
  });

  it('takes the longest word at a place', () => {
    const [almost, many] = [meaningsIn('差不多', 'zh'), meaningsIn('很多', 'zh')];
    expect(almost.length).toBe(1);
    expect(shared(almost, many)).toBe(0);
  });

  it('knows nothing of other languages', () => {
    expect(meaningsIn('Les enfants attendent.', 'fr').length).toBe(0);
  });
});

it('has words of all languages for each meaning, in less than 15 kB', () => {
  const entries = WORDS.trim().split(/ \| |\n/);
  expect(entries.filter((entry) => !/^[^;]+;[^;]+;[^;]+;[^;]*$/.test(entry))).toEqual([]);
  expect(Buffer.byteLength(WORDS)).toBeLessThan(15_000);
});
