import http, { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import https from 'node:https';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';

import { AppError } from '../base/errors.ts';
import { sendDirectly } from './direct.ts';
import type { Transport } from './http-answer.ts';
import { isOffline } from './offline.ts';
import { publicLookup, refusePrivate } from './private-address.ts';
import { hasProxy, type ProxyVariables } from './proxies.ts';
import { transportOf } from './transport.ts';

/** A way out that leads to public addresses alone, at each step, for addresses that others hand in. */
export type Fence = {
  readonly send: Transport;
  /** Throws where an address leads to a private one. */
  check(url: string): Promise<void>;
  /** A proxy for other programs that keeps them to the same; absent where the environment has one that they must go through. */
  readonly proxy?: string | undefined;
  close(): Promise<void>;
};

/** Opens a fence. Where the environment names a proxy, that one looks names up: what is known here is checked before. */
export async function openFence(variables: ProxyVariables): Promise<Fence> {
  if (isOffline(variables)) return CLOSED;
  if (hasProxy(variables)) {
    const send = transportOf(variables);
    const checked: Transport = async (url, request) => {
      await check(url);
      return await send(url, request);
    };
    return { send: checked, check, close: async () => undefined };
  }
  const agents = {
    'http:': new http.Agent({ lookup: publicLookup }),
    'https:': new https.Agent({ lookup: publicLookup }),
  };
  const proxy = createServer(
    (request, response) => void forward(request, response, agents['http:']),
  );
  proxy.on('connect', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    void tunnel(request.url ?? '', socket, head);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  proxy.unref();
  const address = proxy.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    check,
    send: async (url, request) => {
      // An address in figures is not looked up.
      await check(url);
      const agent = url.startsWith('https:') ? agents['https:'] : agents['http:'];
      return await sendDirectly(url, request, agent);
    },
    proxy: `http://127.0.0.1:${port}`,
    close: async () => {
      for (const agent of Object.values(agents)) agent.destroy();
      proxy.closeAllConnections();
      await new Promise<void>((resolve) => proxy.close(() => resolve()));
    },
  };
}

/** Public addresses are on the network, and all others are not for those who hand them in. */
const CLOSED: Fence = { send: refuse, check: refuse, close: async () => undefined };

async function refuse(url: string): Promise<never> {
  throw new AppError('OFFLINE_LINK', { url });
}

async function check(url: string): Promise<void> {
  await refusePrivate(new URL(url).hostname);
}

/** Carries an encrypted connection to a public address. */
async function tunnel(target: string, socket: Duplex, head: Buffer): Promise<void> {
  socket.on('error', () => socket.destroy());
  try {
    const { hostname, port } = new URL(`http://${target}`);
    await refusePrivate(hostname);
    const host = hostname.replace(/^\[|\]$/g, '');
    const line = connect({ host, port: Number(port || 443), lookup: publicLookup });
    line.on('error', () => socket.destroy());
    socket.on('close', () => line.destroy());
    line.once('connect', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      line.write(head);
      line.pipe(socket).pipe(line);
    });
  } catch {
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  }
}

/** Passes an unencrypted request on to a public address. */
async function forward(
  request: IncomingMessage,
  response: ServerResponse,
  agent: http.Agent,
): Promise<void> {
  try {
    const url = new URL(request.url ?? '');
    if (url.protocol !== 'http:') throw new TypeError(url.protocol);
    await refusePrivate(url.hostname);
    const { method, headers } = request;
    const asking = http.request(url, { method, headers, agent }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    asking.on('error', () => response.headersSent || response.writeHead(502).end());
    response.on('close', () => asking.destroy());
    request.pipe(asking);
  } catch {
    response.writeHead(403).end();
  }
}
