import { AppError, type Bilingual } from '../base/errors.ts';
import { parseJson } from '../base/json.ts';
import { SAMPLE_RATE_HERTZ } from '../model/audio.ts';
import type { Seconds } from '../model/time.ts';
import { lastWords } from './last-words.ts';
import { programMissing } from './program-missing.ts';
import { readWavStream } from './wav-stream.ts';

/** How ffmpeg is run. */
export type FfmpegOptions = {
  /** Stops the program; the stream then fails with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Its name on the path, or its file. @default 'ffmpeg' ('ffprobe' for `probeDuration`) */
  readonly program?: string | undefined;
  /** Longest wait for the next sound, in milliseconds, before the program counts as stuck. @default 120000 */
  readonly stallMs?: number | undefined;
};

/** Two minutes: seeking through a large file on a slow disk stays far below. */
const STALL_MS = 120_000;

/** ffmpeg reads local files only: playlists may name addresses, and strangers' files are given to it. */
const INPUT = ['-nostdin', '-hide_banner', '-loglevel', 'error', '-protocol_whitelist', 'file'];
/**
 * Silence stands where the file has no sound: before it when it begins late, and in its holes; else all behind them would
 * seem to be said too early. One channel or two, mixed by our own code: ffmpeg's mix of a voice and a silent channel is
 * half as loud.
 */
const FILTER = `aresample=${SAMPLE_RATE_HERTZ}:async=1:first_pts=0,aformat=channel_layouts=mono|stereo`;
/** Without extras in its header, which is then of known length. */
const FORM = ['-c:a', 'pcm_s16le', '-bitexact', '-f', 'wav', '-'];
const OUTPUT = ['-vn', '-sn', '-dn', '-af', FILTER, ...FORM];

/**
 * Decodes the sound of any media file as a stream of mono blocks. The program waits while nobody reads, so
 * memory does not grow with length; it is stopped when the reader leaves or the signal says so. Fails with
 * PROGRAM_MISSING, MEDIA_NO_AUDIO or MEDIA_UNREADABLE.
 */
export async function* decodeWithFfmpeg(
  path: string,
  options: FfmpegOptions = {},
): AsyncGenerator<Float32Array, void> {
  options.signal?.throwIfAborted();
  const { execa } = await import('execa');
  const running = execa(options.program ?? 'ffmpeg', [...INPUT, '-i', `file:${path}`, ...OUTPUT], {
    stdin: 'ignore',
    buffer: false,
    encoding: 'buffer',
    reject: false,
  });
  // Without a reader the error stream would fill up and stop the program.
  const complaint = lastWords(running.stderr);
  const stop = (): void => void running.kill('SIGKILL');
  options.signal?.addEventListener('abort', stop, { once: true });
  const stall = stallWatch(stop, options.stallMs ?? STALL_MS);
  try {
    yield* stall.over(readWavStream(running.stdout));
    const result = await running;
    options.signal?.throwIfAborted();
    if (stall.hasFired()) throw unreadable(path, SILENT);
    if (result.failed) throw failureOf(path, result, complaint());
  } finally {
    stall.clear();
    options.signal?.removeEventListener('abort', stop);
    stop();
    await running;
  }
}

/** The length of a media file by its own account, or `undefined` when that is not known or ffprobe is not there. */
export async function probeDuration(
  path: string,
  options: FfmpegOptions = {},
): Promise<Seconds | undefined> {
  options.signal?.throwIfAborted();
  const { execa } = await import('execa');
  const { stdout } = await execa(
    options.program ?? 'ffprobe',
    [
      '-v',
      'error',
      '-protocol_whitelist',
      'file',
      '-show_entries',
      'format=duration',
      '-of',
      'json',
      `file:${path}`,
    ],
    {
      stdin: 'ignore',
      reject: false,
      timeout: options.stallMs ?? STALL_MS,
      ...cancelBy(options.signal),
    },
  );
  options.signal?.throwIfAborted();
  const seconds = Number(durationIn(parseJson(stdout ?? '')));
  return Number.isFinite(seconds) && seconds > 0 ? seconds : undefined;
}

function cancelBy(signal: AbortSignal | undefined): { cancelSignal?: AbortSignal } {
  return signal ? { cancelSignal: signal } : {};
}

function durationIn(answer: unknown): unknown {
  if (typeof answer !== 'object' || answer === null || !('format' in answer)) return undefined;
  const { format } = answer;
  if (typeof format !== 'object' || format === null || !('duration' in format)) return undefined;
  return format.duration;
}

type StallWatch = {
  /** The same blocks; calls `stop` when one takes too long, counting only the time somebody waits for it. */
  over(blocks: AsyncGenerator<Float32Array, void>): AsyncGenerator<Float32Array, void>;
  hasFired(): boolean;
  clear(): void;
};

function stallWatch(stop: () => void, stallMs: number): StallWatch {
  let fired = false;
  let timer: NodeJS.Timeout | undefined;
  const clear = (): void => clearTimeout(timer);
  const arm = (): void => {
    timer = setTimeout(() => {
      fired = true;
      stop();
    }, stallMs);
  };
  return {
    async *over(blocks) {
      arm();
      for await (const block of blocks) {
        clear();
        yield block;
        arm();
      }
      clear();
    },
    hasFired: () => fired,
    clear,
  };
}

const SILENT = { en: 'ffmpeg stopped answering', zh: 'ffmpeg 没有响应' };

type Outcome = { readonly code?: string | undefined; readonly exitCode?: number | undefined };

function failureOf(path: string, outcome: Outcome, said: string): AppError {
  if (outcome.code === 'ENOENT') return programMissing('ffmpeg');
  if (outcome.code !== undefined) return unreadable(path, `ffmpeg: ${outcome.code}`);
  // The words of ffmpeg 4 to 8 for a file whose streams are all of other kinds.
  if (/does not contain any stream|matches no streams/i.test(said))
    return new AppError('MEDIA_NO_AUDIO', { path });
  const reason = said.replace(`file:${path}: `, '');
  const { exitCode = '?' } = outcome;
  const status = {
    en: `ffmpeg ended with status ${exitCode}`,
    zh: `ffmpeg 退出，状态 ${exitCode}`,
  };
  return unreadable(path, reason || status);
}

function unreadable(path: string, reason: string | Bilingual): AppError {
  return new AppError('MEDIA_UNREADABLE', { path, reason });
}
