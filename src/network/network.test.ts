import { createServer, type Server } from 'node:http';
import { connect } from 'node:net';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { networkOf } from './network.ts';

/** A server, and a proxy that leads every host name to it. */
let target: Server;
let proxy: Server;
const tunnels: string[] = [];
const LARGE = Buffer.alloc(4_000_000, 7);

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

beforeAll(async () => {
  target = createServer((request, response) => {
    if (request.url === '/large') response.writeHead(200, { connection: 'close' }).end(LARGE);
    else response.end(`hello ${request.headers.host}`);
  });
  proxy = createServer((_request, response) => response.writeHead(405).end());
  proxy.on('connect', (request, socket) => {
    tunnels.push(request.url ?? '');
    const onward = connect(portOf(target), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      onward.pipe(socket).pipe(onward);
    });
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
  });
  await Promise.all(
    [target, proxy].map(
      (each) => new Promise<void>((resolve) => each.listen(0, '127.0.0.1', resolve)),
    ),
  );
});
afterAll(() => {
  target.closeAllConnections();
  target.close();
  proxy.closeAllConnections();
  proxy.close();
});
beforeEach(() => void tunnels.splice(0));

describe('networkOf', () => {
  it.each(['HTTP_PROXY', 'http_proxy', 'ALL_PROXY'])(
    'goes through the proxy of %s',
    async (name) => {
      const send = networkOf({ [name]: `http://127.0.0.1:${portOf(proxy)}` });
      const response = await send('http://models.test/v1', { method: 'POST', body: '{}' });
      expect(await response.text()).toBe('hello models.test');
      expect(tunnels).toEqual(['models.test:80']);
    },
  );

  it('takes a proxy address without http:// in front', async () => {
    const send = networkOf({ HTTP_PROXY: `127.0.0.1:${portOf(proxy)}` });
    expect((await send('http://models.test/', {})).status).toBe(200);
    expect(tunnels).toHaveLength(1);
  });

  it('spares what NO_PROXY names', async () => {
    const send = networkOf({
      HTTP_PROXY: `http://127.0.0.1:${portOf(proxy)}`,
      NO_PROXY: 'models.invalid',
    });
    await expect(send('http://models.invalid/', {})).rejects.toThrow('ENOTFOUND models.invalid');
    expect(tunnels).toEqual([]);
  });

  it.each([
    ['models.invalid', true],
    ['.invalid', true],
    ['*.invalid', true],
    ['other.test, invalid', true],
    ['models.invalid:80', true],
    ['*', true],
    ['models.invalid:81', false],
    ['dels.invalid', false],
    ['.models.invalid.test', false],
    ['', false],
  ])('reads NO_PROXY %j as curl does', async (spared, isDirect) => {
    const send = networkOf({ ALL_PROXY: `http://127.0.0.1:${portOf(proxy)}`, NO_PROXY: spared });
    await send('http://models.invalid/', {}).catch(() => undefined);
    expect(tunnels).toEqual(isDirect ? [] : ['models.invalid:80']);
  });

  it('gives a slow reader the whole body behind a proxy', async () => {
    const send = networkOf({ ALL_PROXY: `http://127.0.0.1:${portOf(proxy)}` });
    const response = await send('http://models.test/large', {});
    let length = 0;
    for await (const piece of response.body ?? []) {
      length += piece.length;
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    expect(length).toBe(LARGE.length);
  });

  it('never asks this machine through a proxy', async () => {
    const send = networkOf({ HTTP_PROXY: `http://127.0.0.1:${portOf(proxy)}` });
    const response = await send(`http://127.0.0.1:${portOf(target)}/`, {});
    expect(await response.text()).toContain('hello');
    expect(tunnels).toEqual([]);
  });

  it('does not look at the environment of the process', async () => {
    const before = process.env['HTTP_PROXY'];
    process.env['HTTP_PROXY'] = `http://127.0.0.1:${portOf(proxy)}`;
    try {
      await expect(networkOf({})('http://models.invalid/', {})).rejects.toThrow(
        'ENOTFOUND models.invalid',
      );
      expect(tunnels).toEqual([]);
    } finally {
      if (before === undefined) delete process.env['HTTP_PROXY'];
      else process.env['HTTP_PROXY'] = before;
    }
  });

  it('gives up at once when it is cancelled', async () => {
    const reason = new Error('enough');
    const send = networkOf({});
    await expect(
      send(`http://127.0.0.1:${portOf(target)}/`, { signal: AbortSignal.abort(reason) }),
    ).rejects.toBe(reason);
  });
});
