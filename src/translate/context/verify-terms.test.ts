import { describe, expect, it } from 'vitest';

import type { Sentence } from '../../model/sentence.ts';
import type { Term } from '../../model/term.ts';
import { mergeTerms, MOST_TERMS, verifyTerms } from './verify-terms.ts';

const talk = (...texts: string[]): Sentence[] =>
  texts.map((text, index) => ({
    id: index + 1,
    start: index,
    end: index + 1,
    text,
    paragraph: false,
  }));
const sentences = talk(
  'Today we use by torch for gradient descent.',
  'The cuber netes cluster runs post gress, and I like it.',
  'We trained it with A dam, on Image net, in a batch.',
  '剃度下降很重要。',
);
const found = (src: string, heard: string[] = [], tgt = '=') =>
  verifyTerms([{ src, heard, tgt }], sentences);

describe('verifyTerms', () => {
  it.each([
    ['PyTorch', 'by torch'],
    ['Kubernetes', 'cuber netes'],
    ['Postgres', 'post gress'],
    ['ImageNet', 'Image net'],
    ['Adam', 'A dam'],
    ['梯度下降', '剃度下降'],
  ])('takes %s heard as "%s"', (src, heard) => {
    expect(found(src, [heard])).toEqual([
      { source: src, heard: [heard], target: '=', by: 'model' },
    ]);
  });

  it('takes a term that was heard right', () => {
    expect(found('gradient descent', [], '梯度下降')).toMatchObject([
      { heard: [], target: '梯度下降' },
    ]);
  });

  it.each([
    ['is not in the talk', 'PyTorch', 'pie torch'],
    ['sounds like something else', 'Terraform', 'by torch'],
    ['is an ordinary word', 'Lyke', 'like'],
    ['is only part of words', 'Dient', 'dient'],
  ])('drops a form that %s', (_what, src, heard) => {
    expect(found(src, [heard])).toEqual([]);
  });

  it('puts an ordinary word right only where it was named', () => {
    const said = talk('Mop the flow here.', 'Go with the flow.', 'The flow is wet.');
    const floor = { src: 'floor', heard: ['flow'], tgt: '地板' };
    expect(verifyTerms([{ ...floor, ids: [1, 3, 9] }], said)).toEqual([
      {
        source: 'floor',
        heard: [],
        local: [{ form: 'flow', ids: [1, 3] }],
        target: '地板',
        by: 'model',
      },
    ]);
    expect(verifyTerms([floor], said)).toEqual([]);
    expect(verifyTerms([{ ...floor, heard: ['with'], ids: [2] }], said)).toEqual([]);
  });

  it('does not take its own plural for misheard', () => {
    const said = talk('Transformers are models.', 'A transformer has layers.');
    const term = { src: 'transformer', heard: ['Transformers', 'transformers'], tgt: '=' };
    expect(verifyTerms([term], said)).toMatchObject([{ source: 'transformer', heard: [] }]);
  });

  it('keeps the term where one form is borne out and drops the others', () => {
    expect(found('PyTorch', ['by torch', 'Byteorch', 'like'])).toMatchObject([
      { heard: ['by torch'] },
    ]);
  });

  it('drops ordinary words, empty and endless ones, and what comes twice', () => {
    expect(found('use')).toEqual([]);
    expect(found('gradient', [], '')).toEqual([]);
    expect(found('x'.repeat(90), ['by torch'])).toEqual([]);
    const twice = ['descent', 'Descent'].map((src) => ({ src, heard: [], tgt: '下降' }));
    expect(verifyTerms(twice, sentences)).toHaveLength(1);
  });

  it('keeps the term list on one line each', () => {
    expect(found('gradient | descent', [], '梯度\n下降')).toMatchObject([
      { source: 'gradient descent', target: '梯度 下降' },
    ]);
  });

  it('takes sixty at the most', () => {
    const words = Array.from({ length: 100 }, (_, index) => `Name${index}x`);
    const proposed = words.map((src) => ({ src, heard: [], tgt: '=' }));
    expect(verifyTerms(proposed, talk(words.join(' ')))).toHaveLength(MOST_TERMS);
  });
});

const user = (source: string, target: string, ...heard: string[]): Term => ({
  source,
  heard,
  target,
  by: 'user',
});
const model = (source: string, target: string, ...heard: string[]): Term => ({
  ...user(source, target, ...heard),
  by: 'model',
});

describe('mergeTerms', () => {
  it('lets the user decide, and keeps the forms that were found', () => {
    const own = [user('pytorch', '火炬', 'pie torch')];
    const proposed = [model('PyTorch', '=', 'by torch'), model('Adam', '=', 'A dam')];
    expect(mergeTerms(own, proposed, sentences)).toEqual([
      user('pytorch', '火炬', 'pie torch', 'by torch'),
      model('Adam', '=', 'A dam'),
    ]);
  });

  it('leaves out what the user listed but nobody said', () => {
    expect(mergeTerms([user('Terraform', '=')], [], sentences)).toEqual([]);
  });

  it('gives no form to two terms', () => {
    const own = [user('Torch', '=', 'by torch')];
    const merged = mergeTerms(own, [model('PyTorch', '=', 'by torch')], sentences);
    expect(merged.flatMap((each) => each.heard)).toEqual(['by torch']);
  });
});
