import { describe, expect, it } from 'vitest';

import { withoutThinking } from './thinking.ts';

describe('withoutThinking', () => {
  it.each([
    ['a lone end', '1|草稿\n</think>\n\n1|你好', '1|你好'],
    ['the last of several ends', 'a</think>\nb</think>\n1|你好', '1|你好'],
    ['an end in the row of a draft', '1|草稿</think>1|你好', '1|你好'],
    ['a block amid lines', '1|你好\n<think>Hm</think>\n2|再见', '1|你好\n\n2|再见'],
    ['a block that never closes', '<think>\n1|草稿', ''],
    ['a channel without an answer', '<|channel|>analysis<|message|>1|草稿', ''],
    ['what ends a message', '<|channel|>final<|message|>1|你好<|return|>', '1|你好'],
    ['the word of a stripped mark', 'final1|你好', '1|你好'],
    ['another name of the last part', 'Hm\n[BEGIN FINAL RESPONSE]\n1|你好', '1|你好'],
  ])('takes off %s', (_what, answer, rest) => {
    expect(withoutThinking(answer).trim()).toBe(rest);
  });

  it.each([
    ['an answer without marks', '1|你好\n2|再见'],
    ['a mark that a line is about', '1|模型写 </think>\n2|然后回答'],
    ['a mark amid a line', '1|你好\n2|它写 <think> 和 </think> 标签\n3|再见'],
    ['a word at the beginning', 'final result of 2 runs'],
    ['an end with nothing to answer after it', '1|你好\nI kept </think> as it is.'],
  ])('leaves %s', (_what, answer) => {
    expect(withoutThinking(answer)).toBe(answer);
  });

  it('leaves marks that the talk has itself', () => {
    const answer = '1|它先写 <think>\n</think>\n2|再见';
    expect(withoutThinking(answer, 'It writes <think> and </think> first.')).toBe(answer);
    expect(
      withoutThinking('1|<|channel|>final<|message|> 之后', 'After <|channel|>final<|message|>'),
    ).toBe('1|<|channel|>final<|message|> 之后');
  });
});
