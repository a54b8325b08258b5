import { listModels, probeWindow } from '../../llm/models/probe.ts';
import type { Environment } from '../settings/settings-file.ts';
import type { Settings } from '../settings/settings.ts';
import { findKey } from './find-key.ts';

/** Servers on this machine that are asked whether they are there. */
export const AT_HOME = ['ollama', 'lmstudio', 'llamacpp', 'vllm'] as const;
/** Models that do not write text. */
const NOT_CHAT = /embed|rerank|whisper|tts|clip|bge|nomic/i;

/** A model server that is asked for its models. */
export type Server = {
  readonly provider: string;
  /** @default the provider's own */
  readonly baseUrl?: string | undefined;
};

type AskOptions = {
  readonly settings: Pick<Settings, 'keys'>;
  readonly env: Environment;
  readonly signal?: AbortSignal | undefined;
};

/** The names of a server's models that write text; none where it does not answer. Throws the signal's reason. */
export async function chatModelsAt(
  { provider, baseUrl }: Server,
  { settings, env, signal }: AskOptions,
): Promise<string[]> {
  const key = findKey(provider, settings, env)?.value;
  const models = await listModels({ provider, baseUrl, key, env, signal });
  return models.filter((name) => !NOT_CHAT.test(name));
}

/** A language model that a server on this machine has. */
export type ServedModel = {
  /** As it is named with `--model`. */
  readonly name: string;
  /** The context it is asked with, in tokens; absent where the server does not tell. */
  readonly window?: number | undefined;
};

/** So many of a server are asked after: some have hundreds. */
const MOST_OF_A_SERVER = 20;

/** The language models of the servers that answer on this machine, each with the context it really has. */
export async function servedModels(options: AskOptions): Promise<ServedModel[]> {
  const { settings, env, signal } = options;
  const found = await Promise.all(
    AT_HOME.map(async (provider) => {
      const asked = { provider, key: findKey(provider, settings, env)?.value, env, signal };
      const names = await chatModelsAt({ provider }, options);
      return await Promise.all(
        names.slice(0, MOST_OF_A_SERVER).map(async (model): Promise<ServedModel> => {
          const window = await probeWindow({ ...asked, model });
          return { name: `${provider}:${model}`, ...(window !== undefined && { window }) };
        }),
      );
    }),
  );
  return found.flat();
}
