import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Sentence } from '../../model/sentence.ts';
import { type Range } from './range.ts';
import { coverTalk, pointCounts, sectionCounts, splitLong } from './ranges.ts';

/** Sentences of given lengths with given pauses before them, in seconds. */
function talkOf(timings: readonly (readonly [length: number, pause: number])[]): Sentence[] {
  let at = 0;
  return timings.map(([length, pause], index) => {
    const start = at + pause;
    at = start + length;
    return { id: index + 1, start, end: at, text: `Sentence ${index + 1}.`, paragraph: false };
  });
}

/** An even talk: sentences of 6 seconds. */
function evenTalk(count: number, pauseBefore: readonly number[] = []): Sentence[] {
  return talkOf(
    Array.from({ length: count }, (_, at): [number, number] => [
      pauseBefore.includes(at + 1) ? 4 : 6,
      pauseBefore.includes(at + 1) ? 2 : 0,
    ]),
  );
}

function range(title: string, from: number, to: number): Range {
  return { title, from, to, skip: false };
}

function skipped(title: string, from: number, to: number): Range {
  return { ...range(title, from, to), skip: true };
}

const spans = (ranges: readonly Range[]): [string, number, number][] =>
  ranges.map(({ title, from, to }) => [title, from, to]);

function repairRanges(ranges: readonly Range[], sentences: readonly Sentence[]): Range[] {
  return splitLong(coverTalk(ranges, sentences), sentences);
}

describe('the sections of a talk', () => {
  it('leaves a good list as it is', () => {
    const good = [range('A', 1, 30), range('B', 31, 60), range('C', 61, 90)];
    expect(repairRanges(good, evenTalk(90))).toEqual(good);
  });

  it('sorts, and clips to the talk', () => {
    const messy = [range('B', 31, 9999), range('A', -5, 30), range('Z', 200, 300)];
    expect(spans(repairRanges(messy, evenTalk(60)))).toEqual([
      ['A', 1, 30],
      ['B', 31, 60],
    ]);
  });

  it('gives a gap to the section before it, up to the largest pause', () => {
    const ranges = [range('A', 1, 30), range('B', 41, 80)];
    expect(spans(repairRanges(ranges, evenTalk(80)))).toEqual([
      ['A', 1, 40],
      ['B', 41, 80],
    ]);
    expect(spans(repairRanges(ranges, evenTalk(80, [35])))).toEqual([
      ['A', 1, 34],
      ['B', 35, 80],
    ]);
  });

  it('lets the later beginning count where two overlap', () => {
    const ranges = [range('A', 1, 60), range('B', 21, 60), range('C', 41, 60)];
    expect(spans(repairRanges(ranges, evenTalk(60)))).toEqual([
      ['A', 1, 20],
      ['B', 21, 40],
      ['C', 41, 60],
    ]);
  });

  it('covers the beginning and the end', () => {
    expect(spans(repairRanges([range('A', 11, 30), range('B', 31, 50)], evenTalk(60)))).toEqual([
      ['A', 1, 30],
      ['B', 31, 60],
    ]);
  });

  it('cuts a talk without any usable section into even pieces without a title', () => {
    const whole = repairRanges([range('X', 900, 800), range('Y', 5000, 6000)], evenTalk(450));
    expect(whole).toHaveLength(3);
    expect(whole.every(({ title }) => title === '')).toBe(true);
    expect(repairRanges([], evenTalk(450))).toEqual(whole);
  });

  it('splits a section that is too long, at pauses, and leaves the rest without a title', () => {
    const ranges = [range('A', 1, 200), range('B', 201, 400), range('C', 401, 450)];
    expect(spans(repairRanges(ranges, evenTalk(450, [97])))).toEqual([
      ['A', 1, 96],
      ['', 97, 200],
      ['B', 201, 300],
      ['', 301, 400],
      ['C', 401, 450],
    ]);
  });

  it('joins a section that is too short to its neighbour', () => {
    const ranges = [range('A', 1, 2), range('B', 3, 40), range('C', 41, 43), range('D', 44, 90)];
    expect(spans(repairRanges(ranges, evenTalk(90)))).toEqual([
      ['B', 1, 43],
      ['D', 44, 90],
    ]);
  });

  it('never hides content in a section to be skipped', () => {
    const ranges = [
      skipped('Welcome', 1, 20),
      range('A', 21, 23),
      skipped('Break', 24, 40),
      range('B', 41, 90),
    ];
    const repaired = repairRanges(ranges, evenTalk(90));
    const [holder] = repaired.filter(({ from, to }) => from <= 21 && to >= 23);
    expect(holder?.skip).toBe(false);
    expect(repaired.at(-1)?.title).toBe('B');
  });

  it('does not believe that most of a talk is to be skipped', () => {
    const all = [skipped('A', 1, 60), range('B', 61, 90)];
    expect(repairRanges(all, evenTalk(90)).map(({ skip }) => skip)).toEqual([false, false]);
    const some = [skipped('A', 1, 30), range('B', 31, 90)];
    expect(repairRanges(some, evenTalk(90)).map(({ skip }) => skip)).toEqual([true, false]);
  });

  it.each([1, 2, 3])('handles a talk of %i sentences', (count) => {
    const sentences = evenTalk(count);
    expect(spans(repairRanges([range('A', 1, count)], sentences))).toEqual([['A', 1, count]]);
    expect(spans(repairRanges([], sentences))).toEqual([['', 1, count]]);
  });

  it('makes a partition of the talk of anything', () => {
    const id = fc.integer({ min: -20, max: 260 });
    const anyRange = fc.record({
      title: fc.constantFrom('', 'A', 'B'),
      from: id,
      to: id,
      skip: fc.boolean(),
    });
    const timing = fc.tuple(
      fc.oneof(fc.integer({ min: 1, max: 20 }), fc.constantFrom(0, 60, 700, 1200)),
      fc.constantFrom(0, 0, 0.2, 3, 40),
    );
    fc.assert(
      fc.property(
        fc.array(anyRange, { maxLength: 30 }),
        fc.array(timing, { minLength: 1, maxLength: 220 }),
        (ranges, timings) => {
          const sentences = talkOf(timings);
          const repaired = repairRanges(ranges, sentences);
          const ids = repaired.flatMap(({ from, to }) =>
            Array.from({ length: to - from + 1 }, (_, at) => from + at),
          );
          expect(ids).toEqual(sentences.map((sentence) => sentence.id));
          expectBounds(repaired, sentences);
        },
      ),
      { numRuns: 300 },
    );
  });
});

/** None below the least unless alone, none above 15 minutes unless every cut would leave one below. */
function expectBounds(ranges: readonly Range[], sentences: readonly Sentence[]): void {
  const length = (from: number, to: number): number =>
    (sentences[to - 1]?.end ?? 0) - (sentences[from - 1]?.start ?? 0);
  const least = Math.min(45, length(1, sentences.length) / 16);
  for (const { from, to, skip } of ranges) {
    const isAlone = ranges.length === 1;
    expect(isAlone ? Infinity : length(from, to)).toBeGreaterThanOrEqual(least);
    if (skip || length(from, to) <= 15 * 60) continue;
    for (let cut = from + 1; cut <= to; cut++) {
      expect(Math.min(length(from, cut - 1), length(cut, to))).toBeLessThan(least);
    }
  }
}

describe('counts', () => {
  it.each([
    [10, { least: 1, most: 2 }],
    [120, { least: 2, most: 4 }],
    [300, { least: 3, most: 5 }],
    [720, { least: 6, most: 8 }],
    [3600, { least: 14, most: 16 }],
    [2 * 3600, { least: 21, most: 23 }],
    [10 * 3600, { least: 49, most: 51 }],
  ])('of the sections of %i seconds', (seconds, counts) => {
    expect(sectionCounts(seconds)).toEqual(counts);
  });

  it.each([
    [5, { least: 2, most: 5 }],
    [360, { least: 5, most: 9 }],
    [900, { least: 10, most: 12 }],
  ])('of the points of %i seconds', (seconds, counts) => {
    expect(pointCounts(seconds)).toEqual(counts);
  });
});
