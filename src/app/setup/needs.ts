import { AppError } from '../../base/errors.ts';
import { ENGINE_BYTES } from '../../llm/embedded/engine-folder.ts';
import { buildFor } from '../../media/program/ffmpeg-builds.ts';
import { installCommand } from '../../media/program/program-missing.ts';
import { lookAt } from '../../weights/local-models.ts';
import type { ModelEntry } from '../../weights/model-entry.ts';
import { bestSpeechFolder } from '../choosing/find-speech-folder.ts';
import { lackingFor } from '../choosing/lacking.ts';
import { recommendSpeech } from '../choosing/recommend-speech.ts';
import { fetchForUse, type FetchProgress } from '../models/fetch-model.ts';
import { bringLanguageEngine } from '../models/language-engine.ts';
import { sizeOf } from '../models/models.ts';
import { ffmpegFor, ffmpegHere } from '../programs/ffmpeg.ts';
import { modelsFolder } from '../settings/models-folder.ts';
import type { Environment } from '../settings/settings-file.ts';
import type { Settings } from '../settings/settings.ts';

/** Something that is not on this machine and has to be there. */
export type Need = {
  readonly kind: 'program' | 'speech' | 'engine' | 'language';
  readonly name: string;
  /** What is still to be fetched of it, in bytes. */
  readonly bytes: number;
  /** False for a program that there is no copy of for this system. */
  readonly canFetch: boolean;
  /** What to type for it. */
  readonly command: string;
};

export type NeedOptions = {
  readonly env: Environment;
  readonly settings: Settings;
  readonly signal?: AbortSignal | undefined;
};

/** What the work on talks with these settings lacks on this machine, what comes soonest first. Throws the signal's reason. */
export async function needsOf({ env, settings, signal }: NeedOptions): Promise<Need[]> {
  const [program, speech, language] = await Promise.all([
    ffmpegNeed(signal),
    speechNeed(settings, env),
    languageNeeds(settings, env),
  ]);
  return [...program, ...speech, ...language];
}

async function ffmpegNeed(signal: AbortSignal | undefined): Promise<Need[]> {
  if (await ffmpegHere(signal)) return [];
  const build = buildFor();
  const command = build ? 'talkleaf programs pull ffmpeg' : installCommand('ffmpeg');
  return [
    {
      kind: 'program',
      name: 'ffmpeg',
      bytes: build?.bytes ?? 0,
      canFetch: build !== undefined,
      command,
    },
  ];
}

/** The model to fetch where none of those here knows the language spoken. */
async function speechNeed({ speech = 'auto', from }: Settings, env: Environment): Promise<Need[]> {
  // Whoever has named one knows what it needs.
  if (speech !== 'auto') return [];
  try {
    await bestSpeechFolder(modelsFolder(env), from);
    return [];
  } catch (error) {
    if (!AppError.find(error)) throw error;
    const model = recommendSpeech(from);
    return model ? [await modelNeed('speech', model, env)] : [];
  }
}

/** What a language model of this machine lacks, its engine included; nothing for a model elsewhere. */
export async function languageNeeds(
  settings: Pick<Settings, 'model' | 'secondModel' | 'baseUrl'>,
  env: Environment,
): Promise<Need[]> {
  const { models = [], isEngine = false } = (await lackingFor(settings, env)) ?? {};
  const needs = await Promise.all(models.map((model) => modelNeed('language', model, env)));
  if (!isEngine) return needs;
  const command = needs[0]?.command ?? 'talkleaf setup';
  const engine: Need = {
    kind: 'engine',
    name: 'node-llama-cpp',
    bytes: ENGINE_BYTES,
    canFetch: true,
    command,
  };
  return [engine, ...needs];
}

async function modelNeed(kind: Need['kind'], model: ModelEntry, env: Environment): Promise<Need> {
  const { name } = model;
  const { received } = await lookAt(model, modelsFolder(env));
  const bytes = Math.max(0, sizeOf(model) - received);
  return { kind, name, bytes, canFetch: true, command: `talkleaf models pull ${name}` };
}

export type MeetOptions = {
  readonly env: Environment;
  readonly modelsFrom: string | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onModel?: ((progress: FetchProgress) => void) | undefined;
  readonly onProgram?: Parameters<typeof ffmpegFor>[0]['onProgress'];
};

/** Fetches what is needed, going on where an earlier run stopped. Throws as `fetchForUse` and `ffmpegFor` do. */
export async function meetNeed(need: Need, options: MeetOptions): Promise<void> {
  const { env, modelsFrom, signal, onModel, onProgram } = options;
  if (need.kind === 'program')
    // Whoever calls this has agreed.
    await ffmpegFor({ env, signal, onProgress: onProgram, allows: async () => true });
  else if (need.kind === 'engine') await bringLanguageEngine(env, signal);
  else await fetchForUse(need.name, { env, modelsFrom, signal, onProgress: onModel });
}
