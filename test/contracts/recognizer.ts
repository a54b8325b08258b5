/** What every recogniser must keep to, whatever is behind it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Heard, RecogniseOptions, Recognizer } from '../../src/speech/recognizer.ts';
import { heardWords, samplesOf, TALK } from '../support/hearing.ts';

/** A recogniser at work, and how it is ended. */
export type OpenRecognizer = {
  readonly recognizer: Recognizer;
  readonly close?: (() => Promise<void>) | undefined;
};

/** "Let us start with the release.": what the recogniser under test must hear. */
export const SENTENCE = 'let us start with the release'.split(' ');

/** That sentence, 2.1 s of the sample talk, or of the recording with tones. */
export async function sentenceSound(recording = TALK): Promise<Float32Array> {
  return (await samplesOf(recording)).slice(13.6 * 16_000, 15.7 * 16_000);
}

/** Runs the conformance suite over the recogniser that `open` gives, which hears the sentence in a recording. */
export function recognizerContract(
  name: string,
  open: () => Promise<OpenRecognizer>,
  recording = TALK,
): void {
  describe(`${name} keeps the contract of a recogniser`, () => {
    let sound: Float32Array = new Float32Array();
    let opened: OpenRecognizer | undefined;
    const tell = (samples: Float32Array, options: RecogniseOptions): Promise<Heard> => {
      if (!opened) throw new Error('not open');
      return opened.recognizer.recognise(samples, options);
    };
    const hear = (samples: Float32Array, signal?: AbortSignal): Promise<Heard> =>
      tell(samples, { signal });
    beforeAll(async () => {
      sound = await sentenceSound(recording);
      opened = await open();
    });
    afterAll(() => opened?.close?.());

    it('has an id, a longest window and a count of them', () => {
      expect(opened?.recognizer.id).toMatch(/^[a-z-]+:\S+$/);
      expect(opened?.recognizer.longest).toBeGreaterThan(5);
      expect(opened?.recognizer.parallel).toSatisfy(Number.isInteger);
      expect(opened?.recognizer.parallel).toBeGreaterThanOrEqual(1);
    });

    it('hears what was said, in cues in order of time inside the window', async () => {
      const { cues } = await hear(sound);
      expect(heardWords(cues)).toEqual(SENTENCE);
      expectCuesInOrder(cues, 2.1);
    });

    it('hears the same in a window with as many beside it as it takes, and more', async () => {
      const part = sound.slice(0, 19_000);
      const alone = [await hear(sound), await hear(part)];
      expect(alone[0]).not.toEqual(alone[1]);
      const pairs = opened?.recognizer.parallel ?? 1;
      const together = Array.from({ length: pairs }, () => [hear(sound), hear(part)]).flat();
      const expected = Array.from({ length: pairs }, () => alone).flat();
      expect(await Promise.all(together)).toEqual(expected);
    });

    it('hears it when told the language, and in its other way', async () => {
      for (const options of [{ language: 'en' }, { isOtherWay: true }]) {
        const { cues } = await tell(sound, options);
        expect(heardWords(cues)).toEqual(SENTENCE);
        expectCuesInOrder(cues, 2.1);
      }
    });

    it.each([0, 1, 100, 1599])('gives no cues for %i samples', async (count) => {
      expect((await hear(sound.slice(6000, 6000 + count))).cues).toEqual([]);
    });

    it('gives no cues for silence', async () => {
      expect((await hear(new Float32Array(32_000))).cues).toEqual([]);
    });

    it('outlives a window of noise and of no numbers', async () => {
      const noise = Float32Array.from({ length: 16_000 }, (_, at) => Math.sin(at * at) / 2);
      expectCuesInOrder((await hear(noise)).cues, 1);
      expectCuesInOrder((await hear(new Float32Array(16_000).fill(Number.NaN))).cues, 1);
      expect(heardWords((await hear(sound)).cues)).toEqual(SENTENCE);
    });

    it('ends with the reason of its signal, before and in the middle', async () => {
      const reason = new Error('enough');
      await expect(hear(sound, AbortSignal.abort(reason))).rejects.toBe(reason);
      const controller = new AbortController();
      const call = hear(sound, controller.signal);
      controller.abort(reason);
      await expect(call).rejects.toBe(reason);
      expect(heardWords((await hear(sound)).cues)).toEqual(SENTENCE);
    });
  });
}

/** Words may lie so far beside their cue, in seconds. */
const INEXACT = 0.5;

function expectCuesInOrder(cues: Heard['cues'], length: number): void {
  let earliest = 0;
  for (const cue of cues) {
    expect(cue.text.trim()).not.toBe('');
    expect(cue.text).not.toMatch(/[\r\n]/);
    expect(cue.start).toBeGreaterThanOrEqual(earliest);
    expect(cue.end).toBeGreaterThanOrEqual(cue.start);
    expect(cue.end).toBeLessThanOrEqual(length);
    let spoken = Math.max(0, cue.start - INEXACT);
    for (const word of cue.words ?? []) {
      expect(word.text.trim()).not.toBe('');
      expect(word.start).toBeGreaterThanOrEqual(spoken);
      expect(word.end).toBeGreaterThanOrEqual(word.start);
      expect(word.end).toBeLessThanOrEqual(Math.min(length, cue.end + INEXACT));
      spoken = word.start;
    }
    earliest = cue.start;
  }
}
