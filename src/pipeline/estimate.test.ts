import { describe, expect, it } from 'vitest';

import { goodAnswers } from '../../test/support/good-answers.ts';
import { lecturePairs, talkOf } from '../../test/support/long-talk.ts';
import { scriptedModel } from '../../test/support/scripted-model.ts';
import { drain } from '../base/async.ts';
import { volatileMemory } from '../base/memory.ts';
import { createChatModel } from '../llm/create-model.ts';
import { openLedger } from '../llm/ledger.ts';
import type { Usage } from '../model/usage.ts';
import { startSimulatedProvider } from '../testing.ts';
import { readTranscript } from '../transcripts/read.ts';
import { type Estimate, estimateWork } from './estimate.ts';
import { makeTalk } from './make-talk.ts';
import { prepare } from './prepare.ts';

const pairs = lecturePairs();

/** What was estimated for some hours of talk, and what it then took. */
async function run(
  hours: number,
  wanted: { translation: boolean; note: boolean; review?: boolean; verify?: boolean },
  name = 'gpt-4.1',
): Promise<{ estimate: Estimate; usage: Usage; cost: number }> {
  const provider = await startSimulatedProvider({ answer: goodAnswers(pairs) });
  try {
    const model = createChatModel({
      provider: 'openai',
      model: name,
      key: 'k',
      baseUrl: `${provider.url}/v1`,
      price: { input: 1, output: 4 },
    });
    const bytes = new TextEncoder().encode(talkOf(hours, pairs));
    const { sentences } = prepare(readTranscript(bytes, { name: 'talk.srt' }));
    const request = {
      title: 'A talk',
      source: { name: 'talk.srt' },
      sentences,
      from: 'en',
      to: 'zh',
      timed: true,
      glossary: [],
      warnings: [],
      ...wanted,
    };
    const estimate = estimateWork(sentences, model.info, request);
    const ledger = openLedger();
    await drain(makeTalk(request, { model: ledger.watch(model), memory: volatileMemory() }));
    return { estimate, usage: ledger.usage, cost: ledger.cost ?? 0 };
  } finally {
    await provider.close();
  }
}

describe('estimateWork', () => {
  it.each([
    ['an hour, everything', 1, { translation: true, note: true }],
    ['an hour, translation only', 1, { translation: true, note: false }],
    ['an hour, note only', 1, { translation: false, note: true }],
    ['an hour, reviewed', 1, { translation: true, note: false, review: true }],
    ['an hour, note not judged', 1, { translation: false, note: true, verify: false }],
    ['a quarter of an hour', 0.25, { translation: true, note: true }],
    ['three hours', 3, { translation: true, note: true }],
  ])('is within 25 %% of what a run takes: %s', async (_, hours, wanted) => {
    const { estimate, usage, cost } = await run(hours, wanted);
    const off = {
      input: estimate.inputTokens / usage.inputTokens - 1,
      output: estimate.outputTokens / usage.outputTokens - 1,
    };
    expect(Math.abs(off.input)).toBeLessThan(0.25);
    expect(Math.abs(off.output)).toBeLessThan(0.25);
    expect(estimate.cost?.most).toBeGreaterThan(cost);
    expect(estimate.requests).toBeGreaterThanOrEqual(0.7 * usage.requests);
    expect(estimate.requests).toBeLessThanOrEqual(1.3 * usage.requests);
  });

  it.each([
    ['everything', { translation: true, note: true }],
    ['translation only', { translation: true, note: false }],
  ])('is within 25 %% for a small model, which is shown candidates: %s', async (_, wanted) => {
    const { estimate, usage } = await run(1, wanted, 'qwen3-4b');
    expect(Math.abs(estimate.inputTokens / usage.inputTokens - 1)).toBeLessThan(0.25);
    expect(Math.abs(estimate.outputTokens / usage.outputTokens - 1)).toBeLessThan(0.25);
    expect(estimate.requests).toBeGreaterThanOrEqual(0.7 * usage.requests);
    expect(estimate.requests).toBeLessThanOrEqual(1.3 * usage.requests);
  });

  const info = {
    ...scriptedModel(() => '').model.info,
    price: { input: 1, output: 4 },
  };
  const { sentences } = prepare(
    readTranscript(new TextEncoder().encode(talkOf(1, pairs)), { name: 'talk.srt' }),
  );
  const wanted = { from: 'en', to: 'zh', translation: true, note: true };

  it('knows no cost where the price is unknown', () => {
    const estimate = estimateWork(sentences, { ...info, price: undefined }, wanted);
    expect(estimate.cost).toBeUndefined();
    expect(estimate.sourceTokens).toBeGreaterThan(9000);
  });

  it('allows for more where a model reasons first', () => {
    const plain = estimateWork(sentences, info, wanted).cost;
    const thinking = estimateWork(sentences, { ...info, thinking: 'always' }, wanted).cost;
    expect(thinking?.most).toBeGreaterThan(1.5 * (plain?.most ?? 0));
  });

  it('counts the windows of a small context', () => {
    const large = estimateWork(sentences, info, wanted);
    const small = estimateWork(sentences, { ...info, window: 8192, maxOutput: 4096 }, wanted);
    expect(small.requests).toBeGreaterThan(large.requests + 2);
  });

  it('knows that a small model does not read the talk for its context', () => {
    const context = { ...wanted, translation: false, note: false };
    const small = estimateWork(sentences, { ...info, size: 'small', window: 8192 }, context);
    expect(small).toMatchObject({ requests: 1 });
    expect(small.inputTokens).toBeLessThan(3000);
  });

  it('does not count what was not really said', () => {
    const doubted = sentences.map((sentence) => ({ ...sentence, doubt: 'loop' as const }));
    expect(estimateWork(doubted, info, wanted).sourceTokens).toBe(0);
  });

  it('knows that a translator is asked for one line after another, and for no context', () => {
    const alone = { ...wanted, note: false };
    const [each, together] = (['translator', 'general'] as const).map((role) =>
      estimateWork(sentences, { ...info, role }, alone),
    );
    expect(each?.requests).toBe(Math.ceil(sentences.length * 1.05));
    expect(together?.requests).toBeLessThan(20);
    expect(each?.inputTokens).toBeGreaterThan(together?.sourceTokens ?? 0);
  });
});
