import { createServer } from 'node:http';

import { afterEach, describe, expect, it } from 'vitest';

import { listen } from '../../../test/support/listen.ts';
import { startSimulatedProvider } from '../simulated/server.ts';
import { listModels, probeKind, probeWindow } from './probe.ts';

const closers: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  await Promise.all(closers.splice(0).map(async (close) => close()));
});

/** A server that knows only the given paths. */
async function serverWith(documents: Record<string, unknown>): Promise<string> {
  const server = createServer((request, response) => {
    const document = documents[request.url ?? ''];
    response.writeHead(document === undefined ? 404 : 200);
    response.end(JSON.stringify(document ?? {}));
  });
  closers.push(() => void server.close());
  return await listen(server);
}

describe('probeKind', () => {
  it.each([
    ['ollama', { '/api/version': { version: '0.12.3' }, '/v1/models': { data: [] } }],
    ['llamacpp', { '/props': { default_generation_settings: { n_ctx: 2048 } } }],
    ['lmstudio', { '/api/v0/models': { data: [{ id: 'a' }] } }],
    ['vllm', { '/v1/models': { data: [{ id: 'a', owned_by: 'vllm' }] } }],
    [undefined, { '/v1/models': { data: [{ id: 'a', owned_by: 'me' }] } }],
  ])('knows %s by what only it answers', async (kind, documents) => {
    const url = await serverWith(documents);
    for (const baseUrl of [url, `${url}/v1`, `${url}/v1/chat/completions`])
      expect(await probeKind({ baseUrl })).toBe(kind);
  });
});

describe('probeWindow', () => {
  it('asks Ollama what the model can do', async () => {
    const server = await startSimulatedProvider({ answer: () => '', window: 40_960 });
    closers.push(async () => server.close());
    expect(await probeWindow({ provider: 'ollama', model: 'simulated', baseUrl: server.url })).toBe(
      40_960,
    );
    expect(await listModels({ provider: 'ollama', baseUrl: server.url })).toEqual(['simulated']);
  });

  it.each([
    [
      'LM Studio',
      { '/api/v0/models': { data: [{ id: 'a', loaded_context_length: 4096 }, { id: 'b' }] } },
      4096,
    ],
    [
      'llama.cpp',
      {
        '/props': { default_generation_settings: { n_ctx: 2048 } },
        '/v1/models': { data: [{ id: 'x' }] },
      },
      2048,
    ],
    ['vLLM', { '/v1/models': { data: [{ id: 'a', max_model_len: 32_768 }] } }, 32_768],
    ['a server that does not say', { '/v1/models': { data: [{ id: 'a' }] } }, undefined],
  ])('finds the window of %s', async (_name, documents, window) => {
    const baseUrl = `${await serverWith(documents)}/v1`;
    expect(await probeWindow({ provider: 'local', model: 'a', baseUrl })).toBe(window);
  });

  it('gives nothing for a server that is not there, and for a service', async () => {
    expect(
      await probeWindow({ provider: 'llamacpp', model: 'a', baseUrl: 'http://127.0.0.1:9/v1' }),
    ).toBeUndefined();
    expect(await probeWindow({ provider: 'openai', model: 'gpt-4.1' })).toBeUndefined();
  });

  it('is cancelled by its signal', async () => {
    const reason = new Error('enough');
    const signal = AbortSignal.abort(reason);
    await expect(probeWindow({ provider: 'ollama', model: 'a', signal })).rejects.toBe(reason);
  });
});
