/** A server that sends the beginning of a file and holds the rest back until the test says so. */
import { readFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import { basename } from 'node:path';

import { listen } from './listen.ts';

/** What becomes of an answer that was held back: its rest is sent, or its connection is cut. */
type Turn = 'sent' | 'cut';

export type HoldingServer = {
  /** Where the file is. */
  readonly url: string;
  /** How many times it was asked for. */
  readonly asked: () => number;
  /** True once the last byte of the file was sent. */
  readonly isSent: () => boolean;
  /** Goes on with what is held back; later answers are not held back. */
  readonly go: (turn?: Turn) => void;
  /** From now on another file is there. */
  readonly change: (path: string) => Promise<void>;
  /** From now on there is none. */
  readonly remove: () => void;
  readonly close: () => void;
};

/** Serves a file with its version and ranges; until the test says so, every answer stops at a share of it, as a ratio. */
export async function holdBack(path: string, share: number): Promise<HoldingServer> {
  let file: Buffer | undefined = await readFile(path);
  let version = 1;
  let [asked, isSent, isHolding] = [0, false, true];
  const held: ((turn: Turn) => void)[] = [];
  const send = (response: ServerResponse, bytes: Buffer): void => {
    response.end(bytes, () => (isSent = true));
  };
  const server = createServer(({ method, headers }, response) => {
    asked += 1;
    if (!file) {
      response.writeHead(404).end();
      return;
    }
    const tag = `"${version}"`;
    const isSame = headers['if-range'] === undefined || headers['if-range'] === tag;
    const from = isSame ? Number(/^bytes=(\d+)-/.exec(headers.range ?? '')?.[1] ?? 0) : 0;
    const body = file.subarray(from);
    response.writeHead(from > 0 ? 206 : 200, {
      'content-type': 'audio/unknown',
      'content-length': body.length,
      etag: tag,
      ...(from > 0 && { 'content-range': `bytes ${from}-${file.length - 1}/${file.length}` }),
    });
    if (method === 'HEAD') return response.end();
    if (!isHolding) return send(response, body);
    const shown = Math.round(share * body.length);
    response.write(body.subarray(0, shown));
    held.push((turn) => {
      if (turn === 'sent') send(response, body.subarray(shown));
      else response.destroy();
    });
  });
  const base = await listen(server);
  return {
    url: `${base}/${encodeURIComponent(basename(path))}`,
    asked: () => asked,
    isSent: () => isSent,
    go: (turn = 'sent') => {
      isHolding = false;
      for (const goOn of held.splice(0)) goOn(turn);
    },
    change: async (other) => {
      file = await readFile(other);
      version += 1;
    },
    remove: () => (file = undefined),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
