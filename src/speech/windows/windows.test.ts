import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { AudioSpan } from '../../model/audio.ts';
import { quietestAt } from './quietest.ts';
import { LONGEST_PAUSE, planWindows, type PlannedWindow } from './windows.ts';

/** Speech as pairs of a pause and a length, in seconds. */
function speechOf(pairs: readonly (readonly [number, number])[]): AudioSpan[] {
  let at = 0;
  return pairs.map(([pause, length]) => {
    const start = at + pause;
    at = start + length;
    return { start, end: at };
  });
}

function plan(
  speech: readonly AudioSpan[],
  length = (speech.at(-1)?.end ?? 0) + 5,
): PlannedWindow[] {
  return planWindows(speech, {
    longest: 26,
    length,
    quietest: ({ start, end }) => (start + end) / 2,
  });
}

describe('planWindows', () => {
  it('gives nothing for silence', () => {
    expect(plan([])).toEqual([]);
  });
  it('gathers neighbours and leaves room at both ends', () => {
    const [window, ...rest] = plan(
      speechOf([
        [1, 4],
        [0.5, 4],
      ]),
    );
    expect(rest).toEqual([]);
    expect(window?.start).toBeCloseTo(0.8);
    expect(window?.end).toBeCloseTo(9.7);
  });
  it('leaves no room that is not there', () => {
    expect(plan([{ start: 0.1, end: 3 }], 3.05)).toMatchObject([{ start: 0, end: 3.05 }]);
  });
  it('says which speech is in a window, cut where the window is', () => {
    const [first, second] = plan([
      { start: 1, end: 2 },
      { start: 2.5, end: 40 },
    ]);
    expect(first?.speech).toEqual([
      { start: 1, end: 2 },
      { start: 2.5, end: first?.end },
    ]);
    expect(second?.speech).toEqual([{ start: first?.end, end: 40 }]);
  });
  it('shares the pause with speech before the first', () => {
    const options = { longest: 26, length: 9, quietest: () => 0 };
    const [window] = planWindows([{ start: 5, end: 6 }], { ...options, endBefore: 4.9 });
    expect(window?.start).toBeCloseTo(4.95);
  });
  it('cuts at the longest pause, not at the last', () => {
    const windows = plan(
      speechOf([
        [0.5, 8],
        [0.4, 8],
        [1.2, 4],
        [0.3, 4],
        [0.3, 4],
      ]),
    );
    expect(windows[0]?.end).toBeCloseTo(0.5 + 8 + 0.4 + 8 + 0.2);
    expect(windows).toHaveLength(2);
  });
  it('drops a long silence', () => {
    expect(
      plan(
        speechOf([
          [1, 3],
          [LONGEST_PAUSE + 0.1, 3],
        ]),
      ),
    ).toHaveLength(2);
    expect(
      plan(
        speechOf([
          [1, 3],
          [LONGEST_PAUSE - 0.1, 3],
        ]),
      ),
    ).toHaveLength(1);
  });
  it('cuts speech without a pause where it is quietest', () => {
    const windows = plan([{ start: 1, end: 61 }]);
    expect(windows[0]?.end).toBe(windows[1]?.start);
    expect(windows).toHaveLength(3);
  });
  it('keeps all speech, in order, in windows that are short enough', () => {
    const pair = fc.tuple(
      fc.double({ min: 0.05, max: 6, noNaN: true }),
      fc.double({ min: 0.25, max: 70, noNaN: true }),
    );
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 40 }), (pairs) => {
        const speech = speechOf(pairs);
        const windows = plan(speech);
        const covered = (at: number): boolean =>
          windows.some(({ start, end }) => start <= at && at <= end);
        for (const [index, { start, end }] of windows.entries()) {
          expect(end - start).toBeLessThanOrEqual(26 + 1e-6);
          expect(start).toBeGreaterThanOrEqual(windows[index - 1]?.end ?? 0);
        }
        for (const { start, end } of speech)
          for (const share of [0, 0.3, 0.5, 0.9, 1])
            expect(covered(start + (end - start) * share)).toBe(true);
      }),
    );
  });
});

describe('quietestAt', () => {
  it('finds the gap between two sounds', () => {
    const samples = new Float32Array(32_000).fill(0.5);
    samples.fill(0, 14_400, 16_800);
    const at = quietestAt(samples, { start: 0, end: 2 });
    expect(at).toBeGreaterThan(0.9);
    expect(at).toBeLessThan(1.05);
  });
  it('gives the middle of what is too short to search', () => {
    expect(quietestAt(new Float32Array(100), { start: 0, end: 0.006 })).toBeCloseTo(0.003);
  });
});
