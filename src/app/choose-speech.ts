import { readdir, stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';

import envPaths from 'env-paths';

import { AppError } from '../base/errors.ts';
import { primaryTag } from '../model/language.ts';
import { findSpeechModel, type SpeechModel } from '../speech/sherpa/families.ts';
import type { Environment } from './load-settings.ts';
import type { Settings } from './settings.ts';

/** Where speech models are kept: `TALKLEAF_MODELS`, else the user's data folder. */
function modelsFolder(env: Environment): string {
  return env['TALKLEAF_MODELS'] ?? join(envPaths('talkleaf', { suffix: '' }).data, 'models');
}

/** Installed models in the order they are taken, by the language spoken. */
const EAST_ASIAN = [/sense-voice/i, /whisper/i, /./];
const EUROPEAN = [/parakeet.*v3/i, /parakeet/i, /whisper/i, /./];
/** More threads than this do not make one window faster. */
const MOST_THREADS = 8;

/**
 * The speech model to hear with: the folder or the name that was given, else the best one installed for
 * the language. Throws `SPEECH_MODEL_NONE`, and what looking the model over finds.
 */
export async function chooseSpeech(
  { speech = 'auto', from }: Pick<Settings, 'speech' | 'from'>,
  env: Environment,
): Promise<SpeechModel> {
  const home = modelsFolder(env);
  const folder = speech === 'auto' ? await bestInstalled(home, from) : await named(speech, home);
  // Two hardware threads make one core's worth of arithmetic.
  const threads = Math.min(MOST_THREADS, Math.max(2, Math.floor(availableParallelism() / 2)));
  return await findSpeechModel(folder, { language: from && primaryTag(from), threads });
}

async function named(speech: string, home: string): Promise<string> {
  for (const folder of [speech, join(home, speech)]) {
    if (await isFolder(folder)) return folder;
  }
  throw new AppError('SPEECH_MODEL_MISSING', { name: speech, folder: home });
}

async function bestInstalled(home: string, language: string | undefined): Promise<string> {
  const found = await readdir(home).catch((): string[] => []);
  const names = found.toSorted((a, b) => a.localeCompare(b));
  const isEastAsian = ['zh', 'yue', 'ja', 'ko'].includes(primaryTag(language ?? ''));
  const [best] = (isEastAsian ? EAST_ASIAN : EUROPEAN).flatMap((pattern) =>
    names.filter((name) => pattern.test(name)),
  );
  if (best === undefined) throw new AppError('SPEECH_MODEL_NONE', { folder: home });
  return join(home, best);
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
