import { textOf } from '../../network/http-answer.ts';
import type { ProxyVariables } from '../../network/proxies.ts';
import { transportOf } from '../../network/transport.ts';
import { redact } from '../failures/redact.ts';
import { type Provider, providerNamed } from './providers.ts';
import { baseUrlOf } from './server-address.ts';

/** What a service says to a key. */
export type KeyVerdict = {
  /** `unclear`: it answers, but not to this question. */
  readonly is: 'accepted' | 'refused' | 'unclear' | 'unreachable';
  /** Its status, or what kept it from being reached. */
  readonly said: string;
};

export type CheckKeyOptions = {
  readonly provider: string;
  /** @default the provider's own */
  readonly baseUrl?: string | undefined;
  readonly key: string;
  readonly env: ProxyVariables;
  readonly signal?: AbortSignal | undefined;
};

/** Longest wait for an answer, in milliseconds. */
const ANSWER_MS = 10_000;
/** Version of Anthropic's protocol that every request names (its manual, "Versions"). */
const ANTHROPIC_VERSION = '2023-06-01';

/** Shows a service its key with a request that costs nothing: for its models, or for the key itself. */
export async function checkKey(options: CheckKeyOptions): Promise<KeyVerdict> {
  const { provider: name, key, env, signal } = options;
  const provider = providerNamed(name);
  const baseUrl = provider && baseUrlOf(options.baseUrl ?? provider.baseUrl, provider.wire);
  if (!provider || baseUrl === undefined) return { is: 'unclear', said: '' };
  const late = AbortSignal.timeout(ANSWER_MS);
  try {
    const answer = await transportOf(env)(
      `${baseUrl}${name === 'openrouter' ? '/key' : '/models'}`,
      {
        headers: headersFor(provider, key),
        signal: signal ? AbortSignal.any([signal, late]) : late,
      },
    );
    const body = await textOf(answer);
    return { is: verdictOf(answer.status, body), said: `HTTP ${answer.status}` };
  } catch (error) {
    signal?.throwIfAborted();
    return {
      is: 'unreachable',
      said: redact(error instanceof Error ? error.message : String(error), key),
    };
  }
}

function headersFor({ wire }: Provider, key: string): Record<string, string> {
  if (wire === 'anthropic') return { 'x-api-key': key, 'anthropic-version': ANTHROPIC_VERSION };
  if (wire === 'gemini') return { 'x-goog-api-key': key };
  return key === '' ? {} : { authorization: `Bearer ${key}` };
}

function verdictOf(status: number, body: string): KeyVerdict['is'] {
  if (status === 200) return 'accepted';
  // Google answers 400 to a key that is none.
  if (status === 401 || status === 403 || /API_KEY_INVALID|api key not valid/i.test(body))
    return 'refused';
  return 'unclear';
}
