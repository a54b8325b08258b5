import { describe, expect, it } from 'vitest';

import { addEvent, EMPTY_TALLY, linesDone, shareOf, type Tally } from './tally.ts';
import type { WorkEvent } from './work-result.ts';

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

function heard(end: number): WorkEvent {
  const window = { start: end - 10, end };
  return { type: 'window-heard', window, cues: [], unheard: [], isKept: false };
}

describe('addEvent', () => {
  it('adds up a recording that is heard while it is fetched', () => {
    const events: readonly WorkEvent[] = [
      { type: 'step-start', step: 'fetch' },
      { type: 'bytes-fetched', bytes: 10, total: 100 },
      { type: 'step-start', step: 'hear' },
      { type: 'sound-opened', model: 'parakeet' },
      heard(10),
      { type: 'bytes-fetched', bytes: 60, total: 100 },
      heard(20),
      { type: 'step-end', step: 'fetch' },
      { type: 'sound-measured', duration: 40 },
      heard(40),
      { type: 'step-end', step: 'hear' },
    ];
    const tallies: Tally[] = [];
    for (const event of events) tallies.push(addEvent(tallies.at(-1) ?? EMPTY_TALLY, event, 0));
    const steps = tallies.map((tally) => [...tally.steps].join('+'));
    expect([...new Set(steps)]).toEqual(['fetch', 'fetch+hear', 'hear', '']);
    expect(tallies[6]).toMatchObject({ bytes: 60, totalBytes: 100, heard: 20 });
    expect(tallies.slice(6).map(shareOf)).toEqual([0, 0, 0.5, 1, 1]);
  });
});

describe('linesDone', () => {
  it('counts what was translated while it was heard, until as many are told of again', () => {
    expect(linesDone({ ...EMPTY_TALLY, ahead: 6, translated: 2 })).toBe(6);
    expect(linesDone({ ...EMPTY_TALLY, ahead: 6, translated: 9 })).toBe(9);
  });
});
