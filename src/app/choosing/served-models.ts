import { listModels, probeWindow } from '../../llm/models/probe.ts';
import type { Environment } from '../settings/settings-file.ts';
import type { Settings } from '../settings/settings.ts';
import { AT_HOME, NOT_CHAT } from './choose-model.ts';
import { findKey } from './find-key.ts';

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
export async function servedModels({
  settings,
  env,
  signal,
}: {
  readonly settings: Pick<Settings, 'keys'>;
  readonly env: Environment;
  readonly signal?: AbortSignal | undefined;
}): Promise<ServedModel[]> {
  const found = await Promise.all(
    AT_HOME.map(async (provider) => {
      const asked = { provider, key: findKey(provider, settings, env)?.value, env, signal };
      const names = (await listModels(asked)).filter((name) => !NOT_CHAT.test(name));
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
