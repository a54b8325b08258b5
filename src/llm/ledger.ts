import { AppError } from '../base/errors.ts';
import { addUsage, costOf, NO_USAGE, type Usage } from '../model/usage.ts';
import { estimateTokens } from '../text/tokens.ts';
import type { ChatModel, ChatRequest } from './chat-model.ts';
import { isAboutOneRequest, ModelError } from './model-error.ts';

/** Counts what a run spends, and stops it before it spends too much. */
export type Ledger = {
  /** Everything asked so far, failed attempts included. */
  readonly usage: Usage;
  /** In US dollars; absent when a model without a known price was asked. */
  readonly cost: number | undefined;
  /** Usage by task, for the report. */
  readonly tasks: ReadonlyMap<string, Usage>;
  /** The same model, counted. No request starts once the limit is reached or the server cannot be used. */
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
  /** What requests under way may come to, in US dollars. */
  let reserved = 0;
  let closed: AppError | undefined;
  const tasks = new Map<string, Usage>();

  const spend = (model: ChatModel, task: string, spent: Usage): void => {
    const { id, price } = model.info;
    const priced = price && costOf(spent, price);
    usage = addUsage(usage, spent);
    tasks.set(task, addUsage(tasks.get(task) ?? NO_USAGE, spent));
    cost = cost === undefined || priced === undefined ? undefined : cost + priced;
    onSpend?.({ task, model: id, usage: spent, cost: priced });
  };
  const reserve = (model: ChatModel, request: ChatRequest): number => {
    if (closed) throw closed;
    if (maxCost === undefined) return 0;
    const likely = likelyCost(model, request);
    const spent = cost ?? 0;
    if (spent + reserved + likely > maxCost) {
      closed = new AppError('COST_LIMIT', { limit: maxCost, spent: money(spent) });
      throw closed;
    }
    reserved += likely;
    return likely;
  };

  return {
    get usage() {
      return usage;
    },
    get cost() {
      return cost;
    },
    tasks,
    watch: (model) => ({
      info: model.info,
      ask: async function* (request) {
        const likely = reserve(model, request);
        try {
          const result = yield* model.ask(request);
          spend(model, request.task, result.usage);
          return result;
        } catch (error) {
          if (error instanceof ModelError) spend(model, request.task, error.usage);
          // What meets every request alike is not tried again by the others.
          if (!isAboutOneRequest(error)) closed ??= AppError.find(error);
          throw error;
        } finally {
          reserved -= likely;
        }
      },
    }),
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
