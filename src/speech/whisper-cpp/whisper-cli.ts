import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { AppError, type Bilingual } from '../../base/errors.ts';
import { primaryTag } from '../../model/language.ts';
import type { Heard, RecogniseOptions } from '../recognizer.ts';
import { wavBytes } from '../servers/wav-bytes.ts';
import { lastComplaint } from './complaint.ts';
import { ATTEMPTS, decodingOf, TIME_LIMIT_MS } from './decoding.ts';
import {
  cannotLoad,
  damaged,
  endedBy,
  missing,
  silent,
  STATUS_MODEL,
  withoutAnswer,
} from './failures.ts';
import type { WhisperCppOptions } from './whisper-cpp.ts';
import { heardInWhisperJson } from './whisper-json.ts';
import type { Window } from './window.ts';

type Run = WhisperCppOptions & { readonly program: string };

/**
 * One window by one run of `whisper-cli`, over a temporary WAV file. The program takes several files a run, but with beams
 * whisper.cpp 1.9.1 heard the sixth of six as another sentence: nothing is to depend on what stood before.
 */
export async function hearByCli(run: Run, window: Window, how: RecogniseOptions): Promise<Heard> {
  const folder = await mkdtemp(join(tmpdir(), 'talkleaf-whisper-'));
  try {
    await writeFile(join(folder, 'window.wav'), wavBytes(window.samples));
    for (let attempt = 1; ; attempt++) {
      const outcome = await runOnce(run, { folder, length: window.length, how });
      if (!('died' in outcome)) return outcome;
      if (attempt >= ATTEMPTS) throw new AppError('SPEECH_ENGINE_DIED', { reason: outcome.died });
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

type Place = Pick<Window, 'length'> & { readonly folder: string; readonly how: RecogniseOptions };

async function runOnce(
  run: Run,
  { folder, length, how }: Place,
): Promise<Heard | { readonly died: Bilingual }> {
  const { program } = run;
  const { signal } = how;
  const { execa } = await import('../../base/execa.ts');
  const result = await execa(program, argumentsOf(run, folder, how), {
    stdin: 'ignore',
    stdout: 'ignore',
    reject: false,
    timeout: TIME_LIMIT_MS,
    killSignal: 'SIGKILL',
    ...(signal && { cancelSignal: signal }),
  });
  signal?.throwIfAborted();
  const said = lastComplaint(result.stderr ?? '');
  throwIfHopeless(run, { code: result.code, exitCode: result.exitCode, said });
  if (result.timedOut) return { died: silent(program) };
  if (result.signal !== undefined) return { died: endedBy(program, result.signal) };
  // The program ends with 0 after some failures, too; that it wrote an answer is the only sure sign.
  const bytes = await readFile(join(folder, 'answer.json')).catch(() => undefined);
  const heard = bytes && heardInWhisperJson(bytes, length);
  if (heard && !result.failed) return heard;
  throw withoutAnswer(program, said);
}

type Ended = {
  readonly code: string | undefined;
  readonly exitCode: number | undefined;
  readonly said: string;
};

/** Throws what would go wrong with every other window as well. */
function throwIfHopeless({ program, model }: Run, { code, exitCode, said }: Ended): void {
  if (code === 'ENOENT' || code === 'EACCES') throw missing(program);
  if (exitCode === STATUS_MODEL) throw damaged(model, said || cannotLoad(program));
}

function argumentsOf(
  { model, language, prompt, threads }: Run,
  folder: string,
  how: RecogniseOptions,
): string[] {
  const told = language ?? how.language;
  const { temperature, step, bestOf, beams, context } = decodingOf(prompt, how.isOtherWay);
  const way = ['-tp', temperature, '-tpi', step, '-bo', bestOf, '-bs', beams, '-mc', context];
  const hint = prompt ? ['--prompt', prompt] : [];
  const spoken = ['-l', told ? primaryTag(told) : 'auto'];
  const work = threads ? ['-t', String(threads)] : [];
  const files = ['-m', model, '-f', join(folder, 'window.wav'), '-of', join(folder, 'answer')];
  return [...files, '-ojf', ...spoken, ...way, ...hint, ...work];
}
