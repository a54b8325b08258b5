import { constants } from 'node:fs';
import { copyFile, link, mkdir, open, readdir, realpath, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';

import { AppError, type Bilingual } from '../base/errors.ts';
import { systemReason } from '../base/system-reason.ts';
import { isRight } from './fetch-file.ts';
import { type FreeSpace, requireRoom } from './free-space.ts';
import {
  givenStagingOf,
  modelNamed,
  type ModelsPlace,
  pathOf,
  sizeOf,
  stagingOf,
} from './local-models.ts';
import { filesForParts, type ModelEntry } from './model-entry.ts';
import { onDisk } from './on-disk.ts';
import { settle } from './settle.ts';

export type PlaceOptions = ModelsPlace & {
  /** Asked how much the disk still takes. @default the file system itself */
  readonly free?: FreeSpace | undefined;
};

/**
 * Takes a model that came by other means into the models' folder: its file where it consists of one, or a folder with its
 * files. They are checked as fetched ones are, linked where the file system allows it and else copied, and stay as they are
 * where they were. Gives the model's path (`pathOf`). Throws `MODEL_UNLISTED`, `MODEL_FILE_WRONG`, `MODEL_NO_ROOM`,
 * `DISK_FULL`, `MODELS_UNWRITABLE`.
 */
export async function placeModel(
  name: string,
  given: string,
  { folder, models, free }: PlaceOptions,
): Promise<string> {
  const model = modelNamed(name, models);
  const found = await filesIn(given, model);
  const staging = givenStagingOf(folder, model);
  try {
    await onDisk(staging, rm(staging, { recursive: true, force: true }));
    for (const file of found) {
      const target = join(staging, file.name);
      await onDisk(target, mkdir(dirname(target), { recursive: true }));
      await take(file.path, target, () => requireRoom(folder, file.bytes, free));
      await check(model, file, target);
    }
    const place = join(folder, model.folder);
    await onDisk(place, settle(staging, place));
  } finally {
    await rm(staging, { recursive: true, force: true }).catch(() => undefined);
  }
  // What was fetched of it before is not needed any more.
  await rm(stagingOf(folder, model), { recursive: true, force: true }).catch(() => undefined);
  return pathOf(model, folder);
}

/** A file that was given, and what it is called in the model. */
type Given = { readonly path: string; readonly name: string; readonly bytes: number };

async function filesIn(given: string, model: ModelEntry): Promise<Given[]> {
  const found = await stat(given).catch((error: unknown) => {
    throw wrong(model, given, systemReason(error));
  });
  if (!found.isDirectory()) {
    const [only, ...others] = model.files ?? [];
    if (!only || others.length > 0)
      throw wrong(model, given, {
        en: 'the model consists of several files, so give the folder they are in',
        zh: '这个模型由多个文件组成，请给出它们所在的文件夹',
      });
    return [{ path: await realpath(given), name: only.name, bytes: found.size }];
  }
  const all = await readdir(given, { recursive: true });
  const names = all.map((each) => each.replaceAll(sep, '/'));
  const wanted = model.files?.map(({ name }) => name) ?? filesForParts(names, model.parts) ?? [''];
  const missing = wanted.filter((name) => !names.includes(name)).map((name) => basename(name));
  if (missing.length > 0)
    throw wrong(model, given, {
      en: `not all files of the model are in it ${missing.join(' ')}`.trim(),
      zh: `模型文件不全 ${missing.join(' ')}`.trim(),
    });
  return await Promise.all(
    wanted.map(async (name) => {
      const path = await realpath(join(given, name));
      return { path, name, bytes: await sizeOf(path) };
    }),
  );
}

/** A second name for the same file costs no room and no time; across disks, and where there is no such thing, it is copied. */
async function take(
  path: string,
  target: string,
  requireSpace: () => Promise<void>,
): Promise<void> {
  const isLinked = await link(path, target).then(
    () => true,
    () => false,
  );
  if (isLinked) return;
  await requireSpace();
  await onDisk(target, copyFile(path, target, constants.COPYFILE_FICLONE));
}

/** What every GGUF file begins with (https://github.com/ggml-org/ggml/blob/master/docs/gguf.md). */
const GGUF = 'GGUF';

async function check(model: ModelEntry, file: Given, target: string): Promise<void> {
  if (model.kind === 'language' && (await beginningOf(target)) !== GGUF)
    throw wrong(model, file.path, { en: 'it is no GGUF file', zh: '它不是 GGUF 文件' });
  const pinned = model.files?.find(({ name }) => name === file.name);
  if (!pinned) return;
  if (file.bytes !== pinned.bytes)
    throw wrong(model, file.path, {
      en: `it has ${file.bytes} bytes instead of ${pinned.bytes}, so it is another file or not all of it`,
      zh: `它有 ${file.bytes} 字节，应为 ${pinned.bytes} 字节，可能是另一个文件或不完整`,
    });
  if (!(await isRight(target, pinned)))
    throw wrong(model, file.path, {
      en: 'its content is not what it should be (checksum)',
      zh: '内容不对（校验和不符）',
    });
}

async function beginningOf(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(GGUF.length), 0, GGUF.length, 0);
    return buffer.toString('latin1', 0, bytesRead);
  } finally {
    await file.close();
  }
}

function wrong(model: ModelEntry, path: string, reason: Bilingual | string): AppError {
  const repository = `${model.owner ?? ''}/${model.folder}`.replace(/^\//, '');
  return new AppError('MODEL_FILE_WRONG', { name: model.name, path, reason, repository });
}
