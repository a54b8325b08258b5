import { parseJson } from '../../base/json.ts';
import {
  at,
  event,
  messagesOf,
  textOf,
  type SimulatedUsage,
  type Speaker,
  type Telling,
} from './speaker.ts';

const REASONS = { stop: 'end_turn', length: 'max_tokens', filter: 'refusal', odd: 'compaction' };

const named = (data: { type: string } & Record<string, unknown>): string => event(data, data.type);

/** Messages. A schema is asked for as an output format, or by older models as a tool. */
export const anthropicSpeaker: Speaker = {
  contentType: 'text/event-stream',
  keepAlive: named({ type: 'ping' }),
  heard: (body) => ({
    model: String(body['model']),
    system: textOf(body['system']),
    user: messagesOf(body, 'user'),
    schema: at(body, 'output_config', 'format', 'schema') ?? at(body, 'tools', '0', 'input_schema'),
  }),
  error: (status, { message: said, type }) =>
    JSON.stringify({ type: 'error', error: { type: type ?? `http_${status}`, message: said } }),
  errorEvent: ({ message: said, type }) =>
    named({ type: 'error', error: { type: type ?? 'api_error', message: said } }),
  whole: (telling) =>
    JSON.stringify({
      ...message(telling),
      content: telling.fault.content === undefined ? [block(telling)] : [],
      stop_reason: reason(telling),
    }),
  open: (telling) => named({ type: 'message_start', message: message(telling) }),
  reasoning: (text) =>
    named({
      type: 'content_block_start',
      index: 0,
      content_block: { type: 'thinking', thinking: '' },
    }) +
    named({
      type: 'content_block_delta',
      index: 0,
      delta: { type: 'thinking_delta', thinking: text },
    }) +
    named({ type: 'content_block_stop', index: 0 }),
  beginText: ({ asTool, fault }) => {
    if (fault.content !== undefined) return '';
    const content = asTool
      ? { type: 'tool_use', id: 'tool', name: 'json', input: {} }
      : { type: 'text', text: '' };
    return named({ type: 'content_block_start', index: 1, content_block: content });
  },
  delta: (text, telling) => {
    if (telling.fault.content !== undefined) return '';
    const delta = telling.asTool
      ? { type: 'input_json_delta', partial_json: text }
      : { type: 'text_delta', text };
    return named({ type: 'content_block_delta', index: 1, delta });
  },
  close: (telling) => {
    const delta = { stop_reason: reason(telling), stop_sequence: null };
    const usage = { output_tokens: telling.usage?.output ?? 0 };
    const stop =
      telling.fault.content === undefined ? named({ type: 'content_block_stop', index: 1 }) : '';
    const end = telling.fault.noEnd === true ? '' : named({ type: 'message_stop' });
    return stop + named({ type: 'message_delta', delta, usage }) + end;
  },
};

function reason({ finish, asTool }: Telling): string | null {
  if (finish === null) return null;
  return asTool && finish === 'stop' ? 'tool_use' : REASONS[finish];
}

function block({ asTool, text }: Telling): object {
  return asTool
    ? { type: 'tool_use', id: 'tool', name: 'json', input: parseJson(text) }
    : { type: 'text', text };
}

function message({ model, usage }: Telling): Record<string, unknown> {
  return {
    id: 'simulated',
    type: 'message',
    role: 'assistant',
    model,
    content: [],
    stop_reason: null,
    usage: usageOf(usage),
  };
}

function usageOf(usage: SimulatedUsage | undefined): object {
  if (!usage) return { input_tokens: 0, output_tokens: 0 };
  return {
    input_tokens: usage.input - usage.cached,
    cache_read_input_tokens: usage.cached,
    output_tokens: usage.output,
  };
}
