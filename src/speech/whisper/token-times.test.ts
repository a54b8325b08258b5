import { describe, expect, it } from 'vitest';

import { tokenTimes } from './token-times.ts';

/** Looks at one frame, with some weight around it, and a little everywhere. */
function look(frame: number, frames = 200): Float32Array {
  return Float32Array.from(
    { length: frames },
    (_, at) => 0.001 + Math.exp(-(((at - frame) / 3) ** 2)),
  );
}

describe('tokenTimes', () => {
  it('follows the looks from token to token', () => {
    // Two tokens before the text, the second of which looks for its first.
    const looks = [look(0), look(20), look(60), look(110), look(150), look(199)];
    const times = tokenTimes(looks, { head: 2, count: 4 });
    expect(times).toHaveLength(5);
    for (const [at, middle] of [20, 60, 110, 150].entries()) {
      expect(times?.[at]).toBeLessThan(middle * 0.02 + 0.03);
      expect(times?.[at + 1]).toBeGreaterThan(middle * 0.02);
    }
  });
  it('never goes back, though a look may', () => {
    const times = tokenTimes([look(20), look(60), look(40), look(110), look(199)], {
      head: 1,
      count: 4,
    });
    expect(times).toEqual(times?.toSorted((a, b) => a - b));
  });
  it('tells nothing where the looks are anywhere', () => {
    const everywhere = Array.from({ length: 22 }, () => new Float32Array(200).fill(1));
    expect(tokenTimes(everywhere, { head: 2, count: 20 })).toBeUndefined();
    const elsewhere = Array.from({ length: 22 }, (_, at) => look((at * 77) % 200));
    expect(tokenTimes(elsewhere, { head: 2, count: 20 })).toBeUndefined();
  });
});
