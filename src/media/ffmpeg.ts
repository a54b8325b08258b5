import { AppError, type Bilingual } from '../base/errors.ts';
import { SAMPLE_RATE_HERTZ } from '../model/audio.ts';
import { type Complaints, readComplaints } from './complaints.ts';
import { feed } from './feed.ts';
import { inputOf, type Media, pathOf, stdinFor } from './media.ts';
import { programMissing } from './program/program-missing.ts';
import { readWavStream } from './wav-stream.ts';

/** How ffmpeg is run. */
export type FfmpegOptions = {
  /** Stops the program; the stream then fails with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Its name on the path, or its file. @default 'ffmpeg' */
  readonly program?: string | undefined;
  /** Longest wait for the next sound, in milliseconds, before the program counts as stuck. @default 120000 */
  readonly stallMs?: number | undefined;
  /** Index of the stream that is decoded. @default the one ffmpeg takes */
  readonly stream?: number | undefined;
};

/** How the sound ended: `broken` where the program gave up, `missing` where it says that the file lacks its end. */
export type SoundEnding = 'whole' | 'missing' | 'broken';

/** Two minutes: seeking through a large file on a slow disk stays far below. */
const STALL_MS = 120_000;

const QUIETLY = ['-nostdin', '-hide_banner', '-loglevel', 'error'];
/**
 * Silence stands where the file has no sound: before it when it begins late, and in its holes; else all behind them would
 * seem to be said too early. One channel or two, mixed by our own code: ffmpeg's mix of a voice and a silent channel is
 * half as loud.
 */
const FILTER = `aresample=${SAMPLE_RATE_HERTZ}:async=1:first_pts=0,aformat=channel_layouts=mono|stereo`;
/** Without extras in its header, which is then of known length. */
const FORM = ['-c:a', 'pcm_s16le', '-bitexact', '-f', 'wav', '-'];
const OUTPUT = ['-vn', '-sn', '-dn', '-af', FILTER, ...FORM];

/** What ffmpeg 4 to 8 says of a file that ends sooner than its index or its last element. */
const END_MISSING = /ended prematurely|partial file|input\/output error/i;
/** ffmpeg's status when it was asked to stop: then nothing is wrong with the file. */
const ASKED_TO_STOP = 255;

/**
 * Decodes the sound of any media file as a stream of mono blocks. The program waits while nobody reads, so
 * memory does not grow with length; it is stopped when the reader leaves or the signal says so. Where the program gives
 * up behind some sound, that sound stands. Fails with PROGRAM_MISSING, MEDIA_NO_AUDIO or MEDIA_UNREADABLE; of a file that is
 * still coming in also with an `Error` when it is lost.
 */
export async function* decodeWithFfmpeg(
  media: Media,
  options: FfmpegOptions = {},
): AsyncGenerator<Float32Array, SoundEnding> {
  options.signal?.throwIfAborted();
  const { execa } = await import('../base/execa.ts');
  const running = execa(options.program ?? 'ffmpeg', argumentsFor(media, options), {
    stdin: stdinFor(media),
    buffer: false,
    encoding: 'buffer',
    reject: false,
  });
  // Without a reader the error stream would fill up and stop the program.
  const complaints = readComplaints(running.stderr);
  const stop = (): void => void running.kill('SIGKILL');
  options.signal?.addEventListener('abort', stop, { once: true });
  const feeding = feed(media, running.stdin, stop);
  const stall = stallWatch(stop, { ms: options.stallMs, isHungry: () => feeding.isHungry() });
  try {
    const hasSound = yield* stall.over(readWavStream(running.stdout));
    const result = await running;
    options.signal?.throwIfAborted();
    feeding.throwIfLost();
    if (stall.hasFired()) throw unreadable(pathOf(media), SILENT);
    if (result.failed && !(hasSound && hasGivenUp(result)))
      throw failureOf(pathOf(media), result, complaints.last());
    return endingOf(result, complaints);
  } finally {
    stall.clear();
    options.signal?.removeEventListener('abort', stop);
    stop();
    await Promise.all([running, feeding.end()]);
  }
}

function argumentsFor(media: Media, { stream }: FfmpegOptions): string[] {
  const map = stream === undefined ? [] : ['-map', `0:${stream}`];
  return [...QUIETLY, ...inputOf(media), ...map, ...OUTPUT];
}

/** Whether the program ended by itself, for the sake of the file. */
function hasGivenUp({ exitCode }: Outcome): boolean {
  return exitCode !== undefined && exitCode !== ASKED_TO_STOP;
}

function endingOf({ failed }: { readonly failed: boolean }, complaints: Complaints): SoundEnding {
  if (failed) return 'broken';
  return complaints.tell(END_MISSING) ? 'missing' : 'whole';
}

type StallWatch = {
  /** The same blocks; calls `stop` when one takes too long, counting only the time somebody waits for it. True when there were any. */
  over(blocks: AsyncGenerator<Float32Array, void>): AsyncGenerator<Float32Array, boolean>;
  hasFired(): boolean;
  clear(): void;
};

type StallOptions = {
  /** In milliseconds. @default 120000 */
  readonly ms?: number | undefined;
  /** Whether there is nothing the program could read at present: then it is not stuck. */
  readonly isHungry: () => boolean;
};

function stallWatch(stop: () => void, { ms = STALL_MS, isHungry }: StallOptions): StallWatch {
  let fired = false;
  let timer: NodeJS.Timeout | undefined;
  const clear = (): void => clearTimeout(timer);
  const arm = (): void => {
    timer = setTimeout(() => {
      if (isHungry()) return arm();
      fired = true;
      stop();
    }, ms);
  };
  return {
    async *over(blocks) {
      let hasSound = false;
      arm();
      for await (const block of blocks) {
        hasSound = true;
        clear();
        yield block;
        arm();
      }
      clear();
      return hasSound;
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
