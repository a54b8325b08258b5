import { describe, expect, it } from 'vitest';

import { bareCaptions } from '../../test/support/bare-captions.ts';
import { goodAnswers } from '../../test/support/good-answers.ts';
import { lecturePairs, talkOf } from '../../test/support/long-talk.ts';
import { failure, type Script, scriptedModel } from '../../test/support/scripted-model.ts';
import { writtenMarks } from '../../test/support/written-marks.ts';
import { drain, merge } from '../base/async.ts';
import { type Memory, volatileMemory } from '../base/memory.ts';
import { modelPunctuator } from '../restore/ask-marks.ts';
import { restore } from '../restore/restore.ts';
import type { Asked } from '../testing.ts';
import { readTranscript } from '../transcripts/read.ts';
import { OPENING } from '../translate/context/stretches.ts';
import { type AheadRequest, startAhead } from './ahead.ts';
import type { TalkEvent } from './events.ts';
import { GrowingTalk } from './growing-talk.ts';
import { makeTalk } from './make-talk.ts';
import { prepare } from './prepare.ts';

const pairs = lecturePairs();
const bytes = new TextEncoder().encode(talkOf(0.3, pairs));
const { cues } = readTranscript(bytes, { name: 'talk.srt' });
const { sentences } = prepare({ cues, timed: true, warnings: [] });
const REQUEST: AheadRequest = {
  title: 'A talk',
  to: 'zh',
  glossary: [],
  languageOf: async () => 'en',
};

/** What the good answers need of a request, given what a scripted model is asked. */
const good = goodAnswers(pairs);
const answer =
  (context: object): Script =>
  ({ task, lines, user, system = '' }) => {
    if (task === 'context') return context;
    const ids = lines.map(({ id }) => id);
    // Only the task and the lines are looked at.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    return good({ task, ids, lines, user, system } as unknown as Asked) ?? '';
  };
const contextWith = (...terms: object[]): object => ({
  topic: 'A lecture',
  register: 'lecture',
  speakers: [],
  terms,
});

/** Hears the talk cue by cue, with work ahead beside it, and then makes it. */
async function hearAndMake(
  script: Script,
  { memory = volatileMemory(), note = false }: { memory?: Memory; note?: boolean } = {},
) {
  const scripted = scriptedModel(script);
  const { model } = scripted;
  const growing = new GrowingTalk();
  const ahead = startAhead(growing, REQUEST, { model, memory });
  const events: TalkEvent[] = [];
  let askedAhead = 0;
  async function* main(): AsyncGenerator<TalkEvent, unknown> {
    for (const cue of cues) {
      growing.add([cue]);
      // Time for the requests under way: a real recogniser takes seconds for a window.
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    growing.end();
    await ahead.finished;
    askedAhead = scripted.of('translate').length;
    const request = { ...REQUEST, source: { name: 'talk.wav' }, sentences, from: 'en' };
    const flags = { timed: true, translation: true, note, warnings: [] };
    return yield* makeTalk({ ...request, ...flags }, { model, memory, ahead });
  }
  const both = merge<TalkEvent, [unknown, void]>([main(), ahead.work]);
  await drain(both, (event) => events.push(event));
  const requests = scripted.of('translate');
  const idsOf = (from: number, to?: number): number[] =>
    requests.slice(from, to).flatMap(({ lines }) => lines.map(({ id }) => id));
  return { events, scripted, ahead: idsOf(0, askedAhead), after: idsOf(askedAhead) };
}

describe('work ahead of the hearing', () => {
  it('translates most of a talk while it is heard, and nothing twice', async () => {
    const { events, scripted, ahead, after } = await hearAndMake(answer(contextWith()));
    expect(ahead.length).toBeGreaterThan(sentences.length / 2);
    const all = [...ahead, ...after].toSorted((a, b) => a - b);
    expect(all).toEqual(sentences.map(({ id }) => id));
    // The first request is small and waits for nothing, so that the first words are out soon.
    expect(scripted.asked[0]).toMatchObject({ task: 'translate' });
    expect(scripted.asked[0]?.lines).toHaveLength(1);
    const read = scripted.of('context').map(({ lines }) => lines.map(({ id }) => id));
    expect(read[0]).toHaveLength(OPENING);
    // All is read once, most of it while it is heard.
    expect(read.flat()).toEqual(sentences.map(({ id }) => id));
    expect(read.at(-1)?.length).toBeLessThan(sentences.length / 2);
    expect(events.filter(({ type }) => type === 'ahead-stopped')).toEqual([]);
  });

  it('shows the later reading what is in use, and keeps it', async () => {
    const [word = ''] = /[a-z]{8,}/.exec(sentences[0]?.text ?? '') ?? [];
    const name = { src: word, heard: [], tgt: '某词', ids: [1] };
    const { scripted } = await hearAndMake(answer(contextWith(name)));
    const [first, ...later] = scripted.of('context');
    expect(first?.user).not.toMatch(/so far|Already in use/);
    for (const { user, lines } of later) {
      expect(user).toContain('\nTopic so far: A lecture\n');
      const isUsed = lines.some(({ text }) => text.includes(word));
      expect(user.includes(`\n${word} -> 某词\n`)).toBe(isUsed);
    }
  });

  it('makes the outline while the rest is read', async () => {
    const [early = ''] = /[a-z]{8,}/.exec(sentences[0]?.text ?? '') ?? [];
    const [late = ''] =
      /[a-z]{8,}/.exec(
        sentences
          .slice(-3)
          .map(({ text }) => text)
          .join(' '),
      ) ?? [];
    const plain = answer(contextWith());
    const { scripted } = await hearAndMake(
      (request) => {
        if (request.task !== 'context') return plain(request);
        const isLast = request.lines.at(-1)?.id === sentences.length;
        const [src, tgt] = isLast ? [late, '后词'] : [early, '先词'];
        return contextWith({ src, heard: [], tgt, ids: [1] });
      },
      { note: true },
    );
    const [outline, ...more] = scripted.of('outline');
    expect(more).toEqual([]);
    expect(outline?.user).toContain(`${early} -> 先词`);
    const last = scripted.of('points').at(-1);
    expect(last?.user).toContain(`${late} -> 后词`);
    expect(scripted.asked.findLastIndex(({ task }) => task === 'context')).toBeLessThan(
      scripted.asked.findIndex(({ task }) => task === 'points'),
    );
  });

  it('asks again just the lines that a later term changes', async () => {
    const word = /\bdatabase\b/i;
    const touched = sentences.filter(({ text }) => word.test(text)).map(({ id }) => id);
    expect(touched.length).toBeGreaterThan(1);
    const found = { src: 'database', heard: [], tgt: '资料库系统', ids: touched };
    let readings = 0;
    const plain = answer(contextWith());
    const script: Script = (request) => {
      if (request.task !== 'context') return plain(request);
      readings += 1;
      return readings === 1 ? contextWith() : contextWith(found);
    };
    const { ahead, after } = await hearAndMake(script);
    const again = after.filter((id) => ahead.includes(id));
    expect(again.toSorted((a, b) => a - b)).toEqual(touched.filter((id) => ahead.includes(id)));
  });

  it('asks nothing again for a later term that the lines say already', async () => {
    const { zh = '' } = pairs.find(({ en }) => /\bdatabase\b/i.test(en)) ?? {};
    expect(zh).toContain('数据库');
    const found = { src: 'database', heard: [], tgt: '数据库', ids: [1] };
    let readings = 0;
    const plain = answer(contextWith());
    const { ahead, after } = await hearAndMake((request) => {
      if (request.task !== 'context') return plain(request);
      readings += 1;
      return readings === 1 ? contextWith() : contextWith(found);
    });
    expect(after.filter((id) => ahead.includes(id))).toEqual([]);
  });

  it('tells of trouble with the model and lets the hearing go on', async () => {
    const growing = new GrowingTalk();
    const { model } = scriptedModel(() => {
      throw failure('MODEL_AUTH');
    });
    const ahead = startAhead(growing, REQUEST, { model, memory: volatileMemory() });
    growing.add(cues);
    const events: TalkEvent[] = [];
    await drain(ahead.work, (event) => events.push(event));
    await Promise.all([ahead.read, ahead.finished]);
    expect(events).toEqual([
      { type: 'ahead-stopped', code: 'MODEL_AUTH', values: expect.any(Object) },
    ]);
  });

  it('ends with the signal, and without a word at the end of a short talk', async () => {
    const { model } = scriptedModel(answer(contextWith()));
    const aborted = AbortSignal.abort(new Error('stop'));
    const growing = new GrowingTalk();
    growing.add(cues);
    const tools = { model, memory: volatileMemory() };
    const stopped = startAhead(growing, REQUEST, { ...tools, signal: aborted });
    await expect(drain(stopped.work)).rejects.toThrow('stop');
    await stopped.finished;
    const short = new GrowingTalk();
    const ahead = startAhead(short, REQUEST, tools);
    short.add(cues.slice(0, 3));
    short.end();
    await drain(ahead.work);
    await ahead.read;
  });

  it('leaves a talk in the language of its reader alone', async () => {
    const { model, asked } = scriptedModel(answer(contextWith()));
    const growing = new GrowingTalk();
    growing.add(cues);
    const request = { ...REQUEST, languageOf: async () => 'zh' };
    await drain(startAhead(growing, request, { model, memory: volatileMemory() }).work);
    expect(asked).toEqual([]);
  });
});

describe('a talk heard by a model without marks', () => {
  const written = pairs.map(({ en }) => en).join(' ');
  const { cues: bare } = bareCaptions(written, { pauses: true });

  /** Hears it caption by caption, and puts in at the end what is still lacking. */
  async function hearBare(marks: (text: string) => string | undefined) {
    const memory = volatileMemory();
    const scripted = scriptedModel((request) =>
      request.task === 'restore' ? marks(request.user) : answer(contextWith())(request),
    );
    const { model } = scripted;
    const punctuator = modelPunctuator(model, { language: 'en' });
    const growing = new GrowingTalk({ marks: memory });
    const request = { ...REQUEST, punctuatorFor: async () => punctuator };
    const ahead = startAhead(growing, request, { model, memory });
    // oxlint-disable-next-line require-yield
    async function* main(): AsyncGenerator<TalkEvent, number> {
      for (const cue of bare) {
        growing.add([cue]);
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
      growing.end();
      await ahead.finished;
      return scripted.of('translate').flatMap(({ lines }) => lines).length;
    }
    const [translated] = await drain(merge<TalkEvent, [number, void]>([main(), ahead.work]));
    const whole = { cues: bare, timed: true, warnings: [] };
    const restored = await drain(restore(whole, { punctuator, memory }));
    return { scripted, translated, ...restored };
  }

  it('is restored as it comes, each stretch once, and translated ahead in its sentences', async () => {
    const marks = writtenMarks(written);
    const { scripted, translated, transcript, unasked, unmarked } = await hearBare(
      (text) => marks(text) ?? '',
    );
    expect([unasked, unmarked]).toEqual([0, 0]);
    const shown = scripted.of('restore').map(({ user }) => user);
    expect(new Set(shown).size).toBe(shown.length);
    const found = prepare(transcript).sentences;
    expect(translated).toBeGreaterThan(found.length / 2);
    const texts = new Set(found.map(({ text }) => text));
    for (const { text } of scripted.of('translate').flatMap(({ lines }) => lines))
      expect(texts).toContain(text);
  });

  it('does not wait for marks that a model cannot give', async () => {
    const { scripted, translated } = await hearBare(() => 'I cannot help with that.');
    expect(translated).toBeGreaterThan(10);
    expect(scripted.of('restore').length).toBeLessThan(20);
  });
});
