import { AppError } from '../../base/errors.ts';
import {
  type EngineOptions,
  engineFolder,
  fetchEngine,
  hasEngine,
} from '../../llm/embedded/engine-folder.ts';
import type { Gpu } from '../../llm/embedded/protocol.ts';
import { isOffline } from '../../network/offline.ts';
import { enginesFolder } from '../settings/models-folder.ts';
import type { Environment } from '../settings/settings-file.ts';

/** The engine that runs language models on this machine. */
export type LanguageEngine = {
  readonly folder: string;
  readonly gpu: Gpu;
};

/** Apple's graphics come with the engine's package; others have to be asked for. */
function gpuOf(): Gpu {
  return process.platform === 'darwin' && process.arch === 'arm64' ? 'metal' : false;
}

/** The engine, if it is here. Throws `MODEL_ENGINE_UNKNOWN` where there is none for this system. */
export async function languageEngine(env: Environment): Promise<LanguageEngine | undefined> {
  const options = { base: enginesFolder(env), gpu: gpuOf() };
  return (await hasEngine(options))
    ? { folder: engineFolder(options), gpu: options.gpu }
    : undefined;
}

/** Brings the engine; does nothing when it is here. Throws `OFFLINE`, and as `fetchEngine` does. */
export async function bringLanguageEngine(
  env: Environment,
  signal?: EngineOptions['signal'],
): Promise<void> {
  // npm knows nothing of our way out.
  if (isOffline(env)) throw new AppError('OFFLINE', { host: 'npm' });
  await fetchEngine({ base: enginesFolder(env), gpu: gpuOf(), env, signal });
}
