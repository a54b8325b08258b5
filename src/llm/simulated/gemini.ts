import { at, event, textOf, type SimulatedUsage, type Speaker, type Telling } from './speaker.ts';

const REASONS = { stop: 'STOP', length: 'MAX_TOKENS', filter: 'SAFETY', odd: 'OTHER' };
const STATUSES: Readonly<Record<number, string>> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  429: 'RESOURCE_EXHAUSTED',
  500: 'INTERNAL',
  503: 'UNAVAILABLE',
};

/** Google's `streamGenerateContent`. The model is part of the path. */
export const geminiSpeaker: Speaker = {
  contentType: 'text/event-stream',
  keepAlive: ': keep-alive\n\n',
  heard: (body, path) => ({
    model: decodeURIComponent(/\/models\/(.+):\w+$/.exec(path)?.[1] ?? ''),
    system: textOf(at(body, 'systemInstruction', 'parts')),
    user: textOf(at(body, 'contents', '0', 'parts')),
    schema: at(body, 'generationConfig', 'responseSchema'),
  }),
  error: (status, { message, code }) => {
    const details = code === undefined ? [] : [{ reason: code }];
    const name = STATUSES[status] ?? 'UNKNOWN';
    return JSON.stringify({ error: { code: status, message, status: name, details } });
  },
  errorEvent: ({ message }) => event({ error: { code: 503, message, status: 'UNAVAILABLE' } }),
  whole: (telling) => JSON.stringify(piece(telling, [{ text: telling.text }], telling.finish)),
  open: () => '',
  reasoning: (text, telling) => event(piece(telling, [{ text, thought: true }], null)),
  delta: (text, telling) => event(piece(telling, [{ text }], null)),
  close: (telling) => event(piece(telling, [{ text: '' }], telling.finish)),
};

function piece(telling: Telling, parts: readonly object[], finish: Telling['finish']): object {
  const { model, usage, fault } = telling;
  const said = fault.content === undefined ? { content: { role: 'model', parts } } : {};
  const ended = finish === null ? {} : { finishReason: REASONS[finish] };
  return {
    candidates: fault.content === 'none' ? [] : [{ index: 0, ...said, ...ended }],
    modelVersion: model,
    ...(usage && finish !== null ? { usageMetadata: usageOf(usage) } : {}),
  };
}

function usageOf({ input, cached, output }: SimulatedUsage): object {
  return {
    promptTokenCount: input,
    cachedContentTokenCount: cached,
    candidatesTokenCount: output,
    totalTokenCount: input + output,
  };
}
