import { describe, expect, it } from 'vitest';

import { resample } from './resample.ts';

const SECONDS = 0.5;

function tone(hertz: number, rateHertz: number): Float32Array {
  return Float32Array.from({ length: SECONDS * rateHertz }, (_, index) =>
    Math.sin((2 * Math.PI * hertz * index) / rateHertz),
  );
}

async function* inBlocks(sound: Float32Array, size: number): AsyncGenerator<Float32Array, void> {
  for (let at = 0; at < sound.length; at += size) yield sound.subarray(at, at + size);
}

async function resampled(sound: Float32Array, rateHertz: number, size = 7001): Promise<number[]> {
  const samples: number[] = [];
  for await (const block of resample(inBlocks(sound, size), rateHertz)) samples.push(...block);
  return samples;
}

/** How far two sounds are apart at most, but for their ends. */
function difference(a: readonly number[], b: ArrayLike<number>): number {
  const middle = a.slice(400, -400);
  return Math.max(...middle.map((each, index) => Math.abs(each - (b[index + 400] ?? 0))));
}

describe('resample', () => {
  it.each([8000, 11_025, 22_050, 44_100, 48_000, 96_000, 44_099])(
    'keeps what is said at %i Hz, when it is said',
    async (rate) => {
      const samples = await resampled(tone(1000, rate), rate);
      expect(samples).toHaveLength(Math.ceil(Math.floor(SECONDS * rate) * (16_000 / rate)));
      expect(difference(samples, tone(1000, 16_000))).toBeLessThan(0.002);
    },
  );
  it('lets nothing of what is too high come back as noise', async () => {
    const samples = await resampled(tone(9500, 44_100), 44_100);
    expect(difference(samples, new Float32Array(8000))).toBeLessThan(0.002);
  });
  it('is the same however the blocks break, also where they are short', async () => {
    const sound = tone(440, 44_100);
    const whole = await resampled(sound, 44_100, sound.length);
    expect(await resampled(sound, 44_100, 31)).toEqual(whole);
  });
  it('gives nothing for nothing', async () => {
    expect(await resampled(new Float32Array(0), 44_100)).toEqual([]);
  });
});
