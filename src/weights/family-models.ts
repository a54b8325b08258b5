import type { ModelEntry, ModelPart } from './model-entry.ts';

export const TRANSDUCER: readonly ModelPart[] = ['encoder', 'decoder', 'joiner', 'tokens'];
const PAIR: readonly ModelPart[] = ['encoder', 'decoder', 'tokens'];
const SINGLE: readonly ModelPart[] = ['model', 'tokens'];
const APACHE = 'Apache-2.0';
/** Where the sherpa-onnx project keeps what it converted since 2026. */
const NEWER = 'csukuangfj2';

/** As its makers list them (DataoceanAI/Dolphin, `languages.md`), with the tags others use. */
const DOLPHIN_LANGUAGES =
  'zh ja th ru ko id vi yue hi ur ms uz ar fa bn ta te ug gu my tl kk or ne mn km jv lo si ps pa kab ba ks tg su mr ky az'.split(
    ' ',
  );
/** As the sherpa-onnx project lists them (https://k2-fsa.github.io/sherpa/onnx/qwen3-asr/). */
const QWEN3_LANGUAGES =
  'zh en yue ar de fr es pt id it ko ru th vi ja tr hi ms nl sv da fi pl cs tl fa el hu mk ro'.split(
    ' ',
  );

const DOLPHIN = {
  kind: 'speech',
  languages: DOLPHIN_LANGUAGES,
  licence: APACHE,
  credit: 'DataoceanAI',
  parts: SINGLE,
} as const;
const FIRE_RED = {
  kind: 'speech',
  owner: NEWER,
  languages: ['zh', 'en'],
  licence: APACHE,
  credit: 'FireRedTeam',
} as const;

/**
 * Speech models of the other families. Their sizes are those of the int8 files in the hub's listings, or of its copies in
 * other products; files and checksums are read from the listing when one is fetched.
 */
export const FAMILY_MODELS: readonly ModelEntry[] = [
  {
    name: 'canary-180m',
    kind: 'speech',
    folder: 'sherpa-onnx-nemo-canary-180m-flash-en-es-de-fr-int8',
    languages: ['en', 'de', 'es', 'fr'],
    about: 210_000_000,
    licence: 'CC-BY-4.0',
    credit: 'NVIDIA',
    parts: PAIR,
  },
  {
    name: 'moonshine-base',
    kind: 'speech',
    folder: 'sherpa-onnx-moonshine-base-en-int8',
    languages: ['en'],
    about: 290_000_000,
    licence: 'MIT',
    credit: 'Moonshine AI',
    parts: ['preprocess', 'encode', 'uncached_decode', 'cached_decode', 'tokens'],
  },
  {
    ...FIRE_RED,
    name: 'fire-red-ctc',
    folder: 'sherpa-onnx-fire-red-asr2-ctc-zh_en-int8-2026-02-25',
    about: 780_000_000,
    parts: SINGLE,
  },
  {
    ...FIRE_RED,
    name: 'fire-red',
    folder: 'sherpa-onnx-fire-red-asr2-zh_en-int8-2026-02-26',
    about: 1_230_000_000,
    parts: PAIR,
  },
  {
    // Of the project's exports the one that tells when each word is said.
    name: 'paraformer',
    kind: 'speech',
    folder: 'sherpa-onnx-paraformer-zh-2023-09-14',
    languages: ['zh', 'en'],
    about: 240_000_000,
    licence: 'FunASR Model License',
    credit: 'FunASR (Alibaba)',
    parts: SINGLE,
  },
  {
    name: 'funasr-nano',
    kind: 'speech',
    folder: 'sherpa-onnx-funasr-nano-int8-2025-12-30',
    languages: ['zh', 'yue', 'en', 'ja'],
    about: 1_010_000_000,
    licence: APACHE,
    credit: 'FunAudioLLM (Alibaba)',
    parts: ['encoder_adaptor', 'llm', 'embedding', 'tokenizer'],
  },
  {
    name: 'qwen3-asr',
    kind: 'speech',
    folder: 'sherpa-onnx-qwen3-asr-0.6B-int8-2026-03-25',
    owner: NEWER,
    languages: QWEN3_LANGUAGES,
    about: 990_000_000,
    licence: APACHE,
    credit: 'Qwen (Alibaba)',
    parts: ['conv_frontend', 'encoder', 'decoder', 'tokenizer'],
  },
  {
    name: 'cohere-transcribe',
    kind: 'speech',
    folder: 'sherpa-onnx-cohere-transcribe-14-lang-int8-2026-04-01',
    owner: NEWER,
    languages: 'ar de el en es fr it ja ko nl pl pt vi zh'.split(' '),
    about: 2_890_000_000,
    licence: APACHE,
    credit: 'Cohere',
    parts: ['encoder', 'weights', 'decoder', 'tokens'],
  },
  {
    ...DOLPHIN,
    name: 'dolphin-small',
    folder: 'sherpa-onnx-dolphin-small-ctc-multi-lang-int8-2025-04-02',
    about: 250_000_000,
  },
  {
    ...DOLPHIN,
    name: 'dolphin-base',
    folder: 'sherpa-onnx-dolphin-base-ctc-multi-lang-int8-2025-04-02',
    about: 100_000_000,
  },
  {
    name: 'omnilingual',
    kind: 'speech',
    folder: 'sherpa-onnx-omnilingual-asr-1600-languages-300M-ctc-int8-2025-11-12',
    languages: 1600,
    about: 370_000_000,
    licence: APACHE,
    credit: 'Meta',
    parts: SINGLE,
  },
];
