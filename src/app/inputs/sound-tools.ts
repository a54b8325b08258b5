import type { FfmpegPrograms } from '../../media/program/find-ffmpeg.ts';
import { findWavSound } from '../../media/wav.ts';
import { ffmpegFor, ffmpegHere } from '../programs/ffmpeg.ts';
import type { WorkOptions } from '../settings/work-options.ts';
import { type FetchEvent, withProgress } from './with-progress.ts';

/** What happens while the programs that read a recording are brought. */
export type ToolEvent =
  | FetchEvent
  | { readonly type: 'step-start' | 'step-end'; readonly step: 'fetch' };

/**
 * The programs that read a recording, fetched where they are missing and that is allowed; `undefined` where Talkleaf reads it by
 * itself. Throws PROGRAM_MISSING, FFMPEG_… failures, or the signal's reason.
 */
export async function* soundTools(
  media: string,
  {
    env,
    allows,
    dryRun = false,
    signal,
  }: Pick<WorkOptions, 'env' | 'allows' | 'dryRun' | 'signal'>,
): AsyncGenerator<ToolEvent, FfmpegPrograms | undefined> {
  if (await findWavSound(media)) return undefined;
  const here = await ffmpegHere(signal);
  if (here) return here;
  yield { type: 'step-start', step: 'fetch' };
  const wish = { env, allows: dryRun ? undefined : allows, signal };
  const found = yield* withProgress((onProgress) => ffmpegFor({ ...wish, onProgress }));
  yield { type: 'step-end', step: 'fetch' };
  return found;
}
