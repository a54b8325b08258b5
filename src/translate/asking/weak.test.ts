import { describe, expect, it } from 'vitest';

import { PARALLEL, talkOf } from '../../../test/support/parallel.ts';
import { scriptedTranslator } from '../../../test/support/scripted-translator.ts';
import { volatileMemory } from '../../base/memory.ts';
import type { Line, LineFlag } from '../../model/translation.ts';
import { openDesk, type Desk } from './desk.ts';
import { markWeak } from './weak.ts';

const COUNT = 12;

/** A desk on which the model failed at some lines, and translated the others. */
function deskWith(failures: number, flag: LineFlag = 'untranslated'): Desk {
  const { model } = scriptedTranslator(() => '');
  const brief = { from: 'en', to: 'zh', context: { topic: '', speakers: [], terms: [] } };
  const sentences = talkOf(PARALLEL.slice(0, COUNT).map((pair) => pair.en));
  const desk = openDesk(sentences, { model, brief, memory: volatileMemory() });
  for (const { id } of sentences)
    desk.show(
      id <= failures
        ? { id, text: '', status: 'untranslated', flags: [flag] }
        : { id, text: PARALLEL[id - 1]?.zh ?? '', status: 'ok' },
    );
  return desk;
}

const marked = (desk: Desk): Line[] =>
  [...markWeak(desk)].flatMap((event) => (event.type === 'line-translated' ? [event.line] : []));

describe('markWeak', () => {
  it('marks what passed where most of it failed', () => {
    const desk = deskWith(7);
    expect(marked(desk).map(({ id }) => id)).toEqual([8, 9, 10, 11, 12]);
    expect(desk.lines.get(9)).toMatchObject({ status: 'flagged', flags: ['weak'] });
  });

  it('marks nothing where most of it is right, or where the server failed', () => {
    expect(marked(deskWith(5))).toEqual([]);
    expect(marked(deskWith(10, 'missing'))).toEqual([]);
  });
});
