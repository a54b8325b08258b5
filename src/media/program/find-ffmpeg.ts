import { join } from 'node:path';

import { AppError } from '../../base/errors.ts';
import { BUILD_VERSION } from './ffmpeg-builds.ts';
import { installCommand, programMissing } from './program-missing.ts';

/** ffmpeg and ffprobe as found on this machine. */
export type FfmpegPrograms = {
  /** Its name on the path, or its file. */
  readonly ffmpeg: string;
  readonly ffprobe: string;
  /** As it tells, such as `5.1.9-0+deb12u1`. */
  readonly version: string;
  /** The last year of its copyright; empty where it does not say. */
  readonly year: string;
  /** True when it is Talkleaf's own copy, false when the user installed it. */
  readonly isManaged: boolean;
};

/** The user's own, by their names on the path. */
const OWN = { ffmpeg: 'ffmpeg', ffprobe: 'ffprobe' };

/** Where Talkleaf's copy is in its folder of programs, whether or not it is there yet. */
export function copyIn(tools: string): { folder: string; ffmpeg: string; ffprobe: string } {
  const folder = join(tools, `ffmpeg-${BUILD_VERSION}`);
  const ending = process.platform === 'win32' ? '.exe' : '';
  return {
    folder,
    ffmpeg: join(folder, `ffmpeg${ending}`),
    ffprobe: join(folder, `ffprobe${ending}`),
  };
}

export type FindFfmpegOptions = {
  /** The folder Talkleaf keeps programs in. */
  readonly tools: string;
  /** The user's own, by name or file. @default those on the path */
  readonly own?: Pair | undefined;
  /** Looks at the copy Talkleaf keeps alone. @default false */
  readonly isOnlyManaged?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
};

/**
 * Finds ffmpeg and ffprobe: the user's own where they are new enough, else the copy Talkleaf keeps. Throws PROGRAM_MISSING,
 * FFMPEG_OLD, or the signal's reason.
 */
export async function findFfmpeg({
  tools,
  own = OWN,
  isOnlyManaged = false,
  signal,
}: FindFfmpegOptions): Promise<FfmpegPrograms> {
  const found = isOnlyManaged ? undefined : await lookAt(own, signal);
  if (found && !found.isOld) return programs(own, found, false);
  const copy = copyIn(tools);
  const kept = await lookAt(copy, signal);
  if (kept) return programs(copy, kept, true);
  if (!found) throw programMissing('ffmpeg');
  const values = { version: found.version, needed: OLDEST.join('.') };
  throw new AppError('FFMPEG_OLD', { ...values, command: installCommand('ffmpeg') });
}

type Pair = Pick<FfmpegPrograms, 'ffmpeg' | 'ffprobe'>;

function programs(
  { ffmpeg, ffprobe }: Pair,
  { version, year }: Version,
  isManaged: boolean,
): FfmpegPrograms {
  return { ffmpeg, ffprobe, version, year, isManaged };
}

type Version = { readonly version: string; readonly year: string; readonly isOld: boolean };

/** The version of two programs that both run. */
async function lookAt(
  { ffmpeg, ffprobe }: Pair,
  signal: AbortSignal | undefined,
): Promise<Version | undefined> {
  const said = await Promise.all([sayVersion(ffmpeg, signal), sayVersion(ffprobe, signal)]);
  signal?.throwIfAborted();
  return said.every((each) => each !== undefined) ? versionIn(said[0] ?? '') : undefined;
}

/** Longest wait for a program to tell its version, in milliseconds: the first run after installing is looked over on macOS. */
const VERSION_MS = 20_000;

async function sayVersion(
  program: string,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  const { execa } = await import('../../base/execa.ts');
  const { failed, stdout } = await execa(program, ['-version'], {
    stdin: 'ignore',
    reject: false,
    timeout: VERSION_MS,
    ...(signal && { cancelSignal: signal }),
  });
  return failed ? undefined : stdout;
}

/**
 * 4.4 of April 2021 is the first that knows `-stats_period`, by which cutting tells how far it is
 * (its manual, "Main options"); the cuts and joins of our tests were made with that version.
 */
const OLDEST = [4, 4] as const;
/** Builds between versions have no number; those whose years end before this are older. */
const OLDEST_YEAR = 2021;

/** Reads what ffmpeg says first: its version, and whether it is too old. */
export function versionIn(said: string): Version {
  const [, version = ''] = /^ff\w+ version (\S+)/.exec(said) ?? [];
  const [, year = ''] = /Copyright \(c\) \d{4}-(\d{4})/.exec(said) ?? [];
  const [, major, minor] = /^n?(\d+)\.(\d+)/.exec(version) ?? [];
  if (major === undefined)
    return { version, year, isOld: Number(year || OLDEST_YEAR) < OLDEST_YEAR };
  const isOld =
    Number(major) < OLDEST[0] || (Number(major) === OLDEST[0] && Number(minor) < OLDEST[1]);
  return { version: version.replace(/^n(?=\d)/, ''), year, isOld };
}
