/** Where the flashes and beeps of the pattern are once only some segments are left. */
import { expect } from 'vitest';

import type { Segment } from '../../src/cutting/segments/segments.ts';

/** Where what happens at some moments happens once only the segments are left; at their ends it may be lost. */
export function moved(times: readonly number[], segments: readonly Segment[]): number[] {
  let offset = 0;
  return segments.flatMap(({ start, end }) => {
    const found = times
      .filter((time) => time > start + 0.05 && time < end - 0.05)
      .map((time) => offset + time - start);
    offset += end - start;
    return found;
  });
}

const WHOLE_SECONDS = Array.from({ length: 40 }, (_, second) => second);

/** Where something that happens at each whole second happens once only the segments are left. */
export function moments(segments: readonly Segment[]): number[] {
  return moved(WHOLE_SECONDS, segments);
}

/** What begins in a segment's middle; one that is under way at a joint begins there. */
export function within(found: readonly number[], segments: readonly Segment[]): number[] {
  return near(found, moments(segments));
}

/** Those that are where something is expected, or nearly. */
export function near(found: readonly number[], expected: readonly number[]): number[] {
  return found.filter((time) => expected.some((each) => Math.abs(each - time) < 0.3));
}

/** Expects as many moments as there should be, each where it should be; all in seconds. */
export function expectAt(
  found: readonly number[],
  expected: readonly number[],
  tolerance: number,
): void {
  expect(found.map((time) => time.toFixed(2))).toHaveLength(expected.length);
  found.forEach((time, index) => {
    expect(Math.abs(time - (expected[index] ?? 0)), `${time} at ${index}`).toBeLessThan(tolerance);
  });
}
