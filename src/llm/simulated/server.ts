import { createServer, type Server } from 'node:http';

import type { Asked } from './asked.ts';
import type { SimulatedProviderOptions } from './options.ts';
import { serve } from './serve.ts';

export type { Asked } from './asked.ts';
export type { Fault } from './faults.ts';
export type { SimulatedProviderOptions, SimulatedSpeed } from './options.ts';

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
  const underWay = new Set<unknown>();
  const server = createServer((request, response) => {
    response.on('error', () => undefined);
    serve({ request, response, options, requests, times, underWay }).catch(() =>
      response.destroy(),
    );
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
