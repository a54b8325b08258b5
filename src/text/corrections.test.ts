import { describe, expect, it } from 'vitest';

import type { Term } from '../model/term.ts';
import { correctionsIn, correctTerms, termFinders, termsIn } from './corrections.ts';

const term = (source: string, ...heard: string[]): Term => ({
  source,
  heard,
  target: '=',
  by: 'model',
});

describe('termsIn', () => {
  it('leaves out what stands only inside a longer term', () => {
    const finders = termFinders([term('sort'), term('merge sort'), term('big O'), term('O')]);
    const sourcesIn = (text: string): string[] => termsIn(text, finders).map((each) => each.source);
    expect(sourcesIn('Merge sort is fast.')).toEqual(['merge sort']);
    expect(sourcesIn('A merge sort is a sort.')).toEqual(['sort', 'merge sort']);
    expect(sourcesIn('In big O notation')).toEqual(['big O']);
  });
});

describe('correctTerms', () => {
  it.each<[string, Term[], string, string]>([
    [
      'not inside addresses, paths, files and code',
      [term('data umbrella', 'data-umbrella'), term('PyTorch', 'bytorch'), term('Marco', 'marko')],
      'See https://github.com/data-umbrella/x, marko@a.org, src/bytorch/a.py, bytorch.py and `bytorch`.',
      'See https://github.com/data-umbrella/x, marko@a.org, src/bytorch/a.py, bytorch.py and `bytorch`.',
    ],
    [
      'beside marks and at the end of a sentence',
      [term('PyTorch', 'bytorch'), term('Node.js', 'nodejs')],
      'Use bytorch. Or "bytorch", nodejs (bytorch)!',
      'Use PyTorch. Or "PyTorch", Node.js (PyTorch)!',
    ],
    [
      'a plural as a plural',
      [term('Kubernetes', 'cuber netes'), term('LLM', 'ellem', 'ellems')],
      'Two ellems and one ellem on cuber netes',
      'Two LLMs and one LLM on Kubernetes',
    ],
    [
      'a misheard form',
      [term('PyTorch', 'by torch')],
      'we use by torch here',
      'we use PyTorch here',
    ],
    [
      'whatever its capitals',
      [term('PyTorch', 'by torch')],
      'By Torch is fine.',
      'PyTorch is fine.',
    ],
    ['and its spaces', [term('PyTorch', 'by torch')], 'use by  torch', 'use PyTorch'],
    [
      'whole words only',
      [term('Rust', 'rest')],
      'the rest, interest and rests',
      'the Rust, interest and rests',
    ],
    ['with letters of all alphabets', [term('Go', 'gö')], 'gö gögö', 'Go gögö'],
    [
      'the longer form first',
      [term('PyTorch', 'torch', 'by torch')],
      'by torch and torch',
      'PyTorch and PyTorch',
    ],
    [
      'the longer form of all terms',
      [term('Torch', 'torch'), term('PyTorch', 'by torch')],
      'by torch',
      'PyTorch',
    ],
    [
      'in Chinese, anywhere',
      [term('梯度下降', '剃度下降')],
      '用剃度下降来训练',
      '用梯度下降来训练',
    ],
    [
      'marks are no patterns',
      [term('C++', 'c plus plus', 'C+')],
      'C+ and c plus plus',
      'C++ and C++',
    ],
    ['a form that ends in a mark', [term('.NET', 'dot net')], 'use dot net.', 'use .NET.'],
  ])('puts right %s', (...[, terms, text, corrected]) => {
    expect(correctTerms(text, termFinders(terms))).toBe(corrected);
  });

  it('leaves alone what is right already', () => {
    const finders = termFinders([term('Go language', 'Go'), term('Kubernetes', 'kubernetes')]);
    expect(correctTerms('the Go language', finders)).toBe('the Go language');
    expect(correctTerms('Kubernetes', finders)).toBe('Kubernetes');
  });

  it('does not correct what was just corrected', () => {
    const finders = termFinders([term('PyTorch', 'by torch'), term('Lightning', 'PyTorch')]);
    expect(correctTerms('by torch', finders)).toBe('PyTorch');
  });

  it('says where it corrected what', () => {
    const finders = termFinders([term('WAL', 'wall'), term('B-tree', 'bee tree')]);
    expect(correctionsIn('a bee tree and a wall', finders)).toMatchObject([
      { at: 2, heard: 'bee tree', term: { source: 'B-tree' } },
      { at: 17, heard: 'wall', term: { source: 'WAL' } },
    ]);
  });

  it('takes terms without any text for none', () => {
    expect(correctTerms('a b', termFinders([term(' ', '')]))).toBe('a b');
  });
});

describe('termsIn', () => {
  const finders = termFinders([term('PyTorch', 'by torch'), term('Go'), term('梯度', '剃度')]);
  it.each<[string, string[]]>([
    ['By torch is new', ['PyTorch']],
    ['PYTORCH', ['PyTorch']],
    ['going to go', ['Go']],
    ['算剃度', ['梯度']],
    ['nothing of it', []],
  ])('%s', (text, sources) => {
    expect(termsIn(text, finders).map((found) => found.source)).toEqual(sources);
  });
});
