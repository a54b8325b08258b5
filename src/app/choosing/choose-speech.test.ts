import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, it } from 'vitest';

import { FAMILIES } from '../../../test/support/hearing.ts';
import { AppError } from '../../base/errors.ts';
import { SherpaEngine } from '../../speech/sherpa/engine/engine.ts';
import { Settings } from '../settings/settings.ts';
import { chooseSpeech } from './choose-speech.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'talkleaf-speech-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What is chosen, or why nothing is. */
async function chosen(speech: string): Promise<string> {
  const env = { TALKLEAF_MODELS: folder };
  const engine = new SherpaEngine({ env });
  const settings = Settings.parse({ to: 'zh', out: '.', captions: 'auto', language: 'en', speech });
  return chooseSpeech(settings, { env, engine }).then(
    ({ name }) => name,
    (error: unknown) => AppError.find(error)?.code ?? String(error),
  );
}

it("takes a model file of whisper.cpp's by its path alone", async () => {
  const file = join(folder, 'ggml-tiny.bin');
  await writeFile(file, 'no model');
  // What whisper.cpp's models begin with is looked for before the program is.
  expect(await chosen(file)).toBe('SPEECH_MODEL_DAMAGED');
  expect(await chosen(`whispercpp:${file}`)).toBe('SPEECH_MODEL_DAMAGED');
  expect(await chosen(join(folder, 'ggml-gone.bin'))).toBe('SPEECH_MODEL_MISSING');
});

it('says why it chose a model by itself, and nothing of one that was named', async () => {
  const env = { TALKLEAF_MODELS: join(folder, 'models') };
  await cp(join(FAMILIES, 'dolphin'), join(env.TALKLEAF_MODELS, 'mine'), { recursive: true });
  const engine = new SherpaEngine({ env });
  const settings = { to: 'zh', out: '.', captions: 'auto', language: 'en' };
  const auto = await chooseSpeech(Settings.parse(settings), { env, engine });
  expect(auto).toMatchObject({ name: 'mine', why: { en: 'the only speech model here' } });
  const named = await chooseSpeech(Settings.parse({ ...settings, speech: 'mine' }), {
    env,
    engine,
  });
  expect(named.why).toBeUndefined();
});
