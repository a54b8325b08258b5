import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { samplesOf } from '../../../test/support/hearing.ts';
import { isSoundless } from '../windows/soundless.ts';
import { wavBytes } from './wav-bytes.ts';

it('is a WAV file that reads back as the same samples', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'wav-bytes-'));
  try {
    const file = join(folder, 'a.wav');
    const samples = Float32Array.from({ length: 1600 }, (_, index) => Math.sin(index / 9) * 0.8);
    await writeFile(file, wavBytes(samples));
    const read = await samplesOf(file);
    expect(read.length).toBe(samples.length);
    const off = samples.map((sample, index) => Math.abs(sample - (read[index] ?? 9)));
    expect(Math.max(...off)).toBeLessThan(1 / 16_000);
  } finally {
    await rm(folder, { recursive: true });
  }
});

it('cuts what is too loud, and makes silence of what is no number', () => {
  const view = new DataView(wavBytes(Float32Array.of(3, -3, Number.NaN)).buffer, 44);
  expect([0, 2, 4].map((at) => view.getInt16(at, true))).toEqual([32_767, -32_767, 0]);
});

it('is a header alone when there are no samples', () => {
  expect(wavBytes(new Float32Array()).length).toBe(44);
});

it('tells silence from sound', () => {
  expect(isSoundless(new Float32Array(16_000))).toBe(true);
  expect(isSoundless(new Float32Array(16_000).fill(Number.NaN))).toBe(true);
  expect(isSoundless(new Float32Array(1599).fill(0.5))).toBe(true);
  expect(isSoundless(new Float32Array(1600).fill(0.01))).toBe(false);
});
