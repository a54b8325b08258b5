/** Each way beyond this machine, refused with a sentence that says what to do instead. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, it } from 'vitest';

import { AppError } from '../base/errors.ts';
import { systemClock } from '../llm/pacing/clock.ts';
import { Limiters } from '../llm/pacing/limiter.ts';
import { SherpaEngine } from '../speech/sherpa/engine/engine.ts';
import { startSimulatedProvider } from '../testing.ts';
import { chooseModel, chooseSecond } from './choosing/choose-model.ts';
import { chooseSpeech } from './choosing/choose-speech.ts';
import { locate } from './inputs/fetch-input.ts';
import { fetchModel } from './models/fetch-model.ts';
import { pullFfmpeg } from './programs/ffmpeg.ts';
import { pullYtDlp } from './programs/yt-dlp.ts';
import type { Settings } from './settings/settings.ts';
import { withOffline } from './settings/with-offline.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'talkleaf-offline-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const env = withOffline({ DEEPSEEK_API_KEY: 'sk-none-1234567890' }, { offline: true });

function settings(given: Partial<Settings> = {}): Settings {
  return { to: 'zh', out: folder, language: 'en', offline: true, ...given };
}

function model(given: Partial<Settings>): Parameters<typeof chooseModel>[0] {
  return { settings: settings(given), env, limiters: new Limiters(systemClock) };
}

const WAYS: readonly (readonly [string, string, RegExp, () => Promise<unknown>])[] = [
  [
    'the page of a video',
    'OFFLINE_LINK',
    /give the file/,
    () => locate('https://www.youtube.com/watch?v=abc', { settings: settings(), env }),
  ],
  [
    'a link to a file',
    'OFFLINE_LINK',
    /give the file/,
    () => locate('https://example.com/talk.mp3', { settings: settings(), env }),
  ],
  [
    'a page on this machine, which yt-dlp would read',
    'OFFLINE_LINK',
    /give the file/,
    () => locate('http://127.0.0.1:1/watch', { settings: settings(), env }),
  ],
  [
    'a hosted model',
    'OFFLINE_MODEL',
    /--model ollama:/,
    () => chooseModel(model({ model: 'deepseek:deepseek-chat' })),
  ],
  [
    'a relay',
    'OFFLINE_MODEL',
    /--model ollama:/,
    () => chooseModel(model({ baseUrl: 'https://relay.example/v1', model: 'gpt' })),
  ],
  [
    'a model in the same building',
    'OFFLINE_MODEL',
    /--model ollama:/,
    () => chooseModel(model({ baseUrl: 'http://192.168.1.9:11434', model: 'qwen' })),
  ],
  [
    'a hosted second model',
    'OFFLINE_MODEL',
    /--model ollama:/,
    () => chooseSecond(model({ secondModel: 'deepseek:deepseek-chat' })),
  ],
  [
    'a speech service',
    'OFFLINE_MODEL',
    /talkleaf models ls/,
    () =>
      chooseSpeech(settings({ speech: 'groq:whisper', keys: { groq: 'sk-none-1234567890' } }), {
        env,
        engine: new SherpaEngine({ env }),
      }),
  ],
  ['ffmpeg', 'OFFLINE_PROGRAM', /talkleaf programs pull ffmpeg/, () => pullFfmpeg({ env })],
  ['yt-dlp', 'OFFLINE_PROGRAM', /talkleaf programs pull yt-dlp/, () => pullYtDlp({ env })],
  [
    'a speech model',
    'OFFLINE',
    /talkleaf models pull/,
    () => fetchModel('whisper-base', { env: { ...env, TALKLEAF_MODELS: folder } }),
  ],
];

it.each(WAYS)('%s: %s', async (_, code, hint, ask) => {
  const failure = await ask().then(
    () => undefined,
    (error: unknown) => AppError.find(error),
  );
  expect(failure?.code).toBe(code);
  expect(failure?.hint).toMatch(hint);
});

it('a key alone chooses no model', async () => {
  expect((await chooseModel(model({})))?.info.id ?? '').not.toContain('deepseek');
});

it('a server on this machine is asked', async () => {
  const provider = await startSimulatedProvider({ answer: () => '{}' });
  const given = { baseUrl: `${provider.url}/v1`, model: 'local:sim' };
  expect((await chooseModel(model(given)))?.info.host).toContain('127.0.0.1');
  await provider.close();
});
