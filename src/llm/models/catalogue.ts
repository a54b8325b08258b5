import type { ModelFacts } from './model-facts.ts';
import { MODELS, SIZE_IN_NAME } from './models.ts';

/**
 * What is assumed of a service's model nobody has heard of: room enough for one chunk of text, and
 * the tokenizer that makes the most tokens, so that budgets err on the safe side.
 */
const UNKNOWN: ModelFacts = {
  window: 32_768,
  maxOutput: 8192,
  family: 'claude',
  thinking: 'optional',
  size: 'large',
};

/** The default context of servers at home is small; Ollama's was 4,096 for long (its FAQ). */
const UNKNOWN_LOCAL: ModelFacts = { ...UNKNOWN, window: 8192, maxOutput: 4096, size: 'medium' };

/**
 * The facts of a model, by its name: every matching line of the table adds what the lines before it
 * left open. Nothing is made up: a model that is not in the table has no price.
 */
export function factsOf(model: string, options: { readonly local: boolean }): ModelFacts {
  const name = model.toLowerCase();
  const unknown = options.local ? UNKNOWN_LOCAL : UNKNOWN;
  const found = MODELS.filter(([names]) => names.test(name)).map(([, facts]) => facts);
  const known: Partial<ModelFacts> = Object.assign({}, ...found.toReversed());
  const facts: ModelFacts = {
    ...unknown,
    ...known,
    ...sizeInName(name),
  };
  if (!options.local) return facts;
  // The name says what the model could do; only the server knows what it was started with.
  const window = Math.min(facts.window, UNKNOWN_LOCAL.window);
  return { ...facts, window, maxOutput: Math.min(facts.maxOutput, window), price: undefined };
}

/** `qwen3:4b` is small: names of open models carry the count of their parameters, in billions. */
function sizeInName(name: string): Pick<ModelFacts, 'size'> | undefined {
  const [, experts = '1', each] = SIZE_IN_NAME.exec(name) ?? [];
  if (each === undefined) return undefined;
  const billions = Number(experts) * Number(each);
  if (billions <= 5) return { size: 'small' };
  return { size: billions <= 14 ? 'medium' : 'large' };
}
