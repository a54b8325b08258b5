/** What goes over the line packed, and what must not. */
import { get, type IncomingMessage } from 'node:http';

import { afterAll, beforeAll, expect, it } from 'vitest';

import { startServing, type TestServer } from '../../test/support/serving.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServing({ slots: 0 });
});
afterAll(async () => {
  await server.close();
});

/** The beginning of an answer; fetch would unpack it, and hide how it came. */
async function headersOf(path: string, encoding = 'gzip'): Promise<IncomingMessage['headers']> {
  const headers = { 'accept-encoding': encoding };
  return await new Promise((resolve, reject) => {
    get(`${server.origin}${path}`, { agent: false, headers }, (answer) => {
      answer.destroy();
      resolve(answer.headers);
    }).on('error', reject);
  });
}

it('JSON is, for who can unpack it', async () => {
  expect(await headersOf('/api/openapi.json')).toMatchObject({ 'content-encoding': 'gzip' });
  expect(await headersOf('/api/openapi.json', 'identity')).not.toHaveProperty('content-encoding');
});

it('the page is, and what it is made of is kept', async () => {
  const page = await (await server.ask('/')).text();
  const script = /src="([^"]+\.js)"/.exec(page)?.[1] ?? '';
  expect(await headersOf(script)).toMatchObject({
    'content-encoding': 'gzip',
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': 'private, max-age=31536000, immutable',
  });
});

it('events are not: packing would hold them back', async () => {
  const headers = await headersOf('/api/events');
  expect(headers).toMatchObject({ 'content-type': expect.stringMatching(/^text\/event-stream/) });
  expect(headers).not.toHaveProperty('content-encoding');
});
