import type { ModelError, ModelFailureCode } from '../failures/model-error.ts';

/** Count of attempts for one request before its failure is final. */
export const ATTEMPTS = 5;
/** ... and while the server answers others well: the first pauses are short then, for it is the request, not the server. */
const ATTEMPTS_BESIDE = 7;
const SHORT_PAUSES = 2;
/** The longest of the short pauses, in milliseconds, and the shortest. */
const SHORT_MS = 1500;
const SHORTEST_SHORT_MS = 250;
/** A good answer so long ago still shows that the server answers, in milliseconds. */
export const LATELY_GOOD_MS = 30_000;
/** The longest pause a server may ask for, in milliseconds; more than that is told to the user. */
const LONGEST_ASKED_MS = 120_000;
/** Bounds of our own pauses, in milliseconds. */
const SHORTEST_MS = 1000;
const LONGEST_MS = 60_000;
/** The n-th pause is at most 3^n seconds: 3, 9, 27, 60. */
const GROWTH = 3;

const PASSING = new Set<ModelFailureCode>([
  'MODEL_RATE_LIMIT',
  'MODEL_OVERLOADED',
  'MODEL_SERVER',
  'MODEL_NETWORK',
  'MODEL_TIMEOUT',
  'MODEL_STREAM_CUT',
  'MODEL_BAD_RESPONSE',
]);

/** True for a failure that may pass by itself. */
function isPassing(code: ModelFailureCode): boolean {
  return PASSING.has(code);
}

/** Count of attempts to get an answer that is of use from a server that works. */
const ATTEMPTS_AT_ANSWER = 3;
/** Nobody is there at all: the server is not running, has no such name, or there is no network. */
const NOBODY_THERE = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|bad port/;
/** ... which hardly passes within a minute, and which the person should hear of soon. */
const ATTEMPTS_TO_REACH = 2;

/** Count of attempts for a server that has never answered yet. */
export function attemptsToReach(error: ModelError): number {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const code = 'code' in at ? String(at.code) : '';
    if (NOBODY_THERE.test(`${code} ${at.message}`)) return ATTEMPTS_TO_REACH;
  }
  return ATTEMPTS;
}

/** How often a request was sent so far. */
export type Tried = {
  /** Count of attempts, the last one included. */
  readonly attempt: number;
  /** Count of those whose answer was of no use. */
  readonly useless: number;
  /** True while the server answers other requests well. @default false */
  readonly isServing?: boolean | undefined;
  /** Count of attempts to be made at most. @default by what the server does */
  readonly tries?: number | undefined;
};

/**
 * The pause before the next attempt, in milliseconds: what the server asked for, else a random
 * part of a growing span ("full jitter", aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter).
 * `undefined` when another attempt is of no use.
 */
export function pauseBefore(
  error: ModelError,
  { attempt, useless, isServing = false, tries }: Tried,
  random: () => number,
): number | undefined {
  const most = tries ?? (isServing ? ATTEMPTS_BESIDE : ATTEMPTS);
  if (!isPassing(error.code) || attempt >= most) return undefined;
  // An answer of no use is asked for once or twice more at once: waiting does not make it better.
  if (error.code === 'MODEL_BAD_RESPONSE') {
    if (useless >= ATTEMPTS_AT_ANSWER) return undefined;
    return isServing ? SHORTEST_SHORT_MS : SHORTEST_MS;
  }
  const asked = error.retryAfterMs;
  // "At once" is what a server says whose clock is wrong; then our own pause is the better one.
  if (asked === undefined || asked <= 0) return ownPause(error, { attempt, isServing }, random);
  return asked > LONGEST_ASKED_MS ? undefined : Math.ceil(asked);
}

function ownPause(
  { code }: ModelError,
  { attempt, isServing }: { readonly attempt: number; readonly isServing: boolean },
  random: () => number,
): number {
  if (!isServing) return within(attempt, random);
  if (attempt > SHORT_PAUSES || code === 'MODEL_RATE_LIMIT')
    return within(Math.max(1, attempt - SHORT_PAUSES), random);
  return Math.round(Math.max(SHORTEST_SHORT_MS, random() * SHORT_MS));
}

/** Some time within the n-th span, in milliseconds. */
function within(n: number, random: () => number): number {
  const span = Math.min(LONGEST_MS, SHORTEST_MS * GROWTH ** n);
  return Math.round(Math.max(SHORTEST_MS, random() * span));
}
