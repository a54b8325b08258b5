import { describe, expect, it } from 'vitest';

import type { Sentence } from '../../model/sentence.ts';
import { markedSource, shownText } from './marked-source.ts';

const said = (text: string, corrected?: string): Sentence => ({
  id: 1,
  start: 0,
  end: 1,
  text,
  corrected,
  paragraph: true,
});
describe('markedSource', () => {
  it('marks everything put right with what was heard', () => {
    const sentence = said('Use By Torch, said hint on.', 'Use PyTorch, said Hinton.');
    expect(markedSource(sentence)).toEqual([
      { text: 'Use ' },
      { text: 'PyTorch', heard: 'By Torch' },
      { text: ', said ' },
      { text: 'Hinton', heard: 'hint on' },
      { text: '.' },
    ]);
  });

  it("shows a recogniser's loop once, and how often it comes", () => {
    const loop = { ...said('I see. I see. I see. I see.'), doubt: 'loop' as const };
    expect(markedSource(loop)).toEqual([{ text: 'I see. ×4' }]);
    expect(shownText(loop)).toBe('I see. ×4');
    expect(shownText({ ...loop, doubt: undefined })).toBe('I see. I see. I see. I see.');
  });

  it('leaves a sentence alone that was not corrected', () => {
    expect(markedSource(said('We burned it by torch light.'))).toEqual([
      { text: 'We burned it by torch light.' },
    ]);
  });

  it('marks what differs however small', () => {
    expect(markedSource(said('The cat sat.', 'The cats sat.'))).toEqual([
      { text: 'The ' },
      { text: 'cats', heard: 'cat' },
      { text: ' sat.' },
    ]);
  });

  it('does not mark what differs in capitals only', () => {
    expect(markedSource(said('we use pytorch.', 'we use PyTorch.'))).toEqual([
      { text: 'we use PyTorch.' },
    ]);
    expect(markedSource(said('pytorch and hint on', 'PyTorch and Hinton'))).toEqual([
      { text: 'PyTorch and ' },
      { text: 'Hinton', heard: 'hint on' },
    ]);
  });

  it('leaves single spaces and words around a correction alone', () => {
    expect(markedSource(said('by torch x', 'PyTorch x'))).toEqual([
      { text: 'PyTorch', heard: 'by torch' },
      { text: ' x' },
    ]);
    expect(markedSource(said('他叫辛盾先生', '他叫辛顿先生'))).toEqual([
      { text: '他叫辛' },
      { text: '顿', heard: '盾' },
      { text: '先生' },
    ]);
  });

  it('gives pieces that join to the corrected sentence', () => {
    for (const [text, corrected] of [
      ['by torch by torch', 'PyTorch PyTorch'],
      ['by torch twice', 'twice'],
      ['', 'all new'],
      ['我们用派 torch。', '我们用 PyTorch。'],
      ['a b c', ''],
      [`${'long '.repeat(2000)}by torch`, `${'long '.repeat(2000)}PyTorch`],
    ] as const) {
      const sentence = said(text, corrected);
      expect(
        markedSource(sentence)
          .map((piece) => piece.text)
          .join(''),
      ).toBe(shownText(sentence));
    }
  });
});
