import PQueue from 'p-queue';

import { loadSettings } from '../../app/settings/load-settings.ts';
import type { Environment } from '../../app/settings/settings-file.ts';
import type { Settings } from '../../app/settings/settings.ts';
import { AppError, type InterfaceLanguage } from '../../base/errors.ts';
import { systemClock } from '../../llm/pacing/clock.ts';
import { Limiters } from '../../llm/pacing/limiter.ts';
import type { ModelTrial } from '../contract-settings.ts';
import { problemOf } from '../library/problem.ts';
import { withoutKeysOf } from './without-keys.ts';

export type TrialOptions = {
  /** @default the one a run would ask */
  readonly model?: string | undefined;
  readonly language: InterfaceLanguage;
  readonly signal: AbortSignal;
};

type Bench = {
  readonly env: Environment;
  /** Longest wait for an answer, in milliseconds. @default 30000 */
  readonly answerMs?: number | undefined;
};

/** Asks models one cheap question to see whether they answer; one at a time, others wait for their turn. */
export class ModelTrials {
  readonly #bench: Bench;
  readonly #queue = new PQueue({ concurrency: 1 });

  constructor(bench: Bench) {
    this.#bench = bench;
  }

  /** Throws the signal's reason, and what is no failure of settings, keys or models. */
  async ask(options: TrialOptions): Promise<ModelTrial> {
    const { signal } = options;
    return await this.#queue.add(async () => await trialOf(this.#bench, options), { signal });
  }
}

async function trialOf(
  { env, answerMs }: Bench,
  { model: named, language, signal }: TrialOptions,
): Promise<ModelTrial> {
  let settings: Settings | undefined;
  let trial: ModelTrial = { model: named };
  try {
    ({ values: settings } = await loadSettings(env, { model: named }));
    // Limiters of its own: what a talk is waiting for at the same server is not to be waited for here.
    const limiters = new Limiters(systemClock);
    const [{ chooseModel }, { tryModel }] = await Promise.all([
      import('../../app/choosing/choose-model.ts'),
      import('../../app/choosing/try-model.ts'),
    ]);
    const model = await chooseModel({ settings, env, limiters, signal });
    if (!model) throw new AppError('MODEL_NONE');
    trial = { model: model.info.id, host: model.info.host };
    const { seconds } = await tryModel(model, {
      user: 'Answer with the word ok.',
      answerMs,
      signal,
    });
    return { ...trial, seconds };
  } catch (error) {
    signal.throwIfAborted();
    const failure = AppError.find(error);
    if (!failure) throw error;
    const problem = problemOf(failure, language);
    return { ...trial, problem: withoutKeysOf({ settings, env }, problem) };
  }
}
