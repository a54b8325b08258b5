import { describe, expect, it } from 'vitest';

import type { Sentence } from '../../model/sentence.ts';
import type { Term } from '../../model/term.ts';
import { namesOf, vocabularyOf } from './vocabulary.ts';

const sentences = [
  'We trained it with PyTorch on the new Hopper cards.',
  'Put it on git hub, in node js, next to the multi head attention code.',
  'Reinforcement learning from human feedback changed everything.',
  'A large language model needs some tables.',
  'State space models, as I said, state space models.',
  'True, Yann LeCun and Müller wrote that down in GPT-4 days.',
  '我们用Kubernetes部署。',
].map((text, index): Sentence => ({
  id: index + 1,
  start: index,
  end: index + 1,
  text,
  paragraph: false,
}));
const terms: Term[] = [{ source: 'Anthropic', heard: ['and tropic'], target: '=', by: 'model' }];
const vocabulary = vocabularyOf(sentences, terms);

describe('a vocabulary', () => {
  it.each([
    ['PyTorch'],
    ['pytorch'],
    ['GitHub'],
    ['Node.js'],
    ['multi-head'],
    ['LLM'],
    ['LLMs'],
    ['RLHF'],
    ['SS'],
    ['Müller'],
    ['GPT-4'],
    ['GPT4'],
    ['Kubernetes'],
    ['Anthropic'],
    ['table'],
    ['Hoppers'],
    ['ms'],
    ['90ms'],
    ['4GB'],
    ['3rd'],
  ])('knows %s', (name) => {
    expect(vocabulary.knows(name)).toBe(true);
  });

  it.each([
    ['TensorFlow'],
    // Inside other words, across their edges.
    ['Meta'],
    ['etabl'],
    ['BERT'],
    // Said once only, as two plain words.
    ['HC'],
    ['XQ'],
    ['GPT-5'],
  ])('does not know %s', (name) => {
    expect(vocabulary.knows(name)).toBe(false);
  });

  it.each([
    ['PyTorchs', 'PyTorch'],
    ['PyTorck', 'PyTorch'],
    ['LeCunn', 'LeCun'],
    ['Antropic', 'Anthropic'],
    ['Kubernets', 'Kubernetes'],
  ])('puts %s right', (wrong, right) => {
    expect(vocabulary.spellingOf(wrong)).toBe(right);
  });

  it.each([
    ['another figure', 'GPT-5'],
    ['a word that only begins a sentence', 'Trues'],
    ['two letters wrong', 'Pitorck'],
    ['a short name', 'Hop'],
  ])('does not guess at %s', (_, name) => {
    expect(vocabulary.spellingOf(name)).toBeUndefined();
  });
});

describe('namesOf', () => {
  it('knows a name with a subscript', () => {
    const said = vocabularyOf(
      [{ id: 1, start: 0, end: 1, text: 'Log base 2 of 8 is 3.', paragraph: false }],
      [],
    );
    expect(said.knows('log₂')).toBe(true);
    expect(said.knows('ln₂')).toBe(false);
  });

  it('takes all Latin words in another script', () => {
    expect(namesOf('用 PyTorch 和 Node.js 在 90ms 内做 CRUD，见 Müller，x', 'all')).toEqual([
      'PyTorch',
      'Node.js',
      '90ms',
      'CRUD',
      'Müller',
    ]);
  });

  it('takes capitals in mid-sentence in the language of the talk', () => {
    expect(
      namesOf('Training with Kubernetes is hard. Then came 3Blue1Brown, says Mira.', 'capitals'),
    ).toEqual(['Kubernetes', '3Blue1Brown', 'Mira']);
  });

  it('takes only what can be nothing else in another Latin language', () => {
    expect(
      namesOf('Das Training mit PyTorch auf der GTX1080 ist Arbeit, sagt die NASA.', 'marked'),
    ).toEqual(['PyTorch', 'GTX1080', 'NASA']);
  });
});
