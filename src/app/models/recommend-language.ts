import { freeMemory } from '../../base/free-memory.ts';
import { LANGUAGE_MODELS, type LanguageModel } from '../../weights/language-models.ts';

/** What a machine has for a language model. */
export type LanguageMachine = {
  /** Memory that can still be had, in bytes. */
  readonly free: number;
  /** True where a model is computed by Apple's graphics, which read it several times faster than a processor. */
  readonly isFast: boolean;
};

/** This one. */
function thisLanguageMachine(): LanguageMachine {
  return { free: freeMemory(), isFast: process.platform === 'darwin' && process.arch === 'arm64' };
}

/** From the best; the large one is too slow for a processor: twice the weights are read for each token. */
const GENERAL = ['qwen3.5-9b', 'qwen3.5-4b', 'qwen3.5-2b'];
const FOR_FAST = new Set(['qwen3.5-9b']);
/** Left to others beside the model, in bytes: the hearing, the talk, what else is open. */
const FOR_OTHERS = 700_000_000;

/** The language model to fetch on a machine such as this: the best that fits; the smallest where none does. */
export function recommendLanguage(
  machine: LanguageMachine = thisLanguageMachine(),
): LanguageModel | undefined {
  const models = GENERAL.flatMap(
    (name) => LANGUAGE_MODELS.find((each) => each.name === name) ?? [],
  );
  const fast = models.filter(({ name }) => machine.isFast || !FOR_FAST.has(name));
  return fast.find(({ memory }) => memory + FOR_OTHERS <= machine.free) ?? fast.at(-1);
}
