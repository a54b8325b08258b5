import { describe, expect, it } from 'vitest';

import { longParallel, PARALLEL, talkOf } from '../../test/support/parallel.ts';
import { type Script, scriptedTranslator } from '../../test/support/scripted-translator.ts';
import { drain } from '../base/async.ts';
import { type Memory, volatileMemory } from '../base/memory.ts';
import type { ModelInfo } from '../llm/chat-model.ts';
import { ModelError } from '../llm/failures/model-error.ts';
import type { Term } from '../model/term.ts';
import type { Line } from '../model/translation.ts';
import type { TranslateEvent } from './asking/events.ts';
import { translate, type TranslateOptions } from './translate.ts';

const right = (id: number): string => PARALLEL[id - 1]?.zh ?? '';
const answer = (ids: readonly number[], text = right): string =>
  ids.map((id) => `${id}|${text(id)}`).join('\n');
const brief = (terms: readonly Term[] = []) => ({
  from: 'en',
  to: 'zh',
  context: { topic: '', speakers: [], terms },
});
const talk = (count: number) => talkOf(PARALLEL.slice(0, count).map((pair) => pair.en));

type Setting = Partial<TranslateOptions> & {
  readonly count?: number;
  readonly info?: Partial<ModelInfo>;
};

/** Translates the first lines of the parallel text with a scripted model. */
async function run(script: Script, { count = 30, info, ...options }: Setting = {}) {
  const { model, asked } = scriptedTranslator(script, info);
  const events: TranslateEvent[] = [];
  const lines = await drain(
    translate(talk(count), { model, brief: brief(), memory: volatileMemory(), ...options }),
    (event) => events.push(event),
  );
  return { lines, asked, events };
}

const ofStatus = (lines: readonly Line[], status: Line['status']): number[] =>
  lines.filter((line) => line.status === status).map((line) => line.id);
const error = (code: 'MODEL_CONTENT_FILTER' | 'MODEL_CONTEXT' | 'MODEL_AUTH') =>
  new ModelError(code, { host: 'test', said: 'no', key: 'x' });

const limitedTo =
  (most: number): Script =>
  ({ ids }) => {
    if (ids.length > most) throw error('MODEL_CONTEXT');
    return answer(ids);
  };

/** Answers half of the lines, but at least four. */
const halfOf: Script = ({ ids }) => answer(ids.slice(0, Math.max(4, ids.length / 2)));

/** The longest line of a short talk, cut to a length that a careful translator may have meant. */
const LONGEST = PARALLEL.slice(0, 30).reduce(
  (best, { zh }, index, all) => (zh.length > (all[best - 1]?.zh.length ?? 0) ? index + 1 : best),
  1,
);
const shortened = (id: number): string =>
  id === LONGEST ? `${right(id).slice(0, right(id).length * 0.5)}。` : right(id);
const merged = (id: number): string => (id === 12 ? right(12) + right(13) : right(id));
const wrongNumber = (id: number): string => (id === 5 ? right(5).replace('100', '900') : right(id));

describe('translate', () => {
  it('gives a line for every sentence, in order, from one request', async () => {
    const { lines, asked } = await run(({ ids }) => answer(ids));
    expect(lines.map((line) => line.text)).toEqual(talk(30).map(({ id }) => right(id)));
    expect(ofStatus(lines, 'ok')).toHaveLength(30);
    expect(asked).toHaveLength(1);
  });

  it('announces lines while the answer still comes in', async () => {
    const { model } = scriptedTranslator(({ ids }) => answer(ids));
    let deltas = 0;
    let early = 0;
    const counting = {
      ...model,
      async *ask(request: Parameters<typeof model.ask>[0]) {
        const stream = model.ask(request);
        for (;;) {
          // eslint-disable-next-line no-await-in-loop -- a stream is read in order
          const step = await stream.next();
          if (step.done) return step.value;
          deltas++;
          yield step.value;
        }
      },
    };
    let seen = 0;
    await drain(
      translate(talk(60), { model: counting, brief: brief(), memory: volatileMemory() }),
      (event) => {
        if (event.type !== 'line-translated') return;
        seen++;
        if (seen === 20) early = deltas;
      },
    );
    expect(seen).toBe(60);
    expect(early).toBeLessThan(0.7 * deltas);
  });

  it.each<[string, (ids: readonly number[]) => string]>([
    [
      'words before the lines',
      (ids) => `Sure, here are all ${ids.length} lines:\n\n${answer(ids)}`,
    ],
    ['a code fence', (ids) => `\`\`\`\n${answer(ids)}\n\`\`\``],
    ['Windows line ends', (ids) => answer(ids).replaceAll('\n', '\r\n')],
    ['JSON', (ids) => JSON.stringify(Object.fromEntries(ids.map((id) => [id, right(id)])))],
    [
      'pretty JSON',
      (ids) => JSON.stringify(Object.fromEntries(ids.map((id) => [id, right(id)])), null, 2),
    ],
    ['another order', (ids) => answer(ids.toReversed())],
    ['a line answered twice', (ids) => `${answer(ids.slice(0, 5))}\n${answer(ids)}`],
    ['lines nobody asked for', (ids) => `${answer(ids)}\n${(ids.at(-1) ?? 0) + 1}|多余的一行`],
  ])('reads an answer with %s at once', async (_what, script) => {
    const { lines, asked } = await run(({ ids }) => script(ids));
    expect(ofStatus(lines, 'ok')).toHaveLength(30);
    expect(lines.every((line) => line.text === right(line.id))).toBe(true);
    expect(asked).toHaveLength(1);
  });

  it('reads answers counted from 1', async () => {
    const { lines, asked } = await run(
      ({ ids }) => ids.map((id, index) => `${index + 1}|${right(id)}`).join('\n'),
      { count: 120 },
    );
    expect(lines.every((line) => line.text === right(line.id))).toBe(true);
    expect(asked).toHaveLength(2);
  });

  it('shows the lines before and after a chunk', async () => {
    const { asked } = await run(({ ids }) => answer(ids), { count: 120 });
    const [first, second] = asked.map(({ request }) => request.user);
    expect(first).not.toContain('Already translated');
    expect(first).toContain('What comes after');
    expect(second).toContain('Already translated');
    const last = asked[0]?.ids.at(-1) ?? 0;
    expect(second).toContain(`${PARALLEL[last - 1]?.en} => ${right(last)}`);
  });

  it('shows the source before a chunk whose neighbour is still being translated', async () => {
    const { asked } = await run(({ ids }) => answer(ids), {
      count: 120,
      info: { concurrency: 2 },
    });
    const second = asked.find(({ ids }) => ids[0] !== 1);
    const before = (second?.ids[0] ?? 0) - 1;
    expect(second?.request.user).toContain('What stands before, for understanding only');
    expect(second?.request.user).toContain(`${PARALLEL[before - 1]?.en}\n\n`);
    expect(second?.request.user).not.toContain(right(before));
  });

  it('sends the same system text every time', async () => {
    const { asked } = await run(({ ids, call }) => (call === 1 ? '' : answer(ids)), { count: 120 });
    expect(new Set(asked.map(({ request }) => request.system)).size).toBe(1);
  });

  it('translates nothing that the recogniser made up', async () => {
    const { model, asked } = scriptedTranslator(({ ids }) => answer(ids));
    const sentences = talk(10).map((each) =>
      each.id === 4 ? { ...each, doubt: 'loop' as const } : each,
    );
    const lines = await drain(
      translate(sentences, { model, brief: brief(), memory: volatileMemory() }),
    );
    expect(lines[3]).toEqual({ id: 4, text: '', status: 'silent' });
    expect(asked.flatMap((each) => each.ids)).not.toContain(4);
  });

  it('leaves what is said in the target language as it is, and asks nobody', async () => {
    const { model, asked } = scriptedTranslator(({ ids }) => answer(ids));
    const sentences = talk(10).map((each) => {
      if (each.id === 4) return { ...each, text: right(4), language: 'zh' };
      return each.id === 5 ? { ...each, language: 'de' } : each;
    });
    const lines = await drain(
      translate(sentences, { model, brief: brief(), memory: volatileMemory() }),
    );
    expect(lines[3]).toEqual({ id: 4, text: right(4), status: 'ok' });
    const ids = asked.flatMap((each) => each.ids);
    expect([ids.includes(4), ids.includes(5)]).toEqual([false, true]);
  });

  it('translates the parts of a talk in the target language that are said in another', async () => {
    const { model, asked } = scriptedTranslator(({ ids }) => answer(ids));
    const sentences = talk(10).map((each) =>
      each.id % 2 === 0 ? { ...each, language: 'en' } : { ...each, text: right(each.id) },
    );
    const lines = await drain(
      translate(sentences, {
        model,
        brief: { ...brief(), from: 'zh' },
        memory: volatileMemory(),
      }),
    );
    expect(lines.map(({ text }) => text)).toEqual(sentences.map(({ id }) => right(id)));
    expect(asked.flatMap((each) => each.ids)).toEqual([2, 4, 6, 8, 10]);
    expect(asked[0]?.request.system).toContain('English');
  });

  it('keeps silent lines silent', async () => {
    const { lines } = await run(({ ids }) => answer(ids, (id) => (id === 3 ? '~' : right(id))));
    expect(lines[2]).toEqual({ id: 3, text: '', status: 'silent' });
  });

  it('has nothing to do without sentences', async () => {
    const { lines, asked } = await run(() => '', { count: 0 });
    expect([lines, asked]).toEqual([[], []]);
  });

  it('splits the work among lanes, each with neighbouring chunks', async () => {
    const pairs = longParallel().slice(0, 600);
    const { model, asked } = scriptedTranslator(
      ({ ids }) => answer(ids, (id) => pairs[id - 1]?.zh ?? ''),
      { concurrency: 3 },
    );
    const sentences = talkOf(pairs.map((pair) => pair.en));
    const lines = await drain(
      translate(sentences, { model, brief: brief(), memory: volatileMemory() }),
    );
    expect(lines.every((line) => line.text === pairs[line.id - 1]?.zh)).toBe(true);
    const starts = asked.slice(0, 3).map((each) => each.ids[0] ?? 0);
    expect(starts[1]).toBeGreaterThan(150);
    expect(starts[2]).toBeGreaterThan(350);
  });
});

describe('translate, repairing', () => {
  it('asks again for lines without an answer, with the lines around them and the reason', async () => {
    const { lines, asked } = await run(({ ids, call }) =>
      answer(call === 1 ? ids.filter((id) => id !== 7) : ids),
    );
    expect(asked.map((each) => each.ids)).toEqual([talk(30).map(({ id }) => id), [7]]);
    const again = asked[1]?.request.user ?? '';
    expect(again).toContain('7: no answer');
    expect(again).toContain(`${PARALLEL[5]?.en} => ${right(6)}`);
    expect(lines[6]).toEqual({ id: 7, text: right(7), status: 'repaired' });
    expect(ofStatus(lines, 'ok')).toHaveLength(29);
  });

  it('does not show the wrong answer again', async () => {
    const wrong = 'left in English as it was before, alas';
    const { asked } = await run(({ ids, call }) =>
      answer(ids, (id) => (call === 1 && id === 12 ? wrong : right(id))),
    );
    expect(asked[1]?.ids).toEqual([12]);
    expect(asked[1]?.request.user).not.toContain(wrong);
    expect(asked[1]?.request.user).toContain('12: left in English');
  });

  it('goes down to single lines and then says so', async () => {
    const { lines, asked, events } = await run(({ ids }) => answer(ids.filter((id) => id !== 7)));
    expect(lines[6]).toEqual({ id: 7, text: '', status: 'untranslated', flags: ['missing'] });
    expect(ofStatus(lines, 'ok')).toHaveLength(29);
    const tries = asked.filter((each) => each.ids.includes(7));
    expect(tries).toHaveLength(4);
    expect(tries.at(-1)?.request.system).toBeUndefined();
    expect(events.filter((event) => event.type === 'repair-start')).toHaveLength(3);
  });

  it('gives up a model that has translated nothing, at few requests', async () => {
    const { model, asked } = scriptedTranslator(() => 'I cannot help with that.');
    const lost = translate(talk(40), { model, brief: brief(), memory: volatileMemory() });
    const failure = { code: 'MODEL_UNFIT', values: { model: model.info.id, count: 40 } };
    await expect(drain(lost)).rejects.toMatchObject(failure);
    expect(asked.length).toBeLessThan(25);
  });

  it('marks the lines of a short talk that a model does not translate', async () => {
    const { lines, asked } = await run(() => '', { count: 12 });
    expect(ofStatus(lines, 'untranslated')).toHaveLength(12);
    expect(asked.length).toBeLessThan(20);
  });

  it('marks what a model stops translating in the middle, without asking for each line alone', async () => {
    const { lines, asked } = await run(({ ids }) => answer(ids.filter((id) => id <= 5)));
    expect(ofStatus(lines, 'untranslated')).toHaveLength(25);
    expect(asked.length).toBeLessThan(25);
  });

  it('asks the second model for what the first cannot do', async () => {
    const second = scriptedTranslator(({ ids }) => answer(ids), { id: 'test:second' });
    const { lines } = await run(({ ids }) => answer(ids.filter((id) => id !== 7)), {
      second: second.model,
    });
    expect(second.asked.map((each) => each.ids)).toEqual([[7]]);
    expect(lines[6]).toEqual({ id: 7, text: right(7), status: 'repaired' });
  });

  it('isolates the line that a provider refuses', async () => {
    const { lines, asked } = await run(
      ({ ids }) => {
        if (ids.includes(33)) throw error('MODEL_CONTENT_FILTER');
        return answer(ids);
      },
      { count: 60 },
    );
    expect(ofStatus(lines, 'untranslated')).toEqual([33]);
    expect(lines[32]?.flags).toEqual(['refused']);
    expect(asked.length).toBeLessThan(20);
  });

  it('rejects the lines that stand beside the wrong source', async () => {
    const { lines, asked } = await run(
      ({ ids, call }) => {
        if (call > 1) return answer(ids);
        // Lines 20 and 21 in one, all the others moved up.
        const texts = ids.map((id) => right(id < 20 ? id : id + 1));
        return answer(ids.slice(0, -1), (id) =>
          id === 20 ? right(20) + right(21) : (texts[id - 1] ?? ''),
        );
      },
      { count: 60 },
    );
    expect(lines.every((line) => line.text === right(line.id))).toBe(true);
    expect(asked[1]?.request.user).toContain('it held the text of a neighbouring line');
    const again = asked.slice(1).flatMap((each) => each.ids);
    expect(again.length).toBeLessThan(50);
    expect(again).not.toContain(10);
  });

  it('notices lines run together at the very end', async () => {
    const { lines } = await run(({ ids, call }) =>
      call > 1
        ? answer(ids)
        : answer(ids.slice(0, -1), (id) =>
            id === 26 ? right(26) + right(27) : right(id < 26 ? id : id + 1),
          ),
    );
    expect(lines.every((line) => line.text === right(line.id))).toBe(true);
  });

  it('asks again for a line that holds the text of its neighbour as well', async () => {
    const { lines, asked } = await run(({ ids, call }) =>
      answer(call === 1 ? ids.filter((id) => id !== 13) : ids, call === 1 ? merged : right),
    );
    expect(asked[1]?.ids).toEqual([12, 13]);
    expect(lines.every((line) => line.text === right(line.id))).toBe(true);
  });

  it('uses what came before a stream broke off', async () => {
    const { lines, asked } = await run(({ ids, call }) =>
      call === 1 ? { text: answer(ids).slice(0, 300), finish: 'cut' } : answer(ids),
    );
    expect(lines.every((line) => line.text === right(line.id))).toBe(true);
    expect(asked[1]?.ids[0]).toBeGreaterThan(5);
  });

  it('stops at once when the server cannot be used', async () => {
    const asked = run(() => {
      throw error('MODEL_AUTH');
    });
    await expect(asked).rejects.toMatchObject({ code: 'MODEL_AUTH' });
  });
});

describe('translate, learning the limits of a model', () => {
  it('asks a small model for a few lines first, and for more while all of them pass', async () => {
    const small = { size: 'small' } as const;
    const { asked } = await run(({ ids }) => answer(ids), { count: 60, info: small });
    const sizes = asked.map(({ ids }) => ids.length);
    expect(sizes[0]).toBeLessThanOrEqual(8);
    expect(sizes.slice(1, 4).some((size) => size > 12)).toBe(true);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(60);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(40);
  });

  it('asks a small model for fewer lines when it drops some', async () => {
    const small = { size: 'small' } as const;
    const { asked, lines } = await run(halfOf, { count: 60, info: small });
    const sizes = asked
      .filter(({ request }) => request.task === 'translate')
      .map(({ ids }) => ids.length);
    expect(sizes[0]).toBeLessThanOrEqual(8);
    expect(sizes.at(-2)).toBeLessThanOrEqual(5);
    expect(ofStatus(lines, 'untranslated')).toEqual([]);
  });

  it('makes requests smaller when they are found too long', async () => {
    const { lines, asked } = await run(limitedTo(30), { count: 240 });
    expect(lines.every((line) => line.text === right(line.id))).toBe(true);
    expect(asked.filter((each) => each.ids.length > 30).length).toBeLessThanOrEqual(5);
  });

  it('learns once what several lanes were told at the same time', async () => {
    const { lines, asked } = await run(limitedTo(50), { count: 300, info: { concurrency: 3 } });
    expect(lines.every((line) => line.text === right(line.id))).toBe(true);
    const sizes = asked.map((each) => each.ids.length).filter((size) => size <= 50);
    expect(Math.max(...sizes)).toBeGreaterThan(30);
  });

  it('gives up when not even three lines fit', async () => {
    await expect(run(limitedTo(2), { count: 60 })).rejects.toMatchObject({ code: 'MODEL_CONTEXT' });
  });

  it('halves its chunks after two answers that hit the limit', async () => {
    const { lines, asked } = await run(
      ({ ids, request }) =>
        request.task === 'translate' && ids.length > 40
          ? { text: answer(ids).slice(0, 900), finish: 'length' }
          : answer(ids),
      { count: 361 },
    );
    expect(lines.every((line) => line.text === right(line.id))).toBe(true);
    const chunks = asked
      .filter((each) => each.request.task === 'translate')
      .map((each) => each.ids.length);
    expect(chunks.filter((size) => size > 40)).toHaveLength(2);
  });
});

describe('translate, again', () => {
  it('asks nothing twice', async () => {
    const memory = volatileMemory();
    await run(({ ids }) => answer(ids), { memory });
    const { lines, asked } = await run(() => '', { memory });
    expect(asked).toHaveLength(0);
    expect(lines.every((line) => line.text === right(line.id))).toBe(true);
  });

  it('asks for what an interrupted run had not got, and announces what it had', async () => {
    const memory = volatileMemory();
    const stopped = new AbortController();
    const { model } = scriptedTranslator(({ ids }) => answer(ids));
    let count = 0;
    const first = drain(
      translate(talk(60), { model, brief: brief(), memory, signal: stopped.signal }),
      () => {
        count++;
        if (count === 20) stopped.abort(new Error('enough'));
      },
    );
    await expect(first).rejects.toThrow('enough');
    const { lines, asked, events } = await run(({ ids }) => answer(ids), { count: 60, memory });
    const ids = asked.flatMap((each) => each.ids);
    expect(ids.length).toBeLessThanOrEqual(40);
    expect(ids).not.toContain(5);
    expect(events.filter((event) => event.type === 'line-translated')).toHaveLength(60);
    expect(ofStatus(lines, 'ok')).toHaveLength(60);
  });

  it('tries untranslated lines again', async () => {
    const memory = volatileMemory();
    await run(({ ids }) => answer(ids.filter((id) => id !== 7)), { memory });
    const { lines, asked } = await run(({ ids }) => answer(ids), { memory });
    expect(asked.map((each) => each.ids)).toEqual([[7]]);
    expect(ofStatus(lines, 'untranslated')).toEqual([]);
  });

  it.each<[string, Setting, number[]]>([
    ['the model', { info: { id: 'test:other' } }, talk(30).map(({ id }) => id)],
    ['the server', { info: { host: 'elsewhere' } }, talk(30).map(({ id }) => id)],
    [
      'a term, where it stands',
      { brief: brief([{ source: 'B-tree', heard: [], target: '=', by: 'user' }]) },
      [11],
    ],
    [
      'a term that stands nowhere',
      { brief: brief([{ source: 'Kafka', heard: [], target: '=', by: 'user' }]) },
      [],
    ],
  ])('asks again after a change of %s', async (_what, change, ids) => {
    const memory = volatileMemory();
    await run(({ ids: all }) => answer(all), { memory });
    const { asked } = await run(({ ids: all }) => answer(all), { memory, ...change });
    expect(asked.flatMap((each) => each.ids)).toEqual(ids);
  });

  it('asks again for a changed sentence and its neighbours', async () => {
    const memory = volatileMemory();
    const { model, asked } = scriptedTranslator(({ ids }) => answer(ids));
    await drain(translate(talk(30), { model, brief: brief(), memory }));
    const changed = talk(30).map((each) =>
      each.id === 9 ? { ...each, text: 'We now build an index.' } : each,
    );
    await drain(translate(changed, { model, brief: brief(), memory }));
    expect(asked.slice(1).flatMap((each) => each.ids)).toEqual([8, 9, 10]);
  });
});

describe('translate, doubting', () => {
  it('asks once more and takes the better answer', async () => {
    const { lines, asked } = await run(({ ids, call }) =>
      answer(ids, call === 1 ? wrongNumber : right),
    );
    expect(asked.map((each) => each.ids)).toEqual([talk(30).map(({ id }) => id), [5]]);
    expect(asked[1]?.request.user).toContain('the number 100 is missing or wrong');
    expect(asked[1]?.request.user).not.toContain('900');
    expect(lines[4]).toEqual({ id: 5, text: right(5), status: 'repaired' });
  });

  it('flags the line when both answers are doubtful, and does not ask in the next run', async () => {
    const memory: Memory = volatileMemory();
    const { lines, asked } = await run(({ ids }) => answer(ids, wrongNumber), { memory });
    expect(asked).toHaveLength(2);
    expect(lines[4]).toMatchObject({ text: wrongNumber(5), status: 'flagged', flags: ['number'] });
    const again = await run(({ ids }) => answer(ids, wrongNumber), { memory });
    expect(again.asked).toHaveLength(0);
    expect(again.lines[4]).toEqual(lines[4]);
  });

  it('takes a line that comes back unchanged after a doubt that is not sure, and asks no more', async () => {
    const memory: Memory = volatileMemory();
    const { lines, asked } = await run(({ ids }) => answer(ids, shortened), { memory });
    expect(asked.map((each) => each.ids).at(-1)).toEqual([LONGEST]);
    expect(lines[LONGEST - 1]).toEqual({ id: LONGEST, text: shortened(LONGEST), status: 'ok' });
    expect((await run(({ ids }) => answer(ids, shortened), { memory })).asked).toEqual([]);
  });

  it('keeps the old answer when the new one is worse or none', async () => {
    const worse = (id: number): string =>
      id === 5 ? `${wrongNumber(5)}，${right(6)}${right(7)}` : right(id);
    const { lines } = await run(({ ids, call }) => answer(ids, call === 1 ? wrongNumber : worse));
    expect(lines[4]).toMatchObject({ text: wrongNumber(5), status: 'flagged' });
    const none = await run(({ ids, call }) => (call === 1 ? answer(ids, wrongNumber) : ''));
    expect(none.lines[4]).toMatchObject({ text: wrongNumber(5), status: 'flagged' });
  });

  it.each<[string, (id: number) => string, number[]]>([
    ['a length', (id) => (id === 10 ? right(id).slice(0, 6) : right(id)), [10]],
    [
      'a term',
      (id) => (id === 11 ? '这里的经典结构是平衡树，它从 1970 年就有了。' : right(id)),
      [11],
    ],
    ['exchanged neighbours', (id) => right(id === 7 ? 8 : id === 8 ? 7 : id), [7, 8]],
  ])('doubts %s', async (_what, first, ids) => {
    const terms: Term[] = [{ source: 'B-tree', heard: [], target: '=', by: 'user' }];
    const { lines, asked } = await run(
      ({ ids: all, call }) => answer(all, call === 1 ? first : right),
      { brief: brief(terms) },
    );
    expect(asked[1]?.ids).toEqual(ids);
    expect(ofStatus(lines, 'repaired')).toEqual(ids);
    expect(lines.every((line) => line.text === right(line.id))).toBe(true);
  });
});
