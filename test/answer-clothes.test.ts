/** Right answers in any combination of clothes are understood, and none is accepted with its dressing. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { drain } from '../src/base/async.ts';
import { volatileMemory } from '../src/base/memory.ts';
import type { ChatModel } from '../src/llm/chat-model.ts';
import { NO_USAGE } from '../src/model/usage.ts';
import { undress } from '../src/text/dressing/undress.ts';
import { readAnswers } from '../src/translate/answers/read-answers.ts';
import { translate } from '../src/translate/translate.ts';
import { dressedAnswer, pieces, type Worn } from './support/clothes.ts';
import { PARALLEL, talkOf } from './support/parallel.ts';
import { scriptedTranslator } from './support/scripted-translator.ts';

/** A run of lines of the parallel text, under the IDs they have in a talk that begins with them or elsewhere. */
const run = fc
  .tuple(
    fc.integer({ min: 0, max: PARALLEL.length - 12 }),
    fc.integer({ min: 1, max: 12 }),
    fc.constantFrom(1, 57, 940),
  )
  .map(([from, count, first]) =>
    PARALLEL.slice(from, from + count).map(({ en, zh }, index): Worn => ({
      id: first + index,
      text: zh,
      source: en,
    })),
  );
const sample = run.chain((lines) => dressedAnswer(lines).map((answer) => ({ lines, answer })));

const textsOf = (lines: readonly { readonly id: number; readonly text: string }[]) =>
  lines.map(({ id, text }) => `${id}|${text}`);

describe('a translation', () => {
  it('is read from any clothes', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(sample, ({ lines, answer }) => {
        const asked = lines.map(({ id, source }) => ({ id, text: source }));
        expect(textsOf(readAnswers(answer, asked, true))).toEqual(textsOf(lines));
      }),
      { numRuns: 2000 },
    );
  });

  it(
    'is accepted without them while it streams, however it is cut',
    { timeout: 60_000 },
    async () => {
      const streamed = sample.chain(({ lines, answer }) =>
        pieces(answer).map((cut) => ({ lines, cut })),
      );
      await fc.assert(
        fc.asyncProperty(streamed, async ({ lines, cut }) => {
          const sentences = talkOf(lines.map(({ source }) => source)).map((sentence, index) => ({
            ...sentence,
            id: lines[index]?.id ?? 0,
          }));
          const brief = { from: 'en', to: 'zh', context: { topic: '', speakers: [], terms: [] } };
          const options = { model: streaming(cut), brief, memory: volatileMemory() };
          const made = await drain(translate(sentences, options));
          expect(textsOf(made)).toEqual(textsOf(lines));
        }),
        { numRuns: 300 },
      );
    },
  );
});

/** A model that answers its first request in such pieces, and no other. */
function streaming(cut: readonly string[]): ChatModel {
  const { model } = scriptedTranslator(() => '');
  return {
    ...model,
    async *ask(request) {
      if (request.task !== 'translate') return { text: '', finish: 'stop', usage: NO_USAGE };
      for (const text of cut) yield { type: 'text-delta', text };
      return { text: cut.join(''), finish: 'stop', usage: { ...NO_USAGE, requests: 1 } };
    },
  };
}

describe('what is the own of a line', () => {
  it('stays in human translations', () => {
    const changed = PARALLEL.flatMap(({ en, zh }) => [
      [zh, undress(zh, en)],
      [en, undress(en, zh)],
    ]).filter(([text, bare]) => text !== bare);
    expect(changed).toEqual([]);
  });

  it.each([
    ['“Go,” he said, “now.”', '“走，”他说，“马上。”'],
    ['"We choose to go to the moon."', '“我们选择登月。”'],
    ['Put **two stars** around bold text.', '在粗体文字两边放 **两个星号**。'],
    ['Write two asterisks for bold.', '粗体写成 **粗体**。'],
    ['The escape \\n starts a new line.', '转义 \\n 另起一行。'],
    ['Backslash n is a new line, as in one backslash n two.', '反斜杠 n 是换行，如 一\\n二。'],
    ['Type cat a | sort | uniq.', '输入 cat a | sort | uniq。'],
    ['The pipe is written a |', '管道写作 a |'],
    ['Use <br> for a line break.', '用 <br> 换行。'],
    ['The entity &amp; is an ampersand.', '实体 &amp; 是和号。'],
    ['Run `npm ci`', '`npm ci`'],
    ['The method __init__ runs first.', '__init__'],
    ['It takes star star kwargs.', '它接受 **kwargs 和 *args。'],
    ['Two to the tenth is 2**10, three is 3**10.', '二的十次方是 2**10，三是 3**10。'],
    ['- Are you coming? - Yes.', '- 你来吗？- 来。'],
    ['Copy it to C:\\new\\reports.', '把它复制到 C:\\new\\reports。'],
    ['Tags such as <b> and </b> are old.', '<b> 和 </b> 这样的标签很旧。'],
    ['The title is "A" and "B".', '"A"和"B"'],
    ['Translation: what does it mean?', '翻译：它是什么意思？'],
    ["'Tis the season.", "'Tis 就是这个季节'"],
    ['x = a[0] | b[1]', 'x = a[0] | b[1]'],
    ['The pair is 7, "a" in JSON.', '这一对在 JSON 里是 [7, "甲"]'],
    ['An object with one field.', '对象 {"7": "甲"} 有一个字段。'],
    ['Seven: the last one.', '7：最后一个。'],
  ])('%s: %s', (source, text) => {
    expect(undress(text, source)).toBe(text);
    for (const answer of [`7|${text}`, JSON.stringify({ 7: text })]) {
      expect(readAnswers(answer, [{ id: 7, text: source }], true)).toEqual([{ id: 7, text }]);
    }
  });
});
