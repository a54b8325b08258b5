/** A model that answers at once from a function: for what is asked and what is made of the answers. */
import type { ChatModel, ChatRequest, ModelInfo } from '../../src/llm/chat-model.ts';
import { ModelError, type ModelFailureCode } from '../../src/llm/failures/model-error.ts';
import { linesOf } from '../../src/llm/simulated/asked.ts';
import { NO_USAGE } from '../../src/model/usage.ts';
import { estimateTokens } from '../../src/text/tokens.ts';

/** A request as the script sees it. */
export type ScriptedRequest = ChatRequest & {
  /** The last block of `ID|text` lines in it. */
  readonly lines: readonly { readonly id: number; readonly text: string }[];
};

/** Gives an answer: a value is written as JSON, a text as it is. May throw what `failure` makes. */
export type Script = (request: ScriptedRequest) => unknown;

export type ScriptedModel = {
  readonly model: ChatModel;
  /** Every request so far, in order. */
  readonly asked: readonly ScriptedRequest[];
  /** Requests of one task. */
  readonly of: (task: string) => ScriptedRequest[];
};

const INFO: ModelInfo = {
  id: 'test:scripted',
  host: 'test',
  window: 128_000,
  maxOutput: 16_000,
  family: 'o200k',
  thinking: 'off',
  size: 'large',
  concurrency: 4,
};

export function scriptedModel(script: Script, info: Partial<ModelInfo> = {}): ScriptedModel {
  const asked: ScriptedRequest[] = [];
  const model: ChatModel = {
    info: { ...INFO, ...info },
    async *ask(request) {
      request.signal?.throwIfAborted();
      const scripted = { ...request, lines: linesOf(request.user) };
      asked.push(scripted);
      const answer = await script(scripted);
      const text = typeof answer === 'string' ? answer : JSON.stringify(answer);
      yield { type: 'text-delta', text };
      const usage = {
        ...NO_USAGE,
        requests: 1,
        inputTokens: estimateTokens(`${request.system ?? ''}${request.user}`, 'o200k'),
        outputTokens: estimateTokens(text, 'o200k'),
      };
      return { text, finish: 'stop', usage };
    },
  };
  return { model, asked, of: (task) => asked.filter((request) => request.task === task) };
}

/** A failure as the layer below would throw it. */
export function failure(code: ModelFailureCode): ModelError {
  return new ModelError(code, { host: 'test', said: 'no', model: 'scripted', variable: 'KEY' });
}
