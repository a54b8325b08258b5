import { mkdir, readdir, rename, rm, rmdir, stat } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';

import { AppError, type Bilingual, told } from '../base/errors.ts';
import { networkReason } from '../base/system-reason.ts';
import type { Send } from '../network/network.ts';
import { fetchFile, type FetchOptions, onDisk, type WantedFile } from './fetch-file.ts';
import { filesForParts, type ModelEntry } from './model-entry.ts';
import { fileAddress, filesAtHub, HUB_MIRRORS } from './model-hub.ts';
import { SPEECH_MODELS } from './model-list.ts';

/** A model of the list, and whether it is here. */
export type LocalModel = ModelEntry & {
  /** Where it is, or would be. */
  readonly path: string;
  /** True when all of its files are there. */
  readonly isInstalled: boolean;
};

/** How far a model has come. */
export type PullProgress = {
  readonly file: string;
  /** Bytes of the whole model that are here; fewer than before when a file has to be begun anew. */
  readonly received: number;
  /** Bytes of the whole model. */
  readonly total: number;
};

/** How a model is fetched. */
export type PullOptions = {
  /** The folder all models are in; made when it is not there. */
  readonly folder: string;
  readonly send: Send;
  /** Bases of the model hub, in the order they are asked. @default HUB_MIRRORS */
  readonly mirrors?: readonly string[] | undefined;
  readonly onProgress?: ((progress: PullProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** The models there are. @default SPEECH_MODELS */
  readonly models?: readonly ModelEntry[] | undefined;
} & Pick<FetchOptions, 'pause' | 'stallMs'>;

/** Models that are on their way are kept apart, so that no half of one is taken for a model. */
const ON_THE_WAY = '.fetching';

/** All models that can be fetched, with those in `folder` marked. A folder that is not there holds none. */
export async function listModels(
  folder: string,
  models: readonly ModelEntry[] = SPEECH_MODELS,
): Promise<LocalModel[]> {
  return Promise.all(
    models.map(async (model) => {
      const path = join(folder, model.folder);
      return { ...model, path, isInstalled: await isWhole(model, path) };
    }),
  );
}

/**
 * Fetches a model by its name or its folder's, file by file, and gives the path of its folder; does nothing
 * when it is here. A file is asked of one mirror after another, gone on with after a cut (also of an
 * earlier run), and checked. The folder appears only when all files are there and right. Fails with
 * SPEECH_MODEL_UNLISTED, SPEECH_MODEL_UNFETCHED, DISK_FULL, FOLDER_UNWRITABLE, or the signal's reason.
 */
export async function pullModel(name: string, options: PullOptions): Promise<string> {
  const { folder, models = SPEECH_MODELS, signal } = options;
  const model = modelNamed(name, models);
  signal?.throwIfAborted();
  const path = join(folder, model.folder);
  if (await isWhole(model, path)) return path;
  const files =
    model.files ??
    (await atAnyMirror(model, options, (mirror) => filesAtHub(mirror, model, options)));
  const staging = join(folder, ON_THE_WAY, model.folder);
  await onDisk(staging, mkdir(staging, { recursive: true }));
  const total = files.reduce((sum, file) => sum + file.bytes, 0);
  let done = 0;
  for (const file of files) {
    const before = done;
    const report = (bytes: number): void =>
      options.onProgress?.({ file: file.name, received: before + bytes, total });
    await pullFile({ model, staging, file, report }, options);
    done += file.bytes;
    report(file.bytes);
  }
  await onDisk(path, settle(staging, path));
  return path;
}

/**
 * Removes a model by its name or its folder's, also one that is still on its way, and gives how many bytes that frees.
 * Fails with SPEECH_MODEL_UNLISTED, SPEECH_MODEL_MISSING, FOLDER_UNWRITABLE.
 */
export async function removeModel(
  name: string,
  { folder, models = SPEECH_MODELS }: Pick<PullOptions, 'folder' | 'models'>,
): Promise<number> {
  const model = modelNamed(name, models);
  const path = join(folder, model.folder);
  const staging = join(folder, ON_THE_WAY, model.folder);
  let freed = 0;
  let isFound = false;
  for (const place of [path, staging]) {
    if (!(await isThere(place))) continue;
    isFound = true;
    const names = await onDisk(place, readdir(place, { recursive: true }));
    const sizes = await Promise.all(names.map((each) => sizeOf(join(place, each))));
    freed += sizes.reduce((sum, size) => sum + Math.max(0, size), 0);
    await onDisk(place, rm(place, { recursive: true }));
  }
  if (!isFound) throw new AppError('SPEECH_MODEL_MISSING', { name, folder });
  await rmdir(dirname(staging)).catch(() => undefined);
  return freed;
}

/** A model by its name or its folder's. Throws `SPEECH_MODEL_UNLISTED`. */
export function modelNamed(
  name: string,
  models: readonly ModelEntry[] = SPEECH_MODELS,
): ModelEntry {
  const model = models.find((each) => each.name === name || each.folder === name);
  if (model) return model;
  const all = models.map((each) => each.name);
  const names = { en: all.join(', '), zh: all.join('、') };
  throw new AppError('SPEECH_MODEL_UNLISTED', { name, names });
}

type Pull = {
  readonly model: ModelEntry;
  readonly staging: string;
  readonly file: WantedFile;
  readonly report: (bytes: number) => void;
};

async function pullFile(
  { model, staging, file, report }: Pull,
  options: PullOptions,
): Promise<void> {
  const whole = join(staging, file.name);
  // It was checked before it got this name.
  if ((await sizeOf(whole)) === file.bytes) return;
  const part = `${whole}.part`;
  await onDisk(part, mkdir(dirname(part), { recursive: true }));
  await atAnyMirror(model, options, (mirror) =>
    fetchFile({
      url: fileAddress(mirror, model, file.name),
      part,
      wanted: file,
      send: options.send,
      onBytes: report,
      signal: options.signal,
      stallMs: options.stallMs,
      pause: options.pause,
    }),
  );
  await onDisk(whole, rename(part, whole));
}

/** Does something with the first mirror that allows it. */
async function atAnyMirror<T>(
  { name }: ModelEntry,
  { mirrors = HUB_MIRRORS, signal }: PullOptions,
  work: (mirror: string) => Promise<T>,
): Promise<T> {
  const reasons: Bilingual[] = [];
  let cause: unknown;
  for (const mirror of mirrors) {
    try {
      return await work(mirror);
    } catch (error) {
      signal?.throwIfAborted();
      if (AppError.find(error)) throw error;
      reasons.push(ofMirror(mirror, networkReason(error)));
      cause = error;
    }
  }
  const [en, zh] = [reasons.map((each) => each.en), reasons.map((each) => each.zh)];
  const reason = { en: en.join('; '), zh: zh.join('；') };
  throw new AppError('SPEECH_MODEL_UNFETCHED', { name, reason }, { cause });
}

function ofMirror(mirror: string, reason: string | Bilingual): Bilingual {
  const { en, zh } = typeof reason === 'object' ? reason : told(reason.replace(/\.$/, ''));
  const { host } = new URL(mirror);
  return { en: `${host}: ${en}`, zh: `${host}：${zh}` };
}

/** Gives the finished folder its name; files of an older, incomplete one are replaced. */
async function settle(staging: string, path: string): Promise<void> {
  const names = await readdir(staging);
  if (await isThere(path)) {
    for (const name of names) {
      // A folder takes no other's name while there is something in it.
      await rm(join(path, name), { recursive: true, force: true });
      await rename(join(staging, name), join(path, name));
    }
    await rm(staging, { recursive: true });
  } else await rename(staging, path);
  // Another model may be on its way.
  await rmdir(dirname(staging)).catch(() => undefined);
}

async function isWhole(model: ModelEntry, path: string): Promise<boolean> {
  const found = await readdir(path, { recursive: true }).catch(() => []);
  const names = found.map((name) => name.replaceAll(sep, '/'));
  if (!model.files) return filesForParts(names, model.parts) !== undefined;
  const sizes = await Promise.all(model.files.map((file) => sizeOf(join(path, file.name))));
  return model.files.every((file, index) => sizes[index] === file.bytes);
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** Length of a file in bytes, of a folder 0; -1 when there is none. */
async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    (found) => (found.isDirectory() ? 0 : found.size),
    () => -1,
  );
}
