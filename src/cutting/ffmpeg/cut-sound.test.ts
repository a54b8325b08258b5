import { describe, expect, it } from 'vitest';

import { keepSamples } from './cut-sound.ts';

const FORMAT = { sampleRate: 1000, channels: 2 };

/** Samples that say where they stand: the left one counts up, the right one is its negative. */
async function* count(samples: number, piece: number): AsyncGenerator<Uint8Array, void> {
  const floats = Float32Array.from({ length: samples * 2 }, (_, index) =>
    index % 2 === 0 ? 1 + (index >> 1) : -1 - (index >> 1),
  );
  const bytes = new Uint8Array(floats.buffer);
  // In pieces that break samples apart, as pipes do.
  for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
}

async function kept(
  segments: readonly { start: number; end: number }[],
  piece = 1021,
): Promise<Float32Array> {
  const parts: Uint8Array[] = [];
  for await (const part of keepSamples(count(5000, piece), segments, FORMAT)) parts.push(part);
  const bytes = Uint8Array.from(Buffer.concat(parts));
  return new Float32Array(bytes.buffer);
}

describe('keepSamples', () => {
  it('gives the samples of the segments, whatever the pieces', async () => {
    const segments = [
      { start: 1, end: 1.1 },
      { start: 3.2, end: 3.5 },
    ];
    const [small, large] = [await kept(segments, 7), await kept(segments, 65_536)];
    expect(small).toEqual(large);
    expect(small.length).toBe(2 * 400);
    const middle = [small[2 * 50], small[2 * 50 + 1], small[2 * 250]];
    expect(middle).toEqual([1051, -1051, 3351]);
  });

  it('fades at both ends of each, over ten milliseconds', async () => {
    const samples = await kept([
      { start: 1, end: 1.1 },
      { start: 3, end: 3.1 },
    ]);
    const gain = (at: number, source: number): number => (samples[2 * at] ?? 0) / source;
    expect(gain(0, 1001)).toBeCloseTo(0.05, 5);
    expect(gain(5, 1006)).toBeCloseTo(0.55, 5);
    expect(gain(12, 1013)).toBe(1);
    expect(gain(99, 1100)).toBeCloseTo(0.05, 5);
    expect(gain(100, 3001)).toBeCloseTo(0.05, 5);
    expect(
      samples.every((value, index) => index % 2 === 0 || value === -(samples[index - 1] ?? 0)),
    ).toBe(true);
  });

  it('is silent where the source has ended', async () => {
    const samples = await kept([
      { start: 4.9, end: 5.2 },
      { start: 6, end: 6.5 },
    ]);
    expect(samples.length).toBe(2 * 800);
    expect(samples.subarray(2 * 110).every((value) => value === 0)).toBe(true);
  });

  it('never drifts: many odd lengths are as long as their sum', async () => {
    const many = Array.from({ length: 300 }, (_, index) => ({
      start: index * 0.016,
      end: index * 0.016 + 0.0103,
    }));
    const samples = await kept(many);
    expect(samples.length / 2).toBe(Math.round(300 * 10.3));
  });
});
