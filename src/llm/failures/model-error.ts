import { AppError, type FailureCode, type FailureValues } from '../../base/errors.ts';
import { NO_USAGE, type Usage } from '../../model/usage.ts';

/** The codes a model server's failure can have. */
export type ModelFailureCode = Extract<FailureCode, `MODEL_${string}`>;

export type ModelErrorDetails = {
  /** HTTP status, where there was one. */
  readonly status?: number | undefined;
  /** How long the server asks us to wait, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
  /** Tokens used up by the attempts that ended in this failure. */
  readonly usage?: Usage | undefined;
  /** A limit the server's message gave away. */
  readonly learnt?: { readonly context?: number; readonly tokensPerMinute?: number } | undefined;
  /** All the server wrote, keys removed: what the request is adapted by. Never shown. */
  readonly words?: string | undefined;
  readonly cause?: unknown;
};

/** A model server's failure, sorted by what can be done about it. */
export class ModelError extends AppError {
  override readonly name = 'ModelError';
  declare readonly code: ModelFailureCode;
  readonly status: number | undefined;
  readonly retryAfterMs: number | undefined;
  readonly usage: Usage;
  readonly learnt: ModelErrorDetails['learnt'];
  readonly words: string | undefined;

  constructor(code: ModelFailureCode, values: FailureValues, details: ModelErrorDetails = {}) {
    super(code, values, { cause: details.cause });
    this.status = details.status;
    this.retryAfterMs = details.retryAfterMs;
    this.usage = details.usage ?? NO_USAGE;
    this.learnt = details.learnt;
    this.words = details.words;
  }
}

/** Failures of one request. Any other will meet the next request as well. */
const ONE_REQUEST: ReadonlySet<string> = new Set([
  'MODEL_CONTENT_FILTER',
  'MODEL_BAD_RESPONSE',
  'MODEL_CONTEXT',
  'MODEL_TOO_LARGE',
  'MODEL_CRASHED',
] satisfies ModelFailureCode[]);

/** True when a failure concerns one request alone, and a smaller or different one may go through. */
export function isAboutOneRequest(error: unknown): boolean {
  const failure = AppError.find(error);
  return failure !== undefined && ONE_REQUEST.has(failure.code);
}
