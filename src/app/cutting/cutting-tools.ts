import type { FfmpegRun } from '../../cutting/ffmpeg/run-ffmpeg.ts';
import type { FetchProgress } from '../../media/program/fetch-ffmpeg.ts';
import { ffmpegFor, ffmpegHere } from '../programs/ffmpeg.ts';
import { withOffline } from '../settings/with-offline.ts';
import type { WorkOptions } from '../settings/work-options.ts';

/** Gives the programs that cut, when they are first needed: a plain MP4 is cut fast without them. */
export type CuttingTools = () => Promise<Pick<FfmpegRun, 'program' | 'probe'>>;

type ToolOptions = Pick<WorkOptions, 'env' | 'allows' | 'signal'> & {
  /** Hears how far they are, where they have to be fetched first. */
  readonly onProgress?: ((progress: FetchProgress) => void) | undefined;
};

/** Those on this machine, else fetched where that is allowed; looked for once. Asking for them throws as `ffmpegFor` does. */
export function cuttingTools(options: ToolOptions): CuttingTools {
  let found: ReturnType<CuttingTools> | undefined;
  return () => (found ??= find(options));
}

async function find(options: ToolOptions): ReturnType<CuttingTools> {
  const { ffmpeg, ffprobe } = (await ffmpegHere(options.signal)) ?? (await bring(options));
  return { program: ffmpeg, probe: ffprobe };
}

/** Whether Talkleaf is offline may stand in the settings, which cutting does without where all is here. */
async function bring({ env, ...options }: ToolOptions): ReturnType<typeof ffmpegFor> {
  const { loadSettings } = await import('../settings/load-settings.ts');
  const { values } = await loadSettings(env);
  return await ffmpegFor({ ...options, env: withOffline(env, values) });
}
