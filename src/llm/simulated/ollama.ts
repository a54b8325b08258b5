import { at, messagesOf, type Speaker, type Telling } from './speaker.ts';

const REASONS = { stop: 'stop', length: 'length', filter: 'content_filter', odd: 'load' };

/** Ollama's `/api/chat`: one JSON object a line. */
export const ollamaSpeaker: Speaker = {
  contentType: 'application/x-ndjson',
  keepAlive: '\n',
  heard: (body) => {
    const format = at(body, 'format');
    return {
      model: String(body['model']),
      system: messagesOf(body, 'system'),
      user: messagesOf(body, 'user'),
      schema: typeof format === 'object' && format !== null ? format : undefined,
    };
  },
  error: (_status, { message }) => JSON.stringify({ error: message }),
  errorEvent: ({ message }) => line({ error: message }),
  whole: (telling) => last(telling, telling.fault.content === undefined ? telling.text : ''),
  open: () => '',
  reasoning: (text, telling) => piece(telling, { content: '', thinking: text }),
  delta: (text, telling) =>
    telling.fault.content === undefined ? piece(telling, { content: text }) : '',
  close: (telling) => (telling.finish === null ? '' : last(telling, '')),
};

function line(value: object): string {
  return `${JSON.stringify(value)}\n`;
}

function piece({ model }: Telling, said: object): string {
  const message = { role: 'assistant', ...said };
  return line({ model, created_at: new Date(0).toISOString(), message, done: false });
}

function last({ model, finish, usage }: Telling, content: string): string {
  const counts = usage ? { prompt_eval_count: usage.input, eval_count: usage.output } : {};
  const reason = finish === null ? {} : { done_reason: REASONS[finish] };
  return line({
    model,
    message: { role: 'assistant', content },
    done: finish !== null,
    ...reason,
    ...counts,
  });
}
