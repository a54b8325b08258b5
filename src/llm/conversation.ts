import { type Bilingual, type FailureValues, told } from '../base/errors.ts';
import { addUsage, NO_USAGE, type Usage } from '../model/usage.ts';
import type { ChatEvent, ChatRequest, ChatResult } from './chat-model.ts';
import type { Connection, SettledCall } from './connection.ts';
import { failure } from './failures/failure.ts';
import type { ModelError, ModelFailureCode } from './failures/model-error.ts';
import { adapt } from './models/settings.ts';
import type { Pass } from './pacing/limiter.ts';
import { attemptsToReach, LATELY_GOOD_MS, pauseBefore, type Tried } from './pacing/retry.ts';
import { sendOnce } from './send.ts';
import { sendWithTwin } from './twin.ts';
import { isRefused, usageOf, verdictOn, type Attempted } from './verdict.ts';

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
  let useless = 0;
  const past: Past = { stalls: 0, hasTwin: false };
  for (let attempt = 1; ;) {
    const attempts = yield* sendInTurn(connection, request, past);
    for (const each of attempts) spent = addUsage(spent, usageOf(connection, each));
    past.stalls += attempts.filter(({ hasStalled }) => hasStalled).length;
    past.hasTwin ||= attempts.length > 1;
    const attempted = attempts.at(-1);
    if (!attempted) throw new RangeError('no attempt was made');
    const verdict = verdictOn(connection, attempted, request.salvage === true);
    if ('result' in verdict) return { ...verdict.result, usage: spent };
    const { error } = verdict;
    // A request repeated without what the server refused is not another attempt.
    if (adaptTo(connection, attempted.call, error)) continue;
    if (error.code === 'MODEL_BAD_RESPONSE') useless += 1;
    const waitMs = pauseBefore(error, triedBy(connection, error, { attempt, useless }), () =>
      connection.clock.random(),
    );
    slowDown(connection, { error, waitMs, sentMs: attempted.sentMs });
    if (waitMs === undefined) throw final(connection, error, spent);
    const { code, message, values } = error;
    yield { type: 'attempt-failed', code, message, values, attempt, waitMs };
    await connection.clock.sleep(waitMs, request.signal);
    attempt += 1;
  }
}

function triedBy(
  { isReached, goodAtMs, clock }: Connection,
  error: ModelError,
  so: { readonly attempt: number; readonly useless: number },
): Tried {
  const isServing = clock.now() - goodAtMs < LATELY_GOOD_MS;
  return { ...so, isServing, ...(!isReached && { tries: attemptsToReach(error) }) };
}

/**
 * Many requests share one signal, and Node warns when too many listen to it. A signal derived from
 * it carries the same reason.
 */
function withOwnSignal(request: ChatRequest): ChatRequest {
  const { signal } = request;
  return signal ? { ...request, signal: AbortSignal.any([signal]) } : request;
}

/** What has become of a request so far. */
type Past = {
  /** Count of times it has stalled. */
  stalls: number;
  hasTwin: boolean;
};

/** One attempt in its turn, or two where the first stalls; the last is the one that counts. */
async function* sendInTurn(
  connection: Connection,
  request: ChatRequest,
  { stalls, hasTwin }: Readonly<Past>,
): AsyncGenerator<ChatEvent, readonly Attempted[]> {
  const { limiter, calibration, twins } = connection;
  const planned = connection.settle(request);
  connection.refuseTooLong(planned);
  const prompt = calibration.prompt(planned);
  const { signal, expectTokens = planned.maxTokens } = request;
  const pass = await limiter.enter(prompt + planned.maxTokens, request);
  twins.asked(prompt + expectTokens);
  let attempts: readonly Attempted[] = [];
  try {
    attempts = yield* sendWithTwin(
      (how) => sendOnce(connection, request, { ...how, before: stalls }),
      () => !hasTwin && signal?.aborted !== true && twins.allows(prompt),
    );
    return attempts;
  } finally {
    leave(pass, connection, attempts);
  }
}

function leave(pass: Pass, connection: Connection, attempts: readonly Attempted[]): void {
  const { limiter, clock } = connection;
  const reported = attempts.flatMap(({ outcome }) => outcome.reported ?? []);
  const used = reported.reduce((sum, { input, output }) => sum + input + output, 0);
  // What the server did not take on does not count against the account.
  const isRefusedAll = attempts.length > 0 && attempts.every(({ outcome }) => isRefused(outcome));
  pass.leave(isRefusedAll ? 0 : reported.length > 0 ? used : undefined);
  const good = attempts.find(({ outcome }) => outcome.finish !== undefined);
  if (!good) return;
  connection.goodAtMs = clock.now();
  limiter.speedUp(good);
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
  { limiter }: Connection,
  {
    error: { code, learnt },
    waitMs,
    sentMs,
  }: { readonly error: ModelError; readonly waitMs: number | undefined; readonly sentMs: number },
): void {
  if (learnt?.tokensPerMinute !== undefined) limiter.learnTokensPerMinute(learnt.tokensPerMinute);
  const isAsked = code === 'MODEL_RATE_LIMIT' || code === 'MODEL_OVERLOADED';
  if (isAsked && waitMs !== undefined) limiter.slowDown(waitMs, sentMs);
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
