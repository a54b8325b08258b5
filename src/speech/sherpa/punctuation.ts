import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';

import { z } from 'zod';

import { AppError } from '../../base/errors.ts';
import { filesForParts } from '../../weights/model-entry.ts';
import { lookAtModelFile } from '../model-file.ts';
import type { Punctuation } from '../punctuation.ts';
import type { SherpaEngine } from './engine/engine.ts';
import type { PunctuationConfig } from './engine/protocol.ts';

/** What a family's description must name; without, the engine exits. */
const DESCRIBED = { 'cnn-bilstm': ['PERIOD', 'QUESTION'], 'ct-transformer': ['unk_symbol'] };
const LANGUAGES = { 'cnn-bilstm': ['en'], 'ct-transformer': ['zh', 'en'] };

/**
 * A punctuation model of the sherpa-onnx project in the embedded engine, from its folder: the English one, which comes
 * with a vocabulary, or the CT transformer for Chinese and English. Fails with MODEL_UNKNOWN when the folder holds
 * neither, SPEECH_MODEL_DAMAGED. The engine stays the caller's to stop.
 */
export async function sherpaPunctuation(
  folder: string,
  engine: SherpaEngine,
): Promise<Punctuation> {
  const config = await configOf(folder);
  const { ending } = await lookAtModelFile(config.model);
  if (!DESCRIBED[config.family].every((word) => ending.includes(word))) {
    const name = basename(config.model);
    const reason = { en: `${name} is not a punctuation model`, zh: `${name} 不是标点模型` };
    throw new AppError('MODEL_UNKNOWN', { path: folder, reason });
  }
  return {
    name: basename(folder),
    languages: LANGUAGES[config.family],
    async punctuate(text, { signal } = {}) {
      const task = { kind: 'punctuate', config, text } as const;
      return z.string().parse(await engine.ask(task, { name: config.model, signal }));
    },
  };
}

async function configOf(folder: string): Promise<PunctuationConfig> {
  const names = (await readdir(folder).catch((): string[] => [])).toSorted();
  const [model] = filesForParts(names, ['model']) ?? [];
  const [vocabulary] = filesForParts(names, ['vocabulary']) ?? [];
  if (model === undefined) {
    const reason = {
      en: 'there is no model.onnx or model.int8.onnx in it',
      zh: '里面没有 model.onnx 或 model.int8.onnx',
    };
    throw new AppError('MODEL_UNKNOWN', { path: folder, reason });
  }
  const path = join(folder, model);
  if (vocabulary === undefined) return { family: 'ct-transformer', model: path };
  return { family: 'cnn-bilstm', model: path, vocabulary: join(folder, vocabulary) };
}
