import { mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { AppError, type Bilingual } from '../../base/errors.ts';
import { fingerprint } from '../../base/hash.ts';
import { isFile } from '../../base/is-there.ts';
import { SAMPLE_RATE_HERTZ } from '../../model/audio.ts';
import { primaryTag } from '../../model/language.ts';
import { longEnough } from '../long-enough.ts';
import { lookAtModelFile } from '../models/model-file.ts';
import type { Heard, RecogniseOptions, Recognizer } from '../recognizer.ts';
import { wavBytes } from '../servers/wav-bytes.ts';
import { isSoundless } from '../windows/soundless.ts';
import { heardInWhisperJson } from './whisper-json.ts';

/** How whisper.cpp's `whisper-cli` is run. */
export type WhisperCliOptions = {
  /** The model's file, such as `ggml-large-v3-turbo.bin`. */
  readonly model: string;
  /** Its name on the path, or its file. @default 'whisper-cli' */
  readonly program?: string | undefined;
  /** Language spoken, as a tag such as `en`; detected in each window when absent. */
  readonly language?: string | undefined;
  /** Names and terms the model should know how to spell, as plain text. */
  readonly prompt?: string | undefined;
  /** Count of processor threads. @default the program's own: 4, or all there are */
  readonly threads?: number | undefined;
};

/** Whisper hears 30 s at once; a window below that is heard in one pass. In seconds. */
const LONGEST = 26;
/** The first bytes of a model in whisper.cpp's format: 0x67676d6c ("ggml"), low byte first. */
const MAGIC = 'lmgg';
/** Ten minutes for one window: a large model on a slow core stays below. */
const TIME_LIMIT_MS = 600_000;
/** A window is tried so often before its death counts: the process may have been killed by chance. */
const ATTEMPTS = 2;
/** Half of Whisper's text window, which is all it has for a prompt, in tokens. */
const PROMPT_TOKENS = '224';
/** What the program ends with when it cannot load its model. */
const STATUS_MODEL = 3;

/**
 * whisper.cpp's `whisper-cli` from the path as a recogniser: one run a window, over a temporary WAV file.
 * Fails with PROGRAM_MISSING when it is not there, SPEECH_MODEL_DAMAGED when the model is not or is no such
 * model; a call fails with those, SPEECH_ENGINE_DIED when the program died twice, or SPEECH_PROGRAM_FAILED
 * with the last thing the program said.
 */
export async function whisperCli(options: WhisperCliOptions): Promise<Recognizer> {
  const { model, program = 'whisper-cli', language, prompt } = options;
  if (!(await isFile(model))) throw new AppError('FILE_MISSING', { path: model });
  const { print } = await lookAtModelFile(model);
  if ((await firstBytes(model)) !== MAGIC)
    throw damaged(model, {
      en: 'it is not a model of whisper.cpp (ggml)',
      zh: '它不是 whisper.cpp（ggml）的模型',
    });
  const { execa } = await import('execa');
  // Asking for help loads nothing and tells whether there is such a program.
  const help = await execa(program, ['--help'], { ...QUIET, stdout: 'ignore', stderr: 'ignore' });
  if (help.code === 'ENOENT' || help.code === 'EACCES') throw missing(program);
  return {
    id: `whisper-cli:${fingerprint(print, language, prompt)}`,
    longest: LONGEST,
    // One run takes all threads and all of the model's memory. The program takes several files a run, but with beams
    // whisper.cpp 1.9.1 heard the sixth of six as another sentence: nothing is to depend on what stood before.
    parallel: 1,
    detectsLanguage: language === undefined,
    hasOtherWay: true,
    async recognise(samples, how = {}) {
      how.signal?.throwIfAborted();
      if (isSoundless(samples)) return { cues: [] };
      const folder = await mkdtemp(join(tmpdir(), 'talkleaf-whisper-'));
      try {
        await writeFile(join(folder, 'window.wav'), wavBytes(longEnough(samples)));
        return await inTurns({ ...options, program }, { folder, samples, how });
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
}

/** One window, as it lies in a folder of its own. */
type Window = {
  readonly folder: string;
  readonly samples: Float32Array;
  readonly how: RecogniseOptions;
};
type Run = WhisperCliOptions & { readonly program: string };

async function inTurns(run: Run, window: Window): Promise<Heard> {
  for (let attempt = 1; ; attempt++) {
    const outcome = await runOnce(run, window);
    if (!('died' in outcome)) return outcome;
    if (attempt >= ATTEMPTS) throw new AppError('SPEECH_ENGINE_DIED', { reason: outcome.died });
  }
}

const QUIET = { stdin: 'ignore', reject: false } as const;

async function runOnce(
  run: Run,
  { folder, samples, how }: Window,
): Promise<Heard | { readonly died: Bilingual }> {
  const { program } = run;
  const { signal } = how;
  const answer = join(folder, 'answer');
  const { execa } = await import('execa');
  const result = await execa(program, argumentsOf(run, folder, how), {
    ...QUIET,
    stdout: 'ignore',
    timeout: TIME_LIMIT_MS,
    killSignal: 'SIGKILL',
    ...(signal && { cancelSignal: signal }),
  });
  signal?.throwIfAborted();
  const said = lastComplaint(result.stderr ?? '');
  throwIfHopeless(run, { code: result.code, exitCode: result.exitCode, said });
  if (result.timedOut)
    return { died: { en: `${program} stopped answering`, zh: `${program} 没有响应` } };
  if (result.signal !== undefined) return { died: endedBy(program, result.signal) };
  // The program ends with 0 after some failures, too; that it wrote an answer is the only sure sign.
  const bytes = await readFile(`${answer}.json`).catch(() => undefined);
  const heard = bytes && heardInWhisperJson(bytes, samples.length / SAMPLE_RATE_HERTZ);
  if (heard && !result.failed) return heard;
  const reason = said || { en: 'it gave no answer', zh: '它没有给出结果' };
  throw new AppError('SPEECH_PROGRAM_FAILED', { program, reason });
}

type Ended = {
  readonly code: string | undefined;
  readonly exitCode: number | undefined;
  readonly said: string;
};

/** Throws what would go wrong with every other window as well. */
function throwIfHopeless({ program, model }: Run, { code, exitCode, said }: Ended): void {
  if (code === 'ENOENT' || code === 'EACCES') throw missing(program);
  if (exitCode === STATUS_MODEL)
    throw damaged(model, said || { en: `${program} cannot load it`, zh: `${program} 无法载入它` });
}

/** A temperature and its steps: the usual decoding, and warmer ones when its own checks refuse the result. */
const USUAL_WAY = ['-tp', '0', '-tpi', '0.4'];
/** Warm from the start, best of five samples: what it answers to a loop that its own checks let pass. */
const OTHER_WAY = ['-tp', '0.4', '-tpi', '0.4', '-bo', '5'];

function argumentsOf(
  { model, language, prompt, threads }: Run,
  folder: string,
  how: RecogniseOptions,
): string[] {
  const told = language ?? how.language;
  // No text is carried from one pass to the next, the cause of most loops. But with no room for text the
  // program leaves out the prompt as well; and a window is one pass.
  const carried = prompt ? ['-mc', PROMPT_TOKENS, '--prompt', prompt] : ['-mc', '0'];
  const spoken = ['-l', told ? primaryTag(told) : 'auto'];
  const work = threads ? ['-t', String(threads)] : [];
  const files = ['-m', model, '-f', join(folder, 'window.wav'), '-of', join(folder, 'answer')];
  const way = how.isOtherWay ? OTHER_WAY : USUAL_WAY;
  return [...files, '-ojf', ...spoken, ...way, ...carried, ...work];
}

/** As much of a complaint is passed on, in characters. */
const SAID = 300;

/** What the program says last of a model that cannot be loaded, after saying why. */
const SAYS_NOTHING = /failed to (?:load model|initialize whisper context)/;

/** The last line that complains, else the last line: after some errors the program prints how it is used. */
function lastComplaint(stderr: string): string {
  const lines = stderr.split(/[\r\n]+/).filter((line) => line.trim() !== '');
  const complaints = lines.filter((line) => /error|fail|invalid|not found|unable/i.test(line));
  const complaint = complaints.findLast((line) => !SAYS_NOTHING.test(line)) ?? complaints.at(-1);
  return (complaint ?? lines.at(-1) ?? '').trim().replace(/\.$/, '').slice(0, SAID);
}

async function firstBytes(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(MAGIC.length), 0, MAGIC.length, 0);
    return buffer.toString('latin1');
  } finally {
    await file.close();
  }
}

function endedBy(program: string, signal: string): Bilingual {
  return { en: `${program} was ended by ${signal}`, zh: `${program} 被 ${signal} 终止` };
}

function damaged(path: string, reason: string | Bilingual): AppError {
  return new AppError('SPEECH_MODEL_DAMAGED', { path, reason });
}

/** Homebrew has it for macOS and Linux; elsewhere it is built from its source. */
function missing(program: string): AppError {
  const command =
    process.platform === 'win32'
      ? 'git clone https://github.com/ggml-org/whisper.cpp && cmake -S whisper.cpp -B build && cmake --build build --config Release'
      : 'brew install whisper-cpp';
  return new AppError('PROGRAM_MISSING', { program, command });
}
