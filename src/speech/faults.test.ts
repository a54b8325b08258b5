import { describe, expect, it } from 'vitest';

import { SAID } from '../../test/support/hearing.ts';
import type { Cue } from '../model/transcript.ts';
import { badness, faultsOf, silenceIn, stopsAt, type Faults } from './faults.ts';

/** As much as `SAID`, of characters: less than three a second. */
const SLOW =
  '那是很久很久以前的事情了，大家都不记得是谁先说的，我们就这样开始了，后来才知道那是怎么一回事，可是已经晚了。';
const cue = (start: number, end: number, text = SAID): Cue => ({ start, end, text });

function faults(cues: readonly Cue[], speech = [{ start: 0, end: 20 }]): Faults {
  return faultsOf(cues, { length: 20, speech });
}

describe('faultsOf', () => {
  it('finds none in a window that was heard well', () => {
    const found = faults([
      cue(0, 9),
      cue(9.5, 19.8, 'And then we shipped it to everyone who had asked, and nobody was told.'),
    ]);
    expect(found).toEqual({ hasLoops: false, isBabble: false, gaps: [] });
    expect(badness(found, [cue(0, 9)])).toBe(0);
  });
  it('knows loops', () => {
    expect(faults([cue(0, 20, 'and so on '.repeat(9))]).hasLoops).toBe(true);
  });
  it('knows more words than anyone can say', () => {
    const text = Array.from({ length: 200 }, (_, index) => `w${index}`).join(' ');
    expect(faults([cue(0, 20, text)]).isBabble).toBe(true);
  });
  it('knows text that says the same in variation, but not a short refrain', () => {
    const rounds = [1, 2, 3, 4, 5, 6].map((each) => `and the people said ${each} to the people`);
    expect(faults([cue(0, 20, rounds.join(', '))]).isBabble).toBe(true);
    expect(faults([cue(0, 20, 'tell me why, tell me why, tell me')]).isBabble).toBe(false);
  });
  it('finds speech without words, by the words where there are some', () => {
    expect(faults([]).gaps).toEqual([{ start: 0, end: 20 }]);
    expect(faults([cue(0, 5), cue(12, 20)]).gaps).toEqual([{ start: 5.5, end: 11.5 }]);
    const words = [
      { text: 'Well', start: 0, end: 1 },
      { text: 'said.', start: 18, end: 20 },
    ];
    expect(faults([{ ...cue(0, 20), words }]).gaps).toEqual([{ start: 1.2, end: 17.5 }]);
  });
  it('finds speech that the words of a cue cannot have taken', () => {
    expect(faults([cue(0, 20, 'about it.')]).gaps).toEqual([{ start: 1.9, end: 20 }]);
    const pause = [
      { start: 0, end: 1 },
      { start: 17, end: 20 },
    ];
    expect(faults([cue(0, 20, 'It was slow, very slow.')], pause).gaps).toEqual([]);
    expect(faults([cue(0, 20, SLOW)]).gaps).toEqual([]);
  });
  it('knows words without any time', () => {
    expect(faults([cue(0, 20), cue(20, 20)]).hasLoops).toBe(true);
    expect(faults([cue(0, 20), cue(19.9, 20)]).hasLoops).toBe(false);
  });
  it('does not take a pause for a gap', () => {
    const speech = [
      { start: 0, end: 5 },
      { start: 9, end: 11 },
      { start: 14, end: 20 },
    ];
    expect(faults([cue(0, 5), cue(14, 20)], speech).gaps).toEqual([]);
    expect(faults([], [{ start: 4, end: 6 }]).gaps).toEqual([]);
  });
});

describe('stopsAt', () => {
  const speech = [
    { start: 0, end: 12 },
    { start: 14, end: 14.5 },
  ];
  it.each([
    ['a phrase before the speech does', 11, 11],
    ['a few words before', 11.6, 11.6],
    ['a breath before', 11.8, undefined],
    ['with the speech', 14.4, undefined],
    ['in a long pause before a cough', 13, undefined],
    ['before it has begun', 0, undefined],
  ])('is asked where it ends %s', (_, end, expected) => {
    expect(stopsAt([cue(0, end)], speech)).toBe(expected);
  });
  it('has nothing to say where nothing was heard', () => {
    expect(stopsAt([], speech)).toBeUndefined();
  });
});

describe('badness', () => {
  it('finds nothing at all worse than a loop, and a loop worse than nothing wrong', () => {
    const loop = [cue(0, 20, 'and so on '.repeat(9))];
    expect(badness(faults([]), [])).toBeGreaterThan(badness(faults(loop), loop));
    expect(badness(faults(loop), loop)).toBeGreaterThan(0);
    expect(badness(faults([], []), [])).toBe(0);
  });
});

describe('silenceIn', () => {
  it('gives the share of a span in which nobody speaks', () => {
    expect(silenceIn({ start: 0, end: 10 }, [{ start: 8, end: 12 }])).toBeCloseTo(0.8);
    expect(silenceIn({ start: 0, end: 10 }, [{ start: 0, end: 10 }])).toBe(0);
    expect(silenceIn({ start: 3, end: 3 }, [])).toBe(0);
  });
});
