import { describe, expect, it } from 'vitest';

import { type Standing, Tempo } from './tempo.ts';

const BOUNDS = { leastFirstMs: 4000, leastGapMs: 4000, unknownMs: 10_000 };

/** A server that begins after `firstMs`, pauses for up to `gapMs` and writes 200 characters a second. */
function tempoOf({ firstMs = 600, gapMs = 100, answers = 5 } = {}): Tempo {
  const tempo = new Tempo(BOUNDS);
  for (let each = 0; each < answers; each++)
    tempo.over(each, { firstMs, gapMs, writingMs: 5000, characters: 1000 });
  return tempo;
}

const standing = (more: Partial<Standing>): Standing => ({
  nowMs: 0,
  lastMs: 0,
  firstMs: undefined,
  characters: 0,
  before: 0,
  ...more,
});

/** Whether a request that has said nothing yet is stalled after some time, while another one is heard. */
function isSilentAt(tempo: Tempo, nowMs: number, more: Partial<Standing> = {}): boolean {
  tempo.heard('other', nowMs);
  return tempo.isStalled('this', standing({ nowMs, ...more }));
}

describe('Tempo', () => {
  it('has patience for several times what is usual, and never less than a bound', () => {
    const quick = tempoOf();
    expect(isSilentAt(quick, 3900)).toBe(false);
    expect(isSilentAt(quick, 4100)).toBe(true);
    const slow = tempoOf({ firstMs: 3000 });
    expect(isSilentAt(slow, 14_900)).toBe(false);
    expect(isSilentAt(slow, 15_100)).toBe(true);
  });

  it('knows nothing before some answers have come', () => {
    const tempo = tempoOf({ answers: 2 });
    expect(isSilentAt(tempo, 9900)).toBe(false);
    expect(isSilentAt(tempo, 10_100)).toBe(true);
  });

  it('waits longer while nobody hears anything, and with each attempt', () => {
    const tempo = tempoOf();
    tempo.heard('other', 0);
    expect(tempo.isStalled('this', standing({ nowMs: 5900 }))).toBe(false);
    expect(tempo.isStalled('this', standing({ nowMs: 6100 }))).toBe(true);
    expect(isSilentAt(tempo, 7900, { before: 1 })).toBe(false);
    expect(isSilentAt(tempo, 8100, { before: 1 })).toBe(true);
  });

  it('compares a silence within an answer with the silences within answers', () => {
    const tempo = tempoOf({ firstMs: 9000, gapMs: 1000 });
    const within = { firstMs: 9000, lastMs: 12_000, characters: 600 };
    expect(isSilentAt(tempo, 16_900, within)).toBe(false);
    expect(isSilentAt(tempo, 17_100, within)).toBe(true);
  });

  it('takes an answer that trickles for stalled', () => {
    const trickle = { firstMs: 600, characters: 100 };
    // 100 characters take half a second: five times that, and the patience with a silence.
    expect(isSilentAt(tempoOf(), 7000, { ...trickle, lastMs: 6900 })).toBe(false);
    expect(isSilentAt(tempoOf(), 7200, { ...trickle, lastMs: 7100 })).toBe(true);
  });

  it('learns nothing from an answer that did not come to its end', () => {
    const tempo = tempoOf({ firstMs: 3000 });
    for (let each = 0; each < 9; each++) tempo.over(each);
    expect(isSilentAt(tempo, 14_900)).toBe(false);
  });
});
