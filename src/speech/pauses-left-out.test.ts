/** A recogniser that pads its windows is given several stretches of speech in one. */
import { describe, expect, it } from 'vitest';

import { inBlocks, loudness, scripted, soundOf } from '../../test/support/hearing.ts';
import { drain } from '../base/async.ts';
import type { AudioSpan } from '../model/audio.ts';
import type { Recognizer } from './recognizer.ts';
import { type HeardTalk, transcribe, type TranscribeOptions } from './transcribe.ts';

/** Twelve times 5 s of silence and 3 s of speech. */
const SOUND = soundOf(Array.from({ length: 12 }, () => [50, 30] as const));
const SPOKEN = Array.from({ length: 12 }, (_, index) => ({
  start: index * 8 + 5,
  end: index * 8 + 8,
}));

const WORDS = ['Straightforwardly.', 'Uncomplicated.', 'Well-behaved.', 'Understandable.'];

/** Writes down each stretch of speech as one word, in one language or one after the other. */
function padding(languages: readonly string[]): Recognizer & { windows: number } {
  const one = {
    windows: 0,
    ...scripted({ pads: true, detectsLanguage: true, parallel: 2 }),
    recognise: async (_samples: Float32Array, { speech = [] } = {}) => ({
      cues: speech.map((span: AudioSpan, at) => {
        const text = `${WORDS[at % WORDS.length]}`;
        return { ...span, text, words: [{ text, ...span }] };
      }),
      language: languages[one.windows++ % languages.length],
    }),
  };
  return one;
}

function hear(recognizer: Recognizer, signal?: AbortSignal): Promise<HeardTalk> {
  const options: TranscribeOptions = { recognizer, voiceActivity: loudness, signal };
  return drain(transcribe(inBlocks(SOUND), options));
}

describe('transcribe with a recogniser that pads', () => {
  it('leaves long pauses out once the language is clear, and puts every word where it was said', async () => {
    const recognizer = padding(['en']);
    const { cues, unheard } = await hear(recognizer);
    // Four, of which the last is heard beside the third, and the other eight in two.
    expect(recognizer.windows).toBe(6);
    expect(unheard).toEqual([]);
    expect(cues).toHaveLength(SPOKEN.length);
    for (const [index, { start, end, words }] of cues.entries()) {
      expect(start).toBeCloseTo(SPOKEN[index]?.start ?? NaN, 1);
      expect(end).toBeCloseTo(SPOKEN[index]?.end ?? NaN, 1);
      expect(words?.[0]).toMatchObject({ start, end });
    }
  });
  it('hears each stretch by itself in a talk of two languages', async () => {
    const recognizer = padding(['en', 'de']);
    await hear(recognizer);
    expect(recognizer.windows).toBe(SPOKEN.length);
  });
  it('ends when hearing fails, or is ended, before the language is clear', async () => {
    const failing = padding(['en']);
    failing.recognise = () => Promise.reject(new Error('no luck'));
    await expect(hear(failing)).rejects.toThrow('no luck');
    const controller = new AbortController();
    const slow = padding(['en']);
    slow.recognise = (_samples, { signal } = {}) =>
      new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason));
        controller.abort(new Error('enough'));
      });
    await expect(hear(slow, controller.signal)).rejects.toThrow('enough');
  });
});
