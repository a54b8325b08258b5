import { AppError } from '../../base/errors.ts';
import { fetchFfmpeg, type FetchProgress } from '../../media/program/fetch-ffmpeg.ts';
import { buildFor } from '../../media/program/ffmpeg-builds.ts';
import { findFfmpeg, type FfmpegPrograms } from '../../media/program/find-ffmpeg.ts';
import { installCommand } from '../../media/program/program-missing.ts';
import { networkOf } from '../../network/network.ts';
import { ensureFolder } from '../../store/ensure-folder.ts';
import { takeLock } from '../../store/lock.ts';
import type { Environment } from '../settings/settings-file.ts';
import type { WorkOptions } from '../settings/work-options.ts';
import { refuseOffline } from './refuse-offline.ts';
import { lockIn, toolsFolder } from './tools-folder.ts';

/** The ffmpeg that is on this machine, the user's own or Talkleaf's copy; `undefined` where there is none that can be used. */
export async function ffmpegHere(signal?: AbortSignal): Promise<FfmpegPrograms | undefined> {
  try {
    return await findFfmpeg({ tools: toolsFolder(), signal });
  } catch (error) {
    if (isLacking(error)) return undefined;
    throw error;
  }
}

type FetchOptions = {
  readonly env: Environment;
  readonly onProgress?: ((progress: FetchProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
};

/**
 * The ffmpeg that is on this machine, else a copy that is fetched where that is allowed. Throws PROGRAM_MISSING, FFMPEG_…
 * failures, FOLDER_BUSY where another process is fetching it, or the signal's reason.
 */
export async function ffmpegFor(
  options: FetchOptions & Pick<WorkOptions, 'allows'>,
): Promise<FfmpegPrograms> {
  const { allows, signal } = options;
  try {
    return await findFfmpeg({ tools: toolsFolder(), signal });
  } catch (error) {
    const build = buildFor();
    if (!isLacking(error) || !build) throw error;
    refuseOffline('ffmpeg', installCommand('ffmpeg'), options.env);
    if (!(await allows?.({ program: 'ffmpeg', bytes: build.bytes }))) throw error;
    return await pullFfmpeg(options);
  }
}

/** Fetches Talkleaf's own copy. Throws as `ffmpegFor` does. */
export async function pullFfmpeg({
  env,
  onProgress,
  signal,
}: FetchOptions): Promise<FfmpegPrograms> {
  refuseOffline('ffmpeg', installCommand('ffmpeg'), env);
  const tools = toolsFolder();
  await ensureFolder(tools);
  // Two that fetch it would write over each other.
  const release = await takeLock(lockIn(tools, 'ffmpeg'), tools);
  const places = { baseUrl: env['TALKLEAF_FFMPEG_URL'], indexUrl: env['PIP_INDEX_URL'] };
  try {
    return await fetchFfmpeg({ tools, send: networkOf(env), ...places, onProgress, signal });
  } finally {
    await release();
  }
}

function isLacking(error: unknown): boolean {
  const code = AppError.find(error)?.code;
  return code === 'PROGRAM_MISSING' || code === 'FFMPEG_OLD';
}
