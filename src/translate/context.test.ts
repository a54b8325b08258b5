import { describe, expect, it } from 'vitest';

import { talkOf } from '../../test/support/parallel.ts';
import { type Script, scriptedTranslator } from '../../test/support/scripted-translator.ts';
import { drain } from '../base/async.ts';
import { volatileMemory } from '../base/memory.ts';
import type { ModelInfo } from '../llm/chat-model.ts';
import { ModelError } from '../llm/model-error.ts';
import { readContext } from './context.ts';

const found = {
  topic: 'How databases find rows.',
  register: 'lecture',
  speakers: ['Ann'],
  terms: [
    { src: 'PyTorch', heard: ['by torch', 'pie torch'], tgt: '=', ids: [1] },
    { src: 'gradient descent', heard: [], tgt: '梯度下降', ids: [2] },
    { src: 'Kafka', heard: [], tgt: '=', ids: [3] },
  ],
};
const short = talkOf(['Today we use by torch.', 'It does gradient descent.', 'That is all.']);
const long = talkOf(
  Array.from({ length: 400 }, (_, index) => `This is line ${index} and by torch is in it.`),
);

async function run(script: Script, sentences = short, info: Partial<ModelInfo> = {}) {
  const memory = volatileMemory();
  const { model, asked } = scriptedTranslator(script, info);
  const read = async () => drain(readContext(sentences, { model, from: 'en', to: 'zh', memory }));
  return { context: await read(), asked, read };
}

describe('readContext', () => {
  it('gives what the transcript bears out', async () => {
    const { context, asked } = await run(() => JSON.stringify(found));
    expect(context).toEqual({
      topic: 'How databases find rows.',
      speakers: ['Ann'],
      terms: [
        { source: 'PyTorch', heard: ['by torch'], target: '=', by: 'model' },
        { source: 'gradient descent', heard: [], target: '梯度下降', by: 'model' },
      ],
    });
    expect(asked).toHaveLength(1);
  });

  it('is not paid for twice', async () => {
    const { context, asked, read } = await run(() => JSON.stringify(found));
    expect(await read()).toEqual(context);
    expect(asked).toHaveLength(1);
  });

  it.each<[string, Script]>([
    ['answers with nonsense', () => 'I would rather not.'],
    [
      'refuses',
      () => {
        throw new ModelError('MODEL_CONTENT_FILTER', { host: 'test', said: 'no' });
      },
    ],
  ])('does without when the model %s', async (_what, script) => {
    expect((await run(script)).context).toEqual({ topic: '', speakers: [], terms: [] });
  });

  it('asks nothing about a talk without speech', async () => {
    const silent = short.map((sentence) => ({ ...sentence, doubt: 'loop' as const }));
    expect((await run(() => '', silent)).asked).toHaveLength(0);
  });

  it.each<[string, Partial<ModelInfo>]>([
    ['window', { window: 4096, maxOutput: 4096 }],
    ['allowance', { tokensPerMinute: 6000 }],
    ['tiny window', { window: 2048, maxOutput: 2048 }],
  ])('reads a long talk in parts that fit a small %s', async (_what, info) => {
    const { context, asked } = await run(() => JSON.stringify(found), long, info);
    const room = Math.min(info.window ?? Infinity, info.tokensPerMinute ?? Infinity);
    const seen = asked.flatMap((each) => each.ids);
    expect(new Set(seen).size).toBe(400);
    expect(seen.length).toBeLessThan(1.5 * 400);
    expect(asked.length).toBeGreaterThan(1);
    for (const { ids, request } of asked)
      expect(ids.length * 14 + request.maxTokens).toBeLessThan(room);
    expect(context.terms.map((term) => term.heard)).toEqual([['by torch']]);
  });
});
