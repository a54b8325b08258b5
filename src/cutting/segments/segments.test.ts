import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { joinSegments, lengthOf, shifted } from './segments.ts';

const at = (start: number, end: number): { start: number; end: number } => ({ start, end });

describe('joinSegments', () => {
  it('sorts, joins overlaps and neighbours closer than half a second', () => {
    expect(joinSegments([at(5, 6), at(1, 2), at(2.4, 3), at(5.5, 5.7), at(6.5, 7)], 100)).toEqual([
      at(1, 3),
      at(5, 6),
      at(6.5, 7),
    ]);
  });

  it('keeps within the media and drops what has no length', () => {
    expect(joinSegments([at(-1, 1), at(3, 3), at(8, 12), at(11, 13)], 10)).toEqual([
      at(0, 1),
      at(8, 10),
    ]);
  });

  it('gives segments in order that never overlap, whatever it is given', () => {
    const second = fc.double({ min: -10, max: 200, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(second, second), { maxLength: 50 }), (pairs) => {
        const joined = joinSegments(
          pairs.map(([start, end]) => at(start, end)),
          150,
        );
        joined.forEach((each, index) => {
          expect(each.end).toBeGreaterThan(each.start);
          expect(each.start - (joined[index - 1]?.end ?? -1)).toBeGreaterThanOrEqual(0.5);
        });
        expect(lengthOf(joined)).toBeLessThanOrEqual(150);
      }),
    );
  });
});

describe('shifted', () => {
  it('moves a cue to where its segment stands now, and cuts off what is gone', () => {
    const segments = [at(10, 12), at(20, 25)];
    expect(shifted(at(10.5, 11), segments)).toEqual(at(0.5, 1));
    expect(shifted(at(19.9, 25.2), segments)).toEqual(at(2, 7));
    expect(shifted(at(13, 14), segments)).toBeUndefined();
  });
});
