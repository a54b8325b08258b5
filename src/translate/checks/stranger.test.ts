import { describe, expect, it } from 'vitest';

import { PARALLEL } from '../../../test/support/parallel.ts';
import { Gauge } from '../measure/gauge.ts';
import { lengthModel } from '../measure/length.ts';
import { strangerFault } from './stranger.ts';

const length = lengthModel(new Gauge('en', 'zh'));
const source = 'My teacher wrote the same word on the board every morning.';

describe('strangerFault', () => {
  it('tells an answer that has nothing of its line', () => {
    const target = '我们买了三公斤面粉，做出来的面包很便宜，价格是两块钱。';
    expect(strangerFault({ source, target }, length)).toMatchObject({ flag: 'swap' });
  });

  it('takes a question for a sign that another line was answered', () => {
    const target = '你为什么喜欢这座城市？';
    expect(strangerFault({ source, target }, length)).toBeDefined();
  });

  it.each([
    '老师每天早上都在黑板上写同一个词。',
    // Too little is known of it.
    '先生天天板书这几个字眼。',
  ])('leaves alone: %s', (target) => {
    expect(strangerFault({ source, target }, length)).toBeUndefined();
  });

  it('says nothing of languages it was not measured with', () => {
    const other = lengthModel(new Gauge('en', 'ja'));
    const target = '私たちは昨日、三人で大きな魚を食べました。';
    expect(strangerFault({ source, target }, other)).toBeUndefined();
  });

  it('doubts no right line', () => {
    const pairs = PARALLEL.map(({ en, zh }) => ({ source: en, target: zh }));
    expect(pairs.filter((pair) => strangerFault(pair, length))).toEqual([]);
  });
});
