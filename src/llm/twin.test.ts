/** Requests that stall, through the real client and real HTTP. */
import { afterEach, describe, expect, it } from 'vitest';

import { drain } from '../base/async.ts';
import type { ChatEvent, ChatModel, ChatRequest, ChatResult } from './chat-model.ts';
import { createChatModel } from './create-model.ts';
import type { StallBounds } from './pacing/tempo.ts';
import {
  type Asked,
  type Fault,
  type SimulatedProviderOptions,
  startSimulatedProvider,
} from './simulated/server.ts';

const ANSWER = 'Good day to all of you, and thank you for coming.';
/** Impatient, so that tests are quick. */
const STALL = { leastFirstMs: 300, leastGapMs: 300, unknownMs: 1200 };
/** Where something has to happen between two moments, also on a busy machine: a twin after 1.5 s, giving up after 3 s. */
const CALMER = { leastFirstMs: 1000, leastGapMs: 1000, unknownMs: 4000 };

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function modelWith(
  fault: (asked: Asked) => Fault | undefined,
  { stall = STALL, ...more }: Partial<SimulatedProviderOptions> & { stall?: StallBounds } = {},
) {
  const server = await startSimulatedProvider({ answer: () => ANSWER, fault, ...more });
  closing.push(() => server.close());
  const model = createChatModel({
    provider: 'openai',
    model: 'gpt-4.1-mini',
    key: 'none-needed',
    baseUrl: `${server.url}/v1`,
    limits: { concurrency: 4 },
    patience: { firstByteMs: 20_000, idleMs: 20_000, stall },
  });
  return { server, model };
}

type Run = { readonly result: ChatResult; readonly events: ChatEvent[]; readonly ms: number };

async function ask(model: ChatModel, user: string, more: Partial<ChatRequest> = {}): Promise<Run> {
  const events: ChatEvent[] = [];
  const began = performance.now();
  const request = { task: 'test', user, maxTokens: 400, expectTokens: 20, ...more };
  const result = await drain(model.ask(request), (event) => events.push(event));
  return { result, events, ms: performance.now() - began };
}

/** Lets the model learn what is usual, and earns it a twin: 5 % of what was asked. */
async function warmUp(model: ChatModel): Promise<void> {
  for (let each = 0; each < 4; each++) await ask(model, `Warm-up ${each}. ${'Word '.repeat(400)}`);
}

describe('a request that stalls', () => {
  it('gets a twin when it says nothing, whose answer counts', async () => {
    const { server, model } = await modelWith(({ user, attempt }) =>
      user === 'hang' && attempt === 1 ? { instead: 'hang' } : undefined,
    );
    await warmUp(model);
    const { result, events, ms } = await ask(model, 'hang');
    expect(result).toMatchObject({ text: ANSWER, finish: 'stop' });
    expect(result.usage).toMatchObject({ requests: 2, failedRequests: 1 });
    expect(events.map(({ type }) => type)).toEqual(['text-delta']);
    expect(ms).toBeLessThan(5000);
    expect(server.requests.filter(({ user }) => user === 'hang')).toHaveLength(2);
    expect(await server.connections()).toBeLessThanOrEqual(4);
  });

  it('is void where it had said something, when half an answer is of no use', async () => {
    const { model } = await modelWith(({ user, attempt }) =>
      user === 'stall' && attempt === 1 ? { breakAt: 0.5, break: 'stall' } : undefined,
    );
    await warmUp(model);
    const { result, events } = await ask(model, 'stall');
    expect(result.text).toBe(ANSWER);
    const at = events.findIndex(({ type }) => type === 'attempt-failed');
    expect(events[at]).toMatchObject({ code: 'MODEL_TIMEOUT', waitMs: 0 });
    const shown = events.slice(at + 1).map((event) => ('text' in event ? event.text : ''));
    expect(shown.join('')).toBe(ANSWER);
  });

  it('is broken off at once where half an answer is of use', async () => {
    const { server, model } = await modelWith(({ user }) =>
      user === 'stall' ? { breakAt: 0.5, break: 'stall' } : undefined,
    );
    await warmUp(model);
    const { result, ms } = await ask(model, 'stall', { salvage: true });
    expect(result).toMatchObject({ finish: 'cut', text: ANSWER.slice(0, 24) });
    expect(ms).toBeLessThan(5000);
    expect(server.requests.filter(({ user }) => user === 'stall')).toHaveLength(1);
  });

  it('has one twin and no more; then it is sent anew', async () => {
    const { server, model } = await modelWith(({ user, attempt }) =>
      user === 'hang' && attempt <= 2 ? { instead: 'hang' } : undefined,
    );
    await warmUp(model);
    const { result, events } = await ask(model, 'hang');
    expect(result.text).toBe(ANSWER);
    expect(events.filter(({ type }) => type === 'attempt-failed')).toHaveLength(1);
    expect(server.requests.filter(({ user }) => user === 'hang')).toHaveLength(3);
  });

  it('has none where that would cost more than a twentieth of what was asked', async () => {
    const { server, model } = await modelWith(({ user, attempt }) =>
      user.startsWith('hang') && attempt === 1 ? { instead: 'hang' } : undefined,
    );
    await warmUp(model);
    const { result, events } = await ask(model, `hang ${'Word '.repeat(400)}`);
    expect(result.text).toBe(ANSWER);
    // Not beside the first, but after it.
    expect(events.map(({ type }) => type)).toEqual(['attempt-failed', 'text-delta']);
    expect(server.requests.filter(({ user }) => user.startsWith('hang'))).toHaveLength(2);
  });

  it('leaves the twin behind when it goes on after all', async () => {
    const { server, model } = await modelWith(
      ({ user, attempt }) => {
        if (user !== 'late') return undefined;
        return attempt === 1 ? { waitMs: 2300 } : { instead: 'hang' };
      },
      { stall: CALMER },
    );
    await warmUp(model);
    const { result, ms } = await ask(model, 'late');
    expect(result).toMatchObject({ text: ANSWER, usage: { requests: 2 } });
    expect(ms).toBeLessThan(5000);
    expect(server.requests.filter(({ user }) => user === 'late')).toHaveLength(2);
  });

  it('is not given up while the server says that it waits for its turn', async () => {
    const { server, model } = await modelWith(({ user }) =>
      user === 'queued' ? { queueMs: 3000 } : undefined,
    );
    await warmUp(model);
    const { result, events } = await ask(model, 'queued');
    expect(result).toMatchObject({ text: ANSWER });
    expect(events.filter(({ type }) => type === 'attempt-failed')).toEqual([]);
    // The twin has no other turn.
    expect(server.requests.filter(({ user }) => user === 'queued')).toHaveLength(2);
  });

  it('is not given up before it is known what is usual', async () => {
    const { server, model } = await modelWith(({ user, attempt }) =>
      user === 'slow' && attempt === 1 ? { waitMs: 4000 } : undefined,
    );
    const { result, events } = await ask(model, 'slow');
    expect(result).toMatchObject({ text: ANSWER, usage: { failedRequests: 0 } });
    expect(events.filter(({ type }) => type === 'attempt-failed')).toEqual([]);
    expect(server.requests.filter(({ user }) => user === 'slow')).toHaveLength(1);
  });

  it('ends with its twin when the caller gives up', async () => {
    const { server, model } = await modelWith(
      ({ user }) => (user === 'hang' ? { instead: 'hang' } : undefined),
      { stall: CALMER },
    );
    await warmUp(model);
    const stop = new AbortController();
    const reason = new Error('no longer');
    setTimeout(() => stop.abort(reason), 2300);
    await expect(ask(model, 'hang', { signal: stop.signal })).rejects.toBe(reason);
    expect(server.requests.filter(({ user }) => user === 'hang')).toHaveLength(2);
    await expect.poll(() => server.connections()).toBeLessThanOrEqual(4);
  });
});

describe('an answer of which there is enough', () => {
  it('is broken off, and counted as far as it came', async () => {
    const long = Array.from({ length: 4000 }, (_, at) => `Line ${at}.`).join(' ');
    // It would go on for half a minute.
    const speed = { firstTokenMs: 10, tokensPerSecond: 500 };
    const { server, model } = await modelWith(() => undefined, { answer: () => long, speed });
    const { result, ms } = await ask(model, 'talk', {
      isEnough: (text) => text.includes('Line 40.'),
      expectTokens: 20_000,
    });
    expect(result.finish).toBe('enough');
    expect(ms).toBeLessThan(10_000);
    expect(long.startsWith(result.text)).toBe(true);
    expect(result.text).toContain('Line 40.');
    expect(result.text.length).toBeLessThan(long.length / 2);
    expect(result.usage).toMatchObject({ requests: 1, failedRequests: 0, estimated: true });
    await expect.poll(() => server.connections()).toBeLessThanOrEqual(1);
  });
});
