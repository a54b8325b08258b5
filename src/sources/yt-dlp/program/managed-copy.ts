import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { AppError } from '../../../base/errors.ts';
import type { Transport } from '../../../network/http-answer.ts';
import { fetchFile } from '../../downloads/fetch-file.ts';
import { diskFailure } from '../../downloads/partial-file.ts';
import type { FetchProgress } from '../../source.ts';
import { damaged } from './unfetched.ts';
import { ytDlpMissing } from './yt-dlp-command.ts';

/** Where Talkleaf keeps a yt-dlp of its own, and where that comes from. */
export type ManagedCopy = {
  /** Made when it is not there. */
  readonly folder: string;
  /** A place that holds the files of a release, such as a mirror. @default GitHub's newest release */
  readonly baseUrl?: string | undefined;
  /** The way out, with its proxies. @default one that knows no proxy */
  readonly send?: Transport | undefined;
  /** Takes the copy that is there, and fetches none. @default false */
  readonly isOnlyKept?: boolean | undefined;
  readonly onProgress?: ((progress: FetchProgress) => void) | undefined;
  /** Wait before the second attempt of a download, in milliseconds. @default 1000 */
  readonly retryMs?: number | undefined;
};

/** The project's own releases (https://github.com/yt-dlp/yt-dlp#release-files). */
export const NEWEST_RELEASE = 'https://github.com/yt-dlp/yt-dlp/releases/latest/download';
/** Checksums of a release's files, as `sha256sum` writes them. */
const SUMS = 'SHA2-256SUMS';
/** Begins the name of a folder in which one process fetches. */
const UNFINISHED = 'fetching-';
/** What was begun this long ago was broken off: it is some 35 MB. In milliseconds. */
const LONGEST_MS = 24 * 3600 * 1000;

/** Where the copy is, whether or not it is there yet. */
export function copyIn({ folder }: ManagedCopy): string {
  return join(folder, process.platform === 'win32' ? 'yt-dlp.exe' : 'yt-dlp');
}

/** What a system is, as far as it decides which file of a release runs on it. */
export type System = {
  readonly platform: NodeJS.Platform;
  readonly arch: string;
  /** True where the C library is musl, as on Alpine. */
  readonly isMusl: boolean;
};

/** The file of a release that runs on a system by itself, without Python; `undefined` when there is none. */
export function assetFor({ platform, arch, isMusl }: System): string | undefined {
  if (platform === 'darwin') return 'yt-dlp_macos';
  if (platform === 'win32') return arch === 'ia32' ? undefined : 'yt-dlp.exe';
  const linux = `yt-dlp_${isMusl ? 'musllinux' : 'linux'}`;
  if (platform !== 'linux') return undefined;
  if (arch === 'x64') return linux;
  return arch === 'arm64' ? `${linux}_aarch64` : undefined;
}

/**
 * Puts the newest release in place, checked against its checksum; what is there already is fetched no second time.
 * Two processes may do so at once: each fetches into a folder of its own, and the file appears whole or not at all.
 * Throws PROGRAM_MISSING where no release runs on this system, YTDLP_DAMAGED, SOURCE_… failures, DISK_FULL,
 * FOLDER_UNWRITABLE, or the signal's reason.
 */
export async function fetchCopy(copy: ManagedCopy, signal?: AbortSignal): Promise<void> {
  const asset = assetFor(await thisSystem());
  const base = (copy.baseUrl ?? NEWEST_RELEASE).replace(/\/+$/, '');
  if (asset === undefined) throw ytDlpMissing();
  const own = await openFolder(copy.folder);
  try {
    const options = { send: copy.send, signal, retryMs: copy.retryMs };
    const sums = join(own, SUMS);
    // Where GitHub cannot be reached at all, a person should hear of it soon.
    await fetchFile(`${base}/${SUMS}`, sums, { ...options, attempts: 2 });
    const wanted = checksumIn(await readFile(sums, 'utf8'), asset);
    const place = copyIn(copy);
    if (wanted === undefined) {
      const said = { en: `${asset} is not listed there`, zh: `其中没有列出 ${asset}` };
      const values = { url: `${base}/${SUMS}`, said };
      throw new AppError('SOURCE_FAILED', values);
    }
    if (wanted === (await checksumOf(place))) return;
    const file = join(own, asset);
    await fetchFile(`${base}/${asset}`, file, { ...options, onProgress: copy.onProgress });
    if (wanted !== (await checksumOf(file))) throw damaged(`${base}/${asset}`);
    await chmod(file, 0o755);
    // Windows does not replace a program that is running; another process may have put it there.
    await rename(file, place).catch(async (cause: unknown) => {
      if (wanted !== (await checksumOf(place))) throw diskFailure(copy.folder, cause);
    });
  } finally {
    await rm(own, { recursive: true, force: true });
  }
}

/** A new folder to fetch into; those that processes left when they were killed are cleared away. */
async function openFolder(folder: string): Promise<string> {
  try {
    await mkdir(folder, { recursive: true });
    for (const name of await readdir(folder)) {
      if (!name.startsWith(UNFINISHED)) continue;
      const old = join(folder, name);
      // Gone, when its process ends just now.
      const begun = (await stat(old).catch(() => undefined))?.mtimeMs ?? Date.now();
      if (Date.now() - begun > LONGEST_MS) await rm(old, { recursive: true, force: true });
    }
    return await mkdtemp(join(folder, UNFINISHED));
  } catch (cause) {
    throw diskFailure(folder, cause);
  }
}

/** One line a file: the sum, blanks, perhaps an asterisk, the name. */
function checksumIn(sums: string, asset: string): string | undefined {
  const lines = sums.split(/\r?\n/).map((line) => /^([\da-f]{64})\s+\*?(.+)$/i.exec(line.trim()));
  return lines.find((found) => found?.[2] === asset)?.[1]?.toLowerCase();
}

/** SHA-256 in hexadecimal; `undefined` when there is no file. */
async function checksumOf(file: string): Promise<string | undefined> {
  const hash = createHash('sha256');
  try {
    for await (const bytes of createReadStream(file)) hash.update(bytes);
  } catch {
    return undefined;
  }
  return hash.digest('hex');
}

async function thisSystem(): Promise<System> {
  const { platform, arch } = process;
  return { platform, arch, isMusl: platform === 'linux' && (await runsOnMusl()) };
}

/** Where programs look for the loader of glibc, by their ABIs (x86-64 and AArch64). */
const GLIBC = ['/lib64/ld-linux-x86-64.so.2', '/lib/ld-linux-aarch64.so.1'];

async function runsOnMusl(): Promise<boolean> {
  const found = await Promise.allSettled(GLIBC.map((path) => stat(path)));
  if (found.some(({ status }) => status === 'fulfilled')) return false;
  return (await readdir('/lib').catch(() => [])).some((name) => name.startsWith('ld-musl-'));
}
