/** The same requests to a model in Talkleaf's own engine and under llama.cpp's own server, in turn. */
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

import { drain } from '../../../src/base/async.ts';
import type { ChatModel, ChatRequest } from '../../../src/llm/chat-model.ts';
import { createChatModel } from '../../../src/llm/create-model.ts';

/** One request, answered by both. */
export type Pair = { readonly own: Answer; readonly other: Answer };

/** How one answered. */
export type Answer = {
  readonly text: string;
  readonly seconds: number;
  /** Tokens written, as the engine counts them. */
  readonly tokens: number;
};

/** Asks both for each request, now the one first, now the other. */
export async function askBoth(
  requests: readonly ChatRequest[],
  { own, other }: { readonly own: ChatModel; readonly other: ChatModel },
): Promise<Pair[]> {
  const pairs: Pair[] = [];
  for (const [at, request] of requests.entries()) {
    const first = at % 2 === 0 ? own : other;
    const one = await ask(first, request);
    const two = await ask(first === own ? other : own, request);
    pairs.push(first === own ? { own: one, other: two } : { own: two, other: one });
  }
  return pairs;
}

async function ask(model: ChatModel, request: ChatRequest): Promise<Answer> {
  const began = performance.now();
  const { text, usage } = await drain(model.ask(request));
  return { text, seconds: (performance.now() - began) / 1000, tokens: usage.outputTokens };
}

/** A port that nobody listens on just now. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

/** llama.cpp's server with one model and as many threads as ours takes; ended by `close`. */
export async function startServer(
  program: string,
  file: string,
  threads: number,
): Promise<{ readonly model: ChatModel; readonly close: () => void }> {
  const port = await freePort();
  const args = ['-m', file, '--port', `${port}`, '-t', `${threads}`, '-tb', `${threads}`];
  const child = spawn(program, [...args, '-c', '4096', '-np', '1', '--jinja'], { stdio: 'ignore' });
  const baseUrl = `http://127.0.0.1:${port}/v1`;
  for (let tries = 0; tries < 300; tries++) {
    const isUp = await fetch(`http://127.0.0.1:${port}/health`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isUp) break;
    await sleep(200);
  }
  const model = createChatModel({ provider: 'llamacpp', model: 'bench', baseUrl, window: 4096 });
  return { model, close: () => void child.kill('SIGKILL') };
}
