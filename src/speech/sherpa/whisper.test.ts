import { afterAll, describe, expect, it } from 'vitest';

import type { AudioSpan, AudioWindow } from '../../model/audio.ts';
import { hearWindow } from '../hear-window.ts';
import type { HeardCue, Recognizer } from '../recognizer.ts';
import { SherpaEngine } from './engine/engine.ts';
import { findSpeechModel } from './families/families.ts';
import { sherpaRecognizer } from './recognizer.ts';

/** Says "One two three." twice to a low tone, 这样就好。 to a high one. */
const MODEL = 'test/fixtures/models/mini-script';
const engine = new SherpaEngine();
afterAll(() => engine.stop());

type Sound = Pick<AudioWindow, 'samples' | 'speech'>;

/** Tones with silence between them, each so many hertz high and so many seconds long; 0 is silence. */
function windowOf(...tones: readonly (readonly [hertz: number, seconds: number])[]): Sound {
  const speech: AudioSpan[] = [];
  const samples: number[] = [];
  for (const [hertz, seconds] of tones) {
    const start = samples.length / 16_000;
    for (let at = 0; at < seconds * 16_000; at++)
      samples.push(hertz === 0 ? 0 : 0.3 * Math.sin((2 * Math.PI * hertz * at) / 16_000));
    if (hertz > 0) speech.push({ start, end: start + seconds });
  }
  return { samples: Float32Array.from(samples), speech };
}

async function recognizer(language?: string): Promise<Recognizer> {
  return sherpaRecognizer(await findSpeechModel(MODEL, { threads: 1, language }), engine);
}

async function heard(window: Sound, language?: string): Promise<readonly HeardCue[]> {
  return (await hearWindow(window, { recognizer: await recognizer(language) })).heard.cues;
}

const LOW = 300;
const HIGH = 3000;
const brief = (cues: readonly HeardCue[]): string[] =>
  cues.map(({ start, end, text, language }) =>
    [start.toFixed(2), end.toFixed(2), text, language].filter(Boolean).join(' '),
  );

describe('Whisper, decoded by ourselves', () => {
  it('finds out the language of a window, and puts shared characters together', async () => {
    const { cues, language } = await (await recognizer()).recognise(windowOf([HIGH, 2.5]).samples);
    expect(cues.map((cue) => cue.text)).toEqual(['这样就好。']);
    expect(language).toBe('zh');
  });
  it('hears a window in parts where its language changes', async () => {
    const mixed = windowOf([LOW, 2.5], [0, 1], [HIGH, 2.5], [0, 1], [LOW, 2.5]);
    expect(brief(await heard(mixed))).toEqual([
      '0.03 1.47 One two three.',
      '1.47 2.51 One two three.',
      '3.00 5.50 这样就好。 zh',
      '7.00 7.97 One two three.',
      '7.97 8.91 One two three.',
    ]);
  });
  it('gives each word the time where the model looks as it writes it', async () => {
    const [first] = await heard(windowOf([LOW, 2.5]));
    expect(first?.words?.map(({ text }) => text)).toEqual(['One', 'two', 'three.']);
    // It looks at 0.3 s, 0.7 s and 1.2 s for them, at 1.7 s for the next.
    for (const [at, between] of [0.5, 0.95, 1.45].entries())
      expect(Math.abs((first?.words?.[at]?.end ?? 0) - between)).toBeLessThan(0.05);
  });
  it('is told a language, and hears all in it', async () => {
    expect(brief(await heard(windowOf([HIGH, 2.5]), 'en'))).toEqual([
      '0.03 1.47 One two three.',
      '1.47 2.41 One two three.',
    ]);
  });
  it('leaves out what is said behind the end, and keeps what is said twice', async () => {
    expect(brief(await heard(windowOf([LOW, 1.5])))).toEqual(['0.03 1.47 One two three.']);
    expect(await heard(windowOf([LOW, 2.5]))).toHaveLength(2);
  });
  it('hears on where it stops early', async () => {
    const cues = await heard(windowOf([LOW, 5]));
    expect(brief(cues)).toEqual([
      '0.03 1.47 One two three.',
      '1.47 2.41 One two three.',
      '2.53 3.97 One two three.',
      '3.97 4.91 One two three.',
    ]);
  });
  it('has nothing to say of no sound', async () => {
    expect(await (await recognizer()).recognise(new Float32Array(0))).toEqual({ cues: [] });
    expect(await (await recognizer()).recognise(new Float32Array(100))).toEqual({ cues: [] });
  });
  it('shifts its sound in the other way, and times back', async () => {
    const { samples } = windowOf([LOW, 2.5]);
    const { cues } = await (await recognizer()).recognise(samples, { isOtherWay: true });
    expect(brief(cues)).toEqual(['0.00 1.10 One two three.', '1.10 2.10 One two three.']);
  });
});
