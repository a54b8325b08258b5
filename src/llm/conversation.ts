import { type Bilingual, type FailureValues, told } from '../base/errors.ts';
import { addUsage, NO_USAGE, type Usage } from '../model/usage.ts';
import { attempt as attemptOnce, type Outcome } from './attempt.ts';
import type { ChatEvent, ChatRequest, ChatResult } from './chat-model.ts';
import type { Connection, SettledCall } from './connection.ts';
import { failure } from './failures/failure.ts';
import type { ModelError, ModelFailureCode } from './failures/model-error.ts';
import { adapt } from './models/settings.ts';
import type { Limiter, Pass } from './pacing/limiter.ts';
import { ATTEMPTS, attemptsToReach, pauseBefore } from './pacing/retry.ts';
import { isRefused, usageOf, verdictOn, type Attempted } from './verdict.ts';
import { Exchange } from './wires/exchange.ts';

/** Statuses with which servers refuse a field of the request. */
const REFUSED_FIELD = new Set([400, 404, 405, 415, 422, 500, 501]);

/** What such a refusal is taken for by its words: "model … not supported" may mean a field. */
const ABOUT_FIELDS = new Set<ModelFailureCode>([
  'MODEL_BAD_REQUEST',
  'MODEL_SERVER',
  'MODEL_NOT_FOUND',
]);

/**
 * One request to its good or bad end: as many attempts as it takes, within the limits of the
 * account. Throws `ModelError`, or the reason of the request's signal.
 */
export async function* converse(
  connection: Connection,
  asked: ChatRequest,
): AsyncGenerator<ChatEvent, ChatResult> {
  const request = withOwnSignal(asked);
  let spent = NO_USAGE;
  for (let attempt = 1; ;) {
    const attempted = yield* sendOnce(connection, request);
    spent = addUsage(spent, usageOf(connection, attempted));
    const verdict = verdictOn(connection, attempted, request.salvage === true);
    if ('result' in verdict) return { ...verdict.result, usage: spent };
    const { error } = verdict;
    // A request repeated without what the server refused is not another attempt.
    if (adaptTo(connection, attempted.call, error)) continue;
    const tries = connection.isReached ? ATTEMPTS : attemptsToReach(error);
    const waitMs = pauseBefore(error, { attempt, tries }, () => connection.clock.random());
    slowDown(connection.limiter, error, waitMs);
    if (waitMs === undefined) throw final(connection, error, spent);
    const { code, message, values } = error;
    yield { type: 'attempt-failed', code, message, values, attempt, waitMs };
    await connection.clock.sleep(waitMs, request.signal);
    attempt += 1;
  }
}

/**
 * Many requests share one signal, and Node warns when too many listen to it. A signal derived from
 * it carries the same reason.
 */
function withOwnSignal(request: ChatRequest): ChatRequest {
  const { signal } = request;
  return signal ? { ...request, signal: AbortSignal.any([signal]) } : request;
}

/** One attempt in its turn. */
async function* sendOnce(
  connection: Connection,
  request: ChatRequest,
): AsyncGenerator<ChatEvent, Attempted> {
  const { limiter, server, send, patience, wire, calibration } = connection;
  const planned = connection.settle(request);
  connection.refuseTooLong(planned);
  const tokens = calibration.prompt(planned) + planned.maxTokens;
  const { signal, expectTokens } = request;
  const pass = await limiter.enter(tokens, signal);
  // Settled anew, for another request may have found out something while this one waited.
  const call = connection.settle(request);
  let outcome: Outcome | undefined;
  try {
    const exchange = new Exchange({ send, server, patience, signal, asStream: wire.asStream });
    const wired = { ...call, post: exchange.post, signal: exchange.signal };
    outcome = yield* attemptOnce({
      wire,
      exchange,
      server,
      calibration,
      call: wired,
      expectTokens,
      signal,
    });
    if (exchange.headers) {
      connection.isReached = true;
      limiter.learn(exchange.headers);
    }
    return { call, outcome };
  } finally {
    leave(pass, limiter, outcome);
  }
}

function leave(pass: Pass, limiter: Limiter, outcome: Outcome | undefined): void {
  const reported = outcome?.reported;
  const used = reported ? reported.input + reported.output : undefined;
  // What the server did not take on does not count against the account.
  pass.leave(outcome && isRefused(outcome) ? 0 : used);
  if (outcome?.finish !== undefined) limiter.speedUp();
}

/** Drops or renames what the server refused; true when the request should be made again at once. */
function adaptTo(connection: Connection, call: SettledCall, error: ModelError): boolean {
  if (error.status === undefined || !REFUSED_FIELD.has(error.status)) return false;
  if (!ABOUT_FIELDS.has(error.code)) return false;
  // Of requests side by side, the first to be refused has adapted for all.
  if (connection.settings !== call.settings) return true;
  const adapted = adapt({
    words: error.words ?? '',
    settings: call.settings,
    provider: connection.provider,
    hasSchema: call.schema !== undefined && call.rows === undefined,
    hasRows: call.rows !== undefined,
  });
  if (adapted) connection.settings = adapted;
  return adapted !== undefined;
}

/** Lets all requests of the account profit from what one was told. */
function slowDown(
  limiter: Limiter,
  { code, learnt }: ModelError,
  waitMs: number | undefined,
): void {
  if (learnt?.tokensPerMinute !== undefined) limiter.learnTokensPerMinute(learnt.tokensPerMinute);
  const isAsked = code === 'MODEL_RATE_LIMIT' || code === 'MODEL_OVERLOADED';
  if (isAsked && waitMs !== undefined) limiter.slowDown(waitMs);
}

/** The failure as the caller gets it: with all that was used up, and how long the server wants. */
function final({ server }: Connection, error: ModelError, usage: Usage): ModelError {
  const { code, status, learnt, retryAfterMs, words, cause } = error;
  const said = withWish(error.values['said'] ?? '', retryAfterMs);
  return failure(server, [code, said], {
    values: { ...error.values, said },
    status,
    usage,
    retryAfterMs,
    learnt,
    words,
    cause,
  });
}

/** What was said, with how long the server asks us to wait. */
function withWish(said: FailureValues[string] = '', retryAfterMs: number | undefined): Bilingual {
  const { en, zh } = typeof said === 'object' ? said : told(String(said));
  if (retryAfterMs === undefined) return { en, zh };
  const seconds = Math.ceil(retryAfterMs / 1000);
  return { en: `${en} (it asks for ${seconds} s)`, zh: `${zh}（它要求等 ${seconds} 秒）` };
}
