import { describe, expect, it } from 'vitest';

import { boxesIn } from './movie/boxes.ts';
import { writePlaces } from './write-tables.ts';

const places = (all: number[], base: number): { type: string; body: Buffer } | undefined =>
  boxesIn(Buffer.concat(writePlaces({ counts: all.map(() => 1), places: all }, base)))[0];

describe('places of chunks', () => {
  it('take four bytes each as long as they can', () => {
    const { type, body } = places([0, 10], 0xff_ff_ff_f0) ?? {};
    expect(type).toBe('stco');
    expect(body?.readUInt32BE(8)).toBe(0xff_ff_ff_f0);
    expect(body?.readUInt32BE(12)).toBe(0xff_ff_ff_fa);
  });

  it('take eight bytes each beyond four gigabytes', () => {
    const { type, body } = places([0, 5 * 2 ** 32], 7) ?? {};
    expect(type).toBe('co64');
    expect(body?.readUInt32BE(4)).toBe(2);
    expect(Number(body?.readBigUInt64BE(8))).toBe(7);
    expect(Number(body?.readBigUInt64BE(16))).toBe(5 * 2 ** 32 + 7);
  });
});
