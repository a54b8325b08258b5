import { dirname } from 'node:path';

import type { Bilingual } from '../../../base/errors.ts';
import type { Part, Parts } from './model-parts.ts';

type Path = (part: Part) => string;

/** How the engine is told of one family of models, and by what a folder is known to hold one. */
type Recipe = {
  readonly family: string;
  /** Files it cannot do without. */
  readonly needs: readonly Part[];
  /** Says which family it is in the description at the end of a file; absent where names are enough. */
  readonly told?: { readonly part: Part; readonly by: RegExp } | undefined;
  /** The engine's `modelConfig` without what all families share. `language` is one the model knows, or empty. */
  config(path: Path, language: string): Readonly<Record<string, unknown>>;
};

const PAIR = ['encoder', 'decoder', 'tokens'] as const;
const TRIPLE = [...PAIR, 'joiner'] as const;
const SINGLE = ['model', 'tokens'] as const;

/** Where the two halves of a model are. */
export const coder = (path: Path): { readonly encoder: string; readonly decoder: string } => ({
  encoder: path('encoder'),
  decoder: path('decoder'),
});
const transducer = (path: Path): Readonly<Record<string, string>> => ({
  ...coder(path),
  joiner: path('joiner'),
});
const model = (path: Path): { readonly model: string } => ({ model: path('model') });
/**
 * `model_type` of an ONNX file's description when it is exactly one of these: the value stands behind its length, and
 * what comes after it may begin with a letter as well (a field's number, of the protocol buffer).
 */
const typed = (...types: readonly string[]): RegExp =>
  new RegExp(
    types.map((type) => `model_type\\x12${String.fromCharCode(type.length)}${type}`).join('|'),
  );

/**
 * The families, in the order in which a folder is asked for them. What a family's exporter writes into its files
 * was read in the sherpa-onnx project's export scripts; for the names of settings see sherpa-onnx-node's own
 * types.js and its addon, 1.13.8.
 */
const RECIPES = [
  {
    family: 'qwen3-asr',
    needs: ['convFrontend', 'encoder', 'decoder', 'tokenizer'],
    config: (path) => ({
      qwen3Asr: {
        ...coder(path),
        convFrontend: path('convFrontend'),
        tokenizer: dirname(path('tokenizer')),
        // A window of 26 s is 338 tokens of sound; of the engine's own 512 and 128 the text of fast speech runs out.
        maxTotalLen: 768,
        maxNewTokens: 384,
      },
    }),
  },
  {
    family: 'funasr-nano',
    needs: ['encoderAdaptor', 'llm', 'embedding', 'tokenizer'],
    config: (path) => ({
      funasrNano: {
        encoderAdaptor: path('encoderAdaptor'),
        llm: path('llm'),
        embedding: path('embedding'),
        tokenizer: dirname(path('tokenizer')),
        // The addon takes its absence for 0, which asks for numbers in words.
        itn: 1,
      },
    }),
  },
  {
    family: 'moonshine',
    needs: ['preprocess', 'encode', 'uncachedDecode', 'cachedDecode', 'tokens'],
    config: (path) => ({
      moonshine: {
        preprocessor: path('preprocess'),
        encoder: path('encode'),
        uncachedDecoder: path('uncachedDecode'),
        cachedDecoder: path('cachedDecode'),
      },
    }),
  },
  {
    family: 'moonshine-v2',
    needs: ['encoderModel', 'mergedDecoder', 'tokens'],
    config: (path) => ({
      moonshine: { encoder: path('encoderModel'), mergedDecoder: path('mergedDecoder') },
    }),
  },
  {
    family: 'transducer',
    needs: TRIPLE,
    told: { part: 'encoder', by: typed('zipformer', 'zipformer2', 'conformer') },
    config: (path) => ({ transducer: transducer(path), modelType: 'transducer' }),
  },
  {
    family: 'nemo-transducer',
    needs: TRIPLE,
    config: (path) => ({ transducer: transducer(path), modelType: 'nemo_transducer' }),
  },
  {
    family: 'whisper',
    needs: PAIR,
    told: { part: 'encoder', by: /whisper|sot_sequence/ },
    // Not run by sherpa-onnx, but by Talkleaf's own decoder.
    config: () => ({}),
  },
  {
    family: 'canary',
    needs: PAIR,
    told: { part: 'encoder', by: typed('EncDecMultiTaskModel') },
    config: (path, language) => {
      // It must be told one, and translates when the two differ.
      const spoken = language || 'en';
      return { canary: { ...coder(path), srcLang: spoken, tgtLang: spoken, usePnc: 1 } };
    },
  },
  {
    family: 'cohere-transcribe',
    needs: PAIR,
    told: { part: 'encoder', by: /model_type\W{1,4}cohere-transcribe/ },
    config: (path, language) => ({
      // Told no language, it says nothing.
      cohereTranscribe: { ...coder(path), language: language || 'en', usePunct: 1, useItn: 1 },
    }),
  },
  {
    family: 'fire-red-asr',
    needs: PAIR,
    told: { part: 'encoder', by: /fire-?red-?asr/i },
    config: (path) => ({ fireRedAsr: coder(path) }),
  },
  {
    family: 'sense-voice',
    needs: SINGLE,
    told: { part: 'model', by: /sense_?voice/i },
    config: senseVoice,
  },
  {
    family: 'nemo-ctc',
    needs: SINGLE,
    told: { part: 'model', by: /EncDec\w*CTC/ },
    config: (path) => ({ nemoCtc: model(path) }),
  },
  {
    family: 'paraformer',
    needs: SINGLE,
    told: { part: 'model', by: typed('paraformer') },
    config: (path) => ({ paraformer: model(path) }),
  },
  {
    family: 'zipformer-ctc',
    needs: SINGLE,
    told: { part: 'model', by: typed('zipformer2_ctc') },
    config: (path) => ({ zipformerCtc: model(path) }),
  },
  {
    family: 'fire-red-asr-ctc',
    needs: SINGLE,
    told: { part: 'model', by: typed('fire-red-asr-2-ctc') },
    config: (path) => ({ fireRedAsrCtc: model(path) }),
  },
  {
    family: 'omnilingual',
    needs: SINGLE,
    told: { part: 'model', by: typed('omnilingual-asr') },
    config: (path) => ({ omnilingual: model(path) }),
  },
  {
    family: 'medasr-ctc',
    needs: SINGLE,
    told: { part: 'model', by: typed('medasr_ctc') },
    config: (path) => ({ medasr: model(path) }),
  },
  {
    family: 'dolphin',
    needs: SINGLE,
    // No other family's description has this name in it: theirs say `inv_stddev`.
    told: { part: 'model', by: /invstd/ },
    config: (path) => ({ dolphin: model(path) }),
  },
  {
    family: 'wenet-ctc',
    needs: SINGLE,
    told: { part: 'model', by: typed('wenet_ctc') },
    config: (path) => ({ wenetCtc: model(path) }),
  },
  {
    family: 'telespeech-ctc',
    needs: SINGLE,
    told: { part: 'model', by: typed('telespeech_ctc') },
    config: (path) => ({ teleSpeechCtc: path('model') }),
  },
  {
    // An older export, which says nothing; no other family here names languages among its tokens.
    family: 'sense-voice',
    needs: SINGLE,
    told: { part: 'tokens', by: /<\|(?:zh|yue|nospeech)\|>/ },
    config: senseVoice,
  },
] as const satisfies readonly Recipe[];

/** The families of speech models that are known how to be run. */
export type Family = (typeof RECIPES)[number]['family'];

function senseVoice(path: Path, language: string): Readonly<Record<string, unknown>> {
  return { senseVoice: { model: path('model'), language, useInverseTextNormalization: 1 } };
}

/** The recipe these files fit, or what speaks against every one. */
export function recipeFor(parts: Parts): (Recipe & { readonly family: Family }) | Bilingual {
  const complete = RECIPES.filter((recipe) => recipe.needs.every((part) => parts[part]));
  if (complete.length === 0) {
    if (!parts.tokens && !parts.tokenizer)
      return { en: 'there is no tokens.txt', zh: '没有 tokens.txt' };
    return { en: 'no set of .onnx files in it is complete', zh: '其中没有一套完整的 .onnx 文件' };
  }
  // Streaming models take sound in small pieces, through another part of the engine.
  if (/decode_chunk_len|encoder_dims?\W[^]*left_context_len/.test(parts.encoder?.ending ?? ''))
    return {
      en: 'its model is one for live captions (streaming)',
      zh: '这是用于实时字幕的流式模型',
    };
  const found = complete.find((recipe: Recipe) => {
    const { told } = recipe;
    return !told || told.by.test(parts[told.part]?.ending ?? '');
  });
  return (
    found ?? {
      en: 'its files are of a kind Talkleaf does not know',
      zh: 'Talkleaf 无法识别这类模型文件',
    }
  );
}
