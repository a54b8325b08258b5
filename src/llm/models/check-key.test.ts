import { createServer, type IncomingHttpHeaders } from 'node:http';

import { afterEach, expect, it } from 'vitest';

import { listen } from '../../../test/support/listen.ts';
import { checkKey } from './check-key.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function answering(
  status: number,
  body: string,
): Promise<{
  baseUrl: string;
  seen: { url?: string | undefined; headers: IncomingHttpHeaders }[];
}> {
  const seen: { url?: string | undefined; headers: IncomingHttpHeaders }[] = [];
  const server = createServer(({ url, headers }, response) => {
    seen.push({ url, headers });
    response.writeHead(status).end(body);
  });
  closing.push(() => server.close());
  return { baseUrl: `${await listen(server)}/v1`, seen };
}

const KEY = 'sk-1234567890';

it.each([
  ['openai', '/v1/models', 'authorization', `Bearer ${KEY}`],
  ['anthropic', '/v1/models', 'x-api-key', KEY],
  ['gemini', '/v1/models', 'x-goog-api-key', KEY],
  ['openrouter', '/v1/key', 'authorization', `Bearer ${KEY}`],
])('shows %s its key in its own way', async (provider, path, header, value) => {
  const { baseUrl, seen } = await answering(200, '{}');
  expect(await checkKey({ provider, baseUrl, key: KEY, env: {} })).toEqual({
    is: 'accepted',
    said: 'HTTP 200',
  });
  expect(seen[0]?.url).toBe(path);
  expect(seen[0]?.headers[header]).toBe(value);
});

it.each([
  ['openai', 401, '{}', 'refused'],
  ['anthropic', 403, '{}', 'refused'],
  [
    'gemini',
    400,
    '{"error":{"message":"API key not valid. Please pass a valid API key."}}',
    'refused',
  ],
  ['ernie', 404, 'not found', 'unclear'],
  ['qwen', 500, '', 'unclear'],
] as const)('%s that answers %i means: %4$s', async (provider, status, body, is) => {
  const { baseUrl } = await answering(status, body);
  expect((await checkKey({ provider, baseUrl, key: KEY, env: {} })).is).toBe(is);
});

it('tells a service that is not reached, and never the key', async () => {
  const verdict = await checkKey({
    provider: 'openai',
    baseUrl: 'http://127.0.0.1:1/v1',
    key: KEY,
    env: {},
  });
  expect(verdict.is).toBe('unreachable');
  expect(JSON.stringify(verdict)).not.toContain(KEY);
});
