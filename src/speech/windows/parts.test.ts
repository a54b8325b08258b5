import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { cueInMedia, spanInMedia, spanInWindow } from './parts.ts';

/** Ten seconds of sound, of which the pauses from 103 to 110 and from 113 to 120 were left out. */
const PARTS = [
  { start: 100, end: 103 },
  { start: 110, end: 113 },
  { start: 120, end: 124 },
];

describe('cueInMedia', () => {
  it('moves a cue and its words to where their part stands', () => {
    const words = [
      { text: 'Well', start: 3.5, end: 4 },
      { text: 'said.', start: 4, end: 4.5 },
    ];
    expect(cueInMedia({ text: 'Well said.', start: 3.5, end: 4.5, words }, PARTS)).toEqual({
      text: 'Well said.',
      start: 110.5,
      end: 111.5,
      words: [
        { text: 'Well', start: 110.5, end: 111 },
        { text: 'said.', start: 111, end: 111.5 },
      ],
    });
  });
  it('lets no word reach over what was left out', () => {
    const words = [
      { text: 'Well', start: 1, end: 3.2 },
      { text: 'said.', start: 2.9, end: 4.5 },
    ];
    const cue = cueInMedia({ start: 1, end: 4.5, words }, PARTS);
    expect(cue).toMatchObject({ start: 101, end: 111.5 });
    expect(cue.words).toMatchObject([
      { start: 101, end: 103 },
      { start: 110, end: 111.5 },
    ]);
  });
  it('begins a cue in the part of its first word, though its own time is before', () => {
    const words = [{ text: 'Well', start: 3.4, end: 4 }];
    expect(cueInMedia({ start: 2.4, end: 4, words }, PARTS)).toMatchObject({
      start: 110,
      end: 111,
    });
  });
  it('begins and ends a cue without words where it is for longer than a moment', () => {
    expect(cueInMedia({ start: 2.8, end: 6.2 }, PARTS)).toEqual({ start: 110, end: 113 });
    expect(cueInMedia({ start: 2, end: 4 }, PARTS)).toEqual({ start: 102, end: 111 });
    expect(cueInMedia({ start: 3, end: 3 }, PARTS)).toEqual({ start: 103, end: 103 });
    expect(cueInMedia({ start: 9.9, end: 12 }, PARTS)).toEqual({ start: 123.9, end: 124 });
  });
});

describe('spanInWindow', () => {
  it('is where spanInMedia finds the way back from', () => {
    const inside = fc
      .tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 2999 }))
      .map(([part, at]) => (PARTS[part]?.start ?? 0) + at / 1000);
    fc.assert(
      fc.property(inside, (start) => {
        const own = PARTS.findLast((part) => part.start <= start);
        const span = { start, end: own?.end ?? 0 };
        const back = spanInMedia(spanInWindow(span, PARTS), PARTS);
        expect(back.start).toBeCloseTo(span.start, 2);
        expect(back.end).toBeCloseTo(span.end, 2);
      }),
    );
  });
});
