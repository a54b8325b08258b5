import { afterEach, describe, expect, it } from 'vitest';

import { drain } from '../base/async.ts';
import type { ChatEvent, ChatModel, ChatRequest } from './chat-model.ts';
import { createChatModel, type CreateChatModelOptions } from './create-model.ts';
import { systemClock } from './pacing/clock.ts';
import {
  startSimulatedProvider,
  type SimulatedProvider,
  type SimulatedProviderOptions,
} from './simulated/server.ts';

const ANSWER = 'Good day to all of you, and thank you for coming.';
const paths = { openai: '/v1', anthropic: '/v1', gemini: '/v1beta', ollama: '' };
const opened: SimulatedProvider[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map(async (server) => server.close()));
});

async function start(options: Partial<SimulatedProviderOptions> = {}): Promise<SimulatedProvider> {
  const server = await startSimulatedProvider({ answer: () => ANSWER, ...options });
  opened.push(server);
  return server;
}

function modelAt(
  server: SimulatedProvider,
  options: Partial<CreateChatModelOptions> = {},
): ChatModel {
  return createChatModel({
    provider: 'local',
    model: 'plain',
    baseUrl: `${server.url}/v1`,
    clock: { ...systemClock, sleep: async (_ms, signal) => signal?.throwIfAborted() },
    ...options,
  });
}

const request: ChatRequest = { task: 'test', user: 'Say good day.', maxTokens: 500 };

const make = (options: Partial<CreateChatModelOptions>) => () =>
  createChatModel({ provider: 'local', model: 'm', ...options });

/** The failure of a question. */
async function failureOf(model: ChatModel, more: Partial<ChatRequest> = {}): Promise<unknown> {
  return drain(model.ask({ ...request, ...more })).then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe('createChatModel', () => {
  it('knows what the model can do before anything is asked', () => {
    const model = createChatModel({ provider: 'openai', model: 'gpt-4.1-mini', key: 'k' });
    expect(model.info).toMatchObject({
      id: 'openai:gpt-4.1-mini',
      host: 'api.openai.com',
      window: 1_047_576,
      family: 'o200k',
      thinking: 'off',
      size: 'large',
      price: { input: 0.4, output: 1.6 },
    });
  });

  it('prefers the price and the window of the user', () => {
    const price = { input: 9, output: 9 };
    const model = createChatModel({ provider: 'ollama', model: 'qwen3:8b', price, window: 16_384 });
    expect(model.info).toMatchObject({ price, window: 16_384, maxOutput: 8192, size: 'medium' });
  });

  it('refuses an unknown provider, a missing key and an address that is none', () => {
    expect(make({ provider: 'nobody' })).toThrow('there is no provider "nobody"');
    expect(make({ provider: 'deepseek' })).toThrow('There is no key for DeepSeek');
    expect(make({ baseUrl: 'http://' })).toThrow('is not a web address');
    expect(make({ model: ' ' })).toThrow('it has no name');
  });

  it('takes the key from the variables of its provider', async () => {
    const server = await start();
    const env = { DEEPSEEK_API_KEY: 'sk-from-the-environment' };
    const model = modelAt(server, { provider: 'deepseek', model: 'deepseek-chat', env });
    await drain(model.ask(request));
    expect(server.requests[0]?.headers['authorization']).toBe('Bearer sk-from-the-environment');
  });

  it('remembers what a server does not take', async () => {
    const server = await start();
    const model = modelAt(server, { provider: 'openai', model: 'fault:old-max-tokens' });
    await drain(model.ask(request));
    await drain(model.ask(request));
    const fields = server.requests.map(({ body }) => 'max_completion_tokens' in body);
    expect(fields).toEqual([true, false, false]);
  });

  it.each(['openai', 'anthropic', 'gemini', 'ollama'] as const)(
    'keeps its connection over %s from one question to the next',
    async (provider) => {
      const server = await start();
      const baseUrl = server.url + paths[provider];
      const model = modelAt(server, { provider, model: 'plain', baseUrl });
      for (let count = 0; count < 3; count += 1) await drain(model.ask(request));
      expect(await server.connections()).toBe(1);
    },
  );

  it('does not blame the server for a reader who takes a long time', async () => {
    const server = await start();
    const patience = { firstByteMs: 10_000, idleMs: 300 };
    const asking = modelAt(server, { patience }).ask(request);
    let text = '';
    for (;;) {
      const step = await asking.next();
      if (step.done) break;
      expect(step.value.type).toBe('text-delta');
      text += 'text' in step.value ? step.value.text : '';
      if (text.length < 20) await new Promise((resolve) => setTimeout(resolve, 400));
    }
    expect(text).toBe(ANSWER);
  });

  it('adapts once for requests that were refused side by side', async () => {
    const server = await start({ answer: () => '{"topic":"trees"}' });
    const limits = { concurrency: 4 };
    const model = modelAt(server, { model: 'fault:no-schema', limits });
    const schema = { type: 'object', properties: { topic: { type: 'string' } } };
    const asking = [1, 2, 3, 4].map(async () => drain(model.ask({ ...request, schema })));
    await Promise.all(asking);
    const formats = server.requests.map(({ body }) => JSON.stringify(body['response_format']));
    // In whatever order: who was refused first may be back before the last one has been.
    const adapted = formats.filter((format) => format === '{"type":"json_object"}');
    expect([formats.length, adapted.length]).toEqual([8, 4]);
  });

  it('counts failed attempts and estimates what they do not report', async () => {
    const server = await start();
    const { usage } = await drain(modelAt(server, { model: 'fault:cut-stream:1' }).ask(request));
    expect(usage).toMatchObject({ requests: 2, failedRequests: 1, estimated: true });
    expect(usage.outputTokens).toBeGreaterThan(10);
    const failed = await failureOf(modelAt(server, { model: 'fault:clean-cut' }));
    expect(failed).toMatchObject({ usage: { requests: 5, failedRequests: 5, estimated: true } });
  });

  it('says when a server has cut the prompt', async () => {
    const server = await start();
    const user = 'The gradient points uphill, so we step the other way. '.repeat(200);
    const error = await failureOf(modelAt(server, { model: 'fault:prompt-cut' }), { user });
    expect(error).toMatchObject({ code: 'MODEL_PROMPT_CUT', values: { read: 400 } });
    expect(String(error)).toMatch(/it read 400 of about \d{4} tokens/);
  });

  it('never shows thinking, and tells of failed attempts in between', async () => {
    const server = await start({
      answer: () => `<think>Hm. Well?</think>\n\n${ANSWER}`,
      speed: { firstTokenMs: 0, tokensPerSecond: 400 },
    });
    const events: ChatEvent[] = [];
    const model = modelAt(server, { model: 'fault:server-500:1' });
    await drain(model.ask(request), (event) => events.push(event));
    expect(events[0]).toMatchObject({ type: 'attempt-failed', code: 'MODEL_SERVER', attempt: 1 });
    const deltas = events.flatMap((event) => (event.type === 'text-delta' ? [event.text] : []));
    expect(deltas.join('')).toBe(ANSWER);
    expect(deltas.length).toBeGreaterThan(3);
  });

  it('breaks a runaway off, which ends its connection', async () => {
    const server = await start({
      answer: () => 'and so on '.repeat(5000),
      speed: { firstTokenMs: 0, tokensPerSecond: 2000 },
    });
    const { finish, text } = await drain(modelAt(server).ask({ ...request, expectTokens: 30 }));
    expect(finish).toBe('runaway');
    expect(text.length).toBeLessThan(10_000);
    await expect.poll(async () => server.connections()).toBe(0);
  });
});

describe('what is sent', () => {
  it('gives Ollama a context that holds prompt and answer, and never a smaller one after', async () => {
    const server = await start();
    const model = modelAt(server, { provider: 'ollama', baseUrl: server.url, window: 32_768 });
    const long = 'word '.repeat(3000);
    await drain(model.ask({ ...request, user: long, maxTokens: 2000 }));
    await drain(model.ask(request));
    const sizes = server.requests.map(({ body }) => body['options']);
    expect(sizes).toEqual([
      { num_ctx: 8192, num_predict: 2000 },
      { num_ctx: 8192, num_predict: 500 },
    ]);
    expect(server.requests[0]?.body).toMatchObject({ think: false });
  });

  it('sends Ollama nothing that it would cut', async () => {
    const server = await start();
    const model = modelAt(server, { provider: 'ollama', baseUrl: server.url, window: 4096 });
    const error = await failureOf(model, { user: 'word '.repeat(9000) });
    expect(error).toMatchObject({ code: 'MODEL_CONTEXT', learnt: { context: 4096 } });
    expect(server.requests).toEqual([]);
  });

  it('asks Claude for a shape and for its cache only where they are known to work', async () => {
    const server = await start({ answer: () => '{"topic":"trees"}' });
    const model = modelAt(server, { provider: 'anthropic', model: 'claude-haiku-4-5' });
    const schema = {
      type: 'object',
      properties: { topic: { type: 'string' } },
      required: ['topic'],
    };
    const cachePrefix = true;
    await drain(model.ask({ ...request, schema, cachePrefix, system: 'rule '.repeat(5000) }));
    await drain(model.ask({ ...request, cachePrefix, system: 'A short rule.' }));
    const [long, short] = server.requests;
    expect(long).toMatchObject({ task: 'context', schema: { properties: { topic: {} } } });
    expect(JSON.stringify(long?.body['system'])).toContain('"cache_control":{"type":"ephemeral"}');
    expect(JSON.stringify(short?.body)).not.toContain('cache_control');
  });

  it('sends neither a temperature nor a switch the model does not have', async () => {
    const server = await start();
    await drain(modelAt(server, { provider: 'openai', model: 'gpt-4.1-mini' }).ask(request));
    expect(Object.keys(server.requests[0]?.body ?? {}).toSorted()).toEqual([
      'max_completion_tokens',
      'messages',
      'model',
      'stream',
      'stream_options',
    ]);
  });

  it('asks for JSON in words where the server cannot be made to give it', async () => {
    const server = await start({ answer: () => '{"topic":"trees"}' });
    const model = modelAt(server, { provider: 'deepseek', model: 'deepseek-chat' });
    await drain(model.ask({ ...request, schema: { type: 'object', properties: { topic: {} } } }));
    expect(server.requests[0]).toMatchObject({
      task: 'context',
      body: { response_format: { type: 'json_object' } },
    });
    expect(server.requests[0]?.user).toContain('JSON');
  });
});

describe('a cancellation', () => {
  const reason = new Error('The user has gone to lunch.');

  it.each(['openai', 'anthropic', 'gemini', 'ollama'] as const)(
    'before the first byte ends the request over %s at once',
    async (provider) => {
      const server = await start();
      const baseUrl = server.url + paths[provider];
      const stop = new AbortController();
      const model = modelAt(server, { provider, model: 'fault:hang', baseUrl });
      const asking = failureOf(model, { signal: stop.signal });
      await expect.poll(() => server.requests.length).toBe(1);
      stop.abort(reason);
      expect(await asking).toBe(reason);
      await expect.poll(async () => server.connections()).toBe(0);
    },
  );

  it.each(['openai', 'anthropic', 'gemini', 'ollama'] as const)(
    'in the middle of a stream over %s throws its reason and closes the connection',
    async (provider) => {
      const server = await start();
      const baseUrl = server.url + paths[provider];
      const stop = new AbortController();
      const asking = modelAt(server, { provider, model: 'fault:stall', baseUrl }).ask({
        ...request,
        signal: stop.signal,
      });
      await asking.next();
      stop.abort(reason);
      const error = await drain(asking).catch((thrown: unknown) => thrown);
      expect(error).toBe(reason);
      await expect.poll(async () => server.connections()).toBe(0);
    },
  );

  it('of many requests at once makes Node warn of nothing', async () => {
    const warnings: Error[] = [];
    const onWarning = (warning: Error): void => void warnings.push(warning);
    process.on('warning', onWarning);
    const server = await start();
    const stop = new AbortController();
    const model = modelAt(server, { limits: { concurrency: 4 } });
    await Promise.all(
      Array.from({ length: 24 }, async () => drain(model.ask({ ...request, signal: stop.signal }))),
    );
    await new Promise(setImmediate);
    process.off('warning', onWarning);
    expect(warnings).toEqual([]);
  });

  it('during a pause ends the pause', async () => {
    const server = await start();
    const stop = new AbortController();
    const model = modelAt(server, { model: 'fault:rate-90', clock: systemClock });
    const asking = model.ask({ ...request, signal: stop.signal });
    await asking.next();
    const rest = drain(asking).catch((thrown: unknown) => thrown);
    stop.abort(reason);
    expect(await rest).toBe(reason);
  });

  it('while waiting for a turn takes no turn', async () => {
    const server = await start();
    const stop = new AbortController();
    const model = modelAt(server, { model: 'fault:hang', limits: { concurrency: 1 } });
    const first = failureOf(model, { signal: stop.signal });
    const second = failureOf(model, { signal: stop.signal });
    await expect.poll(() => server.requests.length).toBe(1);
    stop.abort(reason);
    expect(await Promise.all([first, second])).toEqual([reason, reason]);
    expect(server.requests).toHaveLength(1);
  });

  it('by leaving the loop closes the connection and frees the place', async () => {
    const server = await start();
    const model = modelAt(server, { model: 'fault:stall:1', limits: { concurrency: 1 } });
    for await (const event of model.ask(request)) {
      expect(event.type).toBe('text-delta');
      break;
    }
    await expect.poll(async () => server.connections()).toBe(0);
    expect((await drain(model.ask(request))).text).toBe(ANSWER);
  });
});
