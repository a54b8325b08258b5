import { mkdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { AppError, type Bilingual, told } from '../base/errors.ts';
import { networkReason, systemCode } from '../base/system-reason.ts';
import type { Send } from '../network/network.ts';
import { type Choice, chooseSource } from './choose-source.ts';
import { fetchFile, type FetchOptions, type WantedFile } from './fetch-file.ts';
import { type FreeSpace, requireRoom } from './free-space.ts';
import { lookAt, modelNamed, type ModelsPlace, pathOf, sizeOf, stagingOf } from './local-models.ts';
import type { ModelEntry } from './model-entry.ts';
import { filesAt } from './model-listing.ts';
import { fileAddress, type ModelSource, SOURCES } from './model-source.ts';
import { onDisk } from './on-disk.ts';
import { settle } from './settle.ts';
import { forgetSource, rememberedSource, rememberSource } from './source-memory.ts';

/** How far a model has come. */
export type PullProgress = {
  readonly file: string;
  /** Bytes of the whole model that are here; fewer than before when a file has to be begun anew. */
  readonly received: number;
  /** Bytes of the whole model. */
  readonly total: number;
};

/** How a model is fetched. */
export type PullOptions = ModelsPlace & {
  readonly send: Send;
  /** Where it is asked for. @default SOURCES */
  readonly sources?: readonly ModelSource[] | undefined;
  readonly onProgress?: ((progress: PullProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Asked how much the disk still takes. @default the file system itself */
  readonly free?: FreeSpace | undefined;
} & Pick<FetchOptions, 'pause' | 'stallMs'>;

/**
 * Fetches a model by its name or its folder's, file by file, and gives its path (`pathOf`); does nothing when it is here.
 * Of several sources the one that answers first is taken, and the others where it fails. A file is gone on with after a cut,
 * also of an earlier run, and checked. The folder appears only when all files are there and right. Throws `MODEL_UNLISTED`,
 * `MODEL_UNFETCHED`, `MODEL_NO_ROOM`, `DISK_FULL`, `MODELS_UNWRITABLE`, or the signal's reason.
 */
export async function pullModel(name: string, options: PullOptions): Promise<string> {
  const { folder, signal } = options;
  const model = modelNamed(name, options.models);
  signal?.throwIfAborted();
  const path = pathOf(model, folder);
  const { isInstalled, received } = await lookAt(model, folder);
  if (isInstalled) return path;
  const choice = await chosen(model, options);
  const total = choice.files.reduce((sum, file) => sum + file.bytes, 0);
  const staging = stagingOf(folder, model);
  await onDisk(staging, makeFolder(staging));
  await requireRoom(folder, total - received, options.free);
  let { sources } = choice;
  let done = 0;
  for (const file of choice.files) {
    const [before, later] = [done, total - done - file.bytes];
    const report = (bytes: number): void =>
      options.onProgress?.({ file: file.name, received: before + bytes, total });
    sources = await pullFile({ model, staging, file, report, later, sources }, options);
    done += file.bytes;
    report(file.bytes);
  }
  const place = join(folder, model.folder);
  await onDisk(place, settle(staging, place));
  return path;
}

/** Makes a folder and the one it is in: of a disk that is read-only the recursive form says that there is no such folder. */
async function makeFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true }).catch(async (error: unknown) => {
    if (systemCode(error) !== 'ENOENT') throw error;
    await mkdir(dirname(path));
    await mkdir(path);
  });
}

/** Where a model is asked for, and its files. A source that is the only one is not tried out beforehand. */
async function chosen(model: ModelEntry, options: PullOptions): Promise<Choice> {
  const { folder, sources = SOURCES, signal } = options;
  if (sources.length > 1) {
    const remembered = await rememberedSource(folder, sources);
    try {
      return await chooseSource(model, { ...options, sources, remembered });
    } catch (error) {
      signal?.throwIfAborted();
      if (!(error instanceof AggregateError)) throw error;
      // Such as that nothing beyond this machine is to be asked: it holds for all sources.
      const failure = error.errors.find((each) => AppError.find(each));
      if (failure !== undefined) throw failure;
      throw unfetched(model, sources, error.errors);
    }
  }
  const files =
    model.files ?? (await atAnySource(model, options, (source) => filesAt(source, model, options)));
  return { files, sources };
}

type Pull = {
  readonly model: ModelEntry;
  readonly staging: string;
  readonly file: WantedFile;
  readonly report: (bytes: number) => void;
  /** Bytes of the files that come after this one. */
  readonly later: number;
  readonly sources: readonly ModelSource[];
};

/** Fetches one file; gives the sources with the one that gave it before those that did not. */
async function pullFile(
  { model, staging, file, report, later, sources }: Pull,
  options: PullOptions,
): Promise<readonly ModelSource[]> {
  const whole = join(staging, file.name);
  // It was checked before it got this name.
  if ((await sizeOf(whole)) === file.bytes) return sources;
  const part = `${whole}.part`;
  await onDisk(part, mkdir(dirname(part), { recursive: true }));
  const giving = await atAnySource(model, { ...options, sources }, async (source) => {
    await fetchFile({
      url: fileAddress(source, model, file.name),
      part,
      wanted: file,
      send: options.send,
      onBytes: report,
      requireRoom: (missing) => requireRoom(options.folder, missing + later, options.free),
      signal: options.signal,
      stallMs: options.stallMs,
      pause: options.pause,
    });
    return source;
  });
  await onDisk(whole, rename(part, whole));
  return [giving, ...sources.filter((other) => other !== giving)];
}

/** Does something with the first source that allows it, and remembers which of several that was. */
async function atAnySource<T>(
  model: ModelEntry,
  { folder, sources = SOURCES, signal }: PullOptions,
  work: (source: ModelSource) => Promise<T>,
): Promise<T> {
  const reasons: unknown[] = [];
  for (const source of sources) {
    try {
      const result = await work(source);
      if (sources.length > 1) await rememberSource(folder, source);
      return result;
    } catch (error) {
      signal?.throwIfAborted();
      if (AppError.find(error)) throw error;
      reasons.push(error);
      await forgetSource(folder, source);
    }
  }
  throw unfetched(model, sources, reasons);
}

function unfetched(
  { name }: ModelEntry,
  sources: readonly ModelSource[],
  errors: readonly unknown[],
): AppError {
  const reasons = sources.map((source, index) => ofSource(source, networkReason(errors[index])));
  const reason = {
    en: reasons.map((each) => each.en).join('; '),
    zh: reasons.map((each) => each.zh).join('；'),
  };
  return new AppError('MODEL_UNFETCHED', { name, reason }, { cause: errors.at(-1) });
}

function ofSource({ base }: ModelSource, reason: string | Bilingual): Bilingual {
  const { en, zh } = typeof reason === 'object' ? reason : told(reason.replace(/\.$/, ''));
  const host = URL.canParse(base) ? new URL(base).host : base;
  return { en: `${host}: ${en}`, zh: `${host}：${zh}` };
}
