import { embeddedName } from '../../app/choosing/choose-embedded.ts';
import { chooseModel } from '../../app/choosing/choose-model.ts';
import { tryModel } from '../../app/choosing/try-model.ts';
import { loadSettings } from '../../app/settings/load-settings.ts';
import { type Settings, variableOf } from '../../app/settings/settings.ts';
import { keepSettings } from '../../app/setup/keep-settings.ts';
import type { ChosenModel } from '../../app/setup/model-choices.ts';
import type { Need } from '../../app/setup/needs.ts';
import { AppError } from '../../base/errors.ts';
import { systemClock } from '../../llm/pacing/clock.ts';
import { Limiters } from '../../llm/pacing/limiter.ts';
import { languageName, primaryTag } from '../../model/language.ts';
import { cutToWidth } from '../terminal/cut-to-width.ts';
import { type Around, failureText, wordsFor } from './around.ts';
import { askLanguages } from './ask-languages.ts';
import { askModel } from './ask-model.ts';
import { fetchNeeds } from './fetch-needs.ts';

/**
 * Asks three things at most, fetches what is lacking, tries the model and keeps the answers in the settings file, each as soon
 * as it holds. A failure is told, and leads back to the question it came from; gives what is still lacking. Throws what fails
 * again and again, `SETUP_UNANSWERED`, `INTERRUPTED`.
 */
export async function setUp(around: Around): Promise<readonly Need[]> {
  const { dialogue } = around;
  const words = wordsFor(around);
  dialogue.offer(words.begin);
  await askLanguages(around);
  const { chosen, needs } = await chooseAndTry(around);
  if (!chosen.place) dialogue.say(words.without);
  for (const { name, command } of needs) dialogue.say(words.lacks(name, command));
  const command = chosen.place ? 'talkleaf talk.mp4' : 'talkleaf transcribe talk.mp4';
  dialogue.say(words.next(command, needs.length === 0));
  return needs;
}

type Outcome = { readonly chosen: ChosenModel; readonly needs: readonly Need[] };

async function chooseAndTry(given: Around): Promise<Outcome> {
  const { dialogue, env, signal } = given;
  for (let times = 1; ; times++) {
    // What was answered before stands there.
    const around = { ...given, loaded: await loadSettings(env) };
    const chosen = await askModel(around);
    // A key may have been typed only now.
    const { values } = await loadSettings(env);
    const settings: Settings = { ...values, ...(chosen.place ?? NOWHERE) };
    const isOwn = embeddedName(settings) !== undefined;
    // What runs elsewhere is tried before anything is fetched.
    const soon = isOwn ? await fetchNeeds(settings, around) : undefined;
    try {
      if (chosen.place) await tryChosen(settings, soon ?? [], around);
    } catch (error) {
      signal.throwIfAborted();
      const failure = AppError.find(error);
      if (!failure || times >= dialogue.patience) throw error;
      dialogue.say(failureText(failure, around));
      continue;
    }
    await keepModel(chosen, around);
    return { chosen, needs: soon ?? (await fetchNeeds(settings, around)) };
  }
}

async function keepModel({ place, isSet }: ChosenModel, around: Around): Promise<void> {
  if (!place || isSet) return;
  const { dialogue, env, loaded } = around;
  await keepSettings(env, { ...NOWHERE, ...place });
  for (const name of ['model', 'baseUrl'] as const)
    if (loaded.origins[name] === 'environment')
      dialogue.say(wordsFor(around).outranked(variableOf(name) ?? ''));
}

const NOWHERE = { model: undefined, baseUrl: undefined } as const;

/** Loading the largest model from a slow disk takes a minute, and a small machine writes two tokens a second. In milliseconds. */
const OWN_ANSWER_MS = 240_000;

/** Asks the model to translate one sentence, and shows what it made of it. */
async function tryChosen(
  settings: Settings,
  needs: readonly Need[],
  around: Around,
): Promise<void> {
  const { dialogue, env, signal } = around;
  const words = wordsFor(around);
  // What is not here yet is tried with the first talk.
  if (needs.some(({ kind }) => kind === 'engine' || kind === 'language')) return;
  const limiters = new Limiters(systemClock);
  const model = await chooseModel({ settings, env, limiters, signal });
  if (!model) throw new AppError('MODEL_NONE');
  const { id, host } = model.info;
  dialogue.say(words.trying(id));
  const sentence = primaryTag(settings.to) === 'en' ? CHINESE : ENGLISH;
  const { text, seconds } = await tryModel(model, {
    user: `Translate into ${languageName(settings.to)}. Answer with the translation alone.\n\n${sentence}`,
    answerMs: host === 'local' ? OWN_ANSWER_MS : undefined,
    signal,
  });
  if (text === '') throw new AppError('MODEL_BAD_RESPONSE', { host, model: id, said: NOTHING });
  dialogue.say(words.tried(sentence, shown(text), seconds.toFixed(1)));
}

/** A model may write anything, and a terminal would do what some signs say. */
const CONTROLS = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;
/** Of a longer answer the beginning tells enough, in columns. */
const SHOWN = 100;

function shown(answer: string): string {
  return cutToWidth(answer.replace(CONTROLS, ' '), SHOWN);
}

/** What the trial has translated, in the language that is not wanted. */
const ENGLISH = 'Thank you all for coming to this talk.';
const CHINESE = '感谢大家来听这次讲座。';
const NOTHING = { en: 'an empty answer', zh: '回答是空的' };
