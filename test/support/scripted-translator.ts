import type { ChatModel, ChatRequest, ChatResult, ModelInfo } from '../../src/llm/chat-model.ts';
import { NO_USAGE } from '../../src/model/usage.ts';
import { idsIn, streamed } from './faulty-translator.ts';

/** What a scripted translator makes of a request: an answer, or a failure it throws. */
export type Script = (request: ScriptedRequest) => string | Partial<ChatResult>;

type ScriptedRequest = {
  /** IDs of the lines asked for. */
  readonly ids: readonly number[];
  /** Which request it is, as a count from 1. */
  readonly call: number;
  readonly request: ChatRequest;
};

/** A translator that answers as its script says, and remembers what it was asked. */
export function scriptedTranslator(script: Script, info: Partial<ModelInfo> = {}) {
  const asked: ScriptedRequest[] = [];
  const model: ChatModel = {
    info: {
      id: 'test:scripted',
      host: 'test',
      window: 128_000,
      maxOutput: 16_000,
      family: 'o200k',
      thinking: 'off',
      size: 'large',
      concurrency: 1,
      ...info,
    },
    async *ask(request) {
      request.signal?.throwIfAborted();
      const asking = { ids: idsIn(request.user), call: asked.length + 1, request };
      asked.push(asking);
      const answer = script(asking);
      const result = typeof answer === 'string' ? { text: answer } : answer;
      for (const event of streamed(result.text ?? '', 7)) {
        request.signal?.throwIfAborted();
        yield event;
      }
      return { text: '', finish: 'stop', usage: { ...NO_USAGE, requests: 1 }, ...result };
    },
  };
  return { model, asked };
}
