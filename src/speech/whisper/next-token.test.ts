import { describe, expect, it } from 'vitest';

import { drawnToken, likelihood, likeliestTokens } from './next-token.ts';
import type { Signs } from './signs.ts';

/** Ten tokens of text, the end, and times from 0.00 s on. */
const SIGNS: Signs = {
  bands: 80,
  layers: 1,
  width: 8,
  context: 16,
  tokens: 100,
  start: 11,
  end: 10,
  transcribe: 12,
  noSpeech: 13,
  noTimes: 14,
  firstTime: 20,
  languages: new Map(),
  unwritten: [11, 12, 13, 14],
};

/** Logits of 0 but for those given. */
function logits(given: Readonly<Record<number, number>>): Float32Array {
  const all = new Float32Array(SIGNS.tokens);
  for (const [token, value] of Object.entries(given)) all[Number(token)] = value;
  return all;
}

function next(
  given: Readonly<Record<number, number>>,
  tokens: readonly number[],
  { barred = SIGNS.unwritten } = {},
): number | undefined {
  const [first] = likeliestTokens(logits(given), tokens, { signs: SIGNS, barred, within: 0 });
  return first?.token;
}

describe('likeliestTokens', () => {
  it('begins with a time within the first second', () => {
    expect(next({ 3: 20, 10: 20, 24: 9 }, [])).toBe(24);
    expect(next({ 71: 20, 70: 9 }, [])).toBe(70);
  });
  it('writes text behind the time at which it begins, or ends there', () => {
    expect(next({ 3: 5, 30: 20 }, [20])).toBe(3);
    expect(next({ 10: 9, 30: 20 }, [20])).toBe(10);
  });
  it('writes a second time, or the end, behind the time at which text ends', () => {
    expect(next({ 3: 20, 31: 9 }, [20, 3, 30])).toBe(31);
    expect(next({ 3: 20, 10: 9 }, [20, 3, 30])).toBe(10);
    expect(next({ 29: 20, 30: 9 }, [20, 3, 30])).toBe(30);
  });
  it('never goes back in time', () => {
    expect(next({ 30: 40, 29: 40, 31: 20 }, [20, 3, 30, 30, 4])).toBe(31);
  });
  it('writes a time where all of them are likelier than any text', () => {
    expect(next({ 3: 3 }, [20, 4])).toBeGreaterThanOrEqual(21);
    expect(next({ 3: 9 }, [20, 4])).toBe(3);
  });
  it('never writes what is barred', () => {
    expect(next({ 3: 20, 11: 30, 4: 9 }, [20], { barred: [3, ...SIGNS.unwritten] })).toBe(4);
  });
  it('says how likely each is among what could be written, and leaves out what is much less so', () => {
    const given = logits({ 3: 30, 4: 29, 5: 20, 30: 60 });
    const found = likeliestTokens(given, [20], { signs: SIGNS, barred: [], within: 2 });
    expect(found.map(({ token }) => token)).toEqual([3, 4]);
    expect(Math.exp(found[0]?.log ?? 0)).toBeCloseTo(Math.E / (Math.E + 1), 3);
    expect(Math.exp(found[1]?.log ?? 0)).toBeCloseTo(1 / (Math.E + 1), 3);
  });
});

/** What this lot draws of two tokens that are as likely. */
function drawn(lot: number): number {
  return drawnToken(logits({ 3: 30, 4: 30, 30: 60 }), [20], {
    signs: SIGNS,
    barred: SIGNS.unwritten,
    temperature: 1,
    lot: () => lot,
  }).token;
}

describe('drawnToken', () => {
  it('draws lots, by how likely each is', () => {
    expect(drawn(0.25)).toBe(3);
    expect(drawn(0.75)).toBe(4);
  });
});

describe('likelihood', () => {
  it('is a share of all', () => {
    expect(likelihood(Float32Array.of(0, Math.log(3)), 1)).toBeCloseTo(0.75);
    expect(likelihood(Float32Array.of(-40, 0), 0)).toBeLessThan(1e-9);
  });
});
