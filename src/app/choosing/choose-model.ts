import { AppError } from '../../base/errors.ts';
import type { ChatModel, ModelInfo } from '../../llm/chat-model.ts';
import { createChatModel } from '../../llm/create-model.ts';
import { probeKind, probeWindow } from '../../llm/models/probe.ts';
import { providerNamed } from '../../llm/models/providers.ts';
import { baseUrlOf, isNearby } from '../../llm/models/server-address.ts';
import type { Limiters } from '../../llm/pacing/limiter.ts';
import { isOffline } from '../../network/offline.ts';
import type { Environment } from '../settings/settings-file.ts';
import type { Settings } from '../settings/settings.ts';
import { embeddedName, installedModel, openEmbedded } from './choose-embedded.ts';
import { findKey } from './find-key.ts';
import { refuseHosted } from './offline-models.ts';
import { AT_HOME, chatModelsAt } from './served-models.ts';

/** A model by provider and name. */
type ModelName = { readonly provider: string; readonly model: string };

/** Which provider's key is looked for in which order, and the model then used: cheap and good at both languages. */
export const BY_KEY: readonly [ModelName, ...ModelName[]] = [
  { provider: 'deepseek', model: 'deepseek-chat' },
  { provider: 'qwen', model: 'qwen-plus' },
  { provider: 'openai', model: 'gpt-5.4-mini' },
  { provider: 'anthropic', model: 'claude-haiku-4-5' },
  { provider: 'gemini', model: 'gemini-flash-latest' },
  { provider: 'ernie', model: 'ernie-4.5-turbo-128k' },
  { provider: 'groq', model: 'openai/gpt-oss-120b' },
  { provider: 'openrouter', model: 'deepseek/deepseek-chat' },
];

export type ChooseOptions = {
  readonly settings: Settings;
  readonly env: Environment;
  readonly limiters: Limiters;
  readonly signal?: AbortSignal | undefined;
};

/**
 * The model to ask: the one named, else the first one a key is there for, else a server on this machine,
 * else a model of this machine itself. `undefined` when there is none. Throws `MODEL_NAME_BAD`, `KEY_MISSING`.
 */
export async function chooseModel(options: ChooseOptions): Promise<ChatModel | undefined> {
  const { settings, env } = options;
  const embedded = embeddedName(settings);
  if (embedded !== undefined) return await openEmbedded({ name: embedded, settings, env });
  if (settings.model !== undefined || settings.baseUrl !== undefined) {
    return await open(await named(options), options, settings.baseUrl);
  }
  const hosted = isOffline(env) ? [] : BY_KEY;
  const keyed = hosted.find(({ provider }) => findKey(provider, settings, env) !== undefined);
  if (keyed) return await open(keyed, options);
  const found = await Promise.all(AT_HOME.map((provider) => firstModel(provider, options)));
  const home = found.find((each) => each !== undefined);
  return home ? await open(home, options) : await installedModel({ settings, env });
}

/** A model to reckon with where there is none: the first of those chosen by a key. It is never asked. */
export function exampleModel(): ModelInfo {
  const [{ provider, model }] = BY_KEY;
  return createChatModel({ provider, model, key: 'none' }).info;
}

/** The model for lines the first one could not translate, where the user named one. */
export async function chooseSecond(options: ChooseOptions): Promise<ChatModel | undefined> {
  const { secondModel, baseUrl } = options.settings;
  if (secondModel === undefined) return undefined;
  const embedded = embeddedName({ model: secondModel, baseUrl });
  if (embedded !== undefined) {
    const { settings, env } = options;
    return await openEmbedded({ name: embedded, settings, env });
  }
  const name = parseName(secondModel, baseUrl);
  const isAtServer = name.provider === 'local' || name.provider === 'relay';
  return await open(name, options, isAtServer ? baseUrl : undefined);
}

async function named(options: ChooseOptions): Promise<ModelName> {
  const { model, baseUrl } = options.settings;
  if (model !== undefined) return parseName(model, baseUrl);
  // A server without a named model usually has just one.
  const provider = serverKind(baseUrl ?? '');
  return (await firstModel(provider, options, baseUrl)) ?? { provider, model: 'default' };
}

/** Reads `PROVIDER:MODEL`; with a server's address the provider may be left out. */
function parseName(name: string, baseUrl: string | undefined): ModelName {
  const at = name.indexOf(':');
  const provider = at < 0 ? '' : name.slice(0, at);
  if (providerNamed(provider)) return { provider, model: name.slice(at + 1) };
  // A model server nearby is the user's own; one elsewhere is somebody's service.
  if (baseUrl !== undefined) return { provider: serverKind(baseUrl), model: name };
  const reason =
    at < 0
      ? { en: 'it names no provider', zh: '没有写明服务商' }
      : { en: `there is no provider "${provider}"`, zh: `没有服务商“${provider}”` };
  throw new AppError('MODEL_NAME_BAD', { name, reason });
}

/** Whether an address is a server of one's own, or somebody's service. */
export function serverKind(baseUrl: string): 'local' | 'relay' {
  const address = baseUrlOf(baseUrl, 'openai');
  return address === undefined || isNearby(address) ? 'local' : 'relay';
}

async function firstModel(
  provider: string,
  { env, settings, signal }: ChooseOptions,
  baseUrl?: string,
): Promise<ModelName | undefined> {
  const [model] = await chatModelsAt({ provider, baseUrl }, { settings, env, signal });
  return model === undefined ? undefined : { provider, model };
}

/** A server at an address of the user's own is spoken to in the way of the program that it is. */
async function kindOf(
  provider: string,
  {
    baseUrl,
    ...asked
  }: Omit<Parameters<typeof probeKind>[0], 'baseUrl'> & { baseUrl?: string | undefined },
): Promise<string> {
  if (provider !== 'local' || baseUrl === undefined) return provider;
  return (await probeKind({ baseUrl, ...asked })) ?? provider;
}

async function open(
  { provider, model }: ModelName,
  { settings, env, limiters, signal }: ChooseOptions,
  baseUrl?: string,
): Promise<ChatModel> {
  refuseHosted({ provider, name: `${provider}:${model}`, baseUrl }, env);
  const key = findKey(provider, settings, env);
  const kind = await kindOf(provider, { baseUrl, key: key?.value, env, signal });
  const probe = { provider: kind, model, baseUrl, key: key?.value, env, signal };
  return createChatModel({
    provider,
    spokenAs: kind,
    model,
    baseUrl,
    key,
    env,
    limiters,
    limits: {
      concurrency: settings.concurrency,
      requestsPerMinute: settings.rpm,
      tokensPerMinute: settings.tpm,
    },
    window: settings.window ?? (await probeWindow(probe)),
    price: settings.prices?.[`${provider}:${model}`],
  });
}
