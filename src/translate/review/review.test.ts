import { describe, expect, it } from 'vitest';

import { PARALLEL, talkOf } from '../../../test/support/parallel.ts';
import { type Script, scriptedTranslator } from '../../../test/support/scripted-translator.ts';
import { drain } from '../../base/async.ts';
import { type Memory, volatileMemory } from '../../base/memory.ts';
import { ModelError } from '../../llm/failures/model-error.ts';
import type { Line } from '../../model/translation.ts';
import type { TranslateEvent } from '../asking/events.ts';
import { translate } from '../translate.ts';
import { ReviewAnswer } from './verdicts.ts';

const COUNT = 20;
const AT = 7;
const right = (id: number): string => PARALLEL[id - 1]?.zh ?? '';
const WRONG = `${right(AT).replace(/[。！？]$/u, '')}，事情正好相反。`;
const pairsIn = (user: string): [number, string][] =>
  [...user.matchAll(/^(\d+)\|.* => (.*)$/gm)].map(([, id, target = '']) => [Number(id), target]);

/** Says that a text is at fault wherever it sees it. */
const objecting =
  (...texts: string[]): Script =>
  ({ request }) =>
    JSON.stringify({
      faults: pairsIn(request.user)
        .filter(([, target]) => texts.includes(target))
        .map(([id]) => ({ id, kind: 'reversed', why: '说反了' })),
    });

type Setting = { first?: string; again?: string; reviewer?: Script; memory?: Memory };

async function run({
  first = WRONG,
  again = right(AT),
  reviewer = objecting(WRONG),
  memory = volatileMemory(),
}: Setting = {}) {
  const translator = scriptedTranslator(({ ids, request }) => {
    const text = request.task === 'repair' ? again : first;
    return ids.map((id) => `${id}|${id === AT ? text : right(id)}`).join('\n');
  });
  const reader = scriptedTranslator(reviewer, { id: 'test:reader' });
  const events: TranslateEvent[] = [];
  const lines = await drain(
    translate(talkOf(PARALLEL.slice(0, COUNT).map(({ en }) => en)), {
      model: translator.model,
      reviewer: reader.model,
      brief: { from: 'en', to: 'zh', context: { topic: '', speakers: [], terms: [] } },
      memory,
    }),
    (event) => events.push(event),
  );
  return {
    line: lines[AT - 1],
    others: lines.filter(({ id }) => id !== AT),
    events,
    asked: translator.asked.map(({ request }) => request.task),
    read: reader.asked.map(({ request }) => pairsIn(request.user).length),
    repair: translator.asked.find(({ request }) => request.task === 'repair')?.request.user,
  };
}

const isOk = (lines: readonly Line[]): boolean => lines.every(({ status }) => status === 'ok');

describe('a translation read once more', () => {
  it('stays as it is when nothing is found', async () => {
    const { line, others, asked, read } = await run({ first: right(AT) });
    expect(line).toMatchObject({ text: right(AT), status: 'ok' });
    expect(isOk(others)).toBe(true);
    expect(asked).toEqual(['translate']);
    expect(read).toEqual([COUNT]);
  });

  it('has what is at fault asked again, with the reason, and reads it again', async () => {
    const { line, others, read, repair, events } = await run();
    expect(line).toEqual({ id: AT, text: right(AT), status: 'repaired' });
    expect(isOk(others)).toBe(true);
    expect(repair).toContain('7: reversed: 说反了');
    expect(read).toEqual([COUNT, 1]);
    expect(events).toContainEqual({ type: 'review-start', lines: COUNT });
    expect(events.at(-1)).toEqual({ type: 'line-translated', line });
  });

  it('marks what is at fault still, with the reason', async () => {
    const { line } = await run({ again: WRONG });
    expect(line).toMatchObject({
      text: WRONG,
      status: 'flagged',
      flags: ['review'],
      why: '说反了',
    });
  });

  it('takes a line that the reader, asked again, finds right', async () => {
    let calls = 0;
    const { line } = await run({
      again: WRONG,
      reviewer: (asking) => (calls++ === 0 ? objecting(WRONG)(asking) : '{"faults":[]}'),
    });
    expect(line).toMatchObject({ text: WRONG, status: 'ok' });
  });

  it('keeps the first answer, marked, when nobody could read the second', async () => {
    let calls = 0;
    const { line } = await run({
      reviewer: (asking) => {
        if (calls++ > 0) throw new ModelError('MODEL_CONTENT_FILTER', { host: 'test', said: 'no' });
        return objecting(WRONG)(asking);
      },
    });
    expect(line).toMatchObject({ text: WRONG, status: 'flagged', flags: ['review'] });
  });

  it.each([
    [
      'that fails',
      () => {
        throw new ModelError('MODEL_CONTENT_FILTER', { host: 'test', said: 'no' });
      },
    ],
    ['that answers with something else', () => 'All of it reads well.'],
    ['that names lines there are not', () => '{"faults":[{"id":99,"kind":"wrong","why":"?"}]}'],
  ] satisfies [string, Script][])('leaves all as it was with a reader %s', async (_, reviewer) => {
    const { line, others, asked } = await run({ reviewer });
    expect(line).toMatchObject({ text: WRONG, status: 'ok' });
    expect(isOk(others)).toBe(true);
    expect(asked).toEqual(['translate']);
  });

  it('reads a line once, in whatever run', async () => {
    const memory = volatileMemory();
    const first = await run({ memory, again: WRONG });
    const second = await run({ memory, again: WRONG });
    expect(second.read).toEqual([]);
    expect(second.asked).toEqual([]);
    expect(second.line).toEqual(first.line);
  });
});

describe('what a reviewer answers', () => {
  const fault = { id: 12, kind: 'added', why: '多了一句' };
  it.each([
    ['as asked', { faults: [fault] }],
    ['a bare list', [fault]],
    ['another name', { issues: [{ line: '12', kind: 'added', reason: '多了一句' }] }],
    ['an ID in words', { faults: [{ ...fault, id: 'ID 12' }] }],
  ])('%s', (_, value) => {
    expect(ReviewAnswer.parse(value)).toEqual({ faults: [fault] });
  });
  it('reads kinds it does not know as wrong, and passes over what names no line', () => {
    const value = { faults: [{ id: 3, kind: 'mistranslation' }, { kind: 'added' }, 'x'] };
    expect(ReviewAnswer.parse(value).faults).toEqual([{ id: 3, kind: 'wrong', why: '' }]);
  });
  it.each([
    ['words', 'Fine.'],
    ['nothing', {}],
  ])('refuses %s', (_, value) => {
    expect(ReviewAnswer.safeParse(value).success).toBe(false);
  });
});
