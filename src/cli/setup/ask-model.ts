import { BY_KEY, chooseModel } from '../../app/choosing/choose-model.ts';
import { type ChosenModel, type ModelChoice, modelChoices } from '../../app/setup/model-choices.ts';
import { AppError } from '../../base/errors.ts';
import { systemClock } from '../../llm/pacing/clock.ts';
import { Limiters } from '../../llm/pacing/limiter.ts';
import { isOffline } from '../../network/offline.ts';
import { LANGUAGE_MODELS } from '../../weights/language-models.ts';
import { type Around, failureText, wordsFor } from './around.ts';
import { lineOfChoice } from './choice-lines.ts';
import { askUntil, type Read } from './dialogue.ts';
import { typedKey } from './typed-key.ts';
import { typedServer } from './typed-server.ts';

/** The second question: which model translates and takes notes. Gives what was chosen; throws as `askUntil` does. */
export async function askModel(around: Around): Promise<ChosenModel> {
  const { dialogue, env, loaded, servers, signal } = around;
  const settings = loaded.values;
  const words = wordsFor(around);
  const choices = await modelChoices({ env, settings, servers, signal });
  const services = isOffline(env) ? [] : BY_KEY.map(({ provider }) => provider);
  const lines = [
    ...choices.map((choice) => lineOfChoice(choice, around)),
    ...(services.length > 0 ? [words.typedKey(services)] : []),
    words.noModel,
  ];
  const ends: Offer['ends'] = services.length > 0 ? ['key', 'none'] : ['none'];
  const offer = { choices, services, ends, usual: usualOf(choices, lines.length) };
  dialogue.offer(words.whichModel);
  dialogue.offer(lines.map((line, at) => `  ${at + 1}  ${line}`).join('\n'));
  return await askUntil(dialogue, words.number(offer.usual), async (answer) => {
    try {
      return await readAnswer(answer, offer, around);
    } catch (error) {
      const failure = AppError.find(error);
      if (!failure || failure.code === 'INTERRUPTED' || failure.code === 'SETUP_UNANSWERED')
        throw error;
      return { mistake: failureText(failure, around) };
    }
  });
}

type Offer = {
  readonly choices: readonly ModelChoice[];
  readonly services: readonly string[];
  /** What the last numbers mean. */
  readonly ends: readonly ('key' | 'none')[];
  /** The number taken where nothing is typed. */
  readonly usual: number;
};

/** The first that can be had and fits; where there is none, text and subtitles alone. */
function usualOf(choices: readonly ModelChoice[], last: number): number {
  const found = choices.findIndex((choice) => choice.kind !== 'own' || choice.fits);
  return found < 0 ? last : found + 1;
}

/** The last choice by its name. */
const NONE = /^(?:none|无|不用)$/i;

async function readAnswer(
  answer: string,
  { choices, services, ends, usual }: Offer,
  around: Around,
): Promise<Read<ChosenModel>> {
  const words = wordsFor(around);
  const number = answer === '' ? usual : Number(answer);
  const choice = choices[number - 1];
  if (choice) return { value: { place: choice.place, isSet: choice.kind === 'settings' } };
  const end = ends[number - 1 - choices.length];
  if (end === 'none' || NONE.test(answer)) return { value: { isSet: false } };
  if (end === 'key') return await forService(await askService(services, around), around);
  if (services.includes(answer.toLowerCase()))
    return await forService(answer.toLowerCase(), around);
  if (/^https?:\/\//i.test(answer)) return await typedServer(answer, around);
  if (LANGUAGE_MODELS.some(({ name }) => name === answer)) return taken(`local:${answer}`);
  if (/^[a-z]+:./i.test(answer)) return await namedModel(answer, around);
  return { mistake: words.noSuchChoice(choices.length + ends.length) };
}

function taken(model: string): Read<ChosenModel> {
  return { value: { place: { model, baseUrl: undefined }, isSet: false } };
}

/** What only has to be fetched. */
const FETCHED = new Set<unknown>(['MODEL_ABSENT', 'MODEL_ENGINE_MISSING']);

/** A model by its name; a key is asked for where there is none. Throws as `chooseModel` does for what is no model. */
async function namedModel(model: string, around: Around): Promise<Read<ChosenModel>> {
  const { env, loaded, signal } = around;
  const settings = { ...loaded.values, model, baseUrl: undefined };
  try {
    await chooseModel({ settings, env, limiters: new Limiters(systemClock), signal });
  } catch (error) {
    const failure = AppError.find(error);
    if (failure?.code === 'KEY_MISSING') {
      const key = await typedKey({ provider: model.slice(0, model.indexOf(':')) }, around);
      if ('mistake' in key) return key;
    } else if (!FETCHED.has(failure?.code)) throw error;
  }
  return taken(model);
}

async function askService(services: readonly string[], around: Around): Promise<string> {
  const words = wordsFor(around);
  const [usual = ''] = services;
  return await askUntil(around.dialogue, words.whichService(services), (answer) => {
    const name = (answer || usual).toLowerCase();
    return services.includes(name) ? { value: name } : { mistake: words.noService(services) };
  });
}

async function forService(provider: string, around: Around): Promise<Read<ChosenModel>> {
  const read = await typedKey({ provider }, around);
  if ('mistake' in read) return read;
  const model = BY_KEY.find((each) => each.provider === provider)?.model ?? '';
  return taken(`${provider}:${model}`);
}
