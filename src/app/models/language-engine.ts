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

/** What computes: `off`, `metal`, `cuda` or `vulkan`. */
const GPU = 'TALKLEAF_GPU';
const GPUS: Readonly<Record<string, Gpu>> = {
  off: false,
  metal: 'metal',
  cuda: 'cuda',
  vulkan: 'vulkan',
};

/**
 * Apple's graphics come with the engine's package; those of other makers take up to half a gigabyte more, and have to be
 * asked for. Throws `MODEL_ENGINE_UNKNOWN` for what nobody knows.
 */
function gpuOf(env: Environment): Gpu {
  const asked = env[GPU]?.trim().toLowerCase();
  if (!asked) return process.platform === 'darwin' && process.arch === 'arm64' ? 'metal' : false;
  const gpu = GPUS[asked];
  if (gpu === undefined) throw new AppError('MODEL_ENGINE_UNKNOWN', { system: `${GPU}=${asked}` });
  return gpu;
}

/** The engine, if it is here. Throws `MODEL_ENGINE_UNKNOWN` where there is none for this system. */
export async function languageEngine(env: Environment): Promise<LanguageEngine | undefined> {
  const options = { base: enginesFolder(env), gpu: gpuOf(env) };
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
  await fetchEngine({ base: enginesFolder(env), gpu: gpuOf(env), env, signal });
}
