import { afterEach, describe, expect, it } from 'vitest';

import { linesOf, taskOf } from './asked.ts';
import {
  startSimulatedProvider,
  type SimulatedProvider,
  type SimulatedProviderOptions,
} from './server.ts';

const opened: SimulatedProvider[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map(async (server) => server.close()));
});
async function start(options: SimulatedProviderOptions): Promise<SimulatedProvider> {
  const server = await startSimulatedProvider(options);
  opened.push(server);
  return server;
}

async function post(url: string, body: unknown): Promise<Response> {
  return fetch(url, { method: 'POST', body: JSON.stringify(body) });
}

const user =
  'Already translated:\n3|old => alt\n\nTranslate these 2 lines:\n[0:10]\n4|one\n[2:05]\n5|two | three';

describe('startSimulatedProvider', () => {
  it('understands a question over every wire', async () => {
    const server = await start({ answer: () => 'yes' });
    const messages = [
      { role: 'system', content: 'S' },
      { role: 'user', content: user },
    ];
    await post(`${server.url}/v1/chat/completions`, { model: 'a', messages });
    await post(`${server.url}/v1/messages`, {
      model: 'b',
      system: 'S',
      messages: messages.slice(1),
    });
    await post(`${server.url}/api/chat`, { model: 'c', messages });
    await post(`${server.url}/v1beta/models/d:streamGenerateContent?alt=sse`, {
      systemInstruction: { parts: [{ text: 'S' }] },
      contents: [{ role: 'user', parts: [{ text: user }] }],
    });
    expect(server.requests.map(({ wire, model }) => [wire, model])).toEqual([
      ['openai', 'a'],
      ['anthropic', 'b'],
      ['ollama', 'c'],
      ['gemini', 'd'],
    ]);
    for (const asked of server.requests) {
      expect(asked).toMatchObject({
        system: 'S',
        user,
        task: 'translate',
        ids: [4, 5],
        attempt: 1,
      });
      expect(asked.lines[1]).toEqual({ id: 5, text: 'two | three' });
    }
  });

  it('says so when nothing is recorded', async () => {
    const server = await start({ answer: () => undefined });
    const response = await post(`${server.url}/v1/chat/completions`, { model: 'a', messages: [] });
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('Nothing is recorded for this request');
  });

  it('counts how often the same question comes', async () => {
    const server = await start({ answer: ({ attempt }) => String(attempt) });
    for (const model of ['a', 'a', 'b']) {
      await (await post(`${server.url}/api/chat`, { model, messages: [] })).text();
    }
    expect(server.requests.map(({ attempt }) => attempt)).toEqual([1, 2, 1]);
  });

  it('keeps the pace it was given, for many at once', async () => {
    const speed = { firstTokenMs: 50, tokensPerSecond: 400 };
    const server = await start({ answer: () => 'word '.repeat(100), speed });
    const startMs = performance.now();
    const answers = await Promise.all(
      Array.from({ length: 8 }, async (_, index) =>
        (
          await post(`${server.url}/v1/chat/completions`, {
            model: String(index),
            messages: [],
            stream: true,
          })
        ).text(),
      ),
    );
    // 100 tokens at 400 a second; only the lower bound is certain on a busy machine.
    expect(performance.now() - startMs).toBeGreaterThan(250);
    expect(answers.every((answer) => answer.endsWith('data: [DONE]\n\n'))).toBe(true);
  });

  it('answers in one document when no stream is asked for, in the same time', async () => {
    const speed = { firstTokenMs: 50, tokensPerSecond: 400 };
    const server = await start({ answer: () => 'word '.repeat(100), speed });
    const startMs = performance.now();
    const answer = await post(`${server.url}/v1/chat/completions`, { messages: [] });
    expect(await answer.json()).toMatchObject({ choices: [{ finish_reason: 'stop' }] });
    expect(performance.now() - startMs).toBeGreaterThan(250);
  });

  it('refuses more at once than it has streams', async () => {
    const speed = { firstTokenMs: 200, tokensPerSecond: 400 };
    const server = await start({ answer: () => 'fine', speed, streams: 2 });
    const ask = async () => {
      const answer = await post(`${server.url}/v1/chat/completions`, {
        messages: [],
        stream: true,
      });
      await answer.text();
      return answer.status;
    };
    const statuses = await Promise.all([ask(), ask(), ask()]);
    expect(statuses.toSorted()).toEqual([200, 200, 429]);
    expect(await ask()).toBe(200);
  });

  it('goes wrong as told', async () => {
    const server = await start({
      answer: () => 'fine',
      fault: ({ attempt }) =>
        attempt === 1 ? { status: 503, error: { message: 'no' } } : undefined,
    });
    const ask = async () =>
      (await post(`${server.url}/v1/chat/completions`, { messages: [] })).status;
    expect([await ask(), await ask()]).toEqual([503, 200]);
  });
});

describe('taskOf', () => {
  const asked = { system: '', user: '' };
  it.each([
    ['context', 'topic'],
    ['outline', 'sections'],
    ['points', 'points'],
    ['merge', 'joins'],
    ['translate', 'anything'],
  ])('knows %s by the field "%s" of its schema or example', (task, field) => {
    const schema = { type: 'object', properties: { title: {}, [field]: {} } };
    expect(taskOf({ ...asked, schema })).toBe(task);
    expect(
      taskOf({ ...asked, user: `Answer with JSON:\n{"title":"...","${field}":[…]}\n\n1|x` }),
    ).toBe(task);
    expect(taskOf({ ...asked, user: `Match this schema:\n${JSON.stringify(schema)}` })).toBe(task);
  });
});

describe('linesOf', () => {
  it('takes the last block only', () => {
    expect(linesOf('1|a\n2|b\n\nNow:\n7|c\n8|d').map(({ id }) => id)).toEqual([7, 8]);
    expect(linesOf('no lines here')).toEqual([]);
  });
});
