import { join } from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';

import { FAMILIES } from '../../../../test/support/hearing.ts';
import type { Heard } from '../../recognizer.ts';
import { SherpaEngine } from '../engine/engine.ts';
import { sherpaRecognizer } from '../recognizer.ts';
import { findSpeechModel } from './families.ts';

const engine = new SherpaEngine();
afterAll(() => engine.stop());

/** Two seconds of a tone: of silence some families' code says nothing without asking the model. */
const tone = Float32Array.from({ length: 32_000 }, (_, at) => 0.3 * Math.sin(at / 7));

/** What the family's miniature says to it: a wire to the wrong place ends the engine's process. */
async function heard(family: string, language?: string): Promise<Heard> {
  const model = await findSpeechModel(join(FAMILIES, family), { language });
  expect(model.family).toBe(family);
  return sherpaRecognizer(model, engine).recognise(tone);
}

const textOf = ({ cues }: Heard): string => cues.map((cue) => cue.text).join(' ');

describe('the real engine runs', () => {
  it.each([
    'dolphin',
    'omnilingual',
    'fire-red-asr-ctc',
    'medasr-ctc',
    'paraformer',
    'sense-voice',
    'zipformer-ctc',
    'wenet-ctc',
    'telespeech-ctc',
    'transducer',
    'funasr-nano',
  ])('%s, with the times of its words', async (family) => {
    const { cues } = await heard(family);
    expect(textOf({ cues })).toBe('hello world');
    const words = cues.flatMap((cue) => cue.words ?? []);
    expect(words.map((word) => word.text)).toEqual(['hello', 'world']);
    expect(words[1]?.start).toBeGreaterThan(words[0]?.start ?? 2);
  });
  it.each([
    'moonshine',
    'moonshine-v2',
    'canary',
    'cohere-transcribe',
    'fire-red-asr',
    'qwen3-asr',
  ])('%s, without times', async (family) => {
    expect(await heard(family)).toEqual({ cues: [{ start: 0, end: 2, text: 'hello world' }] });
  });
  it.each([
    ['canary', 'de-AT', 'hallo world'],
    ['canary', 'fr', 'bonjour world'],
    ['canary', 'zh', 'hello world'],
    ['cohere-transcribe', 'zh-Hans', 'nihao world'],
    ['cohere-transcribe', 'ar', 'marhaba world'],
    ['cohere-transcribe', 'sw', 'hello world'],
  ])('%s, told %s: "%s"', async (family, language, text) => {
    expect(textOf(await heard(family, language))).toBe(text);
  });
  it('SenseVoice, told a language or none', async () => {
    expect(await heard('sense-voice')).toMatchObject({ language: 'en' });
    expect(await heard('sense-voice', 'yue')).toMatchObject({ language: 'yue' });
    expect(await heard('sense-voice', 'de')).toMatchObject({ language: 'en' });
  });
});
