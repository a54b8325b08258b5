import { stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';

import { AppError } from '../../base/errors.ts';
import type { ChatModel, ModelInfo } from '../../llm/chat-model.ts';
import { embeddedModel } from '../../llm/embedded/embedded-model.ts';
import { engineFolder, hasEngine } from '../../llm/embedded/engine-folder.ts';
import { factsOf } from '../../llm/models/catalogue.ts';
import type { Environment } from '../settings/settings-file.ts';
import type { Settings } from '../settings/settings.ts';
import { modelsFolder } from './choose-speech.ts';

/** `local`, `local:NAME` and `local:FILE.gguf` are models of this machine; with an address, a server's. */
const EMBEDDED = /^local(?::(.*))?$/s;
/** The context made for a model, in tokens: enough for all requests, and small beside the weights. */
const WINDOW = 8192;
/** The longest answer, in tokens: half of the window. */
const LONGEST_ANSWER = WINDOW / 2;
/** Bytes of a file of five and of fourteen billion parameters in four bits each, tables included (Qwen3.5 4B: 2.7 GB). */
const SMALL_BYTES = 3.6e9;
const MEDIUM_BYTES = 10e9;

/** What stands behind `local:` in the model's name, empty where nothing does; `undefined` for a model elsewhere. */
export function embeddedName({
  model,
  baseUrl,
}: Pick<Settings, 'model' | 'baseUrl'>): string | undefined {
  if (model === undefined || baseUrl !== undefined) return undefined;
  const found = EMBEDDED.exec(model.trim());
  return found ? (found[1] ?? '').trim() : undefined;
}

/** The folder of the engine that runs language models, for all versions and systems. */
function enginesFolder(env: Environment): string {
  return join(dirname(modelsFolder(env)), 'engines');
}

export type EmbeddedChoice = {
  readonly name: string;
  readonly settings: Pick<Settings, 'window'>;
  readonly env: Environment;
};

/**
 * A model that runs on this machine, by the path of its file. Nothing is loaded before the first question. Throws
 * `MODEL_FILE_MISSING`, `MODEL_ENGINE_MISSING`.
 */
export async function openEmbedded({ name, settings, env }: EmbeddedChoice): Promise<ChatModel> {
  const file = resolve(name);
  const bytes = await sizeOf(file);
  if (bytes === undefined) throw new AppError('MODEL_FILE_MISSING', { name });
  const base = enginesFolder(env);
  if (!(await hasEngine({ base }))) throw new AppError('MODEL_ENGINE_MISSING', { name });
  return embeddedModel({
    file,
    engine: engineFolder({ base }),
    info: infoOf(basename(file), bytes, settings.window ?? WINDOW),
  });
}

function infoOf(name: string, bytes: number, window: number): ModelInfo {
  const { family, thinking } = factsOf(name, { local: true });
  return {
    id: `local:${name}`,
    host: 'local',
    window,
    maxOutput: Math.min(LONGEST_ANSWER, window),
    family,
    price: { input: 0, output: 0 },
    thinking: thinking === 'always' ? 'always' : 'off',
    size: bytes <= SMALL_BYTES ? 'small' : bytes <= MEDIUM_BYTES ? 'medium' : 'large',
    concurrency: 1,
  };
}

async function sizeOf(file: string): Promise<number | undefined> {
  return await stat(file).then(
    (found) => (found.isFile() ? found.size : undefined),
    () => undefined,
  );
}
