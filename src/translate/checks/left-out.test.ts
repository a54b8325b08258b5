import { describe, expect, it } from 'vitest';

import { PARALLEL } from '../../../test/support/parallel.ts';
import { samplePairs } from '../../../test/support/sample-sound.ts';
import { Gauge } from '../measure/gauge.ts';
import { lengthModel } from '../measure/length.ts';
import { lengthFault } from './left-out.ts';

const length = lengthModel(new Gauge('en', 'zh'));

describe('lengthFault', () => {
  it.each([
    [
      'Weigh the flour first, and then pour in the water very slowly.',
      '先称面粉。',
      'it leaves something out',
    ],
    [
      'It needs a lot of patience at first, but it becomes familiar.',
      '起初需要很大的耐心。',
      'it leaves something out',
    ],
    [
      'Weigh the flour first.',
      '先把面粉称好，然后慢慢倒水，一边倒一边搅，别急着一次倒完。',
      'it says more than the line does',
    ],
  ])('tells of %s: %s', (source, target, say) => {
    expect(lengthFault({ source, target }, length)).toMatchObject({ flag: 'length', say });
  });

  it('condemns nobody for being brief', () => {
    const source = 'It needs a lot of patience at first but it becomes familiar.';
    expect(lengthFault({ source, target: '起初得有耐心，后来就熟了。' }, length)).toBeUndefined();
  });

  it('doubts no line of the sample', () => {
    const pairs = samplePairs.map(({ en, zh }) => ({ source: en, target: zh }));
    expect(pairs.filter((pair) => lengthFault(pair, length))).toEqual([]);
  });

  it('doubts 1 % of right lines at most', () => {
    const doubted = PARALLEL.filter(({ en, zh }) =>
      lengthFault({ source: en, target: zh }, length),
    );
    expect(doubted.length).toBeLessThanOrEqual(PARALLEL.length / 100);
  });
});
