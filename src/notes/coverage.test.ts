import { describe, expect, it } from 'vitest';

import type { Section } from '../model/note.ts';
import type { Sentence } from '../model/sentence.ts';
import { coverageOf } from './coverage.ts';

const talk = (count: number): Sentence[] =>
  Array.from({ length: count }, (_, index) => ({
    id: index + 1,
    start: index * 10,
    end: index * 10 + 10,
    text: 'x',
    paragraph: false,
  }));

function section(from: number, to: number, cites: readonly number[]): Section {
  const points = cites.map((id) => ({ text: `p${id}`, cites: [id], sub: [] }));
  return { title: 'S', from, to, skip: false, parts: [], points, quotes: [] };
}

describe('coverageOf', () => {
  it('counts 20 seconds on either side of a citation, overlaps once', () => {
    expect(coverageOf([section(1, 100, [50])], talk(100)).share).toBeCloseTo(0.05);
    expect(coverageOf([section(1, 100, [50, 51, 50])], talk(100)).share).toBeCloseTo(0.06);
    expect(coverageOf([section(1, 100, [1, 100])], talk(100)).share).toBeCloseTo(0.06);
    expect(coverageOf([section(1, 10, [3, 8])], talk(10)).share).toBe(1);
  });

  it('leaves out what is skipped: that is no gap', () => {
    const rest = section(41, 100, [50]);
    const all = coverageOf([section(1, 40, []), rest], talk(100)).share;
    expect(all).toBeCloseTo(0.05);
    const skipping = [{ ...section(1, 40, []), skip: true }, rest];
    expect(coverageOf(skipping, talk(100)).share).toBeCloseTo(50 / 600);
    const between = [
      section(1, 30, [30]),
      { ...section(31, 70, []), skip: true },
      section(71, 100, [71]),
    ];
    // What the citations reach of the skipped section counts for nothing.
    expect(coverageOf(between, talk(100)).share).toBeCloseTo(60 / 600);
  });

  it('counts sub-points', () => {
    const point = { text: 'p', cites: [10], sub: [{ text: 's', cites: [60] }] };
    const { share, longestGap } = coverageOf(
      [{ ...section(1, 100, []), points: [point] }],
      talk(100),
    );
    expect(share).toBeCloseTo(0.1);
    expect(longestGap).toBe(490);
  });

  it('finds stretches above three minutes or 8 % of the talk', () => {
    const { gaps, longestGap } = coverageOf([section(1, 100, [18, 36, 56, 76, 90])], talk(100));
    expect(longestGap).toBe(190);
    expect(gaps).toEqual([
      { from: 37, to: 55, seconds: 190 },
      { from: 57, to: 75, seconds: 190 },
    ]);
    const cites = Array.from({ length: 20 }, (_, at) => 1 + at * 20);
    const long = coverageOf([section(1, 400, cites)], talk(400));
    expect(long.longestGap).toBe(190);
    expect(long.gaps).toEqual([]);
  });

  it('passes over sections that are skipped or marked as missing', () => {
    const sections = [
      { ...section(1, 40, []), skip: true },
      section(41, 70, [50, 65]),
      { ...section(71, 100, []), missing: true },
    ];
    expect(coverageOf(sections, talk(100))).toMatchObject({ longestGap: 140, gaps: [] });
  });

  it('has nothing to say of an empty talk', () => {
    expect(coverageOf([], [])).toEqual({ share: 0, longestGap: 0, gaps: [] });
  });
});
