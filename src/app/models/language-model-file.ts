import { AppError } from '../../base/errors.ts';
import { LANGUAGE_MODELS } from '../../weights/language-models.ts';
import type { Environment } from '../settings/settings-file.ts';
import { modelPath } from './models.ts';

/**
 * The GGUF file of a language model that is on this machine, by the model's name or its folder's. Throws `MODEL_UNLISTED`
 * for what is no language model, and `MODEL_ABSENT` with the command that brings it.
 */
export async function languageModelFile(name: string, env: Environment): Promise<string> {
  if (LANGUAGE_MODELS.some((each) => each.name === name || each.folder === name))
    return await modelPath(name, env);
  const all = LANGUAGE_MODELS.map((each) => each.name);
  const names = { en: all.join(', '), zh: all.join('、') };
  throw new AppError('MODEL_UNLISTED', { name, names });
}
