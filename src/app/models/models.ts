import {
  absent,
  listModels,
  type LocalModel,
  lookAt,
  modelNamed,
} from '../../weights/local-models.ts';
import type { ModelEntry } from '../../weights/model-entry.ts';
import { modelsFolder } from '../settings/models-folder.ts';
import type { Environment } from '../settings/settings-file.ts';

/** All models that can be fetched, with those that are here marked. */
export async function allModels(env: Environment): Promise<LocalModel[]> {
  return await listModels({ folder: modelsFolder(env) });
}

/** A model of the list by its name or its folder's. Throws `MODEL_UNLISTED`. */
export function listedModel(name: string): { readonly name: string } {
  return modelNamed(name);
}

/** What is fetched of a model, in bytes: exactly where its files are pinned. */
export function sizeOf({ files, about }: ModelEntry): number {
  return files?.reduce((sum, { bytes }) => sum + bytes, 0) ?? about;
}

/**
 * The path of a model that is here: the file of a language model, the folder of any other. Throws `MODEL_UNLISTED`, and
 * `MODEL_ABSENT` with the command that brings it.
 */
export async function modelPath(name: string, env: Environment): Promise<string> {
  const folder = modelsFolder(env);
  const model = modelNamed(name);
  const { isInstalled, path } = await lookAt(model, folder);
  if (!isInstalled) throw absent(model, folder);
  return path;
}
