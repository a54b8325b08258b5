import { describe, expect, it } from 'vitest';

import { lecturePairs } from '../../../test/support/long-talk.ts';
import { talkOf } from '../../../test/support/parallel.ts';
import { type Script, scriptedTranslator } from '../../../test/support/scripted-translator.ts';
import { drain } from '../../base/async.ts';
import { volatileMemory } from '../../base/memory.ts';
import type { ModelInfo } from '../../llm/chat-model.ts';
import { ModelError } from '../../llm/failures/model-error.ts';
import { estimateTokens } from '../../text/tokens.ts';
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
  const options = { model, from: 'en', to: 'zh', about: 'On training', memory };
  const read = async () => drain(readContext(sentences, options));
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

  it('takes no topic from a model that says after what it was asked', async () => {
    const { context } = await run(() =>
      JSON.stringify({ ...found, topic: 'What is the talk about, one sentence?' }),
    );
    expect(context.topic).toBe('');
    expect(context.terms).toHaveLength(2);
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

  it('reads a longer talk in parts side by side where several requests run at once', async () => {
    const read: [number, number, string[]][] = [];
    const { model, asked } = scriptedTranslator(
      ({ ids: [first = 0], call }) =>
        JSON.stringify({
          ...found,
          topic: `Topic ${call}`,
          terms: [
            { src: `line ${first}`, heard: [], tgt: '=', ids: [] },
            { src: 'PyTorch', heard: ['by torch'], tgt: call === 1 ? '=' : '皮托', ids: [] },
          ],
        }),
      { concurrency: 8 },
    );
    const memory = volatileMemory();
    const options = { model, from: 'en', to: 'zh', memory };
    const context = await drain(
      readContext(long, options, ({ terms }, { from, to }) =>
        read.push([from, to, terms.map(({ source }) => source)]),
      ),
    );
    expect(asked).toHaveLength(5);
    expect(asked.flatMap(({ ids }) => ids)).toEqual(long.map(({ id }) => id));
    expect(read.map(([from, to]) => [from, to])).toEqual([
      [1, 80],
      [81, 160],
      [161, 240],
      [241, 320],
      [321, 400],
    ]);
    // What is known grows; of several renderings the first part's is taken.
    expect(read[0]?.[2]).toEqual(['line 1', 'PyTorch']);
    expect(context.topic).toBe('Topic 1');
    expect(context.terms.find(({ source }) => source === 'PyTorch')?.target).toBe('=');
    // The most important of each part come before the second of any.
    expect(context.terms.map(({ source }) => source).at(-1)).toBe('PyTorch');
    // The first part hears of the rest for the topic, all of the spellings in the whole talk.
    const prompts = asked.map(({ request }) => request.user);
    expect(prompts.filter((user) => user.includes('for its topic only'))).toHaveLength(1);
    expect(prompts.every((user) => user.includes('Spellings in the whole talk'))).toBe(true);
    expect(prompts[2]).toContain('part 3 of 5');
    expect(prompts[2]).toContain('At most 18,');
  });

  it('does not listen to more terms of a part than were asked for', async () => {
    const many = Array.from({ length: 40 }, (_, at) => ({
      src: `line ${at}`,
      heard: [],
      tgt: '=',
      ids: [],
    }));
    const isEnough: boolean[] = [];
    const { model } = scriptedTranslator(
      ({ request }) => {
        const text = JSON.stringify({ ...found, terms: many });
        const told = text.split('"src"');
        isEnough.push(
          request.isEnough?.(told.slice(0, 19).join('"src"')) === true,
          request.isEnough?.(told.slice(0, 20).join('"src"')) === true,
        );
        return { text: `${told.slice(0, 20).join('"src"')}"src":"li`, finish: 'enough' };
      },
      { concurrency: 8 },
    );
    const options = { model, from: 'en', to: 'zh', memory: volatileMemory() };
    const { terms } = await drain(readContext(long, options));
    expect(isEnough.slice(0, 2)).toEqual([false, true]);
    expect(terms).toHaveLength(18);
  });

  it('does not read again in parts what was read in one piece', async () => {
    const { asked, read } = await run(() => JSON.stringify(found), long);
    expect(asked).toHaveLength(1);
    const context = await read();
    const memory = volatileMemory();
    const one = scriptedTranslator(() => JSON.stringify(found), { concurrency: 1 });
    const many = scriptedTranslator(() => JSON.stringify(found), { concurrency: 8 });
    const options = { from: 'en', to: 'zh', about: 'On training', memory };
    await drain(readContext(long, { ...options, model: one.model }));
    expect(await drain(readContext(long, { ...options, model: many.model }))).toEqual(context);
    expect(many.asked).toHaveLength(0);
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

describe('readContext with a small model', () => {
  const small = { size: 'small', window: 8192, maxOutput: 4096 } as const;
  const misheard = talkOf([
    'Good morning, today is about training.',
    ...Array.from({ length: 30 }, (_, index) => `We are at line ${index} now.`),
    'We use PyTorch for that.',
    'So by torch does gradient descent, and Byteorch does not.',
    'Now by torch again, for the last time.',
  ]);
  const answer = {
    topic: 'Training.',
    register: 'lecture',
    speakers: [],
    terms: [
      { src: 'PyTorch', heard: ['by torch', 'Byteorch', 'pie torch'], tgt: '=', ids: [32] },
      { src: 'gradient descent', heard: ['that'], tgt: '梯度下降', ids: [33] },
      { src: 'TensorFlow', heard: ['line'], tgt: '=', ids: [1] },
    ],
  };

  it('shows what may be terms with the words around them, not the transcript', async () => {
    const { asked } = await run(() => JSON.stringify(answer), misheard, small);
    expect(asked).toHaveLength(1);
    const user = asked[0]?.request.user;
    expect(user).toContain(
      'PyTorch (1), by torch (2), Byteorch (1) | 32: We use PyTorch for that.',
    );
    expect(user).toContain('What is known of the talk:\nOn training');
    expect(user).toContain('1|Good morning, today is about training.');
    expect(user).not.toContain('line 20');
  });

  it('checks the answer against the whole talk', async () => {
    const { context } = await run(() => JSON.stringify(answer), misheard, small);
    expect(context).toEqual({
      topic: 'Training.',
      speakers: [],
      terms: [
        { source: 'PyTorch', heard: ['by torch', 'Byteorch'], target: '=', by: 'model' },
        { source: 'gradient descent', heard: [], target: '梯度下降', by: 'model' },
      ],
    });
  });

  it('is not paid for twice', async () => {
    const { context, asked, read } = await run(() => JSON.stringify(answer), misheard, small);
    expect(await read()).toEqual(context);
    expect(asked).toHaveLength(1);
  });

  const pairs = lecturePairs();
  const hour = talkOf(Array.from({ length: 450 }, (_, at) => pairs[at % pairs.length]?.en ?? ''));

  it('takes an hour of talk in one short request', async () => {
    const { asked } = await run(() => JSON.stringify(answer), hour, small);
    expect(asked).toHaveLength(1);
    const user = asked[0]?.request.user ?? '';
    for (const family of ['o200k', 'qwen', 'gemini'] as const) {
      expect(estimateTokens(user, family)).toBeLessThan(3000);
    }
  });

  it.each<[string, Partial<ModelInfo>]>([
    ['window', { window: 2048, maxOutput: 2048 }],
    ['allowance', { tokensPerMinute: 2500 }],
    ['window with a model that reasons', { window: 4096, maxOutput: 4096, thinking: 'always' }],
  ])('asks in parts that fit a small %s', async (_what, info) => {
    const { asked } = await run(() => JSON.stringify(answer), hour, { ...small, ...info });
    const room = Math.min(info.window ?? Infinity, info.tokensPerMinute ?? Infinity);
    expect(asked.length).toBeGreaterThan(1);
    expect(asked.length).toBeLessThan(6);
    for (const { request } of asked) {
      expect(estimateTokens(request.user, 'o200k') + request.maxTokens).toBeLessThan(room);
    }
  });

  it('asks for the topic only when nothing may be a term', async () => {
    const plain = talkOf(['So what do we do now?', 'We go on, and we like it.']);
    const { asked } = await run(() => JSON.stringify({ ...answer, terms: [] }), plain, small);
    expect(asked).toHaveLength(1);
    expect(asked[0]?.request.user).toContain('"terms" stays empty');
    expect(asked[0]?.request.user).not.toContain('List');
  });

  it('asks nothing about a talk without speech', async () => {
    const silent = misheard.map((sentence) => ({ ...sentence, doubt: 'loop' as const }));
    expect((await run(() => '', silent, small)).asked).toHaveLength(0);
  });
});
