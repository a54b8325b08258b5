import type {
  LanguageModelV3CallOptions,
  LanguageModelV3FinishReason,
  LanguageModelV3StreamPart,
  LanguageModelV3Usage,
} from '@ai-sdk/provider';

import { isError } from './exchange.ts';
import type { ReportedUsage, WireCall, WirePart } from './wire.ts';

/** What is the same for every provider package of the AI SDK. */
export function callOptions(call: WireCall): LanguageModelV3CallOptions {
  const { system, user, maxTokens, schema, structured, signal } = call;
  const format =
    schema === undefined || structured === 'none'
      ? undefined
      : {
          type: 'json' as const,
          name: 'answer',
          ...(structured === 'json_schema' ? { schema } : {}),
        };
  return {
    prompt: [
      ...(system === undefined ? [] : [{ role: 'system' as const, content: system }]),
      { role: 'user' as const, content: [{ type: 'text' as const, text: user }] },
    ],
    maxOutputTokens: maxTokens,
    ...(format === undefined ? {} : { responseFormat: format }),
    abortSignal: signal,
    includeRawChunks: true,
  };
}

/** What the package sends its request with. */
export function fetchOf({ post }: WireCall): typeof globalThis.fetch {
  return async (input, { headers, body } = {}) => {
    const url = input instanceof Request ? input.url : String(input);
    const pieces = await post(url, {
      headers: Object.fromEntries(new Headers(headers)),
      body: typeof body === 'string' ? body : '',
    });
    return new Response(ReadableStream.from(pieces), {
      headers: { 'content-type': 'text/event-stream' },
    });
  };
}

/**
 * Opens a stream and gives its parts under our names. Errors inside it become parts. `onRaw` sees
 * each event as the server sent it.
 */
export async function* partsOf(
  open: () => PromiseLike<{ stream: ReadableStream<LanguageModelV3StreamPart> }>,
  onRaw: (value: unknown) => void = () => undefined,
): AsyncGenerator<WirePart> {
  try {
    const { stream } = await open();
    for await (const part of stream) {
      if (part.type === 'raw') onRaw(part.rawValue);
      const error = errorIn(part);
      if (error) {
        yield error;
        return;
      }
      yield* plainPartsOf(part);
    }
  } catch (error) {
    const { APICallError } = await import('@ai-sdk/provider');
    if (!APICallError.isInstance(error) || error.responseBody === undefined) throw error;
    yield { type: 'error', body: error.responseBody, status: error.statusCode };
  }
}

function errorIn(part: LanguageModelV3StreamPart): WirePart | undefined {
  if (part.type === 'raw' && isError(part.rawValue)) {
    return { type: 'error', body: JSON.stringify(part.rawValue) };
  }
  // The raw part says it when a stream ends without a reason; the finish part follows.
  if (part.type !== 'error' || isMissingFinish(part.error)) return undefined;
  throw part.error;
}

function isMissingFinish(error: unknown): boolean {
  return error instanceof Error && error.message.includes('ended without a finish reason');
}

function* plainPartsOf(part: LanguageModelV3StreamPart): Generator<WirePart> {
  if (part.type === 'text-delta') yield { type: 'text', text: part.delta };
  if (part.type === 'reasoning-delta') yield { type: 'reasoning', text: part.delta };
  if (part.type === 'finish') {
    const usage = usageOf(part.usage);
    if (usage) yield { type: 'usage', usage };
    yield finishOf(part.finishReason);
  }
}

function finishOf({ unified, raw }: LanguageModelV3FinishReason): WirePart {
  if (raw === undefined || raw === '') return { type: 'finish', reason: 'none' };
  if (unified === 'stop') return { type: 'finish', reason: 'stop' };
  if (unified === 'length') return { type: 'finish', reason: 'length' };
  if (unified === 'content-filter') return { type: 'finish', reason: 'filter', word: raw };
  return { type: 'finish', reason: 'other', word: raw };
}

function usageOf({ inputTokens, outputTokens }: LanguageModelV3Usage): ReportedUsage | undefined {
  const input = inputTokens.total ?? 0;
  const output = outputTokens.total ?? 0;
  // A provider package fills in zeros where the server reported nothing.
  if (input + output === 0) return undefined;
  return {
    input,
    output,
    cached: Math.min(input, inputTokens.cacheRead ?? 0),
    cacheWrite: inputTokens.cacheWrite ?? 0,
    reasoning: outputTokens.reasoning ?? 0,
  };
}
