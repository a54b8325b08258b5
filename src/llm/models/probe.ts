import * as z from 'zod';

import { parseJson } from '../../base/json.ts';
import { textOf } from '../../network/http-answer.ts';
import type { ProxyVariables } from '../../network/proxies.ts';
import { transportOf } from '../../network/transport.ts';
import { providerNamed } from './providers.ts';
import { baseUrlOf } from './server-address.ts';

export type ProbeOptions = {
  readonly provider: string;
  readonly model: string;
  /** @default the provider's own */
  readonly baseUrl?: string | undefined;
  readonly key?: string | undefined;
  readonly env?: ProxyVariables | undefined;
  readonly signal?: AbortSignal | undefined;
};

/** How long a server at home may take to tell about itself, in milliseconds. */
const PROBE_MS = 3000;

/**
 * The context window a server at home really has for a model, in tokens: what it was started with,
 * or for Ollama, which is told with each request, what the model can do. `undefined` when the server
 * does not say or cannot be reached.
 */
export async function probeWindow(options: ProbeOptions): Promise<number | undefined> {
  const provider = providerNamed(options.provider);
  if (!provider?.local) return undefined;
  const baseUrl = baseUrlOf(options.baseUrl ?? provider.baseUrl, provider.wire);
  if (baseUrl === undefined) return undefined;
  const ask = askerOf(options);
  if (provider.wire === 'ollama')
    return fromOllama(await ask(`${baseUrl}/api/show`, options.model));
  const root = baseUrl.replace(/\/v1$/, '');
  const [lmStudio, llamaCpp, vllm] = await Promise.all([
    ask(`${root}/api/v0/models`),
    ask(`${root}/props`),
    ask(`${baseUrl}/models`),
  ]);
  return (
    fromLmStudio(lmStudio, options.model) ?? fromLlamaCpp(llamaCpp) ?? fromVllm(vllm, options.model)
  );
}

/** Servers that tell what they are. */
export type ServerKind = 'ollama' | 'llamacpp' | 'lmstudio' | 'vllm';

/**
 * Which program a server at home is, by what only that one answers: each takes the form of an answer in a way of its own, and
 * Ollama cuts prompts unless it is asked over its own wire. `undefined` where it does not tell.
 */
export async function probeKind(
  options: Omit<ProbeOptions, 'model' | 'provider'> & { readonly baseUrl: string },
): Promise<ServerKind | undefined> {
  const baseUrl = baseUrlOf(options.baseUrl, 'openai');
  if (baseUrl === undefined) return undefined;
  const ask = askerOf({ ...options, provider: 'local' });
  const root = baseUrl.replace(/\/v1$/, '');
  const [ollama, props, lmStudio, models] = await Promise.all([
    ask(`${root}/api/version`),
    ask(`${root}/props`),
    ask(`${root}/api/v0/models`),
    ask(`${root}/v1/models`),
  ]);
  if (z.object({ version: z.string() }).safeParse(ollama).success) return 'ollama';
  if (fromLlamaCpp(props) !== undefined) return 'llamacpp';
  if (Listing.safeParse(lmStudio).data?.data) return 'lmstudio';
  const entries = Listing.safeParse(models).data?.data ?? [];
  return entries.some(({ owned_by: owner }) => owner === 'vllm') ? 'vllm' : undefined;
}

/** The names of the models a server at home has; empty when it cannot be reached. */
export async function listModels(options: Omit<ProbeOptions, 'model'>): Promise<readonly string[]> {
  const provider = providerNamed(options.provider);
  const baseUrl = provider && baseUrlOf(options.baseUrl ?? provider.baseUrl, provider.wire);
  if (!provider || baseUrl === undefined) return [];
  const path = provider.wire === 'ollama' ? '/api/tags' : '/models';
  const found = Listing.safeParse(await askerOf(options)(baseUrl + path)).data;
  const models = [...(found?.models ?? []), ...(found?.data ?? [])];
  return models.map(({ id, name }) => id ?? name ?? '').filter((name) => name !== '');
}

const Entry = z.object({
  id: z.string().nullish(),
  name: z.string().nullish(),
  max_model_len: z.number().nullish(),
  owned_by: z.string().nullish(),
  loaded_context_length: z.number().nullish(),
});
const Listing = z.object({ data: z.array(Entry).nullish(), models: z.array(Entry).nullish() });

type Asker = (url: string, model?: string) => Promise<unknown>;

/** Asks for one document; whatever goes wrong counts as no answer, except a cancellation. */
function askerOf({ env = {}, key, signal }: Omit<ProbeOptions, 'model'>): Asker {
  const send = transportOf(env);
  return async (url, model) => {
    const late = AbortSignal.timeout(PROBE_MS);
    const headers = {
      'content-type': 'application/json',
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
    };
    try {
      const answer = await send(url, {
        headers,
        signal: signal ? AbortSignal.any([signal, late]) : late,
        ...(model === undefined ? {} : { method: 'POST', body: JSON.stringify({ model }) }),
      });
      const text = await textOf(answer);
      return answer.status === 200 ? parseJson(text) : undefined;
    } catch {
      signal?.throwIfAborted();
      return undefined;
    }
  };
}

function fromOllama(answer: unknown): number | undefined {
  const Shown = z.object({ model_info: z.record(z.string(), z.unknown()) });
  const info = Shown.safeParse(answer).data?.model_info ?? {};
  const found = Object.entries(info).find(([name]) => name.endsWith('.context_length'))?.[1];
  return typeof found === 'number' && found > 0 ? found : undefined;
}

function fromLmStudio(answer: unknown, model: string): number | undefined {
  const loaded = entryFor(answer, model)?.loaded_context_length;
  return loaded ?? undefined;
}

function fromLlamaCpp(answer: unknown): number | undefined {
  const Props = z.object({ default_generation_settings: z.object({ n_ctx: z.number() }) });
  return Props.safeParse(answer).data?.default_generation_settings.n_ctx;
}

function fromVllm(answer: unknown, model: string): number | undefined {
  return entryFor(answer, model)?.max_model_len ?? undefined;
}

function entryFor(answer: unknown, model: string): z.infer<typeof Entry> | undefined {
  const entries = Listing.safeParse(answer).data?.data ?? [];
  return entries.find(({ id }) => id === model) ?? (entries.length === 1 ? entries[0] : undefined);
}
