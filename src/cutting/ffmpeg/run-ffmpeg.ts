import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { AppError } from '../../base/errors.ts';
import { execa } from '../../base/execa.ts';
import { programMissing } from '../../media/program/program-missing.ts';
import type { Seconds } from '../../model/time.ts';

/** How ffmpeg is run while something is cut. */
export type FfmpegRun = {
  /** Stops the program; the work then fails with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Its name on the path, or its file. @default 'ffmpeg' */
  readonly program?: string | undefined;
  /** The same of ffprobe. @default 'ffprobe' */
  readonly probe?: string | undefined;
};

/** One call of ffmpeg. */
export type FfmpegCall = FfmpegRun & {
  /** The file a failure is about. */
  readonly about: string;
  /** What it reads from its standard input. */
  readonly input?: AsyncIterable<Uint8Array> | undefined;
};

const COMMON = ['-nostdin', '-hide_banner', '-loglevel', 'error', '-y'];
const TELLING = ['-progress', 'pipe:1', '-nostats', '-stats_period', '0.25'];
/** Where the end of a file cannot be written, ffmpeg complains but ends as if nothing had happened. */
const UNWRITTEN = /no space left on device|disk quota exceeded|error writing trailer/i;
/** As much as is kept of what it complains, in characters. */
const KEPT_WORDS = 8000;
/** A person reads no more of it, in characters. */
const LONGEST_REASON = 300;

/**
 * Runs ffmpeg to its end and yields how far it is, in seconds of its output. Otherwise as `outputOf`, but its
 * standard output must be left to this.
 */
export async function* runFfmpeg(
  args: readonly string[],
  call: FfmpegCall,
): AsyncGenerator<Seconds, void> {
  let text = '';
  for await (const chunk of outputOf([...TELLING, ...args], call)) {
    const lines = (text + chunk.toString('latin1')).split('\n');
    text = lines.pop() ?? '';
    for (const line of lines) {
      const time = /^out_time_us=(\d+)$/.exec(line.trim())?.[1];
      if (time !== undefined) yield Number(time) / 1_000_000;
    }
  }
}

/**
 * Runs ffmpeg to its end and yields what it writes to its standard output. It is stopped when the reader leaves or
 * the signal says so. Throws PROGRAM_MISSING, DISK_FULL, CUT_MEDIA_BAD, what the input throws, or the signal's reason.
 */
export async function* outputOf(
  args: readonly string[],
  call: FfmpegCall,
): AsyncGenerator<Buffer, void> {
  const { signal, program = 'ffmpeg', input, about } = call;
  signal?.throwIfAborted();
  const running = execa(program, [...COMMON, ...args], {
    stdin: input ? 'pipe' : 'ignore',
    buffer: false,
    encoding: 'buffer',
    reject: false,
  });
  const complaint = wordsOf(running.stderr);
  const stop = (): void => void running.kill('SIGKILL');
  signal?.addEventListener('abort', stop, { once: true });
  const feeding = input && running.stdin ? feed(input, running.stdin, stop) : undefined;
  try {
    yield* running.stdout;
    const result = await running;
    const fed = await feeding;
    signal?.throwIfAborted();
    throwFor(result, { said: complaint(), fed, about });
  } finally {
    signal?.removeEventListener('abort', stop);
    stop();
    await running;
    await feeding;
  }
}

type Outcome = {
  readonly failed: boolean;
  readonly code?: string | undefined;
  readonly exitCode?: number | undefined;
};

type Feeding = { readonly error?: unknown };

function throwFor(
  result: Outcome,
  { said, fed, about }: { said: string; fed: Feeding | undefined; about: string },
): void {
  if (fed?.error !== undefined && said === '') throw fed.error;
  if (result.failed || UNWRITTEN.test(said)) throw failureOf(result, said, about);
}

/** Feeds a program. Never rejects: that it stopped reading is told by its own end. A source that fails stops it. */
async function feed(
  input: AsyncIterable<Uint8Array>,
  stdin: NodeJS.WritableStream,
  stop: () => void,
): Promise<Feeding> {
  try {
    await pipeline(Readable.from(input, { objectMode: true }), stdin);
    return {};
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EPIPE' || code === 'ERR_STREAM_PREMATURE_CLOSE') return {};
    stop();
    return { error };
  }
}

function wordsOf(stream: Readable): () => string {
  let text = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    // The beginning says what is wrong; a full disk is told of at any time.
    const all = text + chunk;
    const [head, tail] = [all.slice(0, KEPT_WORDS / 2), all.slice(-KEPT_WORDS / 2)];
    text = all.length > KEPT_WORDS ? head + tail : all;
  });
  return () => text.trim();
}

function failureOf(outcome: Outcome, said: string, path: string): AppError {
  if (outcome.code === 'ENOENT') return programMissing('ffmpeg');
  if (/no space left on device|disk quota exceeded/i.test(said)) {
    return new AppError('DISK_FULL', { path });
  }
  // The first complaint says most; those after it follow from it.
  const [first = ''] = said.split(/[\r\n]+/);
  const reason = first
    .replace(/^\[[^\]]*\] /, '')
    .trim()
    .slice(0, LONGEST_REASON)
    .replace(/\.$/, '');
  const ending = outcome.exitCode ?? outcome.code ?? '?';
  const status = { en: `ffmpeg ended with status ${ending}`, zh: `ffmpeg 退出，状态 ${ending}` };
  return new AppError('CUT_MEDIA_BAD', { path, reason: reason || status });
}
