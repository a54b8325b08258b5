import { AppError } from '../../base/errors.ts';
import { ENGINE_BYTES } from '../../llm/embedded/engine-folder.ts';
import { LANGUAGE_MODELS, type LanguageModel } from '../../weights/language-models.ts';
import { listModels } from '../../weights/local-models.ts';
import { languageEngine } from '../models/language-engine.ts';
import { recommendLanguage } from '../models/recommend-language.ts';
import { modelsFolder } from '../settings/models-folder.ts';
import type { Environment } from '../settings/settings-file.ts';
import type { Settings } from '../settings/settings.ts';
import { embeddedNames } from './choose-embedded.ts';

/** What has to be fetched before the models of this machine that the settings name can be asked. */
export type Lacking = {
  readonly models: readonly LanguageModel[];
  readonly isEngine: boolean;
  /** All of it together, in bytes. */
  readonly bytes: number;
};

/** What is lacking; `undefined` where nothing is, or what is lacking cannot be fetched. */
export async function lackingFor(
  settings: Pick<Settings, 'model' | 'secondModel' | 'baseUrl'>,
  env: Environment,
): Promise<Lacking | undefined> {
  const names = embeddedNames(settings);
  if (names.length === 0) return undefined;
  const isEngine = (await engineOrNone(env)) === undefined;
  const here = await listModels({ folder: modelsFolder(env), models: LANGUAGE_MODELS });
  const wanted = names.flatMap((name) => {
    const isAny = name === '' && here.some(({ isInstalled }) => isInstalled);
    const found =
      name === '' ? recommendLanguage() : LANGUAGE_MODELS.find((each) => each.name === name);
    return found && !isAny ? [found] : [];
  });
  const models = wanted.filter(({ name }) =>
    here.every((each) => each.name !== name || !each.isInstalled),
  );
  if (models.length === 0 && !isEngine) return undefined;
  const own = models.reduce((sum, { about }) => sum + about, 0);
  return { models, isEngine, bytes: own + (isEngine ? ENGINE_BYTES : 0) };
}

async function engineOrNone(env: Environment): Promise<unknown> {
  try {
    return await languageEngine(env);
  } catch (error) {
    // That there is none for this system is said when it is opened.
    if (AppError.find(error)?.code === 'MODEL_ENGINE_UNKNOWN') return error;
    throw error;
  }
}
