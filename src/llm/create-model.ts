import type { ApiKey } from '../base/api-key.ts';
import { AppError } from '../base/errors.ts';
import type { Price } from '../model/usage.ts';
import type { ProxyVariables } from '../network/proxies.ts';
import { transportOf } from '../network/transport.ts';
import type { ChatModel, ModelInfo } from './chat-model.ts';
import { Connection } from './connection.ts';
import { converse } from './conversation.ts';
import type { Server } from './failures/failure.ts';
import { factsOf } from './models/catalogue.ts';
import { type ModelFacts } from './models/model-facts.ts';
import { providerNamed, type Provider } from './models/providers.ts';
import { baseUrlOf, isNearby } from './models/server-address.ts';
import { systemClock, type Clock } from './pacing/clock.ts';
import { Limiters, type Limiter, type Limits } from './pacing/limiter.ts';
import { PATIENCE, type Patience } from './pacing/watchdog.ts';
import { WIRES } from './wires/all.ts';

export type CreateChatModelOptions = {
  /** A name of the provider table, such as `deepseek` or `local`. */
  readonly provider: string;
  /** The name of that table by which a server of the provider is spoken to, where it told what it is. @default `provider` */
  readonly spokenAs?: string | undefined;
  /** The model's name as the provider writes it. */
  readonly model: string;
  /** @default the provider's own */
  readonly baseUrl?: string | undefined;
  /** With its origin, a refusal can say which key it was. @default the provider's variable in `env` */
  readonly key?: string | ApiKey | undefined;
  /** Variables that name proxies (`HTTPS_PROXY`, `NO_PROXY`, …) and keys. @default none */
  readonly env?: ProxyVariables | undefined;
  readonly limits?: Limits | undefined;
  /** Context window, in tokens, where it is known better than by the model's name. */
  readonly window?: number | undefined;
  /** What the user says it costs; goes before the catalogue. */
  readonly price?: Price | undefined;
  /** Share one among models of the same account. @default a fresh one */
  readonly limiters?: Limiters | undefined;
  /** @default the real one */
  readonly clock?: Clock | undefined;
  /** @default that of `PATIENCE` for this kind of server and model */
  readonly patience?: Patience | undefined;
};

/**
 * A model that can be asked. Nothing is sent before the first question. Throws `AppError`
 * `MODEL_NAME_BAD` for an unknown provider or a bad address, `KEY_MISSING` without a key.
 */
export function createChatModel(options: CreateChatModelOptions): ChatModel {
  const provider = knownProvider(options);
  const baseUrl = baseUrlOf(options.baseUrl ?? provider.baseUrl, provider.wire);
  if (baseUrl === undefined) {
    const given = options.baseUrl ?? provider.baseUrl;
    const reason = { en: `"${given}" is not a web address`, zh: `“${given}”不是网址` };
    throw new AppError('MODEL_NAME_BAD', { name: options.model, reason });
  }
  const isLocal = provider.local && isNearby(baseUrl);
  const facts = factsFor(options, isLocal);
  const server = serverOf(options, { provider, baseUrl });
  const clock = options.clock ?? systemClock;
  const limits = { ...options.limits, ...levelOf(options.limits?.concurrency, provider, isLocal) };
  const limiters = options.limiters ?? new Limiters(clock);
  const limiter = limiters.for({ baseUrl, key: server.key?.value }, limits);
  const connection = new Connection({
    provider,
    facts,
    server,
    baseUrl,
    clock,
    wire: WIRES[provider.wire],
    send: transportOf(options.env ?? {}),
    patience: options.patience ?? patienceFor(facts, isLocal),
    limiter,
  });
  return {
    info: infoOf(options, { facts, host: keyedHost(baseUrl), limiter }),
    ask: (request) => converse(connection, request),
  };
}

/** No service is asked more than this at once without having been told to, as a count. */
const MOST_AT_ONCE = 16;

/** How many requests a server is given at once: at home what it was started for, or what the user knows it takes. */
function levelOf(
  given: number | undefined,
  provider: Provider,
  isLocal: boolean,
): Pick<Limits, 'concurrency' | 'start'> {
  if (isLocal) return { concurrency: given ?? provider.concurrency };
  return { concurrency: given ?? MOST_AT_ONCE, start: provider.concurrency };
}

/** A server at home stays the same when it is started again on another port: what it answered is not asked again. */
function keyedHost(baseUrl: string): string {
  const { host, hostname } = new URL(baseUrl);
  return isNearby(baseUrl) ? hostname : host;
}

function patienceFor({ thinking }: ModelFacts, isLocal: boolean): Patience {
  if (isLocal) return PATIENCE.local;
  return thinking === 'always' ? PATIENCE.thinking : PATIENCE.service;
}

function knownProvider({ provider, spokenAs, model }: CreateChatModelOptions): Provider {
  const known = providerNamed(spokenAs ?? provider);
  const name = `${provider}:${model}`;
  if (!known) {
    const reason = { en: `there is no provider "${provider}"`, zh: `没有服务商“${provider}”` };
    throw new AppError('MODEL_NAME_BAD', { name, reason });
  }
  if (model.trim() === '') {
    const reason = { en: 'it has no name', zh: '没有写明模型名称' };
    throw new AppError('MODEL_NAME_BAD', { name, reason });
  }
  return known;
}

function factsFor(options: CreateChatModelOptions, local: boolean): ModelFacts {
  const { window } = options;
  const facts = factsOf(options.model, { local });
  const price = options.price ?? priceAt(options.provider, { local, price: facts.price });
  if (window === undefined) return { ...facts, price };
  // With a window of known size a server at home may answer as long as the model itself can.
  const named = local ? factsOf(options.model, { local: false }) : facts;
  const maxOutput = Math.min(named.maxOutput, window);
  return { ...facts, window, maxOutput, price };
}

/** What runs at home costs nothing; an address of the user's own may be anybody's, with prices of its own. */
function priceAt(
  provider: string,
  { local, price }: { readonly local: boolean; readonly price: Price | undefined },
): Price | undefined {
  if (provider === 'relay' || provider === 'local') return undefined;
  return local ? FREE : price;
}

const FREE: Price = { input: 0, output: 0 };

function serverOf(
  options: CreateChatModelOptions,
  { provider, baseUrl }: { readonly provider: Provider; readonly baseUrl: string },
): Server {
  const { keyVariables, title } = provider;
  const { model, provider: name } = options;
  const key = keyFor(options, keyVariables);
  // A server at an address of the user's own says itself whether it wants one.
  const wantsKey = keyVariables.length > 0 && options.baseUrl === undefined && !provider.local;
  const [variable = ''] = keyVariables;
  if (!key && wantsKey) throw new AppError('KEY_MISSING', { title, provider: name, variable });
  return { host: new URL(baseUrl).host, model, provider: name, variable, key };
}

function keyFor(
  { key, env = {} }: CreateChatModelOptions,
  variables: readonly string[],
): ApiKey | undefined {
  if (typeof key === 'object') return key;
  if (key?.trim()) return { value: key.trim(), origin: { en: 'as given', zh: '由程序给出' } };
  const variable = variables.find((name) => env[name]?.trim());
  if (variable === undefined) return undefined;
  const origin = { en: `the variable ${variable}`, zh: `环境变量 ${variable}` };
  return { value: env[variable]?.trim() ?? '', origin };
}

function infoOf(
  options: CreateChatModelOptions,
  found: {
    readonly facts: ModelFacts;
    readonly host: string;
    readonly limiter: Limiter;
  },
): ModelInfo {
  const { facts, host, limiter } = found;
  return {
    id: `${options.provider}:${options.model}`,
    host,
    window: facts.window,
    maxOutput: facts.maxOutput,
    family: facts.family,
    price: facts.price,
    thinking: facts.thinking === 'always' ? 'always' : 'off',
    size: facts.size,
    role: facts.role,
    /** As many as the server takes, by what it has answered so far. */
    get concurrency() {
      return limiter.concurrency;
    },
    mostAtOnce: limiter.most,
    get peak() {
      return limiter.peak;
    },
    /** As set by the user, or as learnt from the server since. */
    get tokensPerMinute() {
      return limiter.tokensPerMinute;
    },
  };
}
