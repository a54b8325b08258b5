import { type ApiKey, maskedKey } from '../../base/api-key.ts';
import { AppError, type Bilingual, type FailureCode } from '../../base/errors.ts';
import { parseJson } from '../../base/json.ts';
import { networkReason } from '../../base/system-reason.ts';

/** What went wrong with one attempt at a server. */
export type ServerFailure = {
  readonly error: AppError;
  /** True when it may pass by itself. */
  readonly isPassing: boolean;
  /** How long the server asks us to wait, in milliseconds. */
  readonly waitMs?: number | undefined;
  /** True when the server did not like the form of the request: another form may do. */
  readonly isForm: boolean;
};

/** As much of a server's words is passed on, in characters. */
const SAID = 300;
const QUOTA = /insufficient[_ ]quota|insufficient (?:balance|funds)|exceeded your current quota/i;
/** A request in another form would be refused for these as well. */
const NOT_THE_FORM = /model_not_found|invalid_api_key|does not exist|too (?:large|long|short)/i;

/** What an answer is read with. */
export type About = {
  readonly host: string;
  /** The wall clock in milliseconds, for dates in headers. */
  readonly nowMs: number;
  /** Is not shown, should the server repeat it. */
  readonly key: ApiKey | undefined;
};

/** True for a JSON answer that tells of an error, whatever its status. */
export function hasError(body: string): boolean {
  const value = parseJson(body);
  return typeof value === 'object' && value !== null && 'error' in value;
}

/** The failure an answer other than success stands for. */
export function failureOfAnswer(
  answer: { readonly status: number; readonly headers: Headers; readonly body: string },
  { host, nowMs, key }: About,
): ServerFailure {
  const { status, headers, body } = answer;
  const said = saidIn(body, status, key?.value);
  const denied = codeOf(status, body);
  const code = denied === 'SPEECH_SERVER_AUTH' && !key ? 'SPEECH_SERVER_KEY_WANTED' : denied;
  const sent = key && { key: maskedKey(key.value), origin: key.origin };
  return {
    error: new AppError(code, { host, said, ...sent }),
    isPassing: code === 'SPEECH_SERVER_BUSY' || code === 'SPEECH_SERVER_DOWN',
    waitMs: waitIn(headers, nowMs),
    isForm: (status === 400 || status === 415 || status === 422) && !NOT_THE_FORM.test(body),
  };
}

/** The failure of an answer that never came, broke off or says nothing: it may pass. */
export function failureOfSilence(host: string, cause: unknown): ServerFailure {
  const error = new AppError('SPEECH_SERVER_DOWN', { host, said: networkReason(cause) }, { cause });
  return { error, isPassing: true, isForm: false };
}

/** The failure of an answer that is not a speech server's. */
export function failureOfStrangeAnswer(host: string, said: Bilingual): ServerFailure {
  const error = new AppError('SPEECH_SERVER_REFUSED', { host, said });
  return { error, isPassing: false, isForm: false };
}

function codeOf(status: number, body: string): FailureCode {
  if (status === 402 || (status < 500 && QUOTA.test(body))) return 'SPEECH_SERVER_QUOTA';
  if (status === 401 || status === 403) return 'SPEECH_SERVER_AUTH';
  if (status === 429) return 'SPEECH_SERVER_BUSY';
  if (status === 408 || status >= 500) return 'SPEECH_SERVER_DOWN';
  return 'SPEECH_SERVER_REFUSED';
}

/** What the server says of itself: `error.message`, `detail` or `message`, else its status. */
function saidIn(body: string, status: number, key: string | undefined): string {
  const found = messageIn(parseJson(body)) ?? (/^\s*</.test(body) ? '' : body);
  const line = found.replace(/\s+/g, ' ').trim().slice(0, SAID).replace(/\.$/, '');
  const said = line === '' ? `HTTP ${status}` : line;
  return key ? said.replaceAll(key, '***') : said;
}

function messageIn(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return undefined;
  const fields = new Map(Object.entries(value));
  for (const name of ['error', 'message', 'detail', 'msg']) {
    const found = messageIn(fields.get(name));
    if (found !== undefined) return found;
  }
  return Array.isArray(value) ? messageIn(value[0]) : undefined;
}

/** The header `retry-after`: seconds or an HTTP date (RFC 9110, section 10.2.3). */
function waitIn(headers: Headers, nowMs: number): number | undefined {
  const value = headers.get('retry-after')?.trim() ?? '';
  if (/^\d+(?:\.\d+)?$/.test(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - nowMs);
}
