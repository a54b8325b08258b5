import { array, assert, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';

import { ThinkFilter } from './think-filter.ts';

function through(pieces: readonly string[]): string {
  const filter = new ThinkFilter();
  return pieces.map((piece) => filter.push(piece)).join('') + filter.end();
}

/** A text cut into pieces of any length. */
const pieces = (text: string) =>
  array(integer({ min: 0, max: text.length }), { maxLength: 12 }).map((cuts) => {
    const at = [0, ...cuts.toSorted((a, b) => a - b), text.length];
    return at.slice(1).map((end, index) => text.slice(at[index], end));
  });

describe('ThinkFilter', () => {
  it.each([
    ['<think>Let me see.</think>\n\n1|你好', '1|你好'],
    ['\n<think>\nHm</think>\n<think>Again</think>\n{"a":1}', '{"a":1}'],
    ['<thinking>…</thinking>yes', 'yes'],
    ['<THINK>loud</THINK>quiet', 'quiet'],
    ['<think></think>  yes', 'yes'],
    ['<think>never ends', ''],
    ['<seed:think>Hm</seed:think>1|你好', '1|你好'],
    ['◁think▷Hm◁/think▷1|你好', '1|你好'],
    ['[THINK]Hm[/THINK]\n1|你好', '1|你好'],
    ['[{"id":1}]', '[{"id":1}]'],
    [
      '<|channel|>analysis<|message|>1|草稿<|end|><|start|>assistant<|channel|>final<|message|>1|你好',
      '1|你好',
    ],
    [
      '<|channel|>analysis<|message|>Hm<|end|><|start|>assistant<|channel|>commentary<|message|>Hm<|end|>' +
        '<|start|>assistant<|channel|>final <|constrain|>json<|message|>{"a":1}',
      '{"a":1}',
    ],
    ['analysisWe need 1|草稿\nassistantfinal1|你好', '1|你好'],
    ['analysis of the talk:\n1|你好', 'analysis of the talk:\n1|你好'],
    ['1|草稿\n</think>\n1|你好', '1|草稿\n</think>\n1|你好'],
    ['1|a line about <think> tags</think>', '1|a line about <think> tags</think>'],
    ['<thin ice>', '<thin ice>'],
    ['  1|keeps its indent', '  1|keeps its indent'],
    ['<', '<'],
    ['', ''],
  ])('%j gives %j, however it is cut into pieces', (text, answer) => {
    assert(
      property(pieces(text), (cut) => {
        expect(through(cut)).toBe(answer);
      }),
      { numRuns: 40 },
    );
  });

  it('lets an answer without thinking through at once', () => {
    const filter = new ThinkFilter();
    expect(filter.push('1|')).toBe('1|');
    expect(filter.push('text')).toBe('text');
  });
});
