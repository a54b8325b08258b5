import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

import {
  AppError,
  type FailureCode,
  type FailureValues,
  type InterfaceLanguage,
  type Obstacle,
} from '../../base/errors.ts';
import type { Problem } from '../contract.ts';
import { problemOf } from '../library/problem.ts';

/** The status of failures whose cause is not what was asked for. */
const STATUSES: Readonly<Partial<Record<FailureCode, ContentfulStatusCode>>> = {
  TALK_UNKNOWN: 404,
  NOT_FOUND: 404,
  FILE_MISSING: 404,
  TALK_NOT_MADE: 409,
  TALK_BUSY: 409,
  EDIT_LOST: 409,
  QUEUE_FULL: 429,
  FOLDER_BUSY: 409,
  HOST_REFUSED: 421,
  ORIGIN_REFUSED: 403,
  TOKEN_WANTED: 401,
  PATHS_REFUSED: 403,
  SETTINGS_LOCKED: 403,
  MODEL_UNLISTED: 404,
  MODEL_NOT_HERE: 404,
  BODY_TOO_LARGE: 413,
  DISK_FULL: 507,
  MODEL_NO_ROOM: 507,
  DATABASE_FAILED: 503,
  WORK_BROKEN: 500,
};
/** What else is refused is refused for what it says. */
const REFUSED = 422;

/** The language a request asks for, by its `Accept-Language`. */
export function languageIn(header: string | null | undefined): InterfaceLanguage {
  return /^\s*zh\b/i.test(header ?? '') ? 'zh' : 'en';
}

export function languageOf(context: Context): InterfaceLanguage {
  return languageIn(context.req.header('accept-language'));
}

/** A failure as what is sent, and its status. */
export function problemAnswer(
  { code, values }: Obstacle,
  language: InterfaceLanguage,
): [Problem, ContentfulStatusCode] {
  return [problemOf({ code, values }, language), STATUSES[code] ?? REFUSED];
}

/** A failure as an answer: what went wrong and what to do. */
export function refusal(context: Context, code: FailureCode, values: FailureValues): Response {
  return context.json(...problemAnswer({ code, values }, languageOf(context)));
}

/** The answer to whatever was thrown; what nobody thought of is reported, and told without its insides. */
export function thrown(
  context: Context,
  error: unknown,
  report: (error: unknown) => void,
): Response {
  const known = AppError.find(error);
  if (known) return refusal(context, known.code, known.values);
  if (error instanceof HTTPException && error.status < 500) {
    return refusal(context, 'REQUEST_BAD', { reason: error.message });
  }
  if (context.req.raw.signal.aborted) return new Response(undefined, { status: 499 });
  report(error);
  return refusal(context, 'WORK_BROKEN', { reason: error instanceof Error ? error.name : 'error' });
}
