import type { Point } from '../model/note.ts';

const MOST_PARTS = 5;

/** The parts of a section that have points, and the points with the index of theirs, grouped in order. */
type Parted = { readonly parts: readonly string[]; readonly points: readonly Point[] };

/**
 * Gives every point a part where the section falls into parts, and leaves out parts without points; a
 * section with points in one part only has none. `part` of the points given is as the model wrote it.
 */
export function withParts(titles: readonly string[], points: readonly Point[]): Parted {
  const named = titles.slice(0, MOST_PARTS).map((title) => title.trim());
  const isFromZero = countsFromZero(points, named.length);
  let last = 0;
  const placed = points.map((point) => {
    const part = (point.part ?? 0) - (isFromZero ? 0 : 1);
    // A point that names no part goes on with the one before.
    if (named[part]) last = part;
    return { point, part: last };
  });
  const used = named.flatMap((title, part) =>
    title !== '' && placed.some((each) => each.part === part) ? [part] : [],
  );
  if (used.length < 2) return { parts: [], points: points.map(({ part: _, ...point }) => point) };
  const index = (part: number): number => Math.max(0, used.indexOf(part));
  return {
    parts: used.map((part) => named[part] ?? ''),
    points: placed
      .map(({ point, part }) => ({ ...point, part: index(part) }))
      .toSorted((a, b) => a.part - b.part),
  };
}

/** Models are told to count from 1; one that uses all numbers from 0 up did not. */
function countsFromZero(points: readonly Point[], count: number): boolean {
  const used = new Set(points.map((point) => point.part));
  return (
    count > 1 &&
    !used.has(count) &&
    Array.from({ length: count }, (_, at) => at).every((at) => used.has(at))
  );
}
