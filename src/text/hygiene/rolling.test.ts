import { describe, expect, it } from 'vitest';

import { unroll } from './rolling.ts';

const cue = (start: number, end: number, text: string) => ({ start, end, text });
const texts = (cues: readonly { text: string }[]): string[] => cues.map((at) => at.text);

describe('unroll', () => {
  it('keeps each line of rolling captions once', () => {
    const { cues, removed } = unroll([
      cue(0, 2.27, ' \nso today we look at'),
      cue(2.27, 2.28, 'so today we look at\n '),
      cue(2.28, 4.5, 'so today we look at\nattention'),
      cue(4.5, 4.51, 'attention'),
      cue(4.51, 6, 'attention\nand what it does'),
    ]);
    expect(texts(cues).map((text) => text.trim())).toEqual([
      'so today we look at',
      'attention',
      'and what it does',
    ]);
    expect(cues.map((at) => at.start)).toEqual([0, 2.28, 4.51]);
    expect(removed).toBe(4);
  });

  it('takes out a tail that the next cue begins with', () => {
    const { cues } = unroll([
      cue(0, 3, 'We train the model on text.'),
      cue(2, 5, 'The model on text, then we test it.'),
    ]);
    expect(texts(cues)).toEqual(['We train the model on text.', 'then we test it.']);
  });

  it('does so for Chinese, character by character', () => {
    const { cues } = unroll([cue(0, 3, '今天我们讲注意力机制'), cue(2, 5, '注意力机制是什么')]);
    expect(texts(cues)).toEqual(['今天我们讲注意力机制', '是什么']);
  });

  it('keeps what begins alike by chance', () => {
    const said = ['No', 'No no', 'okay fine', 'okay fine then', 'So', 'So we begin', 'Done'];
    const cues = said.map((text, at) => cue(at, at + 1, text));
    expect(texts(unroll(cues).cues)).toEqual(said);
  });

  it('keeps real repetitions', () => {
    const again = [
      cue(0, 1, 'No, no, no.'),
      cue(2, 3, 'No, no, no.'),
      cue(3, 4, 'no, no, no, I mean yes'),
    ];
    expect(unroll(again).cues).toEqual(again);
    const loop = [
      cue(0, 2, 'thank you for watching'),
      cue(2, 4, 'thank you for watching'),
      cue(4, 6, 'thank you for watching'),
    ];
    expect(unroll(loop).cues).toEqual(loop);
    const paused = [cue(0, 2, 'what we want to know'), cue(5, 6, 'we want to know it now')];
    expect(unroll(paused).cues).toEqual(paused);
  });

  it('does so between cues that merely touch where the whole file does', () => {
    const { cues, removed } = unroll([
      cue(0, 2, 'so today we look at attention'),
      cue(2, 4, 'we look at attention and what it'),
      cue(4, 6, 'and what it does to a sentence'),
      cue(6, 8, 'It ends.'),
    ]);
    expect(texts(cues).join(' ')).toBe(
      'so today we look at attention and what it does to a sentence It ends.',
    );
    expect(removed).toBe(2);
  });

  it('keeps the words a speaker takes up again', () => {
    const chinese = [
      cue(1, 2, '大家好我是小王'),
      cue(2, 4, '今天我们来讲一下机器学习方法'),
      cue(4, 6, '机器学习方法是什么呢'),
      cue(6, 8, '它是一种让计算机'),
      cue(8, 10, '从数据中学习的方法'),
    ];
    expect(unroll(chinese)).toEqual({ cues: chinese, removed: 0 });
    const english = [
      cue(0, 2, 'Do it if it feels good.'),
      cue(2, 4, 'It feels good, so do it.'),
      cue(4, 6, 'That is all.'),
    ];
    expect(unroll(english)).toEqual({ cues: english, removed: 0 });
  });

  it('keeps two words that two cues share', () => {
    const shared = [cue(0, 2, 'that is it'), cue(2, 4, 'is it not so')];
    expect(unroll(shared).cues).toEqual(shared);
  });
});
