import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { goodAnswers } from '../../test/support/good-answers.ts';
import { lecturePairs, talkOf } from '../../test/support/long-talk.ts';
import { drain } from '../base/async.ts';
import { type Memory, volatileMemory } from '../base/memory.ts';
import type { ChatModel } from '../llm/chat-model.ts';
import { createChatModel } from '../llm/create-model.ts';
import { openLedger } from '../llm/ledger.ts';
import { isComplete, type Talk } from '../model/talk.ts';
import type { Term } from '../model/term.ts';
import {
  type Asked,
  type Fault,
  type SimulatedProvider,
  startSimulatedProvider,
} from '../testing.ts';
import { readTranscript } from '../transcripts/read.ts';
import type { TalkEvent } from './events.ts';
import { makeTalk } from './make-talk.ts';
import { prepare } from './prepare.ts';
import type { TalkRequest } from './talk-request.ts';

const pairs = lecturePairs();
const bytes = new TextEncoder().encode(talkOf(0.35, pairs));
const { sentences } = prepare(readTranscript(bytes, { name: 'talk.srt' }));
const REQUEST: TalkRequest = {
  title: 'A talk',
  source: { name: 'talk.srt' },
  sentences,
  from: 'en',
  to: 'zh',
  timed: true,
  glossary: [],
  translation: true,
  note: true,
  warnings: [{ code: 'loops', count: 2 }],
};

let provider: SimulatedProvider;
let fault: (asked: Asked) => Fault | undefined;
beforeEach(async () => {
  fault = () => undefined;
  provider = await startSimulatedProvider({
    answer: goodAnswers(pairs),
    fault: (asked) => fault(asked),
  });
});
afterEach(() => provider.close());

function modelNamed(model = 'gpt-4.1', concurrency = 3): ChatModel {
  return createChatModel({
    provider: 'openai',
    model,
    key: 'k',
    baseUrl: `${provider.url}/v1`,
    price: { input: 1, output: 4 },
    limits: { concurrency },
  });
}

const many = (): ChatModel => modelNamed('gpt-4.1', 8);

type Made = { talk: Talk; events: TalkEvent[]; asked: Asked[] };

/** Makes the talk; gives what was asked for it. */
async function make(
  changes: Partial<TalkRequest> = {},
  tools: { memory?: Memory; model?: ChatModel | undefined; signal?: AbortSignal } = {},
): Promise<Made> {
  const before = provider.requests.length;
  const events: TalkEvent[] = [];
  const { memory = volatileMemory(), model = modelNamed(), signal } = tools;
  const making = makeTalk({ ...REQUEST, ...changes }, { memory, model, signal });
  const talk = await drain(making, (event) => events.push(event));
  return { talk, events, asked: provider.requests.slice(before) };
}

/** A word of a few sentences, and their IDs. */
function rareWord(): { word: string; touched: number[] } {
  for (const word of sentences.flatMap(({ text }) => text.match(/\b[a-z]{8,}\b/g) ?? [])) {
    const whole = new RegExp(`\\b${word}\\b`, 'i');
    const touched = sentences.filter(({ text }) => whole.test(text)).map(({ id }) => id);
    if (touched.length <= 3) return { word, touched };
  }
  return { word: '', touched: [] };
}

const tasksOf = (asked: readonly Asked[]): string[] =>
  [...new Set(asked.map(({ task }) => task))].toSorted();
const linesOf = (asked: readonly Asked[]): number[] =>
  asked
    .filter(({ task }) => task === 'translate')
    .flatMap(({ lines }) => lines.map(({ id }) => id))
    .toSorted((a, b) => a - b);

describe('makeTalk', () => {
  it('makes translation and note, and tells what happens in order', async () => {
    const { talk, events } = await make();
    expect(isComplete(talk)).toBe(true);
    expect(talk.translation).toHaveLength(sentences.length);
    expect(talk.note?.sections.length).toBeGreaterThan(1);
    expect(talk).toMatchObject({
      title: 'A talk',
      model: 'openai:gpt-4.1',
      warnings: [{ code: 'loops', count: 2 }],
      topic: expect.any(String),
    });
    expect(talk.duration).toBe(sentences.at(-1)?.end);
    const named = events.map((event) =>
      'step' in event ? `${event.type} ${event.step}` : event.type,
    );
    const at = (name: string): number => named.indexOf(name);
    expect(named[0]).toBe('step-start context');
    expect(at('context-found')).toBeLessThan(at('step-end context'));
    // Side by side: both have begun before either ends.
    const begun = Math.max(at('step-start translate'), at('step-start note'));
    expect(begun).toBeLessThan(Math.min(at('step-end translate'), at('step-end note')));
    expect(at('step-start note')).toBeLessThan(at('outline-made'));
    expect(at('outline-made')).toBeLessThan(at('section-noted'));
    expect(events.filter(({ type }) => type === 'line-translated')).toHaveLength(sentences.length);
    expect(events.filter(({ type }) => type === 'section-noted')).toHaveLength(
      talk.note?.sections.length ?? 0,
    );
  });

  it('asks nothing the second time', async () => {
    const memory = volatileMemory();
    const first = await make({}, { memory });
    const second = await make({}, { memory });
    expect(second.asked).toEqual([]);
    expect(second.talk).toEqual(first.talk);
  });

  it('asks only for what a changed term touches', async () => {
    const memory = volatileMemory();
    const { word, touched } = rareWord();
    expect(touched.length).toBeGreaterThan(0);
    await make({}, { memory });
    const glossary: Term[] = [{ source: word, target: '=', heard: [], by: 'user' }];
    const { asked } = await make({ glossary }, { memory });
    expect(new Set(linesOf(asked))).toEqual(new Set(touched));
    expect(asked.map(({ task }) => task)).not.toContain('context');
    for (const { lines } of asked.filter(({ task }) => task === 'points')) {
      expect(lines.some(({ id }) => touched.includes(id))).toBe(true);
    }
  });

  it('asks another model for everything', async () => {
    const memory = volatileMemory();
    const first = await make({}, { memory });
    const { asked } = await make({}, { memory, model: modelNamed('gpt-4.1-mini') });
    expect(tasksOf(asked)).toEqual(tasksOf(first.asked));
    expect(linesOf(asked)).toEqual(linesOf(first.asked));
  });

  it('asks in another style for all lines, but not for the note', async () => {
    const memory = volatileMemory();
    const first = await make({}, { memory });
    const { asked } = await make({ style: 'short and dry' }, { memory });
    expect(tasksOf(asked)).toEqual(['translate']);
    expect(linesOf(asked)).toEqual(linesOf(first.asked));
  });

  it('is the transcript alone without a model, or with nothing to do', async () => {
    const alone = await drain(makeTalk(REQUEST, { memory: volatileMemory() }));
    expect(alone).toMatchObject({ sentences, language: 'en', target: 'zh', terms: [] });
    expect([alone.model, alone.translation, alone.note]).toEqual([undefined, undefined, undefined]);
    const idle = await make({ translation: false, note: false });
    expect(idle.asked).toEqual([]);
    expect(idle.talk).toEqual(alone);
  });

  it('makes the one that is wanted', async () => {
    const translated = await make({ note: false });
    expect(translated.talk.note).toBeUndefined();
    expect(tasksOf(translated.asked)).toEqual(['context', 'translate']);
    const noted = await make({ translation: false });
    expect(noted.talk.translation).toBeUndefined();
    expect(tasksOf(noted.asked)).toEqual(['context', 'outline', 'points', 'verify']);
    expect(noted.events).not.toContainEqual({ type: 'step-start', step: 'translate' });
  });

  it('translates nothing into the language it is in', async () => {
    const { talk, asked } = await make({ to: 'en-GB' });
    expect(talk.translation).toBeUndefined();
    expect(talk.note).toBeDefined();
    expect(tasksOf(asked)).not.toContain('translate');
  });

  it('puts misheard names right for the note', async () => {
    const [first, ...rest] = sentences;
    const misheard = {
      ...(first ?? { id: 1, start: 0, end: 1, paragraph: false }),
      text: 'We use by torch every day.',
    };
    const glossary: Term[] = [{ source: 'PyTorch', target: '=', heard: ['by torch'], by: 'user' }];
    const { talk, asked } = await make({ sentences: [misheard, ...rest], glossary });
    expect(talk.sentences[0]).toMatchObject({
      text: 'We use by torch every day.',
      corrected: 'We use PyTorch every day.',
    });
    const shown = (task: string): string =>
      asked.find((each) => each.task === task)?.lines[0]?.text ?? '';
    expect(shown('outline')).toBe('We use PyTorch every day.');
    expect(shown('points')).toBe('We use PyTorch every day.');
  });
});

describe('makeTalk, with many requests at once', () => {
  it('translates what has been read while the rest is still being read', async () => {
    const seen: string[] = [];
    fault = ({ task, ids }) => {
      seen.push(task === 'context' ? `context ${ids[0]}` : task);
      return task === 'context' && ids[0] !== 1 ? { waitMs: 400 } : undefined;
    };
    const { talk, events, asked } = await make({}, { model: many() });
    expect(isComplete(talk)).toBe(true);
    expect(asked.filter(({ task }) => task === 'context')).toHaveLength(2);
    // Neither the outline nor the first chunk waits for all terms.
    const first = events.findIndex(({ type }) => type === 'line-translated');
    expect(first).toBeLessThan(events.findIndex(({ type }) => type === 'context-found'));
    expect(seen.slice(0, 3).toSorted()).toEqual([
      'context 1',
      expect.stringMatching(/^context \d/),
      'outline',
    ]);
    // Each line is told of once.
    expect(events.filter(({ type }) => type === 'line-translated')).toHaveLength(sentences.length);
  });

  it('asks again only for lines that a term found later is missing from', async () => {
    const { word, touched } = rareWord();
    const term = { src: word, heard: [], tgt: '另译', ids: touched };
    const late = { topic: 'Trees', register: 'lecture', speakers: [], terms: [term] };
    const isEarly = touched.every((id) => id < sentences.length / 2);
    expect(isEarly).toBe(true);
    fault = ({ task, ids }) =>
      task === 'context' && ids[0] !== 1 ? { waitMs: 400, text: JSON.stringify(late) } : undefined;
    const { talk, asked } = await make({ note: false }, { model: many() });
    expect(talk.terms).toContainEqual(expect.objectContaining({ source: word, target: '另译' }));
    const lines = linesOf(asked);
    const twice = lines.filter((id, at) => lines.indexOf(id) !== at);
    expect(new Set(twice)).toEqual(new Set(touched));
    // Who says the same again is believed, and the reader told.
    for (const id of touched) expect(talk.translation?.[id - 1]?.text).not.toBe('');
  });

  it('gives up a line once, not once more when all terms are known', async () => {
    const good = goodAnswers(pairs);
    fault = (asked) => {
      if (asked.task !== 'translate') return asked.task === 'context' ? { waitMs: 50 } : undefined;
      const rows = (good(asked) ?? '').split('\n').filter((row) => !row.startsWith('7|'));
      return { text: rows.join('\n') || 'Sorry.' };
    };
    const { talk, asked } = await make({ note: false }, { model: many() });
    expect(talk.translation?.[6]).toMatchObject({ status: 'untranslated' });
    expect(linesOf(asked).filter((id) => id === 7)).toHaveLength(4);
  });

  it('asks nothing the second time, also with fewer requests at once', async () => {
    const memory = volatileMemory();
    const first = await make({}, { memory, model: many() });
    const second = await make({}, { memory, model: many() });
    expect(second.asked).toEqual([]);
    expect(second.talk).toEqual(first.talk);
  });

  it('goes on without the terms of a part that cannot be read', async () => {
    fault = ({ task, ids }) =>
      task === 'context' && ids[0] === 1 ? { text: 'I would rather not.' } : undefined;
    const { talk } = await make({}, { model: many() });
    expect(isComplete(talk)).toBe(true);
  });

  it('stops when the talk cannot be read at all, and says why', async () => {
    fault = ({ task }) =>
      task === 'context' ? { status: 401, error: { message: 'bad key' } } : undefined;
    await expect(make({}, { model: many() })).rejects.toMatchObject({ code: 'MODEL_AUTH' });
  });
});

describe('a run that stops', () => {
  it.each([
    ['few', 3],
    ['many', 8],
  ])(
    'keeps what was finished when it is cancelled, with %s requests at once',
    async (_, atOnce) => {
      const memory = volatileMemory();
      const model = modelNamed('gpt-4.1', atOnce);
      const stop = new AbortController();
      const kept: number[] = [];
      const making = makeTalk(REQUEST, { memory, model, signal: stop.signal });
      const running = drain(making, (event) => {
        if (event.type !== 'line-translated') return;
        kept.push(event.line.id);
        if (kept.length === 30) stop.abort(new Error('enough'));
      });
      await expect(running).rejects.toThrow('enough');
      const { talk, asked } = await make({}, { memory, model });
      expect(isComplete(talk)).toBe(true);
      expect(linesOf(asked).filter((id) => kept.includes(id))).toEqual([]);
      expect(new Set([...linesOf(asked), ...kept]).size).toBe(sentences.length);
    },
  );

  it('stops its requests when nobody listens any more', async () => {
    for await (const event of makeTalk(REQUEST, {
      memory: volatileMemory(),
      model: modelNamed(),
    })) {
      if (event.type === 'line-translated') break;
    }
    const asked = provider.requests.length;
    await new Promise((resolve) => setTimeout(resolve, 100));
    // Those that were on their way, at the most.
    expect(provider.requests.length).toBeLessThanOrEqual(asked + 3);
  });

  it('starts nothing new after a failure for good, but keeps what was under way', async () => {
    const memory = volatileMemory();
    let points = 0;
    fault = ({ task }) => {
      if (task === 'points') points++;
      return task === 'points' && points === 2
        ? { status: 401, error: { message: 'bad key' } }
        : undefined;
    };
    const ledger = openLedger();
    await expect(make({}, { memory, model: ledger.watch(modelNamed()) })).rejects.toMatchObject({
      code: 'MODEL_AUTH',
    });
    const before = provider.requests.length;
    fault = () => undefined;
    const { talk, asked } = await make({}, { memory });
    expect(isComplete(talk)).toBe(true);
    // Nothing that was answered before is asked again.
    const answered = provider.requests.slice(0, before).map(({ user }) => user);
    const again = asked.filter(({ user }) => answered.includes(user));
    expect(again.map(({ task }) => task)).toEqual(['points']);
  });

  it('stops before it costs more than allowed, and goes on with more money', async () => {
    const memory = volatileMemory();
    const whole = openLedger();
    await make({}, { model: whole.watch(modelNamed()) });
    const cost = whole.cost ?? 0;
    const limited = openLedger({ maxCost: 0.6 * cost });
    await expect(make({}, { memory, model: limited.watch(modelNamed()) })).rejects.toMatchObject({
      code: 'COST_LIMIT',
    });
    expect(limited.cost).toBeLessThanOrEqual(0.6 * cost);
    expect(limited.cost).toBeGreaterThan(0.2 * cost);
    const enough = openLedger({ maxCost: cost });
    const { talk } = await make({}, { memory, model: enough.watch(modelNamed()) });
    expect(isComplete(talk)).toBe(true);
    // Nothing is paid for twice; chunks of what is left may be cut anew.
    expect((limited.cost ?? 0) + (enough.cost ?? 0)).toBeLessThan(1.15 * cost);
  });
});
