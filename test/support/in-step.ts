/** Where the flashes and beeps of the pattern are once only some segments are left. */
import { expect } from 'vitest';

import type { Segment } from '../../src/cutting/segments.ts';

/** Where something that happens at each whole second happens once only the segments are left. */
export function moments(segments: readonly Segment[]): number[] {
  let offset = 0;
  return segments.flatMap(({ start, end }) => {
    const seconds = Array.from({ length: 40 }, (_, second) => second);
    const found = seconds
      .filter((second) => second > start + 0.05 && second < end - 0.05)
      .map((second) => offset + second - start);
    offset += end - start;
    return found;
  });
}

/** What begins in a segment's middle; one that is under way at a joint begins there. */
export function within(found: readonly number[], segments: readonly Segment[]): number[] {
  const expected = moments(segments);
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
