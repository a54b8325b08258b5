import { describe, expect, it } from 'vitest';

import { talkOf } from '../../../test/support/parallel.ts';
import type { Term } from '../../model/term.ts';
import { claimChecker } from './check-claims.ts';

const texts = [
  'We begin with the work of Grace Hopper on compilers.',
  'It took her two years.',
  'Nobody believed that it could be done.',
  'Then came Fortran, and with it the first optimising pass.',
  'It was written by John Backus and his team.',
  'They spent eighteen years on it in all.',
  'Lisp came a little later.',
  'It had lists and nothing else.',
  'You could write Lisp in Lisp.',
  'And people still write Lisp today.',
  'Let us look at the numbers.',
  'The machines were slow.',
];
const sentences = talkOf(texts);
const terms: Term[] = [
  { source: 'Grace Hopper', heard: [], target: '格蕾丝·霍珀', by: 'model' },
  { source: 'John Backus', heard: [], target: '约翰·巴克斯', by: 'model' },
  { source: 'optimising pass', heard: [], target: '优化遍', by: 'model' },
];
const checker = claimChecker(sentences, { terms, from: 'en', to: 'zh' });

function doubts(text: string, cites: readonly number[]): string[] {
  const { problems } = checker.check({ text, cites }, { from: 1, to: texts.length });
  return problems.map(({ doubt }) => doubt);
}

describe('a name in a claim', () => {
  it.each([
    ['in the cited line', '格蕾丝·霍珀研究编译器。', [1]],
    ['two lines off, in its rendering', '没有人相信格蕾丝·霍珀能做到。', [3]],
    ['one line off, in Latin letters', 'Fortran 由一个团队写成。', [5]],
    ['that the whole talk is about', '机器很慢，Lisp 也一样。', [12]],
    ['that is a rendering of no proper name', '编译器的优化遍很慢。', [12]],
    ['nobody gave a rendering for, beside a name of the line', '约翰·贝克斯写了它。', [5]],
  ])('passes %s', (_, text, cites) => {
    expect(doubts(text, cites)).toEqual([]);
  });

  it.each([
    ['said elsewhere, in Latin letters', '机器很慢，Fortran 也一样。', [12]],
    ['said elsewhere, in its rendering', '约翰·巴克斯认为机器很慢。', [12]],
    ['said by nobody, as Chinese writes it', '机器很慢，冯·诺依曼这样说过。', [12]],
  ])('is doubted when it is %s', (_, text, cites) => {
    expect(doubts(text, cites)).toEqual(['name']);
  });
});
