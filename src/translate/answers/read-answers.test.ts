import { describe, expect, it } from 'vitest';

import { readAnswers } from './read-answers.ts';

const asked = [41, 42, 43];
const good = [
  { id: 41, text: '甲' },
  { id: 42, text: '乙' },
  { id: 43, text: '丙' },
];

const SOURCES = new Map([
  [41, 'The first line.'],
  [42, 'The second line.'],
  [43, 'The third line.'],
]);
const parseAnswers = (text: string, ids: readonly number[], whole: boolean) =>
  readAnswers(
    text,
    ids.map((id) => ({ id, text: SOURCES.get(id) ?? `Line number ${id}.` })),
    whole,
  );

describe('readAnswers', () => {
  it.each([
    ['plain lines', '41|甲\n42|乙\n43|丙'],
    ['spaces and a full-width bar', ' 41 | 甲 \r\n42｜乙\n\n43 ｜丙\n'],
    ['brackets', '[41]|甲\n[42] | 乙\n(43)|丙'],
    ['numbers with a hash or a bullet', '#41|甲\n- 42|乙\n* 43|丙'],
    ['a code fence', '```\n41|甲\n42|乙\n43|丙\n```'],
    ['a code fence with a language', '```text\n41|甲\n42|乙\n43|丙\n```'],
    ['colons where no line has a bar', '41: 甲\n42：乙\n43: 丙'],
    ['numbers of a list where no line has a bar', '41. 甲\n42、乙\n43) 丙'],
    ['an ID written twice', '41|41|甲\n42｜42 | 乙\n43|丙'],
    ['an ID again in its own row', '41|丁 41|甲\n42|no more of 42 | 乙\n43|丙'],
    ['all lines in one row', '41|甲 42|乙 43|丙'],
    ['marks of a chat template', '41|甲<|im_end|>\n42|乙 </s>\n43|丙<|eot_id|><|eot_id|>'],
    ['control characters', '41|\u001B甲\n42|乙\u0007\n43|丙'],
    ['words before and after', 'Here you are:\n\n41|甲\n42|乙\n43|丙\n\nI hope 2 of 3 are fine.'],
    ['IDs nobody asked for', '40|前\n41|甲\n42|乙\n43|丙\n44|后'],
    ['a line answered twice, the last time otherwise', '41|甲\n42|丁\n42|乙\n43|丙'],
    ['another order', '43|丙\n41|甲\n42|乙'],
    ['numbers counted from 1', '1|甲\n2|乙\n3|丙'],
    ['a JSON map', '{"41":"甲","42":"乙","43":"丙"}'],
    ['a JSON map in a fence', '```json\n{\n "41": "甲",\n "42": "乙",\n "43": "丙"\n}\n```'],
    ['a JSON map in a wrapper', '{"translations":{"41":"甲","42":"乙","43":"丙"}}'],
    ['a JSON array', '[{"id":41,"text":"甲"},{"id":"42","translation":"乙"},{"id":43,"t":"丙"}]'],
    [
      'a JSON array in a wrapper',
      '{"lines":[{"id":41,"text":"甲"},{"id":42,"text":"乙"},{"id":43,"text":"丙"}]}',
    ],
    ['a JSON array of lines', '["41|甲","42|乙","43|丙"]'],
    ['line breaks inside JSON', '{"41":"甲","42":"乙","43":"丙\\n"}'],
  ])('reads %s', (_what, text) => {
    const answers = parseAnswers(text, asked, true);
    expect(answers.toSorted((a, b) => a.id - b.id)).toEqual(good);
  });

  it('leaves out the last line of an answer that was broken off', () => {
    expect(parseAnswers('41|甲\n42|乙\n43|丙的一', asked, false)).toEqual(good.slice(0, 2));
    expect(parseAnswers('41|甲\n42|乙\n', asked, false)).toEqual(good.slice(0, 2));
    expect(parseAnswers('41|甲', asked, false)).toEqual([]);
  });

  it('takes no remark for a line', () => {
    const remark = '希望这些能帮到你。';
    expect(parseAnswers(`41|甲\n42|乙\n43|\n\n${remark}`, asked, true)).toEqual([
      ...good.slice(0, 2),
      { id: 43, text: '' },
    ]);
    const kept = 'The third line.';
    expect(parseAnswers(`41|甲\n42|乙\n43|${kept}\n\n${remark}`, asked, true)).toEqual([
      ...good.slice(0, 2),
      { id: 43, text: kept },
    ]);
    expect(parseAnswers(`41|甲\n42|乙\n\n43. ${remark}\n44. ${remark}`, [41, 42], true)).toEqual(
      good.slice(0, 2),
    );
  });

  it('does not guess whose lines are whose', () => {
    expect(parseAnswers('1|甲\n2|丙', asked, true)).toEqual([]);
    expect(parseAnswers('1|甲\n2|乙\n3|丙\n4|丁', asked, true)).toEqual([]);
    expect(parseAnswers('1|甲\n2|乙\n3|丙', [2, 3, 5], true).map((answer) => answer.id)).toEqual([
      2, 3, 5,
    ]);
    expect(parseAnswers('1|甲\n2|乙', [2, 3, 5], true)).toEqual([]);
  });

  it('takes the beginning of a counted answer that was broken off', () => {
    expect(parseAnswers('1|甲\n2|乙\n3|丙', [41, 42, 43, 44], false)).toEqual(good.slice(0, 2));
  });

  it('takes low IDs as they are', () => {
    expect(parseAnswers('1|甲\n2|乙', [1, 2, 7], true)).toEqual([
      { id: 1, text: '甲' },
      { id: 2, text: '乙' },
    ]);
  });

  it('takes a number and a bar for text where the line of that number is there', () => {
    expect(parseAnswers('41|甲\n42|乙 41 | 43\n43|丙', asked, true)).toEqual([
      good[0],
      { id: 42, text: '乙 41 | 43' },
      good[2],
    ]);
  });

  it('keeps bars inside a line, and empty answers', () => {
    expect(parseAnswers('41|a | b\n42|', asked, true)).toEqual([
      { id: 41, text: 'a | b' },
      { id: 42, text: '' },
    ]);
  });

  it.each(['', 'no lines at all', '{"41": 5}', '{"broken', '[]', 'null', '41'])(
    'finds nothing in %j',
    (text) => {
      expect(parseAnswers(text, asked, true)).toEqual([]);
    },
  );
});
