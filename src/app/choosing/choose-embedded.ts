import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';

import { AppError } from '../../base/errors.ts';
import type { ChatModel, ModelInfo } from '../../llm/chat-model.ts';
import { factsOf } from '../../llm/models/catalogue.ts';
import { LANGUAGE_MODELS, type LanguageModel } from '../../weights/language-models.ts';
import { languageEngine } from '../models/language-engine.ts';
import { languageModelFile } from '../models/language-model-file.ts';
import { keepPace, paceOf, reckonedPace } from '../models/language-pace.ts';
import { recommendLanguage } from '../models/recommend-language.ts';
import { modelsFolder } from '../settings/models-folder.ts';
import type { Environment } from '../settings/settings-file.ts';
import type { Settings } from '../settings/settings.ts';

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

/** The models of this machine that the settings name, each by what stands behind `local:`. */
export function embeddedNames({
  model,
  secondModel,
  baseUrl,
}: Pick<Settings, 'model' | 'secondModel' | 'baseUrl'>): string[] {
  return [model, secondModel].flatMap((each) => embeddedName({ model: each, baseUrl }) ?? []);
}

export type EmbeddedChoice = {
  /** A name of the list, the path of a file, or nothing for the best of those that are here. */
  readonly name: string;
  readonly settings: Pick<Settings, 'window'>;
  readonly env: Environment;
};

/**
 * A model that runs on this machine. Nothing is loaded before the first question. Throws `MODEL_FILE_MISSING`,
 * `MODEL_ABSENT`, `MODEL_ENGINE_MISSING`, `MODEL_ENGINE_UNKNOWN`.
 */
export async function openEmbedded({ name, settings, env }: EmbeddedChoice): Promise<ChatModel> {
  const { file, title } = await fileFor(name, env);
  const engine = await languageEngine(env);
  if (!engine) throw new AppError('MODEL_ENGINE_MISSING', { name: title });
  const { size } = await stat(file);
  const folder = modelsFolder(env);
  const { embeddedModel } = await import('../../llm/embedded/embedded-model.ts');
  const pace = await paceOf({ name: title, bytes: size }, folder);
  return embeddedModel({
    file,
    engine: engine.folder,
    gpu: engine.gpu,
    info: { ...infoOf(title, size, settings.window ?? WINDOW), pace },
    onPace: (measured) => void keepPace(title, measured, folder),
  });
}

/** The best model that is here together with its engine; `undefined` where there is none. */
export async function installedModel(
  choice: Omit<EmbeddedChoice, 'name'>,
): Promise<ChatModel | undefined> {
  try {
    return await openEmbedded({ ...choice, name: '' });
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}

/** A model of this machine to reckon with where it is not here yet; `undefined` where the settings name none. */
export function ownExample(
  settings: Pick<Settings, 'model' | 'baseUrl' | 'window'>,
): ModelInfo | undefined {
  const name = embeddedName(settings);
  if (name === undefined) return undefined;
  const model = LANGUAGE_MODELS.find((each) => each.name === name) ?? recommendLanguage();
  if (!model) return undefined;
  const info = infoOf(model.name, model.about, settings.window ?? WINDOW);
  return { ...info, pace: reckonedPace(model.about) };
}

type FoundFile = { readonly file: string; readonly title: string };

async function fileFor(name: string, env: Environment): Promise<FoundFile> {
  if (name === '') return await bestHere(env);
  if (LANGUAGE_MODELS.some((each) => each.name === name))
    return { file: await languageModelFile(name, env), title: name };
  const file = resolve(name);
  const isFile = await stat(file).then(
    (found) => found.isFile(),
    () => false,
  );
  if (!isFile) throw new AppError('MODEL_FILE_MISSING', { name });
  return { file, title: basename(file) };
}

/** The recommended model, else another that is here; fails as for the recommended one where none is. */
async function bestHere(env: Environment): Promise<FoundFile> {
  const best = recommendLanguage();
  const others = LANGUAGE_MODELS.filter(
    ({ name, role }) => name !== best?.name && role === 'general',
  );
  let absent: unknown;
  for (const { name } of [best, ...others].filter(isModel)) {
    try {
      return { file: await languageModelFile(name, env), title: name };
    } catch (error) {
      absent ??= error;
    }
  }
  throw absent;
}

function isModel(model: LanguageModel | undefined): model is LanguageModel {
  return model !== undefined;
}

function infoOf(name: string, bytes: number, window: number): ModelInfo {
  const { family, thinking, role } = factsOf(name, { local: true });
  return {
    id: `local:${name}`,
    host: 'local',
    window,
    maxOutput: Math.min(LONGEST_ANSWER, window),
    family,
    price: { input: 0, output: 0 },
    thinking: thinking === 'always' ? 'always' : 'off',
    size: bytes <= SMALL_BYTES ? 'small' : bytes <= MEDIUM_BYTES ? 'medium' : 'large',
    role,
    concurrency: 1,
  };
}
