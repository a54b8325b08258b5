import { transportOf } from '../../network/transport.ts';
import type { FetchProgress } from '../../sources/source.ts';
import { newestYtDlp } from '../../sources/yt-dlp/program/find-yt-dlp.ts';
import type { ManagedCopy } from '../../sources/yt-dlp/program/managed-copy.ts';
import { commandOn } from '../../sources/yt-dlp/program/yt-dlp-command.ts';
import type { Environment } from '../settings/settings-file.ts';
import { refuseOffline } from './refuse-offline.ts';
import { toolsFolder } from './tools-folder.ts';

type CopyOptions = {
  readonly env: Environment;
  readonly onProgress?: ((progress: FetchProgress) => void) | undefined;
  /** Takes the copy that is there, and fetches none. @default false */
  readonly isOnlyKept?: boolean | undefined;
};

/** Where a yt-dlp of Talkleaf's own is kept for those who have none; `TALKLEAF_YTDLP_URL` names a mirror of its files. */
export function ytDlpCopy({ env, onProgress, isOnlyKept }: CopyOptions): ManagedCopy {
  return {
    folder: toolsFolder(),
    baseUrl: env['TALKLEAF_YTDLP_URL'],
    send: transportOf(env),
    onProgress,
    isOnlyKept,
  };
}

/** Fetches Talkleaf's own copy, or renews it; gives its version. Throws PROGRAM_MISSING, YTDLP_… failures, the signal's reason. */
export async function pullYtDlp(
  options: CopyOptions & { readonly signal?: AbortSignal | undefined },
): Promise<{ readonly version: string }> {
  refuseOffline('yt-dlp', commandOn(process.platform).install, options.env);
  const managed = ytDlpCopy(options);
  const none = { program: 'yt-dlp', version: '', isManaged: true, isNewest: false };
  return await newestYtDlp({ ...none, managed }, options.signal);
}
