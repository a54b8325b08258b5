import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { AppError } from '../../../base/errors.ts';
import { lookAtModelFile, type ModelFile } from '../../model-file.ts';

/**
 * What the files of the sherpa-onnx project's models are called, by what they do. A name may begin with that of
 * the model and go on with a version: `tiny-encoder.int8.onnx`, `encoder-epoch-99-avg-1.onnx`.
 */
const NAMES = [
  ['encoder', /(?:^|-)encoder[.-].*onnx$/],
  ['decoder', /(?:^|-)decoder[.-].*onnx$/],
  ['joiner', /(?:^|-)joiner[.-].*onnx$/],
  ['model', /(?:^|-)model[.-].*onnx$/],
  ['tokens', /(?:^|-)tokens\.txt$/],
  ['preprocess', /^preprocess\..*onnx$/],
  ['encode', /^encode\..*onnx$/],
  ['uncachedDecode', /^uncached_decode\..*onnx$/],
  ['cachedDecode', /^cached_decode\..*onnx$/],
  ['convFrontend', /^conv_frontend\..*onnx$/],
  ['encoderAdaptor', /^encoder_adaptor\..*onnx$/],
  ['embedding', /^embedding\..*onnx$/],
  ['llm', /^llm\..*onnx$/],
  ['encoderModel', /^encoder_model(?:\.\w+)*\.(?:onnx|ort)$/],
  ['mergedDecoder', /^decoder_model_merged(?:\.\w+)*\.(?:onnx|ort)$/],
  // Weights that a file of more than two gigabytes keeps beside itself.
  ['weights', /(?:^|-)encoder[.-].*onnx\.data$/],
] as const;

/** What a file does in a model; `tokenizer` is the `vocab.json` of a tokenizer's own folder. */
export type Part = (typeof NAMES)[number][0] | 'tokenizer';

/** The files of a model. */
export type Parts = Readonly<Partial<Record<Part, ModelFile>>>;

/**
 * Finds the files of a model in its folder and looks each over. Of a file in several precisions the int8 one is
 * taken. Fails with MODEL_UNKNOWN when the folder cannot be read, SPEECH_MODEL_DAMAGED as `lookAtModelFile` does.
 */
export async function partsIn(folder: string): Promise<Parts> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: unknown) => {
    const reason = { en: 'the folder cannot be read', zh: '无法读取该文件夹' };
    throw new AppError('MODEL_UNKNOWN', { path: folder, reason }, { cause });
  });
  const names = entries.filter((each) => !each.isDirectory()).map((each) => each.name);
  const parts: Partial<Record<Part, ModelFile>> = {};
  for (const [part, pattern] of NAMES) {
    const found = names.filter((name) => pattern.test(name)).toSorted();
    const name = found.find((each) => each.includes('int8')) ?? found[0];
    if (name !== undefined) parts[part] = await lookAtModelFile(join(folder, name));
  }
  const folders = entries.filter((each) => each.isDirectory()).map((each) => each.name);
  const tokenizer = await tokenizerIn(folder, folders.toSorted());
  return tokenizer ? { ...parts, tokenizer } : parts;
}

/** The tokenizer of a model with a language model in it, in whatever folder (`tokenizer`, `Qwen3-0.6B`). */
async function tokenizerIn(
  folder: string,
  names: readonly string[],
): Promise<ModelFile | undefined> {
  for (const name of names) {
    const inside = await readdir(join(folder, name)).catch((): string[] => []);
    if (inside.includes('vocab.json') && inside.includes('merges.txt'))
      return await lookAtModelFile(join(folder, name, 'vocab.json'));
  }
  return undefined;
}
