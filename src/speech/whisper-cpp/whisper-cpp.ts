import { open } from 'node:fs/promises';

import PQueue from 'p-queue';

import { AppError } from '../../base/errors.ts';
import { fingerprint } from '../../base/hash.ts';
import { isFile } from '../../base/is-there.ts';
import { SAMPLE_RATE_HERTZ } from '../../model/audio.ts';
import type { Send } from '../../network/network.ts';
import { longEnough } from '../long-enough.ts';
import { lookAtModelFile } from '../model-file.ts';
import type { Recognizer } from '../recognizer.ts';
import { isSoundless } from '../windows/soundless.ts';
import { damaged, missing } from './failures.ts';
import { Lanes, sharingOf } from './lanes.ts';
import { hearByCli } from './whisper-cli.ts';

/** How whisper.cpp's programs are run. */
export type WhisperCppOptions = {
  /** The model's file, such as `ggml-large-v3-turbo.bin`. */
  readonly model: string;
  /** Each a name on the path, or a file. @default whisper.cpp's own names */
  readonly programs?: { readonly server: string; readonly cli: string } | undefined;
  /** Language spoken, as a tag such as `en`; detected in each window when absent. */
  readonly language?: string | undefined;
  /** Names and terms the model should know how to spell, as plain text. */
  readonly prompt?: string | undefined;
  /** Count of processor threads. @default all there are */
  readonly threads?: number | undefined;
  /** Asks the server, on this machine. */
  readonly send: Send;
};

const PROGRAMS = { server: 'whisper-server', cli: 'whisper-cli' };
/** Whisper hears 30 s at once; a window below that is heard in one pass, and the fewer there are the better. In seconds. */
const LONGEST = 29;
/** The first bytes of a model in whisper.cpp's format: 0x67676d6c ("ggml"), low byte first. */
const MAGIC = 'lmgg';

/**
 * whisper.cpp as a recogniser: its `whisper-server` where that is on the path and starts, so that the model is loaded
 * once, else one run of `whisper-cli` a window. Must be closed. Fails with PROGRAM_MISSING when neither is there,
 * SPEECH_MODEL_DAMAGED when the model is no such model; a call fails with those, SPEECH_ENGINE_DIED when the program died
 * twice, or SPEECH_PROGRAM_FAILED with the last thing it said.
 */
export async function whisperCpp(options: WhisperCppOptions): Promise<Recognizer> {
  const { model, programs = PROGRAMS, language, prompt } = options;
  if (!(await isFile(model))) throw new AppError('FILE_MISSING', { path: model });
  const { print, size } = await lookAtModelFile(model);
  if ((await firstBytes(model)) !== MAGIC)
    throw damaged(model, {
      en: 'it is not a model of whisper.cpp (ggml)',
      zh: '它不是 whisper.cpp（ggml）的模型',
    });
  const [hasServer, hasCli] = await Promise.all([programs.server, programs.cli].map(isHere));
  if (!hasServer && !hasCli) throw missing(programs.cli);
  const { lanes, threads } = sharingOf(size, { threads: options.threads });
  const servers = new Lanes({ ...options, threads, server: programs.server }, lanes);
  const runs = new PQueue({ concurrency: 1 });
  let isServed = hasServer;
  return {
    // Both programs hear the same: what one has heard, the other goes on from.
    id: `whisper-cli:${fingerprint(print, language, prompt)}`,
    longest: LONGEST,
    pads: true,
    parallel: lanes,
    detectsLanguage: language === undefined,
    hasOtherWay: true,
    async recognise(samples, how = {}) {
      how.signal?.throwIfAborted();
      if (isSoundless(samples)) return { cues: [] };
      const window = { samples: longEnough(samples), length: samples.length / SAMPLE_RATE_HERTZ };
      if (isServed) {
        const heard = await servers.hear(window, how);
        if (heard) return heard;
        isServed = false;
      }
      return await runs.add(() => hearByCli({ ...options, program: programs.cli }, window, how));
    },
    close: () => servers.stop(),
  };
}

/** Asking for help loads nothing and tells whether there is such a program. */
async function isHere(program: string): Promise<boolean> {
  const { execa } = await import('../../base/execa.ts');
  const { code } = await execa(program, ['--help'], { stdio: 'ignore', reject: false });
  return code !== 'ENOENT' && code !== 'EACCES';
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
