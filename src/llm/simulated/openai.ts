import {
  at,
  event,
  messagesOf,
  type SimulatedUsage,
  type Speaker,
  type Telling,
} from './speaker.ts';

const REASONS = {
  stop: 'stop',
  length: 'length',
  filter: 'content_filter',
  odd: 'insufficient_system_resource',
};

/** Chat completions. */
export const openaiSpeaker: Speaker = {
  contentType: 'text/event-stream',
  keepAlive: ': keep-alive\n\n',
  heard: (body) => ({
    model: String(body['model']),
    system: messagesOf(body, 'system'),
    user: messagesOf(body, 'user'),
    schema: at(body, 'response_format', 'json_schema', 'schema'),
  }),
  error: (_status, { message, type, code }) =>
    JSON.stringify({ error: { message, type: type ?? null, param: null, code: code ?? null } }),
  errorEvent: ({ message, type }) => event({ error: { message, type: type ?? null, code: 529 } }),
  whole: (telling) =>
    JSON.stringify({
      ...head(telling, 'chat.completion'),
      choices: choices(telling, { message: { role: 'assistant', content: contentOf(telling) } }),
      ...usageOf(telling.usage),
    }),
  open: (telling) => chunk(telling, { role: 'assistant', content: '' }),
  reasoning: (text, telling) => chunk(telling, { reasoning_content: text }),
  delta: (text, telling) => chunk(telling, { content: contentOf(telling) === null ? null : text }),
  close: (telling) => {
    const base = head(telling, 'chat.completion.chunk');
    const last = { ...base, choices: choices(telling, { delta: {} }) };
    const usage = telling.usage ? event({ ...base, choices: [], ...usageOf(telling.usage) }) : '';
    return event(last) + usage + (telling.fault.noEnd === true ? '' : 'data: [DONE]\n\n');
  },
};

function head({ model }: Telling, object: string): Record<string, unknown> {
  return { id: 'simulated', object, created: 0, model };
}

function contentOf({ fault, text }: Telling): string | null {
  return fault.content === 'null' ? null : text;
}

function choices({ fault, finish }: Telling, said: object): object[] {
  if (fault.content === 'none') return [];
  return [{ index: 0, ...said, finish_reason: finish === null ? null : REASONS[finish] }];
}

function chunk(telling: Telling, delta: object): string {
  const { fault } = telling;
  const said = fault.content === 'none' ? [] : [{ index: 0, delta, finish_reason: null }];
  return event({ ...head(telling, 'chat.completion.chunk'), choices: said });
}

function usageOf(usage: SimulatedUsage | undefined): object {
  if (!usage) return {};
  return {
    usage: {
      prompt_tokens: usage.input,
      completion_tokens: usage.output,
      total_tokens: usage.input + usage.output,
      prompt_tokens_details: { cached_tokens: usage.cached },
    },
  };
}
