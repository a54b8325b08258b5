import { type ApiKey, maskedKey } from '../../base/api-key.ts';
import type { Bilingual, FailureValues } from '../../base/errors.ts';
import { parseJson } from '../../base/json.ts';
import { type HeaderLookup, NO_HEADERS } from '../../network/http-answer.ts';
import { CONTEXT_IN_WORDS, ERROR_WORDS, LIMIT_IN_WORDS } from './error-words.ts';
import { ModelError, type ModelErrorDetails, type ModelFailureCode } from './model-error.ts';
import { redact, withoutKeys } from './redact.ts';
import { retryAfterMs } from './retry-after.ts';

/** Whom a failure is about; fills the places of its wording. */
export type Server = {
  readonly host: string;
  readonly model: string;
  readonly provider: string;
  /** The variable its key is looked for in first; empty where it needs none. */
  readonly variable: string;
  /** Shown masked only; cut out of whatever the server says. */
  readonly key?: ApiKey | undefined;
};

/** What a server answered instead of an answer. */
export type Refusal = {
  /** HTTP status; 200 when the error came inside an answer that began well. */
  readonly status: number;
  readonly body: string;
  readonly headers?: HeaderLookup | undefined;
};

/** A failure of this server in our words or in its own. Keys in `said` are removed. */
export function failure(
  server: Server,
  [code, said]: readonly [ModelFailureCode, string | Bilingual],
  details: ModelErrorDetails & { readonly values?: FailureValues } = {},
): ModelError {
  const { host, model, provider, variable, key } = server;
  const values = {
    host,
    model,
    provider,
    variable,
    ...(key && { key: maskedKey(key.value), origin: key.origin }),
    said: safe(said, key?.value),
    ...details.values,
  };
  return new ModelError(code, values, details);
}

function safe(said: string | Bilingual, key: string | undefined): string | Bilingual {
  if (typeof said === 'string') return redact(said, key);
  return { en: redact(said.en, key), zh: redact(said.zh, key) };
}

/** Sorts an error answer by what can be done about it: from its status, code and words. */
export function refused(server: Server, refusal: Refusal): ModelError {
  const { status, body } = refusal;
  const said = saidIn(body);
  const words = `${said} ${codesIn(body)}`;
  const denied = codeOf(refusal, words);
  const code = denied === 'MODEL_AUTH' && !server.key ? 'MODEL_KEY_WANTED' : denied;
  const learnt = limitsIn(code, words + body);
  const wait = retryAfterMs(refusal.headers ?? NO_HEADERS, `${said} ${body}`, Date.now());
  return failure(server, [code, said || `HTTP ${status}`], {
    status,
    words: withoutKeys(body.slice(0, 4000), server.key?.value),
    ...(wait === undefined || !mayWait.has(code) ? {} : { retryAfterMs: wait }),
    ...(learnt === undefined ? {} : { learnt }),
  });
}

const mayWait = new Set<ModelFailureCode>([
  'MODEL_RATE_LIMIT',
  'MODEL_OVERLOADED',
  'MODEL_SERVER',
  'MODEL_TIMEOUT',
]);

function codeOf({ status, body }: Refusal, words: string): ModelFailureCode {
  const found = ERROR_WORDS.find(([, pattern]) => pattern.test(words))?.[0];
  // Groq and others answer 429 to a single request that can never fit; waiting would not help.
  if (isOversized(words)) return 'MODEL_TOO_LARGE';
  const plain = PLAIN_STATUS.get(status);
  if (plain) return plain;
  const byWords = BY_WORDS.get(status);
  if (byWords) return byWords(found, body);
  if (status >= 500) return brokenCode(status, found);
  return status < 400 ? 'MODEL_WRONG_ENDPOINT' : (found ?? 'MODEL_BAD_REQUEST');
}

type Found = ModelFailureCode | undefined;

/** Statuses that say it all. */
const PLAIN_STATUS = new Map<number, ModelFailureCode>([
  [402, 'MODEL_QUOTA'],
  [408, 'MODEL_TIMEOUT'],
  [413, 'MODEL_TOO_LARGE'],
]);

/** Statuses whose words decide. */
const BY_WORDS = new Map<number, (found: Found, body: string) => ModelFailureCode>([
  [200, (found) => found ?? 'MODEL_SERVER'],
  [401, deniedCode],
  [403, deniedCode],
  [404, missingCode],
  [405, missingCode],
  [429, tooManyCode],
]);

function tooManyCode(found: Found, body: string): ModelFailureCode {
  // Google words a limit per minute like an empty account, but says when to come back.
  if (found === 'MODEL_QUOTA' && !body.includes('retryDelay')) return found;
  return 'MODEL_RATE_LIMIT';
}

function deniedCode(found: Found): ModelFailureCode {
  const other = ['MODEL_QUOTA', 'MODEL_CONTENT_FILTER', 'MODEL_NOT_FOUND'] as const;
  return other.find((code) => code === found) ?? 'MODEL_AUTH';
}

function missingCode(found: Found, body: string): ModelFailureCode {
  if (found === 'MODEL_NOT_FOUND') return found;
  // A model server explains itself; a bare "404 page not found" comes from some other server.
  const value = parseJson(body);
  const explains = typeof value === 'object' && value !== null && 'error' in value;
  if (!explains) return 'MODEL_WRONG_ENDPOINT';
  return found ?? 'MODEL_BAD_REQUEST';
}

function brokenCode(status: number, found: Found): ModelFailureCode {
  if (status === 529) return 'MODEL_OVERLOADED';
  // Local servers answer 500 to a prompt that is too long; OpenRouter 502 to a filtered one.
  const final = ['MODEL_CONTEXT', 'MODEL_QUOTA', 'MODEL_CONTENT_FILTER'] as const;
  const known = final.find((code) => code === found);
  if (known) return known;
  if (status === 503 || found === 'MODEL_OVERLOADED') return 'MODEL_OVERLOADED';
  return status === 504 ? 'MODEL_TIMEOUT' : 'MODEL_SERVER';
}

function isOversized(words: string): boolean {
  const found = LIMIT_IN_WORDS.exec(words);
  return found !== null && count(found[2]) > count(found[1]);
}

function count(digits: string | undefined): number {
  return Number((digits ?? '').replaceAll(',', ''));
}

function limitsIn(code: ModelFailureCode, words: string): ModelErrorDetails['learnt'] {
  if (code === 'MODEL_CONTEXT') {
    const found = CONTEXT_IN_WORDS.map((pattern) => pattern.exec(words)?.[1]).find(Boolean);
    return found === undefined ? undefined : { context: count(found) };
  }
  const found = LIMIT_IN_WORDS.exec(words);
  const isTokens = /tokens? per min|\bTPM\b/i.test(words);
  return found === null || !isTokens ? undefined : { tokensPerMinute: count(found[1]) };
}

/** The server's own sentence, wherever this kind of server puts it. */
function saidIn(body: string): string {
  const value = parseJson(body);
  if (value === undefined) {
    const title = /<title>([^<]*)<\/title>/i.exec(body)?.[1];
    return title ?? (/^\s*</.test(body) ? '' : body.slice(0, 1000));
  }
  return sentenceIn(value, 0) ?? body.slice(0, 1000);
}

/** Keys under which services put their sentence, in the order they are looked into. */
const PLACES = ['error', 'message', 'error_msg', 'detail', 'errors', 'msg', 'metadata', 'raw'];

function sentenceIn(value: unknown, depth: number): string | undefined {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value;
  if (typeof value !== 'object' || value === null || depth > 4) return undefined;
  if (Array.isArray(value)) return sentenceIn(value[0], depth + 1);
  const fields = new Map<string, unknown>(Object.entries(value));
  for (const place of PLACES) {
    const found = sentenceIn(fields.get(place), depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Codes and types, which say more than the sentence in some services. */
function codesIn(body: string): string {
  const found = body.matchAll(
    /"(?:code|type|status|error_code|param|reason)"\s*:\s*"([^"]{1,80})"/g,
  );
  return [...found].map(([, code]) => code).join(' ');
}
