import { describe, expect, it } from 'vitest';

import { RunawayGuard } from './runaway.ts';

const count = (text: string): number => text.length / 4;
const prose = Array.from(
  { length: 300 },
  (_, index) => `Sentence ${index * 7919} says ${index}. `,
).join('');

/** The length at which a text is broken off, in characters; `undefined` when it is not. */
function brokenOffAt(text: string, expectTokens?: number): number | undefined {
  const guard = new RunawayGuard(expectTokens);
  for (let at = 0; at < text.length; at += 10) {
    if (guard.push(text.slice(at, at + 10), count)) return at + 10;
  }
  return undefined;
}

describe('RunawayGuard', () => {
  it('breaks off far beyond the expected length, not before', () => {
    expect(brokenOffAt(prose, 2000)).toBeUndefined();
    const at = brokenOffAt(prose, 100) ?? 0;
    expect(at / 4).toBeGreaterThan(450);
    expect(at / 4).toBeLessThan(520);
  });

  it.each([['哈'], ['ab'], ['the same words over and over; '], ['1|你好。\n'.repeat(3)]])(
    'breaks off a repetition of %j without knowing the length',
    (piece) => {
      expect(brokenOffAt(prose.slice(0, 1000) + piece.repeat(900))).toBeLessThan(1700);
    },
  );

  it('lets prose, numbered lines and short refrains pass', () => {
    const lines = Array.from(
      { length: 200 },
      (_, index) => `${index}|是的，第 ${index} 个。\n`,
    ).join('');
    expect(brokenOffAt(prose)).toBeUndefined();
    expect(brokenOffAt(lines)).toBeUndefined();
    expect(brokenOffAt(`${prose.slice(0, 900)}${'no, '.repeat(40)}${prose}`)).toBeUndefined();
  });
});
