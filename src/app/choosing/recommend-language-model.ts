import { LANGUAGE_MODELS, type LanguageModel } from '../../weights/language-models.ts';
import { type Machine, thisMachine } from './recommend-speech.ts';

/** In the order they are wanted: of those that do all that is asked, in good quality for what they take. */
const WANTED = ['qwen3.5-4b', 'qwen3.5-2b'] as const;

/** As much memory again is left to the speech model, the system and whatever else is open, as a ratio. */
const LEFT = 2;

/** The language model to fetch on a machine such as this; `undefined` where none would run beside anything else. */
export function recommendLanguageModel(
  machine: Machine = thisMachine(),
): LanguageModel | undefined {
  const models = WANTED.map((name) => LANGUAGE_MODELS.find((each) => each.name === name));
  return models.find((model) => model && model.memory * LEFT <= machine.memory);
}
