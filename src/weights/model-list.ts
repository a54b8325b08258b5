import { WHISPER_LANGUAGES } from '../model/language.ts';
import { FAMILY_MODELS, TRANSDUCER } from './family-models.ts';
import { LANGUAGE_MODELS } from './language-models.ts';
import type { ModelEntry } from './model-entry.ts';

const PARAKEET_V3_LANGUAGES =
  'bg hr cs da nl en et fi fr de el hu it lv lt mt pl pt ro sk sl es sv ru uk'.split(' ');
const NVIDIA = { licence: 'CC-BY-4.0', credit: 'NVIDIA' };

/** Whisper's sizes in the hub's names, with the bytes of their int8 files there; those that end in `.en` know English only. */
const WHISPER = [
  ['tiny', 100_000_000],
  ['tiny.en', 100_000_000],
  ['base', 160_000_000],
  ['base.en', 160_000_000],
  ['small', 370_000_000],
  ['small.en', 370_000_000],
  ['medium', 950_000_000],
  ['medium.en', 950_000_000],
  ['large-v3', 1_780_000_000],
  ['turbo', 1_040_000_000],
] as const;

/** Cantonese is known to those of the third version only. */
function whisperLanguages(size: string): readonly string[] {
  if (size.endsWith('.en')) return ['en'];
  if (size === 'large-v3' || size === 'turbo') return WHISPER_LANGUAGES;
  return WHISPER_LANGUAGES.filter((tag) => tag !== 'yue');
}

/** What the folders of punctuation models have in their names. */
export const PUNCTUATION = /punct/i;

/**
 * Models that put marks into text. The sherpa-onnx project gives them out in archives only; these are copies of
 * their files, and lengths and checksums are what several products pin of the project's own.
 */
const PUNCTUATION_MODELS: readonly ModelEntry[] = [
  {
    name: 'punctuation',
    kind: 'punctuation',
    folder: 'sherpa-onnx-online-punct-en-2024-08-06',
    owner: 'lorneluo',
    languages: ['en'],
    about: 10_000_000,
    licence: 'Apache-2.0',
    credit: 'Edge-Punct-Casing',
    parts: ['model', 'vocabulary'],
    files: [
      {
        name: 'model.int8.onnx',
        bytes: 7_490_500,
        sha256: '9d611f445fe4a46186080fe161be6059d87d72eb88d3a8cb00c1a06e83a6067e',
      },
      {
        name: 'bpe.vocab',
        bytes: 149_430,
        sha256: 'e118b7ad88c54db562517df49e1cffd4836d166c34fb190fd311d7f34eb238f5',
      },
    ],
  },
  {
    name: 'punctuation-zh',
    kind: 'punctuation',
    folder: 'sherpa-onnx-punct-ct-transformer-zh-en-vocab272727-2024-04-12-int8',
    owner: 'ranger810',
    languages: ['zh', 'en'],
    about: 80_000_000,
    licence: 'Apache-2.0',
    credit: 'FunASR (Alibaba)',
    parts: ['model'],
    files: [
      {
        name: 'model.int8.onnx',
        bytes: 75_519_198,
        sha256: '65a3fb9f5ad7bfb96bf69e0dc4481df97f6ee60513c1d94ce981ba6effd524b1',
      },
    ],
  },
];

/** The folder of the speaker model among the models. */
export const SPEAKER_FOLDER = 'speaker-embedding-models';

/**
 * The models around hearing that Talkleaf fetches, best first: speech, voices, punctuation. Sizes and checksums of Parakeet v3 are those of the hub's
 * commit 2bda32ec70b097a55adaa07d9a7173915b43cc78.
 */
export const SPEECH_MODELS: readonly ModelEntry[] = [
  {
    ...NVIDIA,
    name: 'parakeet-v3',
    kind: 'speech',
    folder: 'sherpa-onnx-nemo-parakeet-tdt-0.6b-v3-int8',
    languages: PARAKEET_V3_LANGUAGES,
    about: 670_000_000,
    // 0.0425 on eight (k2-fsa/sherpa-onnx 1.13.3, Ryzen 9 3900X, FLEURS).
    pace: 0.17,
    parts: TRANSDUCER,
    files: [
      {
        name: 'encoder.int8.onnx',
        bytes: 652_184_281,
        sha256: 'acfc2b4456377e15d04f0243af540b7fe7c992f8d898d751cf134c3a55fd2247',
      },
      {
        name: 'decoder.int8.onnx',
        bytes: 11_845_275,
        sha256: '179e50c43d1a9de79c8a24149a2f9bac6eb5981823f2a2ed88d655b24248db4e',
      },
      {
        name: 'joiner.int8.onnx',
        bytes: 6_355_277,
        sha256: '3164c13fc2821009440d20fcb5fdc78bff28b4db2f8d0f0b329101719c0948b3',
      },
      {
        name: 'tokens.txt',
        bytes: 93_939,
        sha256: 'd58544679ea4bc6ac563d1f545eb7d474bd6cfa467f0a6e2c1dc1c7d37e3c35d',
      },
    ],
  },
  {
    ...NVIDIA,
    name: 'parakeet-110m',
    kind: 'speech',
    folder: 'sherpa-onnx-nemo-parakeet_tdt_transducer_110m-en-36000-int8',
    languages: ['en'],
    about: 130_000_000,
    // 0.0104 on eight, in the same run.
    pace: 0.042,
    parts: TRANSDUCER,
  },
  {
    name: 'sense-voice',
    kind: 'speech',
    folder: 'sherpa-onnx-sense-voice-zh-en-ja-ko-yue-int8-2025-09-09',
    languages: ['zh', 'yue', 'ja', 'ko', 'en'],
    about: 240_000_000,
    licence: 'FunASR Model License',
    credit: 'FunAudioLLM (Alibaba)',
    parts: ['model', 'tokens'],
  },
  ...WHISPER.map(([size, about]): ModelEntry => ({
    kind: 'speech',
    // The hub leaves out of what it is a faster form.
    name: `whisper-${size === 'turbo' ? 'large-v3-turbo' : size}`,
    folder: `sherpa-onnx-whisper-${size}`,
    languages: whisperLanguages(size),
    about,
    // A window of 30 s takes 1.9 s at base size (two cores with AVX-512).
    pace: size.startsWith('base') ? 0.063 : undefined,
    licence: 'MIT',
    credit: 'OpenAI',
    parts: ['encoder', 'decoder', 'tokens'],
  })),
  ...FAMILY_MODELS,
  {
    // TitaNet small, which tells speakers apart, whatever they speak. Length and checksum are what several
    // products pin of the hub's file.
    ...NVIDIA,
    name: 'speakers',
    kind: 'voices',
    folder: SPEAKER_FOLDER,
    languages: [],
    about: 40_000_000,
    parts: [],
    files: [
      {
        name: 'nemo_en_titanet_small.onnx',
        bytes: 40_257_283,
        sha256: 'ad4a1802485d8b34c722d2a9d04249662f2ece5d28a7a039063ca22f515a789e',
      },
    ],
  },
  ...PUNCTUATION_MODELS,
];

/** All models Talkleaf fetches. */
export const MODELS: readonly ModelEntry[] = [...SPEECH_MODELS, ...LANGUAGE_MODELS];
