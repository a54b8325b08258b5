import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { cleanCuts } from './clean-cuts.ts';
import { framesIn, gridOf, segmentsOf, spansOf, ticksOf } from './frame-grid.ts';
import { lengthOf } from './segments.ts';

/** Frames in decoding order, by when they are shown; K marks key frames. */
const packets = (text: string): Parameters<typeof cleanCuts>[0] =>
  text.split(' ').map((each, index) => ({
    time: Number.parseInt(each, 10),
    decoded: index,
    isKey: each.endsWith('K'),
  }));

describe('spansOf', () => {
  it('starts at the nearest frame and is as long as asked', () => {
    const grid = gridOf({ rate: [30, 1], start: 0 });
    expect(spansOf([{ start: 1.01, end: 2.01 }], grid)).toEqual([{ from: 30, to: 60 }]);
  });

  it('keeps the sum within half a frame and every start within one, however many there are', () => {
    const rates = fc.constantFrom<[number, number]>(
      [30_000, 1001],
      [25, 1],
      [50, 1],
      [24_000, 1001],
    );
    const steps = fc.array(
      fc.tuple(
        fc.double({ min: 0.5, max: 9, noNaN: true }),
        fc.double({ min: 0.1, max: 9, noNaN: true }),
      ),
      { minLength: 1, maxLength: 200 },
    );
    fc.assert(
      fc.property(
        rates,
        steps,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (rate, given, start) => {
          const grid = gridOf({ rate, start });
          const frame = rate[1] / rate[0];
          let at = 1;
          const segments = given.map(([gap, length]) => {
            const from = at + gap;
            at = from + length;
            return { start: from, end: at };
          });
          const made = segmentsOf(spansOf(segments, grid), grid);
          expect(made).toHaveLength(segments.length);
          expect(Math.abs(lengthOf(made) - lengthOf(segments))).toBeLessThan(0.51 * frame);
          made.forEach((each, index) => {
            expect(Math.abs(each.start - (segments[index]?.start ?? 0))).toBeLessThan(0.51 * frame);
            expect(Math.abs(each.end - (segments[index]?.end ?? 0))).toBeLessThan(2.01 * frame);
          });
        },
      ),
    );
  });

  it('does without what is shorter than half a frame', () => {
    const grid = gridOf({ rate: [25, 1], start: 0 });
    const spans = spansOf([{ start: 1, end: 1.001 }], grid);
    expect(framesIn(spans)).toBe(0);
  });
});

describe('gridOf', () => {
  it('begins where frames stand, also when the first comes late', () => {
    expect(gridOf({ rate: [25, 1], start: 0.09 }).phase).toBeCloseTo(0.01, 9);
    expect(gridOf({ rate: [30, 1], start: 0.033 }).phase).toBe(0);
  });
});

describe('ticksOf', () => {
  it.each<[number, number]>([
    [30_000, 1001],
    [25, 1],
    [24_000, 1001],
    [60, 1],
  ])('%i/%i: a frame is a whole number of ticks', (top, bottom) => {
    const ticks = ticksOf({ rate: [top, bottom] });
    expect(((ticks * bottom) / top) % 1).toBe(0);
    expect(ticks).toBeGreaterThanOrEqual(90_000);
  });
});

describe('cleanCuts', () => {
  it('finds where all that is decoded before is shown before', () => {
    const cuts = cleanCuts(packets('0K 3 1 2 4 7 5 6 8K 9'));
    expect(cuts.map((cut) => [cut.time, cut.decoded, cut.isKey])).toEqual([
      [0, 0, true],
      [1, 1, false],
      [4, 4, false],
      [5, 5, false],
      [8, 8, true],
      [9, 9, false],
    ]);
  });

  it('does not begin at a key frame with frames before it that come after it', () => {
    const cuts = cleanCuts(packets('0K 1 2 5K 3 4 6'));
    expect(cuts.filter((cut) => cut.isKey).map((cut) => cut.time)).toEqual([0]);
    expect(cuts.map((cut) => cut.time)).toContain(3);
  });
});
