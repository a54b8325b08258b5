import { readdir, rm, rmdir, stat } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';

import { AppError } from '../base/errors.ts';
import { isThere } from '../base/is-there.ts';
import { filesForParts, type ModelEntry } from './model-entry.ts';
import { MODELS } from './model-list.ts';
import { onDisk } from './on-disk.ts';

/** A model of the list, and whether it is here. */
export type LocalModel = ModelEntry & {
  /** Where it is, or would be: the file of a language model, the folder of any other. */
  readonly path: string;
  /** True when all of its files are there. */
  readonly isInstalled: boolean;
  /** How much of it is here while it is on its way, in bytes; 0 when nothing is. */
  readonly received: number;
};

/** Where models are, and which there are. */
export type ModelsPlace = {
  /** The folder all models are in. */
  readonly folder: string;
  /** The models there are. @default MODELS */
  readonly models?: readonly ModelEntry[] | undefined;
};

/** Models that are on their way are kept apart, so that no half of one is taken for a model. */
const ON_THE_WAY = '.fetching';

/** Where the files of a model are until all of them are there. */
export function stagingOf(folder: string, model: ModelEntry): string {
  return join(folder, ON_THE_WAY, model.folder);
}

/** Where the files of a model that was given are until they are checked. */
export function givenStagingOf(folder: string, model: ModelEntry): string {
  return `${stagingOf(folder, model)}.given`;
}

/** All models that can be fetched, with those in the folder marked. A folder that is not there holds none. */
export async function listModels({ folder, models = MODELS }: ModelsPlace): Promise<LocalModel[]> {
  return Promise.all(models.map((model) => lookAt(model, folder)));
}

/** What is here of one model. */
export async function lookAt(model: ModelEntry, folder: string): Promise<LocalModel> {
  const isInstalled = await isWhole(model, join(folder, model.folder));
  const received = isInstalled ? 0 : await sizeOfFolder(stagingOf(folder, model));
  return { ...model, path: pathOf(model, folder), isInstalled, received };
}

/** Where a model is when it is here: the file of a language model, the folder of any other. */
export function pathOf({ kind, folder: own, files = [] }: ModelEntry, folder: string): string {
  const [file] = files;
  return kind === 'language' && file ? join(folder, own, file.name) : join(folder, own);
}

/** A model by its name or its folder's. Throws `MODEL_UNLISTED`. */
export function modelNamed(name: string, models: readonly ModelEntry[] = MODELS): ModelEntry {
  const model = models.find((each) => each.name === name || each.folder === name);
  if (model) return model;
  const all = models.map((each) => each.name);
  const names = { en: all.join(', '), zh: all.join('、') };
  throw new AppError('MODEL_UNLISTED', { name, names });
}

/** Whether all files of a model are in its folder. */
async function isWhole(model: ModelEntry, path: string): Promise<boolean> {
  const found = await readdir(path, { recursive: true }).catch(() => []);
  const names = found.map((name) => name.replaceAll(sep, '/'));
  if (!model.files) return filesForParts(names, model.parts) !== undefined;
  const sizes = await Promise.all(model.files.map((file) => sizeOf(join(path, file.name))));
  return model.files.every((file, index) => sizes[index] === file.bytes);
}

/**
 * Removes a model by its name or its folder's, also one that is still on its way, and gives how many bytes that frees.
 * Throws `MODEL_UNLISTED`, `MODEL_NOT_HERE`, `MODELS_UNWRITABLE`.
 */
export async function removeModel(name: string, { folder, models }: ModelsPlace): Promise<number> {
  const model = modelNamed(name, models);
  const staging = stagingOf(folder, model);
  let freed = 0;
  let isFound = false;
  for (const place of [join(folder, model.folder), staging, givenStagingOf(folder, model)]) {
    if (!(await isThere(place))) continue;
    isFound = true;
    freed += await sizeOfFolder(place);
    await onDisk(place, rm(place, { recursive: true }));
  }
  if (!isFound) throw new AppError('MODEL_NOT_HERE', { name: model.name, folder });
  await rmdir(dirname(staging)).catch(() => undefined);
  return freed;
}

/** What is said of a model that is not here. */
export function absent({ name, about }: ModelEntry, folder: string): AppError {
  return new AppError('MODEL_ABSENT', { name, folder, size: Math.round(about / 1_000_000) });
}

/** Bytes of all files below a folder; 0 where there is none. */
async function sizeOfFolder(path: string): Promise<number> {
  const names = await readdir(path, { recursive: true }).catch(() => []);
  const sizes = await Promise.all(names.map((each) => sizeOf(join(path, each))));
  return sizes.reduce((sum, size) => sum + Math.max(0, size), 0);
}

/** Length of a file in bytes, of a folder 0; -1 when there is none. */
export async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    (found) => (found.isDirectory() ? 0 : found.size),
    () => -1,
  );
}
