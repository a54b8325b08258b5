import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { AppError } from '../../base/errors.ts';
import { isThere } from '../../base/is-there.ts';
import { networkOf } from '../../network/network.ts';
import { ensureFolder } from '../../store/ensure-folder.ts';
import { takeLock } from '../../store/lock.ts';
import { slugOf } from '../../store/slug.ts';
import { lookAt, modelNamed, removeModel } from '../../weights/local-models.ts';
import type { ModelEntry } from '../../weights/model-entry.ts';
import { onDisk } from '../../weights/on-disk.ts';
import { placeModel } from '../../weights/place-model.ts';
import { pullModel, type PullOptions, type PullProgress } from '../../weights/pull-model.ts';
import { modelsFolder } from '../settings/models-folder.ts';
import type { Environment } from '../settings/settings-file.ts';
import { bringLanguageEngine } from './language-engine.ts';
import { type ModelsFrom, sourcesFor } from './model-sources.ts';
import { sizeOf } from './models.ts';

/** How far a model has come, and who else fetches it if it is not this process. */
export type FetchProgress = PullProgress & {
  /** Number of that process; `?` where it is not known. */
  readonly sharedWith?: number | string | undefined;
};

export type FetchOptions = ModelsFrom & {
  readonly onProgress?: ((progress: FetchProgress) => void) | undefined;
} & Pick<PullOptions, 'signal'>;

/** A download of another process is looked at this often, in milliseconds. */
const LOOK_EVERY_MS = 500;

/**
 * Fetches a model as `fetchModel` does, and for a language model the engine that runs it. Throws as `fetchEngine` does, too.
 */
export async function fetchForUse(name: string, options: FetchOptions): Promise<string> {
  const path = await fetchModel(name, options);
  if (modelNamed(name).kind === 'language') await bringLanguageEngine(options.env, options.signal);
  return path;
}

/**
 * Fetches a model, going on where an earlier run stopped; gives its path (`modelPath`). While another process fetches the
 * same one, its progress is told, and should that process end before it is done, this one goes on. Throws as `pullModel` does.
 */
export async function fetchModel(name: string, options: FetchOptions): Promise<string> {
  const { env, onProgress, signal } = options;
  const model = modelNamed(name);
  const folder = modelsFolder(env);
  let most = 0;
  for (;;) {
    const { isInstalled, path, received } = await lookAt(model, folder);
    // What is here needs neither the network nor a folder that can be written to.
    if (isInstalled) return path;
    const taken = await lockOf(model, folder);
    if (typeof taken === 'function') {
      try {
        const sources = sourcesFor(options);
        return await pullModel(name, { folder, send: networkOf(env), sources, signal, onProgress });
      } finally {
        await taken();
      }
    }
    most = Math.max(most, received);
    onProgress?.({
      file: model.name,
      received: most,
      total: sizeOf(model),
      sharedWith: taken.holder,
    });
    await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => signal?.throwIfAborted());
  }
}

/**
 * Takes a model from a file or a folder that came by other means, checked as what is fetched is; gives its path. Throws as
 * `placeModel` does, and `FOLDER_BUSY` while another process fetches it.
 */
export async function takeModel(name: string, given: string, env: Environment): Promise<string> {
  const folder = modelsFolder(env);
  return await alone(modelNamed(name), folder, () => placeModel(name, given, { folder }));
}

/**
 * Removes a model, also one that is still on its way; gives how many bytes that frees. Throws as `removeModel` does, and
 * `FOLDER_BUSY` while another process fetches it.
 */
export async function dropModel(name: string, env: Environment): Promise<number> {
  const folder = modelsFolder(env);
  const model = modelNamed(name);
  // Without the folder there is no place for a lock, and no need for one.
  if (!(await isThere(folder))) return await removeModel(name, { folder });
  return await alone(model, folder, () => removeModel(name, { folder }));
}

async function alone<T>(model: ModelEntry, folder: string, work: () => Promise<T>): Promise<T> {
  const taken = await lockOf(model, folder);
  if (typeof taken !== 'function') throw taken.failure;
  try {
    return await work();
  } finally {
    await taken();
  }
}

/** Somebody else is at a model. */
type Busy = { readonly holder: number | string; readonly failure: AppError };

/** Two that write the same model would write over each other: gives what releases it, or who has it. */
async function lockOf(model: ModelEntry, folder: string): Promise<(() => Promise<void>) | Busy> {
  const path = join(folder, `.${slugOf(model.name)}.lock`);
  try {
    await onDisk(folder, ensureFolder(folder));
    return await onDisk(folder, takeLock(path, folder));
  } catch (error) {
    const failure = AppError.find(error);
    if (failure?.code !== 'FOLDER_BUSY') throw error;
    const { pid = '?' } = failure.values;
    return { holder: typeof pid === 'object' ? '?' : pid, failure };
  }
}
