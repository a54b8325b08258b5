import { NO_USAGE, type Usage } from '../model/usage.ts';
import type { Outcome } from './attempt.ts';
import type { ChatResult } from './chat-model.ts';
import type { Connection, SettledCall } from './connection.ts';
import { failure } from './failures/failure.ts';
import type { ModelError } from './failures/model-error.ts';

/** An attempt that was made: what was sent and what came of it. */
export type Attempted = {
  readonly call: SettledCall;
  readonly outcome: Outcome;
  /** When it was sent, in milliseconds of the connection's clock. */
  readonly sentMs: number;
  /** From then to the first piece of its answer, in milliseconds. */
  readonly firstMs?: number | undefined;
  /** Whether it was silent for far longer than usual. */
  readonly hasStalled: boolean;
};

/** What an attempt means to the caller: a result, or the failure to deal with. */
export function verdictOn(
  connection: Connection,
  { call, outcome }: Attempted,
  isHalfOfUse: boolean,
): { readonly result: Omit<ChatResult, 'usage'> } | { readonly error: ModelError } {
  const { error, text, reported } = outcome;
  if (error === undefined) {
    const cut = reported === undefined ? undefined : promptCut(connection, call, reported.input);
    return cut ? { error: cut } : { result: { text, finish: outcome.finish } };
  }
  const isOfUse = isHalfOfUse && text.trim() !== '' && isBreak(error);
  return isOfUse ? { result: { text, finish: 'cut' } } : { error };
}

/** True for failures that end an answer early but leave its beginning as good as it was. */
function isBreak({ code }: ModelError): boolean {
  return (
    code !== 'MODEL_CONTENT_FILTER' &&
    code !== 'MODEL_QUOTA' &&
    code !== 'MODEL_AUTH' &&
    code !== 'MODEL_KEY_WANTED'
  );
}

/** The failure of a server that read only part of the prompt; learns from all others. */
function promptCut(
  { calibration, server }: Connection,
  call: SettledCall,
  read: number,
): ModelError | undefined {
  const sent = calibration.cutFrom(call, read);
  if (sent === undefined) {
    calibration.learn(call, read);
    return undefined;
  }
  return failure(server, ['MODEL_PROMPT_CUT', `${read} of ${sent} tokens`], {
    values: { read, sent, need: sent + call.maxTokens },
    learnt: { context: read },
  });
}

/** True when the server did no work: after a time-out it may well have. */
export function isRefused({ error, received, reported }: Outcome): boolean {
  if (error === undefined || error.code === 'MODEL_TIMEOUT') return false;
  return received === '' && reported === undefined;
}

/** What one attempt used up: as reported, else estimated. A refused request costs nothing. */
export function usageOf({ calibration }: Connection, { call, outcome }: Attempted): Usage {
  const { error, reported, received } = outcome;
  const counted = { ...NO_USAGE, requests: 1, failedRequests: error ? 1 : 0 };
  if (reported) {
    return {
      ...counted,
      inputTokens: reported.input,
      outputTokens: reported.output,
      cachedTokens: reported.cached,
      cacheWriteTokens: reported.cacheWrite,
      reasoningTokens: reported.reasoning,
    };
  }
  if (isRefused(outcome)) return counted;
  return {
    ...counted,
    inputTokens: calibration.prompt(call),
    outputTokens: calibration.tokens(received),
    estimated: true,
  };
}
