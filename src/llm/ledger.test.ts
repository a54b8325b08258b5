import { describe, expect, it } from 'vitest';

import { failure, scriptedModel } from '../../test/support/scripted-model.ts';
import { drain } from '../base/async.ts';
import { AppError } from '../base/errors.ts';
import { costOf, NO_USAGE, type Usage } from '../model/usage.ts';
import type { ChatModel, ChatRequest, ModelInfo } from './chat-model.ts';
import { ModelError } from './failures/model-error.ts';
import { type Ledger, openLedger, type Spent } from './ledger.ts';

const PRICE = { input: 1, output: 10 };
/** About 1000 tokens in, 100 out: 0.002 dollars; twice the output is allowed for, a half more expected. */
const REQUEST: ChatRequest = {
  task: 'translate',
  user: 'word '.repeat(1040),
  maxTokens: 200,
  expectTokens: 100,
};
const USAGE: Usage = { ...NO_USAGE, requests: 1, inputTokens: 1000, outputTokens: 100 };
const COST = costOf(USAGE, PRICE);

/** A model whose requests wait until they are let go. */
function slowModel(info: Partial<ModelInfo> = { price: PRICE }) {
  const { model } = scriptedModel(() => '');
  const gates: (() => void)[] = [];
  const slow: ChatModel = {
    info: { ...model.info, ...info },
    async *ask() {
      await new Promise<void>((resolve) => gates.push(resolve));
      yield { type: 'text-delta', text: 'x' };
      return { text: 'x', finish: 'stop', usage: USAGE };
    },
  };
  return { model: slow, gates };
}

function quick(
  usage: Usage | Error = USAGE,
  info: Partial<ModelInfo> = { price: PRICE },
): ChatModel {
  return {
    info: { ...scriptedModel(() => '').model.info, ...info },
    async *ask() {
      yield { type: 'text-delta', text: 'x' };
      if (usage instanceof Error) throw usage;
      return { text: 'x', finish: 'stop', usage };
    },
  };
}

const ask = (ledger: Ledger, model: ChatModel, request = REQUEST): Promise<unknown> =>
  drain(ledger.watch(model).ask(request));
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('a ledger', () => {
  it('adds up usage and cost, by task too, and tells of each', async () => {
    const heard: Spent[] = [];
    const ledger = openLedger({ onSpend: (spent) => heard.push(spent) });
    expect(ledger.cost).toBe(0);
    await ask(ledger, quick());
    await ask(ledger, quick(), { ...REQUEST, task: 'points' });
    await ask(ledger, quick());
    expect(ledger.usage).toMatchObject({ requests: 3, inputTokens: 3000, outputTokens: 300 });
    expect(ledger.cost).toBeCloseTo(3 * COST);
    expect([...ledger.tasks].map(([task, { requests }]) => [task, requests])).toEqual([
      ['translate', 2],
      ['points', 1],
    ]);
    expect(heard.map(({ cost }) => cost)).toEqual([COST, COST, COST]);
  });

  it('counts what failed attempts took', async () => {
    const ledger = openLedger();
    const wasted = { ...NO_USAGE, requests: 3, failedRequests: 3, inputTokens: 500 };
    const error = new ModelError(
      'MODEL_CONTENT_FILTER',
      { host: 'h', said: 's' },
      { usage: wasted },
    );
    await expect(ask(ledger, quick(error))).rejects.toBe(error);
    expect(ledger.usage).toEqual(wasted);
    expect(ledger.cost).toBeCloseTo(0.0005);
  });

  it('knows no cost where a price is unknown, and stops only if there is a limit', async () => {
    const free = quick(USAGE, {});
    const open = openLedger();
    await ask(open, free);
    expect(open.cost).toBeUndefined();
    expect(open.usage.requests).toBe(1);
    const limited = openLedger({ maxCost: 5 });
    await expect(ask(limited, free)).rejects.toMatchObject({ code: 'COST_UNKNOWN' });
    expect(limited.usage.requests).toBe(0);
  });

  it('stops before the limit, for good', async () => {
    const ledger = openLedger({ maxCost: 4.3 * COST });
    const model = ledger.watch(quick());
    let done = 0;
    const run = async (): Promise<void> => {
      for (;;) {
        await drain(model.ask(REQUEST));
        done++;
      }
    };
    await expect(run()).rejects.toMatchObject({
      code: 'COST_LIMIT',
      values: { limit: 4.3 * COST, spent: '0.0080' },
    });
    expect(done).toBe(4);
    expect(ledger.cost).toBeLessThanOrEqual(4.3 * COST);
    const cheap = { ...REQUEST, user: 'x', expectTokens: 1 };
    await expect(drain(model.ask(cheap))).rejects.toMatchObject({ code: 'COST_LIMIT' });
  });

  it('waits where only what is under way leaves no room, and uses the budget up', async () => {
    const { model, gates } = slowModel();
    // Three are set aside for at once; five are really paid for.
    const ledger = openLedger({ maxCost: 5.6 * COST });
    const outcomes: string[] = [];
    const watched = ledger.watch(model);
    const all = Array.from({ length: 8 }, async () => {
      await drain(watched.ask(REQUEST)).then(
        () => outcomes.push('done'),
        (error: unknown) => outcomes.push(AppError.find(error)?.code ?? 'bug'),
      );
    });
    await turn();
    const first = gates.length;
    expect(first).toBeLessThan(5);
    for (let round = 0; round < 20; round++) {
      gates.shift()?.();
      await turn();
    }
    await Promise.all(all);
    expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(5);
    expect(outcomes.filter((outcome) => outcome === 'COST_LIMIT')).toHaveLength(3);
    expect(ledger.cost).toBeLessThanOrEqual(5.6 * COST);
  });

  it('does not start what was cancelled while it waited', async () => {
    const { model, gates } = slowModel();
    const ledger = openLedger({ maxCost: 1.6 * COST });
    const stop = new AbortController();
    const first = ask(ledger, model);
    const second = ask(ledger, model, { ...REQUEST, signal: stop.signal });
    await turn();
    expect(gates).toHaveLength(1);
    stop.abort(new Error('enough'));
    gates.shift()?.();
    await first;
    await expect(second).rejects.toThrow('enough');
  });

  it.each(['MODEL_AUTH', 'MODEL_QUOTA', 'MODEL_NETWORK', 'MODEL_SERVER'] as const)(
    'asks no more of a model after %s',
    async (code) => {
      const ledger = openLedger();
      let asked = 0;
      const { model } = scriptedModel(() => {
        asked++;
        throw failure(code);
      });
      const watched = ledger.watch(model);
      await expect(drain(watched.ask(REQUEST))).rejects.toMatchObject({ code });
      await expect(drain(watched.ask(REQUEST))).rejects.toMatchObject({ code });
      expect(asked).toBe(1);
      // Another model may do.
      await ask(ledger, quick());
    },
  );

  it('counts a failure once, however many it stops', async () => {
    const wasted = { ...NO_USAGE, requests: 1, failedRequests: 1 };
    const error = new ModelError(
      'MODEL_AUTH',
      { host: 'h', said: 's', variable: 'v' },
      { usage: wasted },
    );
    const ledger = openLedger();
    const watched = ledger.watch(quick(error));
    for (let round = 0; round < 3; round++)
      await expect(drain(watched.ask(REQUEST))).rejects.toBe(error);
    expect(ledger.usage.requests).toBe(1);
  });

  it.each(['MODEL_CONTENT_FILTER', 'MODEL_BAD_RESPONSE', 'MODEL_CONTEXT'] as const)(
    'goes on after %s, which concerns one request',
    async (code) => {
      const { model, asked } = scriptedModel(() => {
        throw failure(code);
      });
      const watched = openLedger().watch(model);
      for (let round = 0; round < 2; round++) {
        await expect(drain(watched.ask(REQUEST))).rejects.toMatchObject({ code });
      }
      expect(asked).toHaveLength(2);
    },
  );

  it('lets what is under way end when another request fails for good', async () => {
    const { model, gates } = slowModel({ price: PRICE });
    let failing = false;
    const mixed: ChatModel = {
      info: model.info,
      ask: (request) => (failing ? quick(failure('MODEL_AUTH')).ask(request) : model.ask(request)),
    };
    const watched = openLedger({ maxCost: 1 }).watch(mixed);
    const begun = drain(watched.ask(REQUEST));
    await turn();
    failing = true;
    await expect(drain(watched.ask(REQUEST))).rejects.toMatchObject({ code: 'MODEL_AUTH' });
    gates.shift()?.();
    expect(await begun).toMatchObject({ text: 'x' });
  });
});
