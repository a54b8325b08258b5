import * as z from 'zod';

import { isFields, parseJson } from '../../base/json.ts';
import { ReasonError } from '../../base/reason-error.ts';
import { isError } from './exchange.ts';
import type { ReportedUsage, WirePart } from './wire.ts';

/**
 * Reads the events of one streamed completion. Text that came in together is handed on together: each part
 * passes through every step above the wire.
 */
export class OpenaiAnswer {
  /** True when the server put an error into the stream; nothing after it counts. */
  hasFailed = false;
  #text = '';
  #reasoning = '';
  #error: string | undefined;
  #word: string | undefined;
  #usage: ReportedUsage | undefined;

  /** Takes in the data of one event. Throws on what is not JSON or not a piece of a completion. */
  take(data: string): void {
    if (this.hasFailed || data.trim() === '[DONE]') return;
    const value = parseJson(data);
    if (isError(value)) {
      this.hasFailed = true;
      this.#error = data;
      return;
    }
    const text = textAlone(value);
    if (text === undefined) this.#takeChunk(value);
    else this.#text += text;
  }

  #takeChunk(value: unknown): void {
    const { data: chunk } = Chunk.safeParse(value);
    if (!chunk) throw new ReasonError('a piece of it cannot be read', '其中有一段无法读取');
    const { choices, usage } = chunk;
    const [choice] = choices ?? [];
    if (usage) this.#usage = usageOf(usage) ?? this.#usage;
    if (choice?.finish_reason) this.#word = choice.finish_reason;
    if (choice?.delta) this.#takeDelta(choice.delta);
  }

  /** What has come in since the last call. */
  *parts(): Generator<WirePart> {
    if (this.#reasoning !== '') yield { type: 'reasoning', text: this.#reasoning };
    if (this.#text !== '') yield { type: 'text', text: this.#text };
    if (this.#error !== undefined) yield { type: 'error', body: this.#error };
    this.#reasoning = '';
    this.#text = '';
  }

  /** What is said at the end: what it took, and why it ended. */
  *end(): Generator<WirePart> {
    if (this.#usage) yield { type: 'usage', usage: this.#usage };
    yield finishOf(this.#word);
  }

  #takeDelta({ content, reasoning_content: thinking, reasoning }: z.infer<typeof Delta>): void {
    this.#reasoning += thinking ?? reasoning ?? '';
    if (typeof content === 'string') this.#text += content;
    else for (const part of content ?? []) this.#takePart(part);
  }

  /** A part of a list of parts: Mistral's thinking models send those. */
  #takePart(part: z.infer<typeof ContentPart>): void {
    if (part.type === 'text') this.#text += part.text ?? '';
    for (const { text } of part.thinking ?? []) this.#reasoning += text ?? '';
  }
}

/** The text of an event that says nothing else, as nearly all do: the schema takes many times as long over it. */
function textAlone(event: unknown): string | undefined {
  if (!isFields(event) || !isAbsent(event['usage']) || !Array.isArray(event['choices'])) {
    return undefined;
  }
  const [choice, other]: unknown[] = event['choices'];
  if (other !== undefined || !isFields(choice) || !isAbsent(choice['finish_reason'])) {
    return undefined;
  }
  const { delta } = choice;
  if (!isFields(delta) || !isAbsent(delta['reasoning_content']) || !isAbsent(delta['reasoning'])) {
    return undefined;
  }
  return typeof delta['content'] === 'string' ? delta['content'] : undefined;
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}

const Words = z.string().nullish();
const Count = z.number().nullish();
const ContentPart = z.object({
  type: z.string(),
  text: Words,
  thinking: z.array(z.object({ text: Words })).nullish(),
});
const TokenCounts = z.object({
  prompt_tokens: Count,
  completion_tokens: Count,
  /** DeepSeek counts its cache under a name of its own. */
  prompt_cache_hit_tokens: Count,
  prompt_tokens_details: z.object({ cached_tokens: Count }).nullish(),
  completion_tokens_details: z.object({ reasoning_tokens: Count }).nullish(),
});
const Delta = z.object({
  content: z.union([z.string(), z.array(ContentPart)]).nullish(),
  reasoning_content: Words,
  /** The name OpenRouter and servers of gpt-oss use. */
  reasoning: Words,
});
const Chunk = z.object({
  choices: z
    .array(
      z.object({
        delta: Delta.nullish(),
        finish_reason: Words,
      }),
    )
    .nullish(),
  // What cannot be read as counts is estimated; it is no reason to lose an answer.
  usage: TokenCounts.nullish().catch(undefined),
});

function usageOf(counts: z.infer<typeof TokenCounts>): ReportedUsage | undefined {
  const input = counts.prompt_tokens ?? 0;
  const output = counts.completion_tokens ?? 0;
  // Some servers report zeros until the answer has ended.
  if (input + output === 0) return undefined;
  const cached = counts.prompt_tokens_details?.cached_tokens || counts.prompt_cache_hit_tokens;
  return {
    input,
    output,
    cached: Math.min(input, cached ?? 0),
    cacheWrite: 0,
    reasoning: counts.completion_tokens_details?.reasoning_tokens ?? 0,
  };
}

/** Words of servers that mean a whole answer. */
const WHOLE = /^(?:stop|eos|eos_token|end|end_turn|stop_sequence|complete|completed|done)$/i;

function finishOf(word: string | undefined): WirePart {
  if (word === undefined) return { type: 'finish', reason: 'none' };
  if (WHOLE.test(word)) return { type: 'finish', reason: 'stop' };
  if (word === 'length') return { type: 'finish', reason: 'length' };
  if (word === 'content_filter') return { type: 'finish', reason: 'filter', word };
  return { type: 'finish', reason: 'other', word };
}
