/** A model server that tells nothing without its key, not even its models; with it, it says what another one says. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

import { listen } from './listen.ts';

export type LockedServer = {
  /** Address without a path: `http://127.0.0.1:PORT`. */
  readonly base: string;
  readonly close: () => Promise<void>;
};

/** Opens it before the server at that address. */
export async function lockedServer(behind: string, key: string): Promise<LockedServer> {
  const server = createServer((request, response) => {
    if (request.headers.authorization === `Bearer ${key}`)
      void passOn(request, response, behind).catch(() => response.destroy());
    else response.writeHead(401).end('{"error":{"message":"no"}}');
  });
  const base = await listen(server);
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((done) => {
      server.close(done);
    });
  };
  return { base, close };
}

async function passOn(
  request: IncomingMessage,
  response: ServerResponse,
  behind: string,
): Promise<void> {
  const chunks: Uint8Array[] = [];
  const stream: AsyncIterable<Uint8Array> = request;
  for await (const chunk of stream) chunks.push(chunk);
  const body = new Uint8Array(Buffer.concat(chunks));
  const init = request.method === 'POST' ? { method: 'POST', body } : {};
  const answer = await fetch(`${behind}${request.url}`, init);
  response.end(Buffer.from(await answer.arrayBuffer()));
}
