import { AppError, type Bilingual } from '../../base/errors.ts';
import { freeMemory } from '../../base/free-memory.ts';
import { isOffline } from '../../network/offline.ts';
import { LANGUAGE_MODELS } from '../../weights/language-models.ts';
import { listModels } from '../../weights/local-models.ts';
import { BY_KEY } from '../choosing/choose-model.ts';
import { findKey } from '../choosing/find-key.ts';
import { AT_HOME, chatModelsAt, type Server } from '../choosing/served-models.ts';
import { languageEngine } from '../models/language-engine.ts';
import { recommendLanguage } from '../models/recommend-language.ts';
import { modelsFolder } from '../settings/models-folder.ts';
import type { Environment } from '../settings/settings-file.ts';
import type { Settings } from '../settings/settings.ts';
import { languageNeeds } from './needs.ts';

/** Where a model is asked for, as the settings of these names say it. */
type Place = Pick<Settings, 'model' | 'baseUrl'>;

/** A language model that can be had on this machine, and what is to be said of it. */
export type ModelChoice = { readonly place: Place } & (
  | { readonly kind: 'settings' }
  | { readonly kind: 'key'; readonly provider: string; readonly origin: Bilingual }
  | { readonly kind: 'server'; readonly provider: string }
  | {
      readonly kind: 'own';
      /** What has to be fetched, its engine included, and what it takes while it runs, in bytes. */
      readonly bytes: number;
      readonly memory: number;
      /** Whether so much memory can still be had. */
      readonly fits: boolean;
    }
);

/** The model that was chosen; without a place there is to be none. */
export type ChosenModel = {
  readonly place?: Place | undefined;
  /** True for the one that the settings name already. */
  readonly isSet: boolean;
};

export type SurveyOptions = {
  readonly env: Environment;
  readonly settings: Settings;
  /** @default those of this machine */
  readonly servers?: readonly Server[] | undefined;
  readonly signal?: AbortSignal | undefined;
};

/** So many models of one server are offered; more would hide everything else. */
const MOST_OF_A_SERVER = 3;

/**
 * The models that can be had here, in the order a run would take them: the one that is set, those a key is there for, those of
 * servers on this machine, and the machine's own: those that are here, and the one to fetch. Throws the signal's reason.
 */
export async function modelChoices(options: SurveyOptions): Promise<ModelChoice[]> {
  const { servers = AT_HOME.map((provider) => ({ provider })) } = options;
  const found = await Promise.all([
    ...servers.map((server) => ofServer(server, options)),
    ownModels(options.env),
  ]);
  const { model, baseUrl } = options.settings;
  const isSet = model !== undefined || baseUrl !== undefined;
  const set: ModelChoice[] = isSet ? [{ kind: 'settings', place: { model, baseUrl } }] : [];
  const others = [...byKey(options), ...found.flat()];
  return [...set, ...others.filter(({ place }) => !isSet || !isSame(place, { model, baseUrl }))];
}

function isSame(a: Place, b: Place): boolean {
  return a.model === b.model && a.baseUrl === b.baseUrl;
}

function byKey({ settings, env }: SurveyOptions): ModelChoice[] {
  if (isOffline(env)) return [];
  return BY_KEY.flatMap(({ provider, model }): ModelChoice[] => {
    const origin = originOfKey(provider, settings, env);
    const place = { model: `${provider}:${model}`, baseUrl: undefined };
    return origin ? [{ kind: 'key', provider, origin, place }] : [];
  });
}

/** What is no key is none that could be offered. */
function originOfKey(
  provider: string,
  settings: Settings,
  env: Environment,
): Bilingual | undefined {
  try {
    return findKey(provider, settings, env)?.origin;
  } catch (error) {
    if (AppError.find(error)?.code === 'KEY_BAD') return undefined;
    throw error;
  }
}

async function ofServer(server: Server, options: SurveyOptions): Promise<ModelChoice[]> {
  const models = await chatModelsAt(server, options);
  return models.slice(0, MOST_OF_A_SERVER).map((model): ModelChoice => {
    const { provider, baseUrl } = server;
    return { kind: 'server', provider, place: { model: `${provider}:${model}`, baseUrl } };
  });
}

/** Models of this machine that do all that is asked of one: those here, and the one to fetch where that can be done. */
async function ownModels(env: Environment): Promise<ModelChoice[]> {
  if (!(await canRunOwn(env))) return [];
  const best = recommendLanguage();
  const models = LANGUAGE_MODELS.filter(({ role }) => role === 'general');
  const all = await listModels({ folder: modelsFolder(env), models });
  const isHere = (name: string): boolean =>
    all.some((each) => each.name === name && each.isInstalled);
  const others = models.filter(({ name }) => name !== best?.name && isHere(name));
  const firsts = best && (isHere(best.name) || !isOffline(env)) ? [best] : [];
  // What is here needs no fetching: it comes first.
  const wanted = [...firsts, ...others].toSorted(
    (a, b) => Number(isHere(b.name)) - Number(isHere(a.name)),
  );
  return await Promise.all(
    wanted.map(async ({ name, memory }): Promise<ModelChoice> => {
      const place = { model: `local:${name}`, baseUrl: undefined };
      const needs = await languageNeeds(place, env);
      const bytes = needs.reduce((sum, need) => sum + need.bytes, 0);
      return { kind: 'own', place, bytes, memory, fits: memory <= freeMemory() };
    }),
  );
}

async function canRunOwn(env: Environment): Promise<boolean> {
  try {
    const engine = await languageEngine(env);
    return engine !== undefined || !isOffline(env);
  } catch (error) {
    if (AppError.find(error)?.code === 'MODEL_ENGINE_UNKNOWN') return false;
    throw error;
  }
}
