/** Every way a server is known to misbehave, over every wire, through the real client and real HTTP. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { FailureCode } from '../base/errors.ts';
import type { ChatEvent, ChatRequest, ChatResult } from './chat-model.ts';
import { createChatModel } from './create-model.ts';
import { ModelError } from './failures/model-error.ts';
import type { WireName } from './models/providers.ts';
import type { Clock } from './pacing/clock.ts';
import type { FaultName } from './simulated/faults.ts';
import { startSimulatedProvider, type Asked, type SimulatedProvider } from './simulated/server.ts';

const ANSWER = 'Good day to all of you, and thank you for coming.';
const wires = ['openai', 'anthropic', 'gemini', 'ollama'] as const satisfies readonly WireName[];
const paths = { openai: '/v1', anthropic: '/v1', gemini: '/v1beta', ollama: '' };

let server: SimulatedProvider;
const unhandled: unknown[] = [];
const onUnhandled = (reason: unknown): void => void unhandled.push(reason);

beforeAll(async () => {
  process.on('unhandledRejection', onUnhandled);
  server = await startSimulatedProvider({
    answer: ({ task }) => (task === 'context' ? '{"topic":"trees"}' : ANSWER),
  });
});
afterAll(async () => {
  await server.close();
  process.off('unhandledRejection', onUnhandled);
});

type Run = {
  readonly result: ChatResult | undefined;
  readonly error: unknown;
  readonly shown: string;
  readonly failed: readonly FailureCode[];
  readonly waits: readonly number[];
  readonly requests: readonly Asked[];
};

/** Waits that are not waited for, only written down. */
function fakeClock(waits: number[]): Clock {
  let nowMs = 0;
  return {
    now: () => nowMs,
    sleep: async (ms, signal) => {
      signal?.throwIfAborted();
      waits.push(ms);
      nowMs += ms;
    },
    random: () => 0.5,
  };
}

const request: ChatRequest = {
  task: 'test',
  system: 'Be brief.',
  user: 'Say good day.',
  maxTokens: 8000,
};
const schema = {
  type: 'object',
  properties: { topic: { type: 'string' } },
  required: ['topic'],
  additionalProperties: false,
};

/** Short for servers that go silent, long for all others, which may be slow on a busy machine. */
function patienceFor(model: string) {
  const ms = /hang|stall|stays-open/.test(model) ? 300 : 10_000;
  return { firstByteMs: ms, idleMs: ms };
}

async function run(wire: WireName, model: string, more: Partial<ChatRequest> = {}): Promise<Run> {
  const waits: number[] = [];
  const failed: FailureCode[] = [];
  const before = server.requests.length;
  const chat = createChatModel({
    provider: wire,
    model,
    key: 'sk-secret-1234567890',
    baseUrl: server.url + paths[wire],
    window: 32_768,
    clock: fakeClock(waits),
    patience: patienceFor(model),
  });
  let shown = '';
  const onEvent = (event: ChatEvent): void => {
    if (event.type === 'text-delta') shown += event.text;
    else if (event.type === 'attempt-failed') {
      failed.push(event.code);
      shown = '';
    }
  };
  const asking = chat.ask({ ...request, user: `${request.user} ${Math.random()}`, ...more });
  let result: ChatResult | undefined;
  let error: unknown;
  try {
    for (;;) {
      // eslint-disable-next-line no-await-in-loop
      const step = await asking.next();
      if (step.done) {
        result = step.value;
        break;
      }
      onEvent(step.value);
    }
  } catch (thrown) {
    error = thrown;
  }
  return { result, error, shown, failed, waits, requests: server.requests.slice(before) };
}

type Case = {
  readonly fault: FaultName;
  /** The fault stops after one time. */
  readonly once?: boolean;
  readonly only?: readonly WireName[];
  readonly request?: Partial<ChatRequest>;
  /** The failure of each attempt that is made again. */
  readonly failed?: readonly FailureCode[];
  readonly waits?: readonly number[];
  /** The final failure; without it the answer arrives. */
  readonly code?: FailureCode;
  readonly finish?: ChatResult['finish'];
  readonly text?: string;
  readonly requests?: number;
  readonly also?: (run: Run) => void;
};

const sse = ['openai', 'anthropic', 'gemini'] as const;
const four = (code: FailureCode): FailureCode[] => [code, code, code, code];
const jittered = [1500, 4500, 13_500, 30_000];

const cases: readonly Case[] = [
  // Limits.
  { fault: 'rate-seconds', once: true, failed: ['MODEL_RATE_LIMIT'], waits: [2000] },
  { fault: 'rate-date', once: true, failed: ['MODEL_RATE_LIMIT'], waits: [1500] },
  { fault: 'rate-ms', once: true, failed: ['MODEL_RATE_LIMIT'], waits: [1500] },
  { fault: 'rate-90', once: true, failed: ['MODEL_RATE_LIMIT'], waits: [90_000] },
  { fault: 'rate-words', once: true, failed: ['MODEL_RATE_LIMIT'], waits: [90_500] },
  {
    fault: 'rate-tokens',
    once: true,
    failed: ['MODEL_RATE_LIMIT'],
    waits: [4770],
    also: ({ waits }) => expect(waits.length).toBeGreaterThan(0),
  },
  { fault: 'rate-bare', once: true, failed: ['MODEL_RATE_LIMIT'], waits: [1500] },
  {
    fault: 'rate-bare',
    code: 'MODEL_RATE_LIMIT',
    failed: four('MODEL_RATE_LIMIT'),
    waits: jittered,
    requests: 5,
  },
  {
    fault: 'rate-hours',
    code: 'MODEL_RATE_LIMIT',
    requests: 1,
    waits: [],
    also: ({ error }) => expect(String(error)).toContain('7200 s'),
  },
  { fault: 'quota', code: 'MODEL_QUOTA', requests: 1 },
  { fault: 'quota-402', code: 'MODEL_QUOTA', requests: 1 },
  { fault: 'quota-chinese', code: 'MODEL_QUOTA', requests: 1 },
  { fault: 'quota-arrears', only: ['openai'], code: 'MODEL_QUOTA', requests: 1 },
  {
    fault: 'too-large',
    code: 'MODEL_TOO_LARGE',
    requests: 1,
    also: ({ error }) => expect(error).toMatchObject({ learnt: { tokensPerMinute: 6000 } }),
  },
  // Refusals.
  {
    fault: 'auth',
    code: 'MODEL_AUTH',
    requests: 1,
    also: ({ error }) => expect(String(error)).not.toContain('secret'),
  },
  { fault: 'auth-403', code: 'MODEL_AUTH', requests: 1 },
  {
    fault: 'context',
    code: 'MODEL_CONTEXT',
    requests: 1,
    also: ({ error }) => expect(error).toMatchObject({ learnt: { context: 8192 } }),
  },
  {
    fault: 'context-llamacpp',
    code: 'MODEL_CONTEXT',
    requests: 1,
    also: ({ error }) => expect(error).toMatchObject({ learnt: { context: 4096 } }),
  },
  {
    fault: 'context-dashscope',
    code: 'MODEL_CONTEXT',
    requests: 1,
    also: ({ error }) => expect(error).toMatchObject({ learnt: { context: 30_720 } }),
  },
  { fault: 'content-filter', code: 'MODEL_CONTENT_FILTER', requests: 1 },
  { fault: 'filter-finish', only: sse, code: 'MODEL_CONTENT_FILTER', requests: 1 },
  {
    fault: 'bad-request',
    code: 'MODEL_BAD_REQUEST',
    requests: 1,
    also: ({ error }) => expect(String(error)).toContain('The tail of the request is bent'),
  },
  { fault: 'no-model', code: 'MODEL_NOT_FOUND', requests: 1 },
  { fault: 'no-path', code: 'MODEL_WRONG_ENDPOINT', requests: 1 },
  {
    fault: 'login',
    code: 'MODEL_WRONG_ENDPOINT',
    requests: 1,
    also: ({ error }) => expect(String(error)).toContain('Sign in'),
  },
  { fault: 'login-redirect', code: 'MODEL_WRONG_ENDPOINT', requests: 1 },
  // Breakdowns before the answer.
  { fault: 'server-500', once: true, failed: ['MODEL_SERVER'], waits: [1500] },
  { fault: 'html-502', once: true, failed: ['MODEL_SERVER'] },
  {
    fault: 'html-502',
    code: 'MODEL_SERVER',
    failed: four('MODEL_SERVER'),
    requests: 5,
    also: ({ error }) => expect(String(error)).toContain('502 Bad Gateway'),
  },
  { fault: 'unavailable-503', once: true, failed: ['MODEL_OVERLOADED'] },
  { fault: 'overloaded', once: true, failed: ['MODEL_OVERLOADED'] },
  { fault: 'reset', once: true, failed: ['MODEL_NETWORK'] },
  { fault: 'hang', once: true, failed: ['MODEL_TIMEOUT'] },
  // Odd answers.
  { fault: 'plain' },
  { fault: 'plain-length', finish: 'length' },
  { fault: 'invalid-json', once: true, failed: ['MODEL_BAD_RESPONSE'] },
  {
    fault: 'invalid-chunk',
    once: true,
    only: ['openai', 'gemini'],
    failed: ['MODEL_BAD_RESPONSE'],
  },
  {
    fault: 'error-200',
    once: true,
    failed: ['MODEL_SERVER'],
    also: ({ failed }) => expect(failed).toHaveLength(1),
  },
  { fault: 'no-choices', once: true, only: ['openai', 'gemini'], failed: ['MODEL_STREAM_CUT'] },
  { fault: 'null-content', once: true, failed: ['MODEL_BAD_RESPONSE'] },
  { fault: 'cut-body', once: true, failed: ['MODEL_STREAM_CUT'] },
  { fault: 'odd-finish', once: true, only: ['openai'], failed: ['MODEL_OVERLOADED'] },
  {
    fault: 'odd-finish',
    once: true,
    only: ['anthropic', 'gemini', 'ollama'],
    failed: ['MODEL_BAD_RESPONSE'],
  },
  { fault: 'length', finish: 'length' },
  { fault: 'fence', text: 'Here you are:\n```json\n{"topic":"trees"}\n```' },
  { fault: 'think', text: 'Good day.' },
  { fault: 'reasoning' },
  { fault: 'runaway', request: { expectTokens: 20 }, finish: 'runaway', text: '' },
  { fault: 'keep-alive' },
  { fault: 'no-end' },
  { fault: 'stays-open', only: ['openai', 'anthropic', 'ollama'], requests: 1 },
  {
    fault: 'cached',
    also: ({ result }) => expect(result?.usage).toMatchObject({ estimated: false }),
  },
  {
    fault: 'no-usage',
    also: ({ result }) => expect(result?.usage).toMatchObject({ estimated: true, requests: 1 }),
  },
  // Broken streams.
  { fault: 'cut-stream', once: true, failed: ['MODEL_STREAM_CUT'] },
  { fault: 'clean-cut', once: true, failed: ['MODEL_STREAM_CUT'] },
  { fault: 'no-finish', once: true, failed: ['MODEL_STREAM_CUT'] },
  { fault: 'stall', once: true, failed: ['MODEL_TIMEOUT'] },
  { fault: 'error-event', once: true, failed: ['MODEL_OVERLOADED'] },
  { fault: 'first-error', once: true, failed: ['MODEL_OVERLOADED'] },
  {
    fault: 'cut-stream',
    request: { salvage: true },
    finish: 'cut',
    requests: 1,
    text: ANSWER.slice(0, 24),
  },
  {
    fault: 'clean-cut',
    request: { salvage: true },
    finish: 'cut',
    requests: 1,
    text: ANSWER.slice(0, 24),
  },
  {
    fault: 'stall',
    request: { salvage: true },
    finish: 'cut',
    requests: 1,
    text: ANSWER.slice(0, 24),
  },
  {
    fault: 'error-event',
    request: { salvage: true },
    finish: 'cut',
    requests: 1,
    text: ANSWER.slice(0, 24),
  },
  {
    fault: 'filter-finish',
    only: sse,
    request: { salvage: true },
    code: 'MODEL_CONTENT_FILTER',
    requests: 1,
  },
  // Fields that are not taken: dropped or renamed at once, without a pause.
  {
    fault: 'no-schema',
    only: ['openai', 'gemini', 'ollama'],
    request: { schema },
    waits: [],
    failed: [],
    requests: 2,
  },
  {
    fault: 'no-json',
    only: ['openai', 'gemini', 'ollama'],
    request: { schema },
    waits: [],
    requests: 3,
  },
  { fault: 'no-temperature', requests: 1 },
  { fault: 'new-max-tokens', only: ['openai'], requests: 1 },
  { fault: 'old-max-tokens', only: ['openai'], waits: [], requests: 2 },
  { fault: 'max-tokens-limit', only: ['openai', 'anthropic', 'gemini'], waits: [], requests: 2 },
  { fault: 'no-effort', waits: [], requests: 2 },
  { fault: 'effort-value', only: ['openai'], waits: [], requests: 3 },
  { fault: 'no-stream-options', only: ['openai'], waits: [], requests: 2 },
];

const titleOf = ({ fault, once, request: more }: Case): string =>
  `${fault}${once === true ? ' once' : ''}${more ? ` with ${Object.keys(more).join(', ')}` : ''}`;

/** What a run has to look like; fields a case does not name are not looked at. */
function expectedOf({ code, finish, text, failed, waits, requests, request: more }: Case) {
  const answer = more?.schema === undefined ? ANSWER : '{"topic":"trees"}';
  const said = text ?? answer;
  const whole = finish === 'runaway' ? {} : { text: said, shown: said };
  return {
    failed: failed ?? [],
    ...(code === undefined ? { code: undefined, finish: finish ?? 'stop', ...whole } : { code }),
    ...(waits ? { waits } : {}),
    ...(requests === undefined ? {} : { requests }),
  };
}

function summaryOf({ result, error, shown, failed, waits, requests }: Run) {
  return {
    failed,
    shown,
    code: error instanceof ModelError ? error.code : error,
    finish: result?.finish,
    text: result?.text,
    waits: waits.filter((ms) => ms > 0),
    requests: requests.length,
  };
}

describe.each(wires)('over the %s wire', (wire) => {
  const applying = cases.filter(({ only }) => only === undefined || only.includes(wire));

  it.each(applying.map((each) => [titleOf(each), each] as const))('%s', async (_title, each) => {
    const times = each.once === true ? ':1' : '';
    const found = await run(wire, `fault:${each.fault}${times}`, each.request);
    expect(summaryOf(found)).toMatchObject(expectedOf(each));
    each.also?.(found);
  });
});

it('leaves no rejection unhandled', () => {
  expect(unhandled).toEqual([]);
});
