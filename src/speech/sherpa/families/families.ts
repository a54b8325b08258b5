import { readFile } from 'node:fs/promises';

import { AppError } from '../../../base/errors.ts';
import { fingerprint } from '../../../base/hash.ts';
import { SAMPLE_RATE_HERTZ } from '../../../model/audio.ts';
import type { Seconds } from '../../../model/time.ts';
import type { WhisperFiles } from '../../whisper/whisper-model.ts';
import { LANES, type EngineConfig } from '../engine/protocol.ts';
import { type HotWords, hotWordsFor } from './hot-words.ts';
import { type Part, type Parts, partsIn } from './model-parts.ts';
import { coder, type Family, recipeFor } from './recipes.ts';

/** What may be chosen about a model. */
export type ModelOptions = {
  /** Language spoken, as a tag such as `en`; detected when absent. Models of one language ignore it. */
  readonly language?: string | undefined;
  /** Count of processor threads for all windows at work. @default 2 */
  readonly threads?: number | undefined;
  /** Names and terms it should know, the most important first; transducers take them. @default none */
  readonly names?: readonly string[] | undefined;
};

/** A speech model, ready to be loaded. */
export type SpeechModel = {
  readonly family: Family;
  /** The folder it was found in. */
  readonly folder: string;
  /** Names the model's content and every option its answers depend on. */
  readonly id: string;
  /** The longest window it takes, in seconds. */
  readonly longest: Seconds;
  /** True when it detects the language of each window, and can be told one instead. */
  readonly detectsLanguage: boolean;
} & (SherpaModel | OwnWhisper);

/** A model that sherpa-onnx runs whole. */
export type SherpaModel = {
  readonly decoder: 'sherpa-onnx';
  /** Names and terms it is to know, where it takes any. */
  readonly hotWords?: HotWords | undefined;
  /** How it is loaded; told another language than it was found for, where it can be told one. */
  config(language?: string): EngineConfig;
};

/** A Whisper model, which Talkleaf decodes by itself. */
export type OwnWhisper = {
  readonly decoder: 'whisper';
  readonly files: WhisperFiles;
  /** The language it was told, one that it knows. @default it finds it out */
  readonly language?: string | undefined;
};

/** Both cores of the smallest machine in use; whoever knows the machine says more. */
const THREADS = 2;
/**
 * In seconds. Whisper takes 30, the others more; none gains by it. Whisper base, over 50 minutes of speech: as many words
 * right as with 29, and fewer windows heard again.
 */
const LONGEST = 26;
/**
 * The decoder of Moonshine's second form takes 384 frames of 24 ms, and says nothing of more (k2-fsa/sherpa-onnx#3975,
 * of 1.13.8), in seconds.
 */
const LONGEST_OF_MOONSHINE_V2 = 9;

/**
 * Finds out what the speech model in a folder is from its files, and looks each over before an engine is
 * given them. Of a file in several precisions the int8 one is taken. Fails with MODEL_UNKNOWN when the files
 * are of no known family, SPEECH_MODEL_DAMAGED when one of them cannot be what its name says.
 */
export async function findSpeechModel(
  folder: string,
  options: ModelOptions = {},
): Promise<SpeechModel> {
  const parts = await partsIn(folder);
  const recipe = recipeFor(parts);
  if (!('family' in recipe)) throw new AppError('MODEL_UNKNOWN', { path: folder, reason: recipe });
  const { family } = recipe;
  const language = languageFor(family, parts, options.language);
  const prints = Object.values(parts).map((file) => file.print);
  const tokens = parts.tokens?.path;
  const hotWords = await hotWordsOf(family, tokens, options.names);
  const threads = Math.max(1, Math.floor((options.threads ?? THREADS) / LANES));
  const path = (part: Part): string => parts[part]?.path ?? '';
  const detectsLanguage = language === '' && DETECTING.includes(family);
  const longest = family === 'moonshine-v2' ? LONGEST_OF_MOONSHINE_V2 : LONGEST;
  const found = { family, folder, detectsLanguage, longest };
  if (family === 'whisper') {
    return {
      ...found,
      decoder: 'whisper',
      id: `whisper:${fingerprint(prints, language)}`,
      files: { ...coder(path), tokens: path('tokens'), threads },
      ...(language && { language }),
    };
  }
  return {
    ...found,
    decoder: 'sherpa-onnx',
    hotWords,
    id: `sherpa:${family}:${fingerprint(prints, language, ...(hotWords ? [hotWords] : []))}`,
    config: (told) => ({
      featConfig: { sampleRate: SAMPLE_RATE_HERTZ, featureDim: 80 },
      modelConfig: {
        ...recipe.config(path, language || languageFor(family, parts, told)),
        ...(tokens !== undefined && { tokens }),
        numThreads: threads,
        provider: 'cpu',
        debug: 0,
      },
    }),
  };
}

/** The others hear what they hear. */
const TAKING_NAMES: readonly Family[] = ['transducer', 'nemo-transducer'];

async function hotWordsOf(
  family: Family,
  tokens: string | undefined,
  names: readonly string[] = [],
): Promise<HotWords | undefined> {
  if (tokens === undefined || names.length === 0 || !TAKING_NAMES.includes(family))
    return undefined;
  return hotWordsFor(await readFile(tokens, 'utf8'), names);
}

/** Those that find out the language by themselves. */
const DETECTING: readonly Family[] = ['whisper', 'sense-voice'];

/** The languages of families whose files do not list them. */
const LANGUAGES: Readonly<Partial<Record<Family, readonly string[]>>> = {
  'sense-voice': ['zh', 'en', 'ja', 'ko', 'yue'],
  canary: ['en', 'de', 'es', 'fr'],
  'cohere-transcribe': 'ar de el en es fr it ja ko nl pl pt vi zh'.split(' '),
};

/** The language to name to the model, or an empty text: a language it does not know ends the engine. */
function languageFor(family: Family, parts: Parts, language: string | undefined): string {
  const primary = (language ?? '').split(/[-_]/)[0]?.toLowerCase() ?? '';
  const listed = /all_language_codes[^a-z]+([a-z,]+)/.exec(parts.encoder?.ending ?? '')?.[1];
  const known = family === 'whisper' ? listed?.split(',') : LANGUAGES[family];
  return known?.includes(primary) ? primary : '';
}
