import { copyIn, fetchCopy, type ManagedCopy } from './managed-copy.ts';
import { unfetched, unusable } from './unfetched.ts';
import { ytDlpMissing } from './yt-dlp-command.ts';
import { STALL_MS, type YtDlpProgram, type YtDlpSettings } from './yt-dlp-program.ts';

/**
 * Finds yt-dlp: the user's own, else the copy Talkleaf keeps, which is fetched where it is not there yet. Throws
 * PROGRAM_MISSING where none is kept or made for this system, YTDLP_… failures, or the signal's reason.
 */
export async function findYtDlp(
  settings: YtDlpSettings = {},
  signal?: AbortSignal,
): Promise<YtDlpProgram> {
  const program = settings.program ?? 'yt-dlp';
  const version = await versionOf(program, signal);
  if (version !== undefined) {
    return { ...settings, program, version, isManaged: false, isNewest: false };
  }
  const { managed } = settings;
  if (managed === undefined) throw ytDlpMissing();
  const kept = await versionOf(copyIn(managed), signal);
  if (kept !== undefined) return { ...copyOf(settings, managed, kept), isNewest: false };
  if (managed.isOnlyKept) throw ytDlpMissing();
  return await fetchYtDlp(settings, managed, signal);
}

/**
 * The same with the newest release in place of a copy Talkleaf keeps. Throws PROGRAM_MISSING where there is none,
 * YTDLP_… failures, or the signal's reason.
 */
export async function newestYtDlp(
  found: YtDlpProgram,
  signal?: AbortSignal,
): Promise<YtDlpProgram> {
  const { managed } = found;
  if (managed === undefined) throw ytDlpMissing();
  return await fetchYtDlp(found, managed, signal);
}

async function fetchYtDlp(
  settings: YtDlpSettings,
  managed: ManagedCopy,
  signal: AbortSignal | undefined,
): Promise<YtDlpProgram> {
  try {
    await fetchCopy(managed, signal);
  } catch (cause) {
    signal?.throwIfAborted();
    throw unfetched(cause);
  }
  const version = await versionOf(copyIn(managed), signal);
  if (version === undefined) throw unusable(copyIn(managed));
  return { ...copyOf(settings, managed, version), isNewest: true };
}

function copyOf(
  settings: YtDlpSettings,
  managed: ManagedCopy,
  version: string,
): Omit<YtDlpProgram, 'isNewest'> {
  return { ...settings, managed, program: copyIn(managed), version, isManaged: true };
}

/** The version a program tells; `undefined` when it is not there or does not run. */
async function versionOf(
  program: string,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  const { execa } = await import('../../../base/execa.ts');
  const { failed, stdout } = await execa(program, ['--version'], {
    stdin: 'ignore',
    reject: false,
    timeout: STALL_MS,
    ...(signal && { cancelSignal: signal }),
  });
  signal?.throwIfAborted();
  return failed ? undefined : stdout.trim();
}
