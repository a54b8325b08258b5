import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

import { fingerprint } from '../../base/hash.ts';
import { parseJson } from '../../base/json.ts';
import { estimateTokens } from '../../text/tokens.ts';
import type { WireName } from '../models/providers.ts';
import { anthropicSpeaker } from './anthropic.ts';
import { linesOf, taskOf, type Asked } from './asked.ts';
import { faultByName, type Fault } from './faults.ts';
import { geminiSpeaker } from './gemini.ts';
import { ollamaSpeaker } from './ollama.ts';
import { openaiSpeaker } from './openai.ts';
import type { SimulatedProviderOptions, SimulatedSpeed } from './options.ts';
import { at, type Speaker, type Telling } from './speaker.ts';
import { tell } from './tell.ts';

const WIRES: readonly (readonly [path: RegExp, wire: WireName, speaker: Speaker])[] = [
  [/\/chat\/completions$/, 'openai', openaiSpeaker],
  [/\/messages$/, 'anthropic', anthropicSpeaker],
  [/\/api\/chat$/, 'ollama', ollamaSpeaker],
  [/\/models\/.+:(?:streamGenerateContent|generateContent)$/, 'gemini', geminiSpeaker],
];

/** One request to be served, and what all requests share. */
export type Serving = {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly options: SimulatedProviderOptions;
  readonly requests: Asked[];
  readonly times: Map<string, number>;
  /** Answers that are being written. */
  readonly underWay: Set<unknown>;
};

/** Serves one request: a question over any wire, or what servers at home tell about themselves. */
export async function serve(serving: Serving): Promise<void> {
  const { request, response, options, requests } = serving;
  const path = decodeURI((request.url ?? '').split('?')[0] ?? '');
  const body = parseJson(await textOf(request)) ?? {};
  const [, wire, speaker] = WIRES.find(([pattern]) => pattern.test(path)) ?? [];
  if (wire === undefined || speaker === undefined) {
    send(response, describe(path, options.window ?? 32_768));
    return;
  }
  const asked = askedFrom(serving, { wire, speaker, path, body: Object(body) });
  requests.push(asked);
  if (isFull(serving)) {
    send(response, { status: 429, body: speaker.error(429, { message: 'Too many at once.' }) });
    return;
  }
  const fault = faultFor(asked, options);
  if (!refuse(response, speaker, fault)) await answer(serving, speaker, { asked, fault });
}

/** Takes one of the places there are; true when there is none. */
function isFull({ response, options, underWay }: Serving): boolean {
  if (underWay.size >= (options.streams ?? Number.POSITIVE_INFINITY)) return true;
  underWay.add(response);
  for (const over of ['finish', 'close']) response.once(over, () => underWay.delete(response));
  return false;
}

function faultFor(asked: Asked, { fault = faultByName }: SimulatedProviderOptions): Fault {
  return fault(asked) ?? {};
}

async function answer(
  { response, options }: Serving,
  speaker: Speaker,
  { asked, fault }: { readonly asked: Asked; readonly fault: Fault },
): Promise<void> {
  await wait(fault.waitMs ?? 0);
  const text = fault.text ?? options.answer(asked);
  if (text === undefined) {
    const lines = `${asked.task}, lines ${asked.ids.join(' ')}`;
    const error = {
      message: `Nothing is recorded for this request: ${lines}.`,
      type: 'not_recorded',
    };
    send(response, { status: 404, body: speaker.error(404, error) });
    return;
  }
  const telling = tellingOf(asked, text, fault);
  if (fault.plain === true) await tellWhole(response, speaker, telling);
  else if (asked.wire === 'openai' && asked.body['stream'] !== true) {
    await wait(wholeMs(telling, options.speed));
    await tellWhole(response, speaker, telling);
  } else await tell(response, { speaker, telling, speed: options.speed });
}

function askedFrom(
  { request, times }: Serving,
  {
    wire,
    speaker,
    path,
    body,
  }: { wire: WireName; speaker: Speaker; path: string; body: Asked['body'] },
): Asked {
  const spoken = speaker.heard(body, path);
  const lines = linesOf(spoken.user);
  const name = fingerprint(path, body);
  const attempt = (times.get(name) ?? 0) + 1;
  times.set(name, attempt);
  return {
    wire,
    ...spoken,
    task: taskOf(spoken),
    ids: lines.map(({ id }) => id),
    lines,
    attempt,
    headers: request.headers,
    body,
  };
}

/** Does what the fault says instead of answering; false when there is an answer to be told. */
function refuse(response: ServerResponse, speaker: Speaker, fault: Fault): boolean {
  if (fault.instead === 'hang') return true;
  if (fault.instead === 'reset') {
    response.destroy();
    return true;
  }
  const { status, error, body, headers } = fault;
  if (body === undefined && (error === undefined || status === undefined)) return false;
  const text = body ?? speaker.error(status ?? 500, error ?? { message: 'failed' });
  send(response, { status: status ?? 200, body: text, headers, contentType: fault.contentType });
  return true;
}

function tellingOf(asked: Asked, text: string, fault: Fault): Telling {
  const { system, user, model, body } = asked;
  const input = estimateTokens(system, 'o200k') + estimateTokens(user, 'o200k') + 11;
  return {
    model,
    text,
    fault,
    finish: fault.finish === undefined ? 'stop' : fault.finish,
    asTool: at(body, 'tool_choice', 'name') === 'json',
    usage:
      fault.noUsage === true
        ? undefined
        : {
            input: fault.inputTokens ?? input,
            cached: fault.cachedTokens ?? 0,
            output: estimateTokens(text, 'o200k'),
          },
  };
}

/** How long an answer takes that is not streamed, in milliseconds. */
function wholeMs({ usage, text }: Telling, speed: SimulatedSpeed | undefined): number {
  if (!speed) return 0;
  const tokens = usage?.output ?? text.length / 4;
  return speed.firstTokenMs + (1000 * tokens) / speed.tokensPerSecond;
}

async function tellWhole(
  response: ServerResponse,
  speaker: Speaker,
  telling: Telling,
): Promise<void> {
  const document = speaker.whole(telling);
  if (telling.fault.break === undefined) {
    send(response, { status: 200, body: document });
    return;
  }
  response.writeHead(200, { 'content-type': 'application/json' });
  response.write(document.slice(0, document.length / 2));
  await new Promise((resolve) => setTimeout(resolve, 20));
  response.destroy();
}

type Sent = {
  readonly status: number;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly contentType?: string | undefined;
};

function send(response: ServerResponse, { status, body, headers, contentType }: Sent): void {
  response.writeHead(status, { 'content-type': contentType ?? 'application/json', ...headers });
  response.end(body);
}

/** What servers at home tell about themselves. */
function describe(path: string, window: number): Sent {
  const model = { id: 'simulated', object: 'model', max_model_len: window };
  const known: Readonly<Record<string, object>> = {
    '/v1/models': { object: 'list', data: [model] },
    '/api/v0/models': {
      data: [{ id: 'simulated', loaded_context_length: window, max_context_length: window }],
    },
    '/props': { default_generation_settings: { n_ctx: window } },
    '/api/tags': { models: [{ name: 'simulated', model: 'simulated', size: 1_000_000_000 }] },
    '/api/show': {
      model_info: { 'general.architecture': 'simulated', 'simulated.context_length': window },
    },
  };
  const found = known[path];
  if (found) return { status: 200, body: JSON.stringify(found) };
  return { status: 404, body: '404 page not found', contentType: 'text/plain' };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces).toString('utf8');
}
