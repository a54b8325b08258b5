import * as z from 'zod';

import { OpenaiAnswer } from './openai-answer.ts';
import { lineGrammar } from './rows.ts';
import type { Wire, WireCall, WirePart } from './wire.ts';

/**
 * OpenAI's chat completions, which nearly every service and server understands. Read by our own code: long
 * talks come over this wire in hundreds of thousands of pieces (docs/decisions/0002).
 */
export const openaiWire: Wire = { ask, asStream };

async function* ask(call: WireCall): AsyncGenerator<WirePart> {
  const pieces = await call.post(`${call.baseUrl}/chat/completions`, {
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      ...(call.key === undefined ? {} : { authorization: `Bearer ${call.key}` }),
    },
    body: JSON.stringify(bodyOf(call)),
  });
  const answer = new OpenaiAnswer();
  for await (const events of eventsOf(pieces)) {
    for (const data of events) answer.take(data);
    yield* answer.parts();
    if (answer.hasFailed) return;
  }
  yield* answer.end();
}

function bodyOf(call: WireCall): Record<string, unknown> {
  const { settings, system, schema, structured, rows } = call;
  const format =
    structured === 'json_schema'
      ? { type: 'json_schema', json_schema: { name: 'answer', strict: true, schema } }
      : { type: 'json_object' };
  return {
    model: call.model,
    [settings.maxTokensField]: call.maxTokens,
    ...(schema === undefined || structured === 'none' ? {} : { response_format: format }),
    ...(rows && settings.rows === 'grammar' ? { grammar: lineGrammar(rows) } : {}),
    messages: [
      ...(system === undefined ? [] : [{ role: 'system', content: system }]),
      { role: 'user', content: call.user },
    ],
    stream: true,
    ...(settings.askUsage ? { stream_options: { include_usage: true } } : {}),
    ...settings.thinkingOff,
  };
}

/** The data of the events of each piece that comes in, piece by piece. */
async function* eventsOf(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<string[]> {
  const { createParser } = await import('eventsource-parser');
  let events: string[] = [];
  const parser = createParser({ onEvent: ({ data }) => events.push(data) });
  const decoder = new TextDecoder();
  for await (const piece of pieces) {
    parser.feed(decoder.decode(piece, { stream: true }));
    if (events.length > 0) yield events;
    events = [];
  }
}

const Completion = z.looseObject({
  choices: z
    .array(z.looseObject({ message: z.looseObject({ content: z.unknown() }).nullish() }))
    .min(1),
});

/** A whole completion as a stream of one piece: `message` becomes `delta`. */
function asStream(answer: unknown): string | undefined {
  const { data } = Completion.safeParse(answer);
  if (!data) return undefined;
  const choices = data.choices.map(({ message, ...choice }) => ({
    ...choice,
    delta: { content: message?.content ?? null },
  }));
  return `data: ${JSON.stringify({ ...data, choices })}\n\ndata: [DONE]\n\n`;
}
