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

const endOf = ({ start, samples }: AudioWindow): number => start + samples.length / RATE;

function places(windows: readonly AudioWindow[]): unknown {
  return windows.map((window) => [window.start, endOf(window), window.speech]);
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
          expect(window.start).toBeGreaterThanOrEqual(earliest - 1e-6);
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
  it('takes everything for speech while the detector dies, and fails when it cannot run', async () => {
    const windows = await windowsOf(inBlocks(soundOf([[50, 300]])), failing('SPEECH_ENGINE_DIED'));
    expect(windows[0]?.start).toBe(0);
    expect(endOf(windows.at(-1) ?? { start: 0, samples: new Float32Array(), speech: [] })).toBe(35);
    await expect(
      windowsOf(inBlocks(soundOf([[1, 9]])), failing('SPEECH_ENGINE_BROKEN')),
    ).rejects.toThrow('no luck');
  });
});
