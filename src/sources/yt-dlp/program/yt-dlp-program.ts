import { tmpdir } from 'node:os';

import { AppError } from '../../../base/errors.ts';
import type { ManagedCopy } from './managed-copy.ts';
import { commandOn } from './yt-dlp-command.ts';
import { ytDlpFailure } from './yt-dlp-errors.ts';

/** How yt-dlp is run. */
export type YtDlpSettings = {
  /** Its name on the path, or its file. @default 'yt-dlp' */
  readonly program?: string | undefined;
  /** A cookies file in the form of Netscape. */
  readonly cookies?: string | undefined;
  /** A browser to take cookies from: `chrome`, `firefox`, `edge`, `safari`, with `:PROFILE` where wanted. */
  readonly cookiesFromBrowser?: string | undefined;
  /** @default those the environment names, which it reads itself */
  readonly proxy?: string | undefined;
  /** The file of ffmpeg, with ffprobe beside it. @default those on the path */
  readonly ffmpeg?: string | undefined;
  /** Where a copy of Talkleaf's own is kept when the user has none. @default none is fetched */
  readonly managed?: ManagedCopy | undefined;
  /** Longest silence before it counts as stuck, in milliseconds. @default 300000 */
  readonly stallMs?: number | undefined;
};

/** yt-dlp as found on this machine. */
export type YtDlpProgram = YtDlpSettings & {
  readonly program: string;
  /** As it tells, such as `2026.03.04`. */
  readonly version: string;
  /** True when it is Talkleaf's own copy, false when the user installed it. */
  readonly isManaged: boolean;
  /** True when it is known to be the newest release, because it was compared with that just now. */
  readonly isNewest: boolean;
};

/** One run of it. */
export type YtDlpCall = {
  readonly url: string;
  readonly args: readonly string[];
  /** What it said of the address before; it then does not ask the site for that again. */
  readonly infoFile?: string | undefined;
  /** Where it writes, for telling that the disk is full. @default the system's folder for temporary files */
  readonly folder?: string | undefined;
  readonly onLine?: ((line: string) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
};

/** Five minutes: describing a list of thousands is silent for one or two. In milliseconds. */
export const STALL_MS = 300_000;
/** The first release that knows `--js-runtimes`, from its changelog; YouTube needs one since then. */
const KNOWS_RUNTIMES = '2025.11.12';
/** As much as is kept of what it complains, in characters. */
const KEPT = 20_000;
/** Its messages are then readable whatever the system's own encoding. */
const UTF8 = { PYTHONIOENCODING: 'utf-8', PYTHONUTF8: '1' };

/**
 * Runs yt-dlp on an address and gives its standard output line by line. Throws a failure in the site's
 * words, SOURCE_NETWORK when it falls silent, or the signal's reason.
 */
export async function runYtDlp(found: YtDlpProgram, call: YtDlpCall): Promise<void> {
  call.signal?.throwIfAborted();
  const { execa } = await import('../../../base/execa.ts');
  const what = call.infoFile === undefined ? ['--', call.url] : ['--load-info-json', call.infoFile];
  const running = execa(found.program, [...commonArguments(found), ...call.args, ...what], {
    stdin: 'ignore',
    reject: false,
    buffer: false,
    env: UTF8,
  });
  let hasStalled = false;
  const stop = (): void => void running.kill();
  const timer = setTimeout(() => {
    hasStalled = true;
    stop();
  }, found.stallMs ?? STALL_MS);
  call.signal?.addEventListener('abort', stop, { once: true });
  let stderr = '';
  running.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    stderr = (stderr + chunk).slice(-KEPT);
    timer.refresh();
  });
  try {
    for await (const line of running.iterable({ from: 'stdout' })) {
      timer.refresh();
      call.onLine?.(line);
    }
    const result = await running;
    call.signal?.throwIfAborted();
    if (hasStalled) throw stalled(call.url);
    if (result.failed) throw failureOf(found, call, stderr);
  } finally {
    clearTimeout(timer);
    call.signal?.removeEventListener('abort', stop);
    stop();
    await running;
  }
}

function stalled(url: string): AppError {
  return new AppError('SOURCE_NETWORK', {
    url,
    said: { en: 'yt-dlp fell silent', zh: 'yt-dlp 没有响应' },
  });
}

function failureOf(found: YtDlpProgram, { url, folder }: YtDlpCall, stderr: string): AppError {
  const { version, isManaged } = found;
  const { install, update } = commandOn(process.platform);
  // A copy of Talkleaf's own is not known to the package manager.
  const command = isManaged ? install : update;
  return ytDlpFailure({ url, stderr, version, command, folder: folder ?? tmpdir() });
}

/** The user's own configuration is left out: it may rename, convert or split what is fetched. */
function commonArguments(program: YtDlpProgram): string[] {
  const { version, cookies, cookiesFromBrowser, proxy, ffmpeg } = program;
  return [
    '--ignore-config',
    ...(version >= KNOWS_RUNTIMES ? ['--js-runtimes', `node:${process.execPath}`] : []),
    ...(cookies === undefined ? [] : ['--cookies', cookies]),
    ...(cookiesFromBrowser === undefined ? [] : ['--cookies-from-browser', cookiesFromBrowser]),
    ...(proxy === undefined ? [] : ['--proxy', proxy]),
    ...(ffmpeg === undefined ? [] : ['--ffmpeg-location', ffmpeg]),
    '--socket-timeout',
    '30',
  ];
}
