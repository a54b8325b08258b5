import { describe, expect, it } from 'vitest';

import { EMPTY_TALLY, linesDone, shareOf, type Tally } from './tally.ts';

const half: Partial<Tally> = { sections: 4, noted: 2 };
const both: Partial<Tally> = { isTranslated: true, isNoted: true };
const share = (tally: Partial<Tally>): number =>
  shareOf({ ...EMPTY_TALLY, sentences: 10, ...tally });

describe('shareOf', () => {
  it('counts translation and note, or the one that is wanted', () => {
    expect(share({ ...both, translated: 10, ...half })).toBe(0.875);
    expect(share({ ...both, translated: 10 })).toBe(0.75);
    expect(share({ isNoted: true, ...half })).toBe(0.5);
    expect(share({ isTranslated: true, translated: 5 })).toBe(0.5);
  });

  it('of a recording goes on from what is heard', () => {
    const sound: Partial<Tally> = { duration: 100, sentences: 0 };
    const hearing = new Set(['hear'] as const);
    expect(share({ ...sound, heard: 50, steps: hearing })).toBe(0.5);
    expect(share({ ...sound, ...both, heard: 50, steps: hearing })).toBe(0.25);
    expect(share({ ...sound, ...both, heard: 100, steps: hearing })).toBe(0.5);
    expect(share({ ...sound, ...both, heard: 100, sentences: 10 })).toBe(0.5);
    expect(share({ ...sound, ...both, heard: 100, sentences: 10, ahead: 4 })).toBeCloseTo(0.65);
  });
});

describe('linesDone', () => {
  it('counts what was translated while it was heard, until as many are told of again', () => {
    expect(linesDone({ ...EMPTY_TALLY, ahead: 6, translated: 2 })).toBe(6);
    expect(linesDone({ ...EMPTY_TALLY, ahead: 6, translated: 9 })).toBe(9);
  });
});
