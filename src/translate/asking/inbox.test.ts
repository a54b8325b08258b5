import { describe, expect, it } from 'vitest';

import { PARALLEL, talkOf } from '../../../test/support/parallel.ts';
import { scriptedTranslator } from '../../../test/support/scripted-translator.ts';
import { volatileMemory } from '../../base/memory.ts';
import type { Line } from '../../model/translation.ts';
import { openDesk } from './desk.ts';
import { Inbox } from './inbox.ts';

const COUNT = 30;
const ids = Array.from({ length: COUNT }, (_, index) => index + 1);
const right = (id: number): string => PARALLEL[id - 1]?.zh ?? '';
const source = (id: number): string => PARALLEL[id - 1]?.en ?? '';
/** What a translator may have put first. */
const draft = (id: number): string => right(id).replace(/.(?=.)/u, '其实');
const rows = (write: (id: number) => string): string =>
  ids.map((id) => `${id}|${write(id)}`).join('\n');
const numbered = (lines: readonly Line[]) => new Map(lines.map((line) => [line.id, line.text]));

function inbox(): Inbox {
  const { model } = scriptedTranslator(() => '');
  const brief = { from: 'en', to: 'zh', context: { topic: '', speakers: [], terms: [] } };
  const sentences = talkOf(PARALLEL.slice(0, COUNT).map((pair) => pair.en));
  return new Inbox(openDesk(sentences, { model, brief, memory: volatileMemory() }), {
    ids,
    repaired: false,
  });
}

/** Gives an inbox an answer in small pieces. */
function stream(into: Inbox, answer: string): Line[] {
  const lines: Line[] = [];
  for (let at = 0; at < answer.length; at += 9)
    lines.push(...into.receive(answer.slice(at, at + 9)));
  return lines;
}

describe('Inbox', () => {
  it.each([
    ['a lone end of thinking', `先打个草稿。\n${rows(draft)}\n</think>\n${rows(right)}`],
    ['headings', `**Draft:**\n${rows(draft)}\n\n**Final:**\n${rows(right)}`],
    ['a preface', `Sure, a first attempt:\n${rows(draft)}\n\nBetter:\n${rows(right)}`],
    ['the prompt repeated', `Lines:\n${rows(source)}\n\n${rows(right)}`],
    ['pairs of rows', ids.map((id) => `${id}|${source(id)}\n${id}|${right(id)}`).join('\n')],
  ])('hands out nothing of a draft before its end: %s', (_what, answer) => {
    const one = inbox();
    expect(stream(one, answer)).toEqual([]);
    expect(numbered(one.close(answer, true))).toEqual(new Map(ids.map((id) => [id, right(id)])));
    expect(one.faults().size).toBe(0);
  });

  it('hands out a line again that stands otherwise at the end', () => {
    const answer = `${rows(draft)}\n\n${rows(right)}`;
    const one = inbox();
    const early = numbered(stream(one, answer));
    expect(early.size).toBeGreaterThan(0);
    expect([...early].every(([id, text]) => text === draft(id))).toBe(true);
    expect(numbered(one.close(answer, true))).toEqual(new Map(ids.map((id) => [id, right(id)])));
  });

  it('hands out each line of a plain answer once', () => {
    const one = inbox();
    const early = stream(one, rows(right));
    const late = one.close(rows(right), true);
    expect([...early, ...late].map(({ id }) => id)).toEqual(ids);
    expect(early.length).toBeGreaterThan(10);
  });

  it('keeps a line whose later answer does not pass', () => {
    const answer = `${rows(right)}\n3|${source(3)} ${source(4)}`;
    const one = inbox();
    stream(one, answer);
    one.close(answer, true);
    expect(one.faults().size).toBe(0);
  });

  it('does not change what a failed attempt had right', () => {
    const one = inbox();
    const early = stream(one, rows(draft).slice(0, -40));
    one.reset();
    const late = one.close(rows(right), true);
    expect(early.length).toBeGreaterThan(0);
    expect([...early, ...late].map(({ id }) => id)).toEqual(ids);
  });

  // By the square of its length it would take minutes.
  it('reads an answer in one row in time proportional to its length', { timeout: 30_000 }, () => {
    expect(stream(inbox(), `{"1":"${'字'.repeat(2_000_000)}`)).toEqual([]);
  });
});
