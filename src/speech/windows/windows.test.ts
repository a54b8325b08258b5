import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { AudioSpan } from '../../model/audio.ts';
import { quietestAt } from './quietest.ts';
import { LONGEST_PAUSE, planWindow, type PlannedWindow } from './windows.ts';

/** Speech as pairs of a pause and a length, in seconds. */
function speechOf(pairs: readonly (readonly [number, number])[]): AudioSpan[] {
  let at = 0;
  return pairs.map(([pause, length]) => {
    const start = at + pause;
    at = start + length;
    return { start, end: at };
  });
}

const quietest = ({ start, end }: AudioSpan): number => (start + end) / 2;

/** The windows of all this speech, one planned after the other, as sound that is all known. */
function plan(
  speech: readonly AudioSpan[],
  { length = (speech.at(-1)?.end ?? 0) + 5, joins = false } = {},
): PlannedWindow[] {
  const windows: PlannedWindow[] = [];
  let endBefore: number | undefined;
  for (let left = speech; ;) {
    const window = planWindow(left, { longest: 26, length, quietest, joins, endBefore });
    if (!window) return windows;
    windows.push(window);
    const end = window.speech.at(-1)?.end ?? 0;
    endBefore = end;
    left = left
      .filter((span) => span.end > end)
      .map((span) => ({ start: Math.max(span.start, end), end: span.end }));
  }
}

const startOf = (window: PlannedWindow | undefined): number => window?.parts[0]?.start ?? NaN;
const endOf = (window: PlannedWindow | undefined): number => window?.parts.at(-1)?.end ?? NaN;

function lengthOf({ parts }: PlannedWindow): number {
  return parts.reduce((sum, { start, end }) => sum + end - start, 0);
}

/** Pauses and stretches of speech up to so many seconds. */
function pairsUpTo(longest: number): fc.Arbitrary<[number, number][]> {
  const pause = fc.double({ min: 0.05, max: 20, noNaN: true });
  const length = fc.double({ min: 0.25, max: longest, noNaN: true });
  return fc.array(fc.tuple(pause, length), { maxLength: 40 });
}

describe('planWindow', () => {
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
    expect(startOf(window)).toBeCloseTo(0.8);
    expect(endOf(window)).toBeCloseTo(9.7);
  });
  it('leaves no room that is not there', () => {
    expect(plan([{ start: 0.1, end: 3 }], { length: 3.05 })).toMatchObject([
      { parts: [{ start: 0, end: 3.05 }] },
    ]);
  });
  it('says which speech is in a window, cut where the window is', () => {
    const [first, second] = plan([
      { start: 1, end: 2 },
      { start: 2.5, end: 40 },
    ]);
    expect(first?.speech).toEqual([
      { start: 1, end: 2 },
      { start: 2.5, end: endOf(first) },
    ]);
    expect(second?.speech).toEqual([{ start: endOf(first), end: 40 }]);
  });
  it('shares the pause with speech before the first', () => {
    const options = { longest: 26, length: 9, quietest: () => 0 };
    const window = planWindow([{ start: 5, end: 6 }], { ...options, endBefore: 4.9 });
    expect(startOf(window)).toBeCloseTo(4.95);
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
    expect(endOf(windows[0])).toBeCloseTo(0.5 + 8 + 0.4 + 8 + 0.2);
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
    expect(endOf(windows[0])).toBe(startOf(windows[1]));
    expect(windows).toHaveLength(3);
  });
  it('leaves the middle of a long pause out where it may', () => {
    const speech = speechOf([
      [9, 3],
      [5, 3],
      [0.5, 3],
      [14, 3],
      [16, 3],
    ]);
    expect(plan(speech)).toHaveLength(4);
    const windows = plan(speech, { joins: true });
    const [first, second] = windows;
    expect(windows).toHaveLength(2);
    expect(second?.parts).toHaveLength(1);
    expect(first?.speech).toEqual(speech.slice(0, 4));
    const [one, two, three] = first?.parts ?? [];
    expect(one?.start).toBeCloseTo(8.8);
    expect(one?.end).toBeCloseTo(12.4);
    expect(two?.start).toBeCloseTo(16.6);
    expect(two?.end).toBeCloseTo(23.9);
    expect(three?.start).toBeCloseTo(37.1);
    expect(three?.end).toBeCloseTo(40.7);
  });
  it('fills a window with what is heard of it, not with what is left out', () => {
    const windows = plan(speechOf(Array.from({ length: 13 }, () => [10, 3] as const)), {
      joins: true,
    });
    expect(windows.map(({ speech }) => speech.length)).toEqual([6, 6, 1]);
  });
  it('keeps all speech, in order, in windows that are short enough', () => {
    fc.assert(
      fc.property(pairsUpTo(70), fc.boolean(), (pairs, joins) => {
        const speech = speechOf(pairs);
        const windows = plan(speech, { joins });
        const parts = windows.flatMap((window) => window.parts);
        for (const window of windows) expect(lengthOf(window)).toBeLessThanOrEqual(26 + 1e-6);
        for (const [index, { start, end }] of parts.entries()) {
          expect(end).toBeGreaterThan(start);
          expect(start).toBeGreaterThanOrEqual(parts[index - 1]?.end ?? 0);
        }
        for (const { start, end } of speech)
          for (const share of [0, 0.3, 0.5, 0.9, 1]) {
            const at = start + (end - start) * share;
            expect(parts.some((part) => part.start <= at && at <= part.end)).toBe(true);
          }
      }),
    );
  });
  it('plans a window that is settled the same whatever follows', () => {
    fc.assert(
      fc.property(
        pairsUpTo(25),
        fc.boolean(),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (pairs, joins, share) => {
          const all = speechOf(pairs);
          const known = (all.at(-1)?.end ?? 0) * share;
          const heard = all
            .filter(({ start }) => start < known)
            .map(({ start, end }) => ({ start, end: Math.min(end, known) }));
          const settled = plan(heard, { length: known, joins }).filter(
            ({ settledBy }) => settledBy < known,
          );
          const whole = plan(all, { joins });
          expect(settled.map(({ parts }) => parts)).toEqual(
            whole.slice(0, settled.length).map(({ parts }) => parts),
          );
        },
      ),
      { numRuns: 500 },
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
