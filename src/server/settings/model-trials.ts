import PQueue from 'p-queue';

import { loadSettings } from '../../app/settings/load-settings.ts';
import type { Environment } from '../../app/settings/settings-file.ts';
import type { Settings } from '../../app/settings/settings.ts';
import { AppError, type InterfaceLanguage, type Obstacle } from '../../base/errors.ts';
import type { ChatModel } from '../../llm/chat-model.ts';
import { systemClock } from '../../llm/pacing/clock.ts';
import { Limiters } from '../../llm/pacing/limiter.ts';
import type { ModelTrial } from '../contract-settings.ts';
import { problemOf } from '../library/problem.ts';
import { withoutKeysOf } from './without-keys.ts';

/** Longest wait for an answer, in milliseconds: a model that takes longer for one word is of no use for a talk. */
const ANSWER_MS = 30_000;
/** Longest answer, in tokens: one word, and room for models that reason before each answer. */
const MOST_TOKENS = 256;

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
    return await this.#queue.add(async () => await tryModel(this.#bench, options), { signal });
  }
}

async function tryModel(
  { env, answerMs = ANSWER_MS }: Bench,
  { model: named, language, signal }: TrialOptions,
): Promise<ModelTrial> {
  const late = AbortSignal.timeout(answerMs);
  const limit = AbortSignal.any([signal, late]);
  let settings: Settings | undefined;
  let trial: ModelTrial = { model: named };
  try {
    ({ values: settings } = await loadSettings(env, { model: named }));
    // Limiters of its own: what a talk is waiting for at the same server is not to be waited for here.
    const limiters = new Limiters(systemClock);
    const { chooseModel } = await import('../../app/choosing/choose-model.ts');
    const model = await chooseModel({ settings, env, limiters, signal: limit });
    if (!model) throw new AppError('MODEL_NONE');
    trial = { model: model.info.id, host: model.info.host };
    const begun = performance.now();
    const obstacle = await obstacleTo(model, limit);
    if (obstacle) throw new AppError(obstacle.code, obstacle.values);
    return { ...trial, seconds: (performance.now() - begun) / 1000 };
  } catch (error) {
    signal.throwIfAborted();
    const failure = late.aborted ? tooLate(trial, answerMs) : AppError.find(error);
    if (!failure) throw error;
    const problem = problemOf(failure, language);
    return { ...trial, problem: withoutKeysOf({ settings, env }, problem) };
  }
}

/** Asks, and gives what went wrong the first time: whoever waits for a trial would rather try again than wait for that. */
async function obstacleTo(model: ChatModel, signal: AbortSignal): Promise<Obstacle | undefined> {
  const asking = model.ask({
    task: 'trial',
    user: 'Answer with the word ok.',
    maxTokens: MOST_TOKENS,
    signal,
  });
  for await (const event of asking) {
    if (event.type === 'attempt-failed') return { code: event.code, values: event.values };
  }
  return undefined;
}

function tooLate({ host, model }: ModelTrial, answerMs: number): AppError {
  const seconds = answerMs / 1000;
  const said = { en: `no answer within ${seconds} s`, zh: `${seconds} 秒内没有回答` };
  return new AppError('MODEL_TIMEOUT', { host: host ?? model ?? '…', said });
}
