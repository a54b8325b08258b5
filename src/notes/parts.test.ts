import { describe, expect, it } from 'vitest';

import type { Point } from '../model/note.ts';
import { withParts } from './parts.ts';

/** Points named by their place, with the part numbers a model wrote. */
const points = (...parts: readonly number[]): Point[] =>
  parts.map((part, index) => ({ text: `p${index}`, cites: [index + 1], part, sub: [] }));

const shape = (
  titles: readonly string[],
  given: readonly Point[],
): [readonly string[], unknown[]] => {
  const { parts, points: placed } = withParts(titles, given);
  return [parts, placed.map(({ text, part }) => (part === undefined ? text : `${text}:${part}`))];
};

describe('withParts', () => {
  it('counts from 1, gives indices from 0', () => {
    expect(shape(['A', 'B'], points(1, 1, 2))).toEqual([
      ['A', 'B'],
      ['p0:0', 'p1:0', 'p2:1'],
    ]);
  });

  it('understands a model that counts from 0', () => {
    expect(shape(['A', 'B'], points(0, 0, 1))).toEqual([
      ['A', 'B'],
      ['p0:0', 'p1:0', 'p2:1'],
    ]);
    expect(shape(['A', 'B', 'C'], points(0, 1, 2))).toEqual([
      ['A', 'B', 'C'],
      ['p0:0', 'p1:1', 'p2:2'],
    ]);
  });

  it('groups the points of a part', () => {
    expect(shape(['A', 'B'], points(1, 2, 1, 2))[1]).toEqual(['p0:0', 'p2:0', 'p1:1', 'p3:1']);
  });

  it('leaves out parts without points and numbers the rest anew', () => {
    expect(shape(['A', 'B', 'C'], points(1, 3, 3))).toEqual([
      ['A', 'C'],
      ['p0:0', 'p1:1', 'p2:1'],
    ]);
  });

  it('lets a point without a usable part go on with the one before', () => {
    expect(shape(['A', 'B'], points(1, 2, 0, 9, -3))[1]).toEqual([
      'p0:0',
      'p1:1',
      'p2:1',
      'p3:1',
      'p4:1',
    ]);
    expect(shape(['A', 'B'], points(0, 2))[1]).toEqual(['p0:0', 'p1:1']);
  });

  it('does without a part that has no title', () => {
    expect(shape(['A', ' ', 'C'], points(1, 2, 3))).toEqual([
      ['A', 'C'],
      ['p0:0', 'p1:0', 'p2:1'],
    ]);
    expect(shape(['', 'B', 'C'], points(1, 2, 3))).toEqual([
      ['B', 'C'],
      ['p0:0', 'p1:0', 'p2:1'],
    ]);
  });

  it('has no parts where there is but one', () => {
    expect(shape([], points(0, 1))).toEqual([[], ['p0', 'p1']]);
    expect(shape(['A'], points(1, 1))).toEqual([[], ['p0', 'p1']]);
    expect(shape(['A', 'B'], points(2, 2))).toEqual([[], ['p0', 'p1']]);
    expect(shape(['A', 'B'], [])).toEqual([[], []]);
  });

  it('takes five parts at the most, and loses no point of the others', () => {
    const [parts, placed] = shape(['A', 'B', 'C', 'D', 'E', 'F'], points(1, 2, 3, 4, 5, 6));
    expect(parts).toEqual(['A', 'B', 'C', 'D', 'E']);
    expect(placed).toHaveLength(6);
    expect(placed.at(-1)).toBe('p5:4');
  });
});
