import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Cue } from '../../model/transcript.ts';
import { toSentences } from '../../text/sentences/sentences.ts';
import { dealOut } from './kept.ts';

const cuesOf = (...texts: readonly string[]): Cue[] =>
  texts.map((text, index) => ({ start: index * 3, end: index * 3 + 2.9, text }));

/** What each cue says of a sentence's translation. */
function dealtOut(cues: readonly Cue[], seconds: readonly string[]): string[][] {
  const sentences = toSentences(cues).map(({ text }, index) => ({
    text,
    second: seconds[index] ?? '',
  }));
  return dealOut(cues, sentences).map((pieces) =>
    pieces.map(({ cue, second }) => `${cues.indexOf(cue) + 1} ${second}`),
  );
}

const bare = (text: string): string => text.replace(/\s+/g, '');

describe('dealOut', () => {
  it('gives each cue the part of the sentence that it says', () => {
    const cues = cuesOf(
      'The process we just walked through',
      "is Selection sort, and it's pretty basic.",
      'It loops over and over',
      'until 214 has come to the top, which takes',
      'a very long time for a list. But we have time.',
    );
    expect(
      dealtOut(cues, [
        '我们刚才走过的过程叫选择排序，相当基础。',
        '它不断循环，直到 214 排到最上面，列表长了，这要花很长时间。',
        '不过我们有时间。',
      ]),
    ).toEqual([
      ['1 我们刚才走过的过程', '2 叫选择排序，相当基础。'],
      ['3 它不断循环，', '4 直到 214 排到最上面，列表长了，', '5 这要花很长时间。'],
      ['5 不过我们有时间。'],
    ]);
  });

  it('goes down to single words where a translation is short, and says nothing twice', () => {
    const cues = cuesOf('So that is the very', 'thing that I wanted to', 'tell all of you today.');
    expect(dealtOut(cues, ['就是这个'])).toEqual([['1 就', '2 是', '3 这个']]);
    expect(dealtOut(cues, ['OK'])).toEqual([['1 OK', '2 ', '3 ']]);
  });

  it('takes what its file shows as one cue for one', () => {
    const shown = { start: 0, end: 3 };
    const cues: Cue[] = [
      { start: 0, end: 1, text: 'Are you coming along with us?', shown, speaker: 'A' },
      { start: 1, end: 3, text: 'I am coming along with you.', shown, speaker: 'B' },
    ];
    expect(dealtOut(cues, ['你跟我们一起来吗？', '我跟你们一起来。'])).toEqual([
      ['1 你跟我们一起来吗？'],
      ['1 我跟你们一起来。'],
    ]);
  });

  const word = fc.oneof(
    fc.stringMatching(/^[a-zA-Z]{1,12}[,.?]?$/),
    fc.constantFrom('因为', '我们。', '10,000', 'é', '한국어', '😀', '—', '好，'),
  );
  const words = fc.array(word, { minLength: 1, maxLength: 12 }).map((all) => all.join(' '));

  it('loses nothing, keeps the order, and leaves no cue without a word that can have one', () => {
    const texts = fc.array(words, { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(texts, texts, (said, translated) => {
        const cues = cuesOf(...said);
        const sentences = toSentences(cues).map(({ text }, index) => ({
          text,
          second: translated[index % translated.length] ?? '',
        }));
        const dealt = dealOut(cues, sentences);
        const filled = new Set(
          dealt.flat().flatMap(({ cue, second }) => (second === '' ? [] : [cue])),
        );
        const order = dealt.flat().map(({ cue }) => cues.indexOf(cue));
        expect(order).toEqual(order.toSorted((a, b) => a - b));
        for (const [index, pieces] of dealt.entries()) {
          const joined = (side: 'text' | 'second'): string =>
            bare(pieces.map((piece) => piece[side]).join(''));
          expect(joined('text')).toBe(bare(sentences[index]?.text ?? ''));
          expect(joined('second')).toBe(bare(sentences[index]?.second ?? ''));
          const isFull = pieces.every(({ cue }) => filled.has(cue));
          const count = sentences[index]?.second.split(' ').length ?? 0;
          expect(isFull || count < pieces.length).toBe(true);
        }
      }),
    );
  });
});
