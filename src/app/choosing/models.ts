import { AppError, type FailureCode, type Obstacle } from '../../base/errors.ts';
import type { ChatModel, ModelInfo } from '../../llm/chat-model.ts';
import { type Ledger, openLedger } from '../../llm/ledger.ts';
import { systemClock } from '../../llm/pacing/clock.ts';
import { Limiters } from '../../llm/pacing/limiter.ts';
import type { Journal } from '../../store/journal.ts';
import { stages, type WorkOptions } from '../settings/work-options.ts';
import { ownExample } from './choose-embedded.ts';
import { chooseModel, chooseSecond, exampleModel } from './choose-model.ts';
import { recordSpending } from './spending.ts';

/** The models of the work on one talk, and what they take. */
export type Models = {
  /** Absent when there is none, or nothing to ask. */
  readonly model?: ChatModel | undefined;
  /** Asked for lines the first one could not translate. */
  readonly second?: ChatModel | undefined;
  readonly ledger: Ledger;
};

/**
 * Opens the models the settings name, if anything is to be asked. What they take is counted, held to the cost
 * limit, and written down. Throws `MODEL_NAME_BAD`, `KEY_MISSING`.
 */
export async function openModels(options: WorkOptions, journal: Journal): Promise<Models> {
  const ledger = openLedger({
    maxCost: options.settings.maxCost,
    onSpend: (spent) => recordSpending(journal, spent),
  });
  const model = await modelFor(options);
  const second = model && (await chooseSecond(chooseOptions(options)));
  requireReader(options, { model: model?.info, second: second?.info });
  return {
    model: model && ledger.watch(model),
    second: second && ledger.watch(second),
    ledger,
  };
}

/** What is known of the models for a plan. */
export type PlannedModels = {
  readonly model?: ModelInfo | undefined;
  readonly second?: ModelInfo | undefined;
  /** Why there is none. */
  readonly obstacle?: Obstacle | undefined;
  /** A model to reckon with where there is none. */
  readonly example?: ModelInfo | undefined;
};

/** The models that would be asked; that there is none is part of a plan. Throws `MODEL_NAME_BAD`. */
export async function planModels(options: WorkOptions): Promise<PlannedModels> {
  try {
    const model = await modelFor(options);
    if (!model) return lacking(new AppError('MODEL_NONE'));
    const found = { model: model.info, second: (await chooseSecond(chooseOptions(options)))?.info };
    requireReader(options, found);
    return found;
  } catch (error) {
    const failure = AppError.find(error);
    if (!failure || !OBSTACLES.has(failure.code)) throw error;
    return lacking(failure, ownExample(options.settings));
  }
}

/** The same of models that are open already. */
export function plannedFrom({ model, second }: Models): PlannedModels {
  if (!model) return lacking(new AppError('MODEL_NONE'));
  return { model: model.info, second: second?.info };
}

/** What a person can bring, and a plan can reckon without. */
const OBSTACLES: ReadonlySet<string> = new Set([
  'KEY_MISSING',
  'MODEL_ABSENT',
  'MODEL_ENGINE_MISSING',
] satisfies FailureCode[]);

function lacking({ code, values }: AppError, example = exampleModel()): PlannedModels {
  return { obstacle: { code, values }, example };
}

/** A note needs a model that reads. Throws `MODEL_TRANSLATES_ONLY` where neither does. */
function requireReader(
  options: WorkOptions,
  { model, second }: Pick<PlannedModels, 'model' | 'second'>,
): void {
  if (!stages(options).note || model?.role !== 'translator') return;
  if (second === undefined || second.role === 'translator')
    throw new AppError('MODEL_TRANSLATES_ONLY', { model: model.id });
}

/** The model to ask, where the stages wanted need one. */
async function modelFor(options: WorkOptions): Promise<ChatModel | undefined> {
  const { translation, note } = stages(options);
  if (!translation && !note) return undefined;
  return options.model ?? (await chooseModel(chooseOptions(options)));
}

function chooseOptions({
  settings,
  env,
  limiters,
  signal,
}: WorkOptions): Parameters<typeof chooseModel>[0] {
  return { settings, env, limiters: limiters ?? new Limiters(systemClock), signal };
}
