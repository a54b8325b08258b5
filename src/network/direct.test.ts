import { createServer, type RequestListener, type Server } from 'node:http';
import { brotliCompressSync, gzipSync } from 'node:zlib';

import { afterEach, describe, expect, it } from 'vitest';

import { listen } from '../../test/support/listen.ts';
import { sendDirectly } from './direct.ts';
import { asResponse, textOf } from './http-answer.ts';

const servers: Server[] = [];
let connections = 0;

async function serve(listener: RequestListener): Promise<{ url: string; server: Server }> {
  const server = createServer(listener);
  connections = 0;
  server.on('connection', () => (connections += 1));
  servers.push(server);
  return { url: `${await listen(server)}/`, server };
}

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

describe('sendDirectly', () => {
  it('takes a connection up again', async () => {
    const { url } = await serve((_, response) => response.end('hello'));
    for (let count = 0; count < 3; count++)
      expect(await textOf(await sendDirectly(url, {}))).toBe('hello');
    expect(connections).toBe(1);
  });

  it.each(['close', 'keep-alive'])(
    'gives a slow reader the whole body of a server that says %s',
    async (connection) => {
      const body = Buffer.alloc(4_000_000, 7);
      const { url } = await serve((_, response) => {
        response.writeHead(200, { connection, 'content-length': body.length }).end(body);
      });
      // The server has closed long before the last piece is read.
      const lengths = await Promise.all(
        Array.from({ length: 4 }, async () => {
          let length = 0;
          for await (const piece of (await sendDirectly(url, {})).body) {
            length += Buffer.from(piece).length;
            await new Promise((resolve) => setTimeout(resolve, 2));
          }
          return length;
        }),
      );
      expect(lengths).toEqual(Array(4).fill(body.length));
    },
  );

  it('tells a slow reader of a body that was cut', async () => {
    const { url } = await serve((_, response) => {
      response.writeHead(200, { connection: 'close', 'content-length': 3_000_000 });
      response.write(Buffer.alloc(1_000_000), () => response.destroy());
    });
    const { body } = await sendDirectly(url, {});
    const reading = (async () => {
      for await (const _ of body) await new Promise((resolve) => setTimeout(resolve, 2));
    })();
    await expect(reading).rejects.toThrow('aborted');
  });

  it('sends text and bytes with their length, and headers as given', async () => {
    const { url } = await serve((request, response) => {
      const { 'content-length': length, 'x-name': name } = request.headers;
      response.end(`${request.method} ${length} ${String(name)}`);
    });
    const headers = { 'x-name': 'leaf' };
    const text = await sendDirectly(url, { method: 'POST', body: '大纲', headers });
    expect(await textOf(text)).toBe('POST 6 leaf');
    const bytes = await sendDirectly(url, { method: 'PUT', body: new Uint8Array(9), headers });
    expect(await textOf(bytes)).toBe('PUT 9 leaf');
  });

  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
  ])('unpacks what comes packed as %s', async (name, pack) => {
    const { url } = await serve((_, response) => {
      response.writeHead(200, { 'Content-Encoding': name }).end(pack('详细要点'));
    });
    expect(await textOf(await sendDirectly(url, {}))).toBe('详细要点');
  });

  it('says so when what comes packed is cut', async () => {
    const { url } = await serve((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.end(gzipSync('a long answer '.repeat(99)).subarray(0, 30));
    });
    await expect(textOf(await sendDirectly(url, {}))).rejects.toThrow('unexpected end of file');
  });

  it('gives a redirect back', async () => {
    const { url } = await serve((_, response) => {
      response.writeHead(302, { location: 'http://models.invalid/' }).end();
    });
    const { status, headers, body } = await sendDirectly(url, {});
    body.destroy();
    expect([status, headers.get('location')]).toEqual([302, 'http://models.invalid/']);
  });

  it('breaks off in the middle of an answer', async () => {
    const { url } = await serve((_, response) => response.write('half'));
    const stop = new AbortController();
    const { body } = await sendDirectly(url, { signal: stop.signal });
    const reading = textOf({ body });
    stop.abort();
    await expect(reading).rejects.toThrow('broken off');
  });

  it('leaves a connection alone once its answer is read', async () => {
    const { url } = await serve((_, response) => response.end('hello'));
    const stop = new AbortController();
    await textOf(await sendDirectly(url, { signal: stop.signal }));
    stop.abort();
    await textOf(await sendDirectly(url, {}));
    expect(connections).toBe(1);
  });
});

describe('asResponse', () => {
  it('gives an answer without a body', async () => {
    const { url } = await serve((_, response) => response.writeHead(204).end());
    const response = asResponse(await sendDirectly(url, {}));
    expect([response.status, response.body]).toEqual([204, null]);
  });
});
