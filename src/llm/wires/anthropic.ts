import * as z from 'zod';

import { callOptions, fetchOf, partsOf } from './ai-sdk.ts';
import type { Wire, WireCall, WirePart } from './wire.ts';

/** Anthropic's messages. */
export const anthropicWire: Wire = { ask, asStream };

async function* ask(call: WireCall): AsyncGenerator<WirePart> {
  const { createAnthropic } = await import('@ai-sdk/anthropic');
  const provider = createAnthropic({
    baseURL: call.baseUrl,
    apiKey: call.key ?? '',
    fetch: fetchOf(call),
  });
  const options = callOptions(call);
  const [first, ...rest] = options.prompt;
  const cached =
    call.cacheSystem && first?.role === 'system'
      ? [
          { ...first, providerOptions: { anthropic: { cacheControl: { type: 'ephemeral' } } } },
          ...rest,
        ]
      : options.prompt;
  let stopReason: string | undefined;
  let isFinished = false;
  const open = () =>
    provider(call.model).doStream({
      ...options,
      prompt: cached,
      // The switches of the provider table are options of this package.
      providerOptions: { anthropic: call.settings.thinkingOff },
    });
  const parts = partsOf(open, (value) => {
    const delta = MessageDelta.safeParse(value);
    stopReason = delta.data?.delta.stop_reason ?? stopReason;
  });
  for await (const part of parts) {
    isFinished ||= part.type === 'finish' || part.type === 'error';
    yield part;
  }
  // The package only finishes at `message_stop`, but with its reason given an answer is whole.
  if (!isFinished) yield finishOf(stopReason);
}

const MessageDelta = z.object({ delta: z.object({ stop_reason: z.string().nullish() }) });

function finishOf(stopReason: string | undefined): WirePart {
  if (stopReason === undefined) return { type: 'finish', reason: 'none' };
  const known = {
    end_turn: 'stop',
    stop_sequence: 'stop',
    tool_use: 'stop',
    max_tokens: 'length',
    refusal: 'filter',
  } as const;
  const reason = new Map<string, 'stop' | 'length' | 'filter'>(Object.entries(known)).get(
    stopReason,
  );
  return { type: 'finish', reason: reason ?? 'other', word: stopReason };
}

const Message = z.object({
  content: z.array(
    z.object({ type: z.string(), text: z.string().nullish(), input: z.unknown().optional() }),
  ),
  stop_reason: z.string().nullish(),
  usage: z.record(z.string(), z.unknown()).nullish(),
});

/** A whole message as the events it would have been sent in. */
function asStream(answer: unknown): string | undefined {
  const { data } = Message.safeParse(answer);
  if (!data) return undefined;
  const { content, stop_reason: reason, usage } = data;
  const text = content
    .map((block) => (block.type === 'tool_use' ? JSON.stringify(block.input) : (block.text ?? '')))
    .join('');
  const counts = { input_tokens: 0, output_tokens: 0, ...usage };
  const events = [
    { type: 'message_start', message: { role: 'assistant', content: [], usage: counts } },
    { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
    { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } },
    { type: 'content_block_stop', index: 0 },
    {
      type: 'message_delta',
      delta: { stop_reason: reason === 'tool_use' ? 'end_turn' : (reason ?? null) },
      usage: counts,
    },
    { type: 'message_stop' },
  ];
  return events.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join('');
}
