import { AppError } from '../base/errors.ts';
import { addUsage, costOf, NO_USAGE, type Usage } from '../model/usage.ts';
import { estimateTokens } from '../text/tokens.ts';
import type { ChatModel, ChatRequest } from './chat-model.ts';
import { isAboutOneRequest, ModelError } from './failures/model-error.ts';

/** Counts what a run spends, and stops it before it spends too much. */
export type Ledger = {
  /** Everything asked so far, failed attempts included. */
  readonly usage: Usage;
  /** In US dollars; absent when a model without a known price was asked. */
  readonly cost: number | undefined;
  /** The most requests that were under way at once at any of the models, as a count. */
  readonly peak: number;
  /** Usage by task, for the report. */
  readonly tasks: ReadonlyMap<string, Usage>;
  /**
   * The same model, counted. No request starts once the limit is reached, or once this model's server
   * cannot be used; one that only what is under way leaves no money for waits for that to end.
   */
  watch(model: ChatModel): ChatModel;
};

export type LedgerOptions = {
  /** In US dollars; a request that may pass it is not sent. */
  readonly maxCost?: number | undefined;
  /** Hears of each request's usage as it is known. */
  readonly onSpend?: ((spent: Spent) => void) | undefined;
};

/** What one request took. */
export type Spent = {
  readonly task: string;
  readonly model: string;
  readonly usage: Usage;
  /** In US dollars, where the price is known. */
  readonly cost: number | undefined;
};

/** Opens the books of one run. */
export function openLedger({ maxCost, onSpend }: LedgerOptions = {}): Ledger {
  let usage = NO_USAGE;
  let cost: number | undefined = 0;
  const tasks = new Map<string, Usage>();
  const budget = maxCost === undefined ? undefined : openBudget(maxCost, () => cost ?? 0);

  const spend = (model: ChatModel, task: string, spent: Usage): void => {
    const { id, price } = model.info;
    const priced = price && costOf(spent, price);
    usage = addUsage(usage, spent);
    tasks.set(task, addUsage(tasks.get(task) ?? NO_USAGE, spent));
    cost = cost === undefined || priced === undefined ? undefined : cost + priced;
    onSpend?.({ task, model: id, usage: spent, cost: priced });
  };
  const watched: ChatModel[] = [];
  const watch = (model: ChatModel): ChatModel => {
    watched.push(model);
    let unusable: AppError | undefined;
    return {
      info: model.info,
      ask: async function* (request) {
        if (unusable) throw unusable;
        const release = await budget?.reserve(model, request);
        try {
          // It may have become so while this request waited.
          if (unusable) throw unusable;
          const result = yield* model.ask(request);
          spend(model, request.task, result.usage);
          return result;
        } catch (error) {
          if (error instanceof ModelError && error !== unusable) {
            spend(model, request.task, error.usage);
          }
          // What meets every request alike is not tried again by the others.
          if (!isAboutOneRequest(error)) unusable ??= AppError.find(error);
          throw error;
        } finally {
          release?.();
        }
      },
    };
  };
  return {
    get usage() {
      return usage;
    },
    get cost() {
      return cost;
    },
    get peak() {
      return Math.max(0, ...watched.map(({ info }) => info.peak ?? 0));
    },
    tasks,
    watch,
  };
}

type Budget = {
  /** Sets money aside for a request; gives what frees it again. Throws `COST_LIMIT`, `COST_UNKNOWN`. */
  reserve(model: ChatModel, request: ChatRequest): Promise<() => void>;
};

function openBudget(limit: number, spent: () => number): Budget {
  /** What requests under way may come to, in US dollars, and their count. */
  let reserved = 0;
  let underWay = 0;
  let reached: AppError | undefined;
  const waiting: (() => void)[] = [];
  const free = (likely: number): void => {
    underWay--;
    reserved = underWay === 0 ? 0 : reserved - likely;
    for (const wake of waiting.splice(0)) wake();
  };
  return {
    reserve: async (model, request) => {
      const likely = likelyCost(model, request);
      const isOver = (): boolean => spent() + likely > limit;
      // What is under way may well cost less than was set aside for it.
      const mustWait = (): boolean =>
        !reached && !isOver() && underWay > 0 && spent() + reserved + likely > limit;
      while (mustWait()) {
        await new Promise<void>((resolve) => waiting.push(resolve));
        request.signal?.throwIfAborted();
      }
      if (isOver()) {
        reached ??= new AppError('COST_LIMIT', { limit, spent: money(spent()) });
      }
      if (reached) throw reached;
      reserved += likely;
      underWay++;
      return () => free(likely);
    },
  };
}

/** What a request may cost, in US dollars: its prompt, and half as much again as the answer expected. */
function likelyCost({ info }: ChatModel, request: ChatRequest): number {
  if (!info.price) throw new AppError('COST_UNKNOWN', { model: info.id });
  const inputTokens = estimateTokens(`${request.system ?? ''}\n${request.user}`, info.family);
  const outputTokens = Math.min(
    request.maxTokens,
    1.5 * (request.expectTokens ?? request.maxTokens),
  );
  return costOf({ ...NO_USAGE, inputTokens, outputTokens }, info.price);
}

function money(dollars: number): string {
  return dollars.toFixed(dollars < 0.01 ? 4 : 2);
}
