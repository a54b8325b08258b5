import { createServer, type Server } from 'node:http';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { listen } from '../../test/support/listen.ts';
import { AppError } from '../base/errors.ts';
import { openFence } from './fence.ts';
import { follow } from './follow.ts';
import { networkOf } from './network.ts';
import { isOffline, isThisMachine } from './offline.ts';
import { transportOf } from './transport.ts';

let server: Server;
let address: string;
/** Addresses the server was asked for; a proxy gets whole ones. */
const asked: string[] = [];

beforeAll(async () => {
  server = createServer(({ url = '' }, response) => {
    asked.push(url);
    if (url === '/away') response.writeHead(302, { location: 'http://192.0.2.1/talk.mp3' });
    response.end('here');
  });
  server.on('connect', ({ url = '' }, socket) => {
    asked.push(url);
    socket.end();
  });
  address = await listen(server);
});
afterAll(() => void server.close());

const OFF = { TALKLEAF_OFFLINE: '1' };

async function failureOf(work: Promise<unknown>): Promise<AppError | undefined> {
  return await work.then(
    () => undefined,
    (error: unknown) => AppError.find(error),
  );
}

describe('transportOf, offline', () => {
  it('asks servers on this machine', async () => {
    const { port } = new URL(address);
    for (const url of [address, `http://localhost:${port}/`]) {
      expect(await (await networkOf(OFF)(url, {})).text()).toBe('here');
    }
  });

  it.each([
    'https://huggingface.co/x',
    'http://192.0.2.1/',
    'http://192.168.1.20:11434/api/tags',
    'http://[2001:db8::1]/',
    'http://169.254.169.254/latest',
    'http://localhost.example/',
  ])('refuses %s, and says how to do without', async (url) => {
    const failure = await failureOf(networkOf(OFF)(url, {}));
    expect(failure?.code).toBe('OFFLINE');
    expect(failure?.message).toContain(new URL(url).host);
    expect(failure?.hint).toContain('talkleaf models pull');
    expect(failure?.in('zh').message).toContain('离线');
  });

  it('not even through a proxy on this machine', async () => {
    asked.length = 0;
    const variables = { ...OFF, HTTPS_PROXY: address, HTTP_PROXY: address };
    for (const url of ['https://models.test/', 'http://models.test/'])
      expect((await failureOf(networkOf(variables)(url, {})))?.code).toBe('OFFLINE');
    expect(asked).toEqual([]);
  });

  it('does not follow an answer that leads away', async () => {
    const failure = await failureOf(follow(transportOf(OFF), `${address}/away`, {}));
    expect(failure?.code).toBe('OFFLINE');
  });
});

describe('openFence, offline', () => {
  it('leads nowhere', async () => {
    const fence = await openFence(OFF);
    const url = 'https://example.com/talk.mp3';
    expect((await failureOf(fence.check(url)))?.code).toBe('OFFLINE_LINK');
    expect((await failureOf(fence.send(url, {})))?.code).toBe('OFFLINE_LINK');
    expect(fence.proxy).toBeUndefined();
    await fence.close();
  });
});

describe('isOffline', () => {
  it.each([
    ['true', true],
    ['Yes', true],
    ['1', true],
    ['', false],
    ['0', false],
    ['false', false],
  ])('%j: %s', (value, expected) => {
    expect(isOffline({ TALKLEAF_OFFLINE: value })).toBe(expected);
  });
});

describe('isThisMachine', () => {
  it.each([
    ['localhost', true],
    ['127.3.2.1', true],
    ['[::1]', true],
    ['api.localhost', true],
    ['10.0.0.1', false],
    ['0.0.0.0', false],
    ['localhost.example', false],
    ['[fe80::1]', false],
  ])('%s: %s', (host, expected) => {
    expect(isThisMachine(host)).toBe(expected);
  });
});
