import { availableParallelism } from 'node:os';
import { basename, join } from 'node:path';

import { AppError, type Bilingual } from '../../base/errors.ts';
import { isFile } from '../../base/is-there.ts';
import { providerNamed } from '../../llm/models/providers.ts';
import { primaryTag } from '../../model/language.ts';
import { networkOf } from '../../network/network.ts';
import type { Recognizer } from '../../speech/recognizer.ts';
import {
  httpRecognizer,
  type HttpRecognizerOptions,
} from '../../speech/servers/http-recognizer.ts';
import type { SherpaEngine } from '../../speech/sherpa/engine/engine.ts';
import { findSpeechModel, type SpeechModel } from '../../speech/sherpa/families/families.ts';
import { sherpaRecognizer } from '../../speech/sherpa/recognizer.ts';
import { sherpaVoicePrints } from '../../speech/sherpa/voice-prints.ts';
import type { SpeakerOptions } from '../../speech/transcribe.ts';
import { whisperCpp } from '../../speech/whisper-cpp/whisper-cpp.ts';
import { SPEAKER_FOLDER } from '../../weights/model-list.ts';
import { modelsFolder } from '../settings/models-folder.ts';
import type { Environment } from '../settings/settings-file.ts';
import type { Settings } from '../settings/settings.ts';
import { findKey } from './find-key.ts';
import { bestSpeechFolder, isFolder, speechFolderNamed } from './find-speech-folder.ts';
import { refuseHosted } from './offline-models.ts';

/** More threads than this do not make one window faster. */
const MOST_THREADS = 8;

/** What models of whisper.cpp are called (https://huggingface.co/ggerganov/whisper.cpp). */
const GGML = /ggml[^/\\]*\.bin$/i;

/** A recogniser, and what to call it to a person. */
export type ChosenSpeech = {
  readonly recognizer: Recognizer;
  readonly name: string;
  /** Why this one; absent where the settings name it. */
  readonly why?: Bilingual | undefined;
};

/**
 * The recogniser the settings name: `whispercpp:FILE` or that file by itself, `openai:MODEL`, `groq:MODEL`, `server:MODEL` at the
 * speech URL; else a model of the embedded engine by folder or name, or the best one installed for the
 * language. Whoever hears with it closes it. Throws `SPEECH_MODEL_NONE`, `KEY_MISSING`, and what looking the model over finds.
 */
export async function chooseSpeech(
  settings: Settings,
  surroundings: SpeechSurroundings,
): Promise<ChosenSpeech> {
  const { env, engine, prompt, onNamesRefused } = surroundings;
  const { speech = 'auto' } = settings;
  const [, named = '', rest = ''] = /^(whispercpp|openai|groq|server):(.+)$/.exec(speech) ?? [];
  // Files by themselves are whisper.cpp's: the embedded engine takes folders.
  const isGgml = named === '' && GGML.test(speech) && (await isFile(speech));
  const [kind, model] = isGgml ? ['whispercpp', speech] : [named, rest];
  const language = settings.from && primaryTag(settings.from);
  if (kind === 'whispercpp') {
    const recognizer = await whisperCpp({ model, language, prompt, send: networkOf(env) });
    return { recognizer, name: basename(model) };
  }
  if (kind !== '') {
    const recognizer = httpRecognizer({
      ...serviceOf(kind, settings, env),
      model,
      language,
      prompt,
    });
    return { recognizer, name: speech };
  }
  const { found, why } = await embedded(settings, surroundings);
  const recognizer = sherpaRecognizer(found, engine, { onNamesRefused });
  return { recognizer, name: basename(found.folder), why };
}

/** What a recogniser needs beside the settings. */
export type SpeechSurroundings = {
  readonly env: Environment;
  readonly engine: SherpaEngine;
  /** Names and terms it should know how to spell; taken by whisper.cpp and services. */
  readonly prompt?: string | undefined;
  /** The same one by one, the most important first; taken by transducers of the embedded engine. */
  readonly names?: readonly string[] | undefined;
  /** Called once, when the engine will not take the names. */
  readonly onNamesRefused?: (() => void) | undefined;
};

/** Where a service is asked, and with which key. */
function serviceOf(
  kind: string,
  settings: Settings,
  env: Environment,
): Pick<HttpRecognizerOptions, 'baseUrl' | 'key' | 'send'> {
  const provider = kind === 'server' ? 'local' : kind;
  const known = providerNamed(provider);
  const key = findKey(provider, settings, env);
  if (kind !== 'server' && key === undefined) {
    const variable = known?.keyVariables[0] ?? '';
    const title = known?.title ?? provider;
    throw new AppError('KEY_MISSING', { title, provider, variable });
  }
  const baseUrl = settings.speechUrl ?? known?.baseUrl ?? '';
  refuseHosted({ provider, name: settings.speech ?? '', baseUrl }, env);
  return { baseUrl, key, send: networkOf(env) };
}

/** Threads the embedded engine is given, as a count. */
export function speechThreads(): number {
  // Two hardware threads make one core's worth of arithmetic.
  return Math.min(MOST_THREADS, Math.max(2, Math.floor(availableParallelism() / 2)));
}

async function embedded(
  { speech = 'auto', from, glossary }: Settings,
  { env, names }: SpeechSurroundings,
): Promise<{ readonly found: SpeechModel; readonly why?: Bilingual | undefined }> {
  const home = modelsFolder(env);
  const { folder, why } =
    speech === 'auto'
      ? await bestSpeechFolder(home, from)
      : { folder: await speechFolderNamed(speech, home), why: undefined };
  const options = { language: from && primaryTag(from), threads: speechThreads(), names };
  const found = await findSpeechModel(folder, options);
  // With names NeMo's models search more widely, and are reported to lose words by that now and then
  // (k2-fsa/sherpa-onnx#3267). So they get any only from those who wrote a list of terms.
  if (found.family !== 'nemo-transducer' || glossary !== undefined) return { found, why };
  return { found: await findSpeechModel(folder, { ...options, names: [] }), why };
}

/** What tells speakers apart, when the settings ask for it. Throws `SPEAKER_MODEL_NONE`. */
export async function chooseSpeakers(
  { speakers = 'off' }: Settings,
  { env, engine }: SpeechSurroundings,
): Promise<SpeakerOptions | undefined> {
  if (speakers === 'off') return undefined;
  const folder = join(modelsFolder(env), SPEAKER_FOLDER);
  if (!(await isFolder(folder))) throw new AppError('SPEAKER_MODEL_NONE', { folder });
  const voicePrints = await sherpaVoicePrints(folder, engine);
  return { voicePrints, count: speakers === 'auto' ? undefined : speakers };
}
