import { createServer, type Server } from 'node:http';

import type { Asked } from './asked.ts';
import type { Fault } from './faults.ts';
import { serve } from './serve.ts';

export type { Asked } from './asked.ts';
export type { Fault } from './faults.ts';

/** How quickly the simulated provider answers. */
export type SimulatedSpeed = {
  /** Time to the first token, in milliseconds. */
  readonly firstTokenMs: number;
  readonly tokensPerSecond: number;
};

export type SimulatedProviderOptions = {
  /** The answer to a request; `undefined` when there is none, which is told with a 404. */
  readonly answer: (asked: Asked) => string | undefined;
  /** What should go wrong. @default what a model name like `fault:stall` asks for */
  readonly fault?: ((asked: Asked) => Fault | undefined) | undefined;
  /** @default as quick as possible */
  readonly speed?: SimulatedSpeed | undefined;
  /** @default a free one */
  readonly port?: number | undefined;
  /** Context window the local-server endpoints report, in tokens. @default 32768 */
  readonly window?: number | undefined;
};

export type SimulatedProvider = {
  /** Address without a path: `http://127.0.0.1:PORT`. */
  readonly url: string;
  /** Every question so far, in order. */
  readonly requests: readonly Asked[];
  /** Count of connections that are open now. */
  connections(): Promise<number>;
  close(): Promise<void>;
};

/**
 * A model server that answers from a function instead of a model, over real HTTP: chat completions
 * under `/v1`, messages under `/v1`, Ollama under `/api` and Gemini under `/v1beta`, all on one port.
 * For tests, the demo and measurements.
 */
export async function startSimulatedProvider(
  options: SimulatedProviderOptions,
): Promise<SimulatedProvider> {
  const requests: Asked[] = [];
  const times = new Map<string, number>();
  const server = createServer((request, response) => {
    response.on('error', () => undefined);
    serve({ request, response, options, requests, times }).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    connections: () =>
      new Promise((resolve, reject) => {
        server.getConnections((error, count) => (error ? reject(error) : resolve(count)));
      }),
    close: () => close(server),
  };
}

async function close(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
