/** A model tried over HTTP: it answers, refuses the key, is not there, or never says a word. */
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { startSettings, type TestServer } from '../../../test/support/library-server.ts';
import { listen } from '../../../test/support/listen.ts';
import { type SimulatedProvider, startSimulatedProvider } from '../../llm/simulated/server.ts';
import { ModelTrial } from '../contract-settings.ts';
import { ModelTrials } from './model-trials.ts';

/** No service's keys look like it, so that no pattern finds it. */
const KEY = 'nobody-knows-it-by-its-looks';

let provider: SimulatedProvider;
let server: TestServer;
/** Requests at the provider at once, the most there were. */
const atOnce = { now: 0, most: 0 };

beforeAll(async () => {
  provider = await startSimulatedProvider({ answer: () => 'ok' });
  server = await startSettings();
});
afterAll(async () => {
  await server.close();
  await provider.close();
});

async function settings(values: object): Promise<void> {
  await writeFile(server.settingsFile, JSON.stringify(values));
}

async function tried(model?: string, language?: 'zh'): Promise<ModelTrial> {
  const body = model === undefined ? {} : { model };
  const answer = await server.ask('POST /api/settings/trial', { body, language });
  expect(answer.text).not.toContain(KEY);
  expect(answer.status).toBe(200);
  return ModelTrial.parse(answer.body);
}

describe('a trial', () => {
  it('asks the model of the settings for a few tokens', async () => {
    await settings({ baseUrl: `${provider.url}/v1`, model: 'local:simulated' });
    const { model, host, seconds, problem } = await tried();
    expect({ model, host, problem }).toEqual({ model: 'local:simulated', host: '127.0.0.1' });
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThan(10);
    expect(provider.requests.at(-1)?.user).toContain('ok');
    expect(provider.requests.at(-1)?.body).toMatchObject({ max_tokens: 256 });
  });

  it('asks the model that is named', async () => {
    await settings({ baseUrl: `${provider.url}/v1`, model: 'local:simulated' });
    expect(await tried('local:another')).toMatchObject({ model: 'local:another' });
    expect(provider.requests.at(-1)?.model).toBe('another');
  });

  it('tells that the key is refused, and not which', async () => {
    await settings({ baseUrl: `${provider.url}/v1`, keys: { local: KEY } });
    const { problem, seconds, model } = await tried('local:fault:auth');
    expect(problem?.code).toBe('MODEL_AUTH');
    expect(problem?.message).toContain('127.0.0.1');
    expect(seconds).toBeUndefined();
    expect(model).toBe('local:fault:auth');
    expect(provider.requests.at(-1)?.headers['authorization']).toBe(`Bearer ${KEY}`);
  });

  it('hides any other key that the server says back', async () => {
    const parrot = createServer((_, response) => {
      response.writeHead(400).end(JSON.stringify({ error: { message: `No tail on ${KEY}.` } }));
    });
    await settings({
      baseUrl: await listen(parrot),
      model: 'local:parrot',
      keys: { local: 'right-key', qwen: KEY },
    });
    const { problem } = await tried();
    parrot.close();
    expect(problem?.message).toContain('No tail on nob…ooks');
  });

  it('tells at once when nobody is there, in Chinese', async () => {
    const gone = createServer();
    const baseUrl = await listen(gone);
    gone.close();
    await settings({ baseUrl, model: 'local:simulated', keys: { local: KEY } });
    const begun = performance.now();
    const { problem, host } = await tried(undefined, 'zh');
    expect(performance.now() - begun).toBeLessThan(5000);
    expect(problem?.code).toBe('MODEL_NETWORK');
    expect(problem?.message).toMatch(/^无法连接/);
    expect(host).toBe('127.0.0.1');
  });

  it('is over with the first failure, also one that may pass', async () => {
    await settings({ baseUrl: `${provider.url}/v1` });
    const before = provider.requests.length;
    expect((await tried('local:fault:unavailable-503')).problem?.code).toBe('MODEL_OVERLOADED');
    expect(provider.requests.length).toBe(before + 1);
  });

  it.each([
    { values: { keys: {} }, model: 'nobody:x', code: 'MODEL_NAME_BAD' },
    { values: { keys: {} }, model: 'deepseek:deepseek-chat', code: 'KEY_MISSING' },
    { values: { noteStyle: 'sonnet' }, model: 'deepseek:x', code: 'SETTING_BAD' },
  ])('tells that $model cannot be asked: $code', async ({ values, model, code }) => {
    await settings(values);
    expect((await tried(model)).problem?.code).toBe(code);
  });

  it('waits for its turn', async () => {
    const slow = createServer((_, response) => {
      atOnce.now += 1;
      atOnce.most = Math.max(atOnce.most, atOnce.now);
      setTimeout(() => {
        atOnce.now -= 1;
        response.writeHead(401).end('{"error":{"message":"no"}}');
      }, 100);
    });
    await settings({ baseUrl: await listen(slow), keys: { relay: KEY } });
    const trials = await Promise.all([tried('relay:a'), tried('relay:b'), tried('relay:c')]);
    slow.close();
    expect(trials.map(({ problem }) => problem?.code)).toEqual(Array(3).fill('MODEL_AUTH'));
    expect(atOnce.most).toBe(1);
  });
});

it('a model that says nothing is given up', async () => {
  await settings({ baseUrl: `${provider.url}/v1`, model: 'local:fault:hang' });
  const env = { TALKLEAF_SETTINGS: server.settingsFile };
  const trials = new ModelTrials({ env, answerMs: 500 });
  const { signal } = new AbortController();
  const { problem } = await trials.ask({ language: 'en', signal });
  expect(problem).toMatchObject({
    code: 'MODEL_TIMEOUT',
    message: '127.0.0.1 did not answer in time: no answer within 0.5 s.',
  });
});
