import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { inBlocks, loudness, soundOf } from '../../../test/support/hearing.ts';
import { AppError } from '../../base/errors.ts';
import type { AudioBlocks, AudioWindow } from '../../model/audio.ts';
import { cutWindows } from './cut-windows.ts';
import type { VoiceActivity } from './voice-activity.ts';

const RATE = 16_000;

async function windowsOf(audio: AudioBlocks, voiceActivity = loudness): Promise<AudioWindow[]> {
  const windows: AudioWindow[] = [];
  for await (const window of cutWindows(audio, { voiceActivity, longest: 26 }))
    windows.push(window);
  return windows;
}

function loudIn(samples: Float32Array): number {
  let count = 0;
  for (const sample of samples) count += sample === 0 ? 0 : 1;
  return count;
}

const startOf = ({ parts }: AudioWindow): number => parts[0]?.start ?? 0;
const endOf = ({ parts }: AudioWindow): number => parts.at(-1)?.end ?? 0;

function places(windows: readonly AudioWindow[]): unknown {
  return windows.map((window) => [window.parts, window.samples.length, window.speech]);
}

function failing(code: 'SPEECH_ENGINE_DIED' | 'SPEECH_ENGINE_BROKEN'): VoiceActivity {
  return { findSpeech: () => Promise.reject(new AppError(code, { reason: 'no luck' })) };
}

describe('cutWindows', () => {
  it('gives the first window after about one window of sound', async () => {
    let read = 0;
    async function* sound(): AsyncGenerator<Float32Array, void> {
      for await (const block of inBlocks(soundOf(Array.from({ length: 20 }, () => [5, 55])))) {
        read += block.length / RATE;
        yield block;
      }
    }
    const windows = cutWindows(sound(), { voiceActivity: loudness, longest: 26 });
    const first = await windows.next();
    expect(first.done).toBe(false);
    expect(read).toBeLessThanOrEqual(29);
    await windows.return();
  });
  it('never reads far ahead of what it gives', async () => {
    let read = 0;
    async function* sound(): AsyncGenerator<Float32Array, void> {
      const minute = soundOf(Array.from({ length: 10 }, () => [5, 55]));
      for (let count = 0; count < 10; count++)
        for await (const block of inBlocks(minute)) {
          read += block.length / RATE;
          yield block;
        }
    }
    let most = 0;
    let count = 0;
    for await (const window of cutWindows(sound(), { voiceActivity: loudness, longest: 26 })) {
      most = Math.max(most, read - endOf(window));
      count++;
    }
    expect(count).toBeGreaterThan(20);
    expect(most).toBeLessThan(45);
  });
  it('keeps all speech, in order, wherever it stands', async () => {
    const pair = fc.tuple(fc.integer({ min: 4, max: 60 }), fc.integer({ min: 3, max: 400 }));
    await fc.assert(
      fc.asyncProperty(fc.array(pair, { minLength: 1, maxLength: 8 }), async (pairs) => {
        const windows = await windowsOf(inBlocks(soundOf(pairs)));
        let earliest = 0;
        for (const window of windows) {
          expect(startOf(window)).toBeGreaterThanOrEqual(earliest - 1e-6);
          expect(window.samples.length / RATE).toBeLessThanOrEqual(26 + 1e-3);
          earliest = endOf(window);
        }
        const loud = windows.reduce((sum, { samples }) => sum + loudIn(samples), 0);
        const spoken = pairs.reduce((sum, [, length]) => sum + (length * RATE) / 10, 0);
        expect(Math.abs(loud - spoken)).toBeLessThan(windows.length * 2);
        for (const { samples, speech } of windows) {
          const length = speech.reduce((sum, { start, end }) => sum + end - start, 0);
          expect(length).toBeGreaterThan(0);
          expect(length).toBeLessThanOrEqual(samples.length / RATE + 1e-3);
        }
      }),
      { numRuns: 12 },
    );
  });
  it('cuts at the same places however the sound comes in', async () => {
    const sound = soundOf(Array.from({ length: 12 }, (_, index) => [4 + (index % 3), 70 - index]));
    const one = places(await windowsOf(inBlocks(sound, 16_000)));
    expect(places(await windowsOf(inBlocks(sound, 7_777)))).toEqual(one);
    expect(places(await windowsOf(inBlocks(sound, sound.length)))).toEqual(one);
  });
  it('leaves long pauses out after the first windows, if it may', async () => {
    const sound = soundOf(Array.from({ length: 12 }, () => [50, 30]));
    const joined = async (may: boolean): Promise<AudioWindow[]> => {
      const windows: AudioWindow[] = [];
      const joins = async (index: number): Promise<boolean> => may && index >= 6;
      const options = { voiceActivity: loudness, longest: 26, joins };
      for await (const window of cutWindows(inBlocks(sound), options)) windows.push(window);
      return windows;
    };
    const windows = await joined(true);
    expect(windows.map(({ parts }) => parts.length)).toEqual([1, 1, 1, 1, 1, 1, 6]);
    for (const { parts, samples, speech } of windows) {
      const length = parts.reduce((sum, { start, end }) => sum + end - start, 0);
      expect(samples.length / RATE).toBeCloseTo(length, 3);
      expect(speech).toHaveLength(parts.length);
      for (const { start, end } of speech) {
        const inside = samples.subarray(Math.round(start * RATE), Math.round(end * RATE));
        expect(loudIn(inside) / inside.length).toBeGreaterThan(0.95);
      }
    }
    expect(await joined(false)).toHaveLength(12);
  });
  it('takes everything for speech while the detector dies, and fails when it cannot run', async () => {
    const windows = await windowsOf(inBlocks(soundOf([[50, 300]])), failing('SPEECH_ENGINE_DIED'));
    expect(windows[0]?.parts[0]?.start).toBe(0);
    expect(windows.at(-1)?.parts.at(-1)?.end).toBe(35);
    await expect(
      windowsOf(inBlocks(soundOf([[1, 9]])), failing('SPEECH_ENGINE_BROKEN')),
    ).rejects.toThrow('no luck');
  });
});
