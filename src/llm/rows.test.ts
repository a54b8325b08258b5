/** How the rows of an answer are enforced at servers on this machine, over real HTTP. */
import { createServer } from 'node:http';

import { afterEach, describe, expect, it } from 'vitest';

import { listen } from '../../test/support/listen.ts';
import { drain } from '../base/async.ts';
import { createChatModel } from './create-model.ts';
import { startSimulatedProvider } from './simulated/server.ts';

const closers: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  await Promise.all(closers.splice(0).map(async (close) => close()));
});

const rows = [
  { id: 41, characters: 60 },
  { id: 42, characters: 300 },
];
const request = { task: 'translate', user: '41|a\n42|b', maxTokens: 200, rows };

/** What a server of a kind is sent. */
async function sent(provider: string): Promise<Readonly<Record<string, unknown>>> {
  const server = await startSimulatedProvider({ answer: () => '41|x\n42|y' });
  closers.push(async () => server.close());
  const baseUrl = provider === 'ollama' ? server.url : `${server.url}/v1`;
  await drain(createChatModel({ provider, model: 'm', baseUrl, window: 8192 }).ask(request));
  return server.requests[0]?.body ?? {};
}

const SCHEMA = {
  type: 'object',
  properties: { 41: { type: 'string' }, 42: { type: 'string' } },
  required: ['41', '42'],
  additionalProperties: false,
};

describe('rows of an answer', () => {
  it("are a grammar for llama.cpp's server", async () => {
    const { grammar, response_format: format } = await sent('llamacpp');
    expect(format).toBeUndefined();
    expect(String(grammar).split('\n')).toEqual([
      String.raw`root ::= "41|" t100 "\n" "42|" t400 "\n"`,
      String.raw`t100 ::= [^ \t\r\n|] [^\r\n]{0,99}`,
      String.raw`t400 ::= [^ \t\r\n|] [^\r\n]{0,399}`,
    ]);
  });

  it.each(['lmstudio', 'vllm'])(
    'are the fields of an object for %s, and said to be so',
    async (provider) => {
      const body = await sent(provider);
      expect(body['response_format']).toMatchObject({
        type: 'json_schema',
        json_schema: { strict: true, schema: SCHEMA },
      });
      expect(JSON.stringify(body['messages'])).toContain('one JSON object');
    },
  );

  it('are the format for Ollama', async () => {
    const { format, options } = await sent('ollama');
    expect(format).toEqual(SCHEMA);
    expect(options).toMatchObject({ num_ctx: 2048 });
  });

  it('are asked for in words elsewhere', async () => {
    const body = await sent('local');
    expect(body).not.toHaveProperty('grammar');
    expect(body).not.toHaveProperty('response_format');
    expect(JSON.stringify(body['messages'])).not.toContain('JSON');
  });

  it('are asked for in words once a server has refused to enforce them', async () => {
    const hadGrammar: boolean[] = [];
    const server = createServer((incoming, response) => {
      let text = '';
      incoming.on('data', (piece) => (text += String(piece)));
      incoming.on('end', () => {
        const isRefused = text.includes('"grammar"');
        hadGrammar.push(isRefused);
        response.writeHead(isRefused ? 400 : 200, { 'content-type': 'application/json' });
        const answer = { choices: [{ message: { content: '41|x\n42|y' }, finish_reason: 'stop' }] };
        const refusal = { error: { message: 'grammar is not supported by this backend' } };
        response.end(JSON.stringify(isRefused ? refusal : answer));
      });
    });
    closers.push(() => void server.close());
    const baseUrl = `${await listen(server)}/v1`;
    const model = createChatModel({ provider: 'llamacpp', model: 'm', baseUrl, window: 8192 });
    expect((await drain(model.ask(request))).text).toBe('41|x\n42|y');
    await drain(model.ask(request));
    expect(hadGrammar).toEqual([true, false, false]);
  });
});
