import { afterAll, describe, expect, it } from 'vitest';

import { ears, inBlocks, samplesOf, TALK } from '../../../test/support/hearing.ts';
import { SAMPLE_RATE_HERTZ } from '../../model/audio.ts';
import { SherpaEngine } from '../sherpa/engine/engine.ts';
import { cutWindows } from './cut-windows.ts';
import { levelOf, raised } from './raise.ts';

const engine = new SherpaEngine();
afterAll(() => engine.stop());

/** Seconds of speech that the detector finds. */
async function speechIn(samples: Float32Array): Promise<number> {
  const { voiceActivity } = await ears(engine);
  let seconds = 0;
  for await (const { speech } of cutWindows(inBlocks(samples), { voiceActivity, longest: 26 })) {
    for (const { start, end } of speech) seconds += end - start;
  }
  return seconds;
}

/** The same sound, so many decibels quieter. */
function quieter(samples: Float32Array, decibels: number): Float32Array {
  const factor = 10 ** (-decibels / 20);
  return samples.map((sample) => sample * factor);
}

/** Noise without anybody in it, its loudest sample a share of full scale. */
function noise(seconds: number, loudest: number): Float32Array {
  let state = 1;
  return Float32Array.from({ length: seconds * SAMPLE_RATE_HERTZ }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return ((state / 2_147_483_647) * 2 - 1) * loudest;
  });
}

describe('a quiet recording', () => {
  it('has as much speech in it as a loud one', async () => {
    const talk = (await samplesOf(TALK)).subarray(0, 40 * SAMPLE_RATE_HERTZ);
    const loud = await speechIn(talk);
    expect(loud).toBeGreaterThan(20);
    for (const decibels of [30, 45, 55]) {
      const quiet = await speechIn(quieter(talk, decibels));
      expect(quiet / loud).toBeGreaterThan(0.95);
      expect(quiet / loud).toBeLessThan(1.05);
    }
  });

  it('of nothing but noise has none', async () => {
    for (const loudest of [0.001, 0.005, 0.02]) expect(await speechIn(noise(20, loudest))).toBe(0);
  });
});

describe('raised', () => {
  it('leaves alone what is loud enough, and what is nothing', () => {
    const sound = Float32Array.of(0.5, -0.2);
    expect(raised(sound, levelOf(sound))).toBe(sound);
    expect(raised(new Float32Array(10), 0)).toEqual(new Float32Array(10));
  });

  it('is not misled by a click', () => {
    const clicked = noise(1, 0.01);
    clicked[0] = 1;
    expect(levelOf(clicked)).toBeLessThan(0.011);
    expect(Math.max(...raised(clicked, levelOf(clicked)))).toBe(1);
  });
});
