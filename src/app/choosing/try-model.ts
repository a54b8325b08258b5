import { AppError } from '../../base/errors.ts';
import type { ChatModel } from '../../llm/chat-model.ts';

/** Longest wait for an answer, in milliseconds: a model that takes longer for a few words is of no use for a talk. */
const ANSWER_MS = 30_000;
/** Longest answer, in tokens: a few words, and room for models that reason before each answer. */
const MOST_TOKENS = 256;

export type TryOptions = {
  /** What it is asked. */
  readonly user: string;
  /** Longest wait for an answer, in milliseconds. @default 30000 */
  readonly answerMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
};

/** What a model said, and how long that took, in seconds. */
export type Tried = { readonly text: string; readonly seconds: number };

/**
 * Asks a model one cheap question to see whether it answers. Throws what went wrong the first time: whoever waits for a trial
 * would rather try again than wait for that; MODEL_TIMEOUT, or the signal's reason.
 */
export async function tryModel(
  model: ChatModel,
  { user, answerMs = ANSWER_MS, signal }: TryOptions,
): Promise<Tried> {
  const late = AbortSignal.timeout(answerMs);
  const limit = signal ? AbortSignal.any([signal, late]) : late;
  const begun = performance.now();
  try {
    let text = '';
    for await (const event of model.ask({
      task: 'trial',
      user,
      maxTokens: MOST_TOKENS,
      signal: limit,
    })) {
      if (event.type === 'attempt-failed') throw new AppError(event.code, event.values);
      if (event.type === 'text-delta') text += event.text;
    }
    return { text: text.trim(), seconds: (performance.now() - begun) / 1000 };
  } catch (error) {
    signal?.throwIfAborted();
    throw late.aborted ? tooLate(model, answerMs) : error;
  }
}

function tooLate({ info }: ChatModel, answerMs: number): AppError {
  const seconds = answerMs / 1000;
  const said = { en: `no answer within ${seconds} s`, zh: `${seconds} 秒内没有回答` };
  return new AppError('MODEL_TIMEOUT', { host: info.host, said });
}
