import type { Problem } from '../../src/server/contract.ts';
import { currentLanguage } from '../words/current-language.ts';
import { WORDS } from '../words/words.ts';

/** What the server would not do, told in the reader's language. */
class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly problem: Problem;
  /** Of the answer; 0 when there was none. */
  readonly status: number;

  constructor(problem: Problem, status: number) {
    super(problem.message);
    this.problem = problem;
    this.status = status;
  }
}

export type Asking = {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE' | undefined;
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
};

/** Asks the server, which keeps to the contract. Throws `Refusal`, or an `AbortError` where the signal says so. */
export async function ask<Answer>(
  path: string,
  { method, body, signal }: Asking = {},
): Promise<Answer> {
  const response = await reach(path, {
    method: method ?? 'GET',
    headers: {
      'accept-language': currentLanguage(),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(signal && { signal }),
  });
  if (!response.ok) throw new Refusal(await problemIn(response), response.status);
  // What the server sends is checked there, by the same contract.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return (response.status === 204 ? undefined : await response.json()) as Answer;
}

async function reach(path: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(path, request);
  } catch (error) {
    if (request.signal?.aborted === true) throw error;
    const words = WORDS[currentLanguage()].problem;
    throw new Refusal({ code: 'OFFLINE', message: words.offline, hint: words.offlineHint }, 0);
  }
}

async function problemIn(response: Response): Promise<Problem> {
  const said: unknown = await response.json().catch(() => undefined);
  const words = WORDS[currentLanguage()].problem;
  // An address that this page knows and the server does not is no mistake of the reader's.
  if (isProblem(said))
    return said.code === 'NOT_FOUND' ? { ...said, message: words.notYet, hint: '' } : said;
  return { code: 'ANSWER_BAD', message: words.odd(response.status), hint: words.oddHint };
}

function isProblem(said: unknown): said is Problem {
  return typeof said === 'object' && said !== null && 'message' in said && 'code' in said;
}

/** Why something did not work, whatever was thrown. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Refusal) return error.problem;
  const words = WORDS[currentLanguage()].problem;
  return { code: 'PAGE_BROKEN', message: words.broken, hint: words.oddHint };
}
