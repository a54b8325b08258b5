import * as z from 'zod';

import { parseJson } from '../../base/json.ts';
import { isError } from './exchange.ts';
import type { Wire, WireCall, WirePart } from './wire.ts';

/**
 * Ollama's own `/api/chat`. Its OpenAI endpoint ignores `num_ctx` and cuts long prompts without a
 * word; this one does as told.
 */
export const ollamaWire: Wire = { ask };

const Line = z.object({
  message: z.object({ content: z.string().nullish(), thinking: z.string().nullish() }).nullish(),
  done: z.boolean().nullish(),
  done_reason: z.string().nullish(),
  prompt_eval_count: z.number().nullish(),
  eval_count: z.number().nullish(),
});
type Line = z.infer<typeof Line>;

async function* ask(call: WireCall): AsyncGenerator<WirePart> {
  const pieces = await call.post(`${call.baseUrl}/api/chat`, {
    headers: {
      'content-type': 'application/json',
      ...(call.key === undefined ? {} : { authorization: `Bearer ${call.key}` }),
    },
    body: JSON.stringify(bodyOf(call)),
  });
  for await (const line of linesOf(pieces)) {
    const value = parseJson(line);
    if (isError(value)) {
      yield { type: 'error', body: line };
      return;
    }
    const parsed = Line.parse(value);
    yield* partsOf(parsed);
    if (parsed.done === true) return;
  }
  yield { type: 'finish', reason: 'none' };
}

function bodyOf(call: WireCall): Record<string, unknown> {
  const { schema, structured, system } = call;
  const format = structured === 'json_schema' ? schema : 'json';
  return {
    model: call.model,
    messages: [
      ...(system === undefined ? [] : [{ role: 'system', content: system }]),
      { role: 'user', content: call.user },
    ],
    stream: true,
    ...(schema === undefined || structured === 'none' ? {} : { format }),
    ...call.settings.thinkingOff,
    options: { num_ctx: call.contextTokens, num_predict: call.maxTokens },
  };
}

function* partsOf(line: Line): Generator<WirePart> {
  const { content, thinking } = line.message ?? {};
  if (thinking) yield { type: 'reasoning', text: thinking };
  if (content) yield { type: 'text', text: content };
  if (line.done !== true) return;
  // Without a prompt count (a prompt wholly in the server's cache) there is nothing to go by.
  if (line.prompt_eval_count) {
    const counts = { input: line.prompt_eval_count, output: line.eval_count ?? 0 };
    yield { type: 'usage', usage: { ...counts, cached: 0, cacheWrite: 0, reasoning: 0 } };
  }
  const word = line.done_reason ?? 'stop';
  if (word === 'stop' || word === 'length') yield { type: 'finish', reason: word };
  else yield { type: 'finish', reason: 'other', word };
}

async function* linesOf(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const piece of pieces) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    yield* lines.filter((line) => line.trim() !== '');
  }
  if (rest.trim() !== '') yield rest;
}
