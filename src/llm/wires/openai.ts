import * as z from 'zod';

import { callOptions, partsOf } from './ai-sdk.ts';
import type { Wire, WireCall, WirePart } from './wire.ts';

/** OpenAI's chat completions, which nearly every service and server understands. */
export const openaiWire: Wire = { ask, asStream };

async function* ask(call: WireCall): AsyncGenerator<WirePart> {
  const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible');
  const { settings, structured } = call;
  const provider = createOpenAICompatible({
    name: 'server',
    baseURL: call.baseUrl,
    ...(call.key === undefined ? {} : { apiKey: call.key }),
    fetch: call.fetch,
    includeUsage: settings.askUsage,
    supportsStructuredOutputs: structured === 'json_schema',
    transformRequestBody: ({ max_tokens: maxTokens, ...body }) => ({
      ...body,
      [settings.maxTokensField]: maxTokens,
      ...settings.thinkingOff,
    }),
  });
  yield* partsOf(() => provider.chatModel(call.model).doStream(callOptions(call)));
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
