import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';

import { AppError } from '../../base/errors.ts';
import { fingerprint } from '../../base/hash.ts';
import { SAMPLE_RATE_HERTZ } from '../../model/audio.ts';
import type { Seconds } from '../../model/time.ts';
import { lookAtModelFile, type ModelFile } from './model-file.ts';
import { LANES, type EngineConfig } from './protocol.ts';

/** The families of speech models that are known how to be run. */
type Family = 'nemo-ctc' | 'nemo-transducer' | 'sense-voice' | 'whisper';

/** What may be chosen about a model. */
export type ModelOptions = {
  /** Language spoken, as a tag such as `en`; detected when absent. Models of one language ignore it. */
  readonly language?: string | undefined;
  /** Count of processor threads for all windows at work. @default 2 */
  readonly threads?: number | undefined;
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
  /** Silence the model wants after each window, in seconds. */
  readonly tail: Seconds;
  /** How it is loaded; told another language than it was found for, where it can be told one. */
  config(language?: string): EngineConfig;
  /** True when it detects the language of each window, and can be told one instead. */
  readonly detectsLanguage: boolean;
};

/** Both cores of the smallest machine in use; whoever knows the machine says more. */
const THREADS = 2;
/** Whisper is cut at 29.5 s, its silence included; the others take more, but gain nothing by it. In seconds. */
const LONGEST = 26;
/** To Whisper the engine's own padding is a hum that it goes on writing to; a second of silence ends that. */
const WHISPER_TAIL = 1;

/** The files of a model, by what they do. */
type Part = 'encoder' | 'decoder' | 'joiner' | 'model' | 'tokens';
type Parts = Partial<Record<Part, ModelFile>>;

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
  if (!parts.tokens) throw unknown(folder, 'there is no tokens.txt');
  const family = familyOf(folder, parts);
  const language = languageFor(family, parts, options.language);
  const files = Object.values(parts).map((file) => file.print);
  const tokens = parts.tokens.path;
  const numThreads = Math.max(1, Math.floor((options.threads ?? THREADS) / LANES));
  return {
    family,
    folder,
    id: `sherpa:${family}:${fingerprint(files, language)}`,
    longest: LONGEST,
    tail: family === 'whisper' ? WHISPER_TAIL : 0,
    detectsLanguage: language === '' && languageFor(family, parts, 'en') !== '',
    config: (told) => ({
      featConfig: { sampleRate: SAMPLE_RATE_HERTZ, featureDim: 80 },
      modelConfig: {
        ...configOf(family, parts, language || languageFor(family, parts, told)),
        tokens,
        numThreads,
        provider: 'cpu',
        debug: 0,
      },
    }),
  };
}

async function partsIn(folder: string): Promise<Parts> {
  const names = await readdir(folder).catch((error: unknown) => {
    throw unknown(folder, 'the folder cannot be read', error);
  });
  const parts: Parts = {};
  for (const part of ['encoder', 'decoder', 'joiner', 'model', 'tokens'] as const) {
    const found = names.filter((name) => isPart(name, part)).toSorted();
    const name = found.find((each) => each.includes('int8')) ?? found[0];
    if (name !== undefined) parts[part] = await lookAtModelFile(join(folder, name));
  }
  return parts;
}

/** Names as the sherpa-onnx project gives them: `encoder.int8.onnx`, `base.en-encoder.onnx`, `tiny-tokens.txt`. */
function isPart(name: string, part: Part): boolean {
  if (part === 'tokens') return /(?:^|-)tokens\.txt$/.test(name);
  return name.endsWith('.onnx') && new RegExp(`(?:^|-)${part}[.-]`).test(name);
}

function familyOf(folder: string, { encoder, decoder, joiner, model, tokens }: Parts): Family {
  if (encoder && decoder && joiner) return 'nemo-transducer';
  if (encoder && decoder) {
    if (/whisper|sot_sequence/.test(encoder.ending)) return 'whisper';
    throw unknown(folder, `${basename(encoder.path)} is not a Whisper encoder`);
  }
  if (!model) throw unknown(folder, 'no set of .onnx files in it is complete');
  if (/sense_?voice/i.test(model.ending)) return 'sense-voice';
  if (/EncDec\w*CTC/.test(model.ending)) return 'nemo-ctc';
  // The only one of these families whose tokens name languages.
  if (tokens && /<\|(?:zh|yue|nospeech)\|>/.test(tokens.ending)) return 'sense-voice';
  throw unknown(folder, `${basename(model.path)} is neither NeMo CTC nor SenseVoice`);
}

function configOf(family: Family, parts: Parts, language: string): Record<string, unknown> {
  const path = (part: Part): string => parts[part]?.path ?? '';
  const coder = { encoder: path('encoder'), decoder: path('decoder') };
  const configs: Record<Family, Record<string, unknown>> = {
    'nemo-ctc': { nemoCtc: { model: path('model') } },
    'nemo-transducer': {
      transducer: { ...coder, joiner: path('joiner') },
      modelType: 'nemo_transducer',
    },
    'sense-voice': {
      senseVoice: { model: path('model'), language, useInverseTextNormalization: 1 },
    },
    whisper: {
      whisper: {
        ...coder,
        language,
        task: 'transcribe',
        // One frame: zero or less would mean the engine's own thousand.
        tailPaddings: 1,
        // The number: the engine passes over `true`.
        enableSegmentTimestamps: 1,
      },
    },
  };
  return configs[family];
}

const SENSE_VOICE_LANGUAGES: readonly string[] = ['zh', 'en', 'ja', 'ko', 'yue'];

/** The language to name to the model, or an empty text: a language it does not know ends the engine. */
function languageFor(family: Family, parts: Parts, language: string | undefined): string {
  const primary = (language ?? '').split(/[-_]/)[0]?.toLowerCase() ?? '';
  if (family === 'sense-voice') return SENSE_VOICE_LANGUAGES.includes(primary) ? primary : '';
  if (family !== 'whisper') return '';
  const known = /all_language_codes[^a-z]+([a-z,]+)/.exec(parts.encoder?.ending ?? '')?.[1];
  return known?.split(',').includes(primary) ? primary : '';
}

function unknown(path: string, reason: string, cause?: unknown): AppError {
  return new AppError('MODEL_UNKNOWN', { path, reason }, { cause });
}
