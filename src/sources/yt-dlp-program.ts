import { execa } from 'execa';

import { AppError } from '../base/errors.ts';
import { ytDlpFailure } from './yt-dlp-errors.ts';

/** How yt-dlp is run. Proxies are left to the environment, which it reads itself. */
export type YtDlpSettings = {
  /** Its name on the path, or its file. @default 'yt-dlp' */
  readonly program?: string | undefined;
  /** A cookies file in the form of Netscape. */
  readonly cookies?: string | undefined;
  /** A browser to take cookies from: `chrome`, `firefox`, `edge`, `safari`, with `:PROFILE` where wanted. */
  readonly cookiesFromBrowser?: string | undefined;
  /** Longest silence before it counts as stuck, in milliseconds. @default 300000 */
  readonly stallMs?: number | undefined;
};

/** yt-dlp as found on this machine. */
export type YtDlpProgram = YtDlpSettings & {
  readonly program: string;
  /** As it tells, such as `2026.03.04`. */
  readonly version: string;
};

/** One run of it. */
export type YtDlpCall = {
  readonly url: string;
  readonly args: readonly string[];
  readonly onLine?: ((line: string) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
};

/** Five minutes: describing a list of thousands is silent for one or two. */
const STALL_MS = 300_000;
/** The first release that knows `--js-runtimes`, from its changelog; YouTube needs one since then. */
const KNOWS_RUNTIMES = '2025.11.12';
/** As much as is kept of what it complains, in characters. */
const KEPT = 20_000;
/** Its messages are then readable whatever the system's own encoding. */
const UTF8 = { PYTHONIOENCODING: 'utf-8', PYTHONUTF8: '1' };

/** Finds yt-dlp. It is never fetched for the user. Throws PROGRAM_MISSING with the command that installs it. */
export async function findYtDlp(settings: YtDlpSettings = {}): Promise<YtDlpProgram> {
  const program = settings.program ?? 'yt-dlp';
  const { failed, stdout } = await execa(program, ['--version'], {
    stdin: 'ignore',
    reject: false,
    timeout: STALL_MS,
  });
  if (failed) throw ytDlpMissing();
  return { ...settings, program, version: stdout.trim() };
}

/** The failure for a missing yt-dlp, with the command that installs it on a system. */
export function ytDlpMissing(system: NodeJS.Platform = process.platform): AppError {
  return new AppError('PROGRAM_MISSING', { program: 'yt-dlp', command: commandOn(system).install });
}

/** Debian's own package is years behind the sites, so pipx is named there. `[default]` brings what YouTube needs. */
function commandOn(system: NodeJS.Platform): { install: string; update: string } {
  if (system === 'darwin') return { install: 'brew install yt-dlp', update: 'brew upgrade yt-dlp' };
  if (system === 'win32')
    return { install: 'winget install yt-dlp', update: 'winget upgrade yt-dlp' };
  return {
    install: "pipx install 'yt-dlp[default]'",
    update: "pipx install --force 'yt-dlp[default]'",
  };
}

/**
 * Runs yt-dlp on an address and gives its standard output line by line. Throws a failure in the site's
 * words, SOURCE_NETWORK when it falls silent, or the signal's reason.
 */
export async function runYtDlp(found: YtDlpProgram, call: YtDlpCall): Promise<void> {
  call.signal?.throwIfAborted();
  const running = execa(found.program, [...commonArguments(found), ...call.args, '--', call.url], {
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
    if (result.failed) throw failureOf(found, call.url, stderr);
  } finally {
    clearTimeout(timer);
    call.signal?.removeEventListener('abort', stop);
    stop();
    await running;
  }
}

function stalled(url: string): AppError {
  return new AppError('SOURCE_NETWORK', { url, said: 'yt-dlp fell silent' });
}

function failureOf({ version }: YtDlpProgram, url: string, stderr: string): AppError {
  return ytDlpFailure({ url, stderr, version, command: commandOn(process.platform).update });
}

/** The user's own configuration is left out: it may rename, convert or split what is fetched. */
function commonArguments({ version, cookies, cookiesFromBrowser }: YtDlpProgram): string[] {
  return [
    '--ignore-config',
    ...(version >= KNOWS_RUNTIMES ? ['--js-runtimes', `node:${process.execPath}`] : []),
    ...(cookies === undefined ? [] : ['--cookies', cookies]),
    ...(cookiesFromBrowser === undefined ? [] : ['--cookies-from-browser', cookiesFromBrowser]),
    '--socket-timeout',
    '30',
  ];
}
