import { join } from 'node:path';

import { networkOf } from '../../network/network.ts';
import { ensureFolder } from '../../store/ensure-folder.ts';
import { takeLock } from '../../store/lock.ts';
import { slugOf } from '../../store/slug.ts';
import {
  listModels,
  type LocalModel,
  modelNamed,
  pullModel,
  type PullOptions,
  removeModel,
} from '../../weights/local-models.ts';
import { modelsFolder } from '../choosing/choose-speech.ts';
import type { Environment } from '../settings/settings-file.ts';

/** All speech models that can be fetched, with those that are here marked. */
export async function listSpeechModels(env: Environment): Promise<LocalModel[]> {
  return await listModels(modelsFolder(env));
}

/** A model of the list by its name or its folder's. Throws `SPEECH_MODEL_UNLISTED`. */
export function speechModelNamed(name: string): { readonly name: string } {
  return modelNamed(name);
}

/** What is fetched of a model, in bytes: exactly where its files are pinned. */
export function sizeOf({ files, about }: LocalModel): number {
  return files?.reduce((sum, { bytes }) => sum + bytes, 0) ?? about;
}

export type FetchOptions = { readonly env: Environment } & Pick<
  PullOptions,
  'onProgress' | 'signal'
>;

/**
 * Fetches a speech model from the hub, or from the mirror in `HF_ENDPOINT`, going on where an earlier run stopped; gives the
 * path of its folder. Throws as `pullModel` does, and `FOLDER_BUSY` where another process fetches the same one.
 */
export async function fetchSpeechModel(
  name: string,
  { env, onProgress, signal }: FetchOptions,
): Promise<string> {
  const own = env['HF_ENDPOINT'];
  const mirrors = own === undefined ? undefined : [own];
  const folder = modelsFolder(env);
  await ensureFolder(folder);
  // Two that fetch the same model would write over each other.
  const release = await takeLock(join(folder, `.${slugOf(name)}.lock`), folder);
  try {
    return await pullModel(name, { folder, send: networkOf(env), mirrors, signal, onProgress });
  } finally {
    await release();
  }
}

/** Removes a speech model, also one that is still on its way; gives how many bytes that frees. Throws as `removeModel` does. */
export async function removeSpeechModel(name: string, env: Environment): Promise<number> {
  return await removeModel(name, { folder: modelsFolder(env) });
}
