import { primaryTag } from '../model/language.ts';

/** What a file of a model does in it. */
export type ModelPart =
  | 'encoder'
  | 'decoder'
  | 'joiner'
  | 'model'
  | 'tokens'
  | 'vocabulary'
  /** What an encoder of more than two gigabytes keeps beside itself. */
  | 'weights'
  /** The tables of a language model, in a folder of their own. */
  | 'tokenizer'
  | 'preprocess'
  | 'encode'
  | 'uncached_decode'
  | 'cached_decode'
  | 'conv_frontend'
  | 'encoder_adaptor'
  | 'embedding'
  | 'llm';

/** A file of which every byte is known beforehand. */
type PinnedFile = {
  readonly name: string;
  /** Its length in bytes. */
  readonly bytes: number;
  /** Its SHA-256 in hexadecimal. */
  readonly sha256: string;
};

/** What a model does: writes down speech, tells voices apart, puts marks into text, or answers in words. */
export type ModelKind = 'speech' | 'voices' | 'punctuation' | 'language';

/** A model that can be fetched. */
export type ModelEntry = {
  /** What a person calls it. */
  readonly name: string;
  readonly kind: ModelKind;
  /** Its folder among the models; also the name of its repository on the model hub. */
  readonly folder: string;
  /** Whose repository that is. @default the sherpa-onnx project's */
  readonly owner?: string | undefined;
  /** The commit of that repository which its files are taken from. @default the newest */
  readonly revision?: string | undefined;
  /** Its repository on ModelScope, owner and name, where it is called otherwise there. */
  readonly atModelScope?: string | undefined;
  /** Tags of the languages it knows, or the count of those that are too many to name; none where they do not matter. */
  readonly languages: readonly string[] | number;
  /** What is fetched altogether, in bytes, to the nearest ten million. */
  readonly about: number;
  /** Seconds that one second of speech takes on two threads; absent where that was not measured. */
  readonly pace?: number | undefined;
  readonly licence: string;
  /** Who made it, and is to be named. */
  readonly credit: string;
  readonly parts: readonly ModelPart[];
  /** Its files, where they are pinned; else they are found by their parts in the hub's own listing. */
  readonly files?: readonly PinnedFile[] | undefined;
};

/** Tags of the same language, as the models' makers write them. */
const SAME: Readonly<Record<string, string>> = {
  cmn: 'zh',
  fil: 'tl',
  nb: 'no',
  iw: 'he',
  jw: 'jv',
};

/** Whether a model knows a language; of those with more languages than can be named it is taken for granted. */
export function knowsLanguage({ languages }: Pick<ModelEntry, 'languages'>, tag: string): boolean {
  const primary = primaryTag(tag);
  return typeof languages === 'number' || languages.includes(SAME[primary] ?? primary);
}

/**
 * The files for these parts among these names, of several precisions the int8 one; `undefined` when a part has
 * none. Names are as the sherpa-onnx project gives them: `encoder.int8.onnx`, `tiny-tokens.txt`,
 * `tokenizer/vocab.json`.
 */
export function filesForParts(
  names: readonly string[],
  parts: readonly ModelPart[],
): string[] | undefined {
  const chosen = parts.map((part) => {
    const found = names.filter((name) => isPart(name, part)).toSorted();
    if (part === 'tokenizer') return isTokenizer(found) ? found : [];
    return found
      .filter((name) => name.includes('int8'))
      .concat(found)
      .slice(0, 1);
  });
  return chosen.every((files) => files.length > 0) ? chosen.flat() : undefined;
}

/** A file of a tokenizer in its folder: names become names on this disk, so nothing that could lead elsewhere. */
const TOKENIZER = /^[\w-][\w.-]*\/(?:vocab\.json|merges\.txt|tokenizer(?:_config)?\.json)$/;

function isTokenizer(names: readonly string[]): boolean {
  return ['vocab.json', 'merges.txt'].every((each) => names.some((name) => name.endsWith(each)));
}

function isPart(name: string, part: ModelPart): boolean {
  if (part === 'tokenizer') return TOKENIZER.test(name);
  if (!/^[\w-][\w.-]*$/.test(name)) return false;
  if (part === 'vocabulary') return /(?:^|-)bpe\.vocab$/.test(name);
  if (part === 'tokens') return /(?:^|-)tokens\.txt$/.test(name);
  if (part === 'weights') return /(?:^|-)encoder[.-].*onnx\.data$/.test(name);
  return name.endsWith('.onnx') && new RegExp(`(?:^|-)${part}[.-]`).test(name);
}
