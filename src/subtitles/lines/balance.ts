import type { Measured } from './atoms.ts';

/** A stretch of atoms: from `from` up to, not including, `to`. */
export type Stretch = { readonly from: number; readonly to: number };

/** Room for a text: how many lines, and how many columns each. */
export type Room = {
  /** Columns a line, CJK counting two. */
  readonly columns: number;
  /** Count of lines. */
  readonly lines: number;
};

/** Columns that the atoms from `from` up to `to` take on one line. */
export function widthOf(text: Measured, from: number, to: number): number {
  if (to <= from) return 0;
  return (text.sums[to] ?? 0) - (text.sums[from] ?? 0) - blankBefore(text, to);
}

/** The text of a stretch, on one line. */
export function textOf(text: Measured, { from, to }: Stretch): string {
  if (to <= from) return '';
  return text.text.slice(text.places[from], (text.places[to] ?? 0) - blankBefore(text, to));
}

const BLANK = 0x20;

/** 1 where a blank stands before an atom, else 0. */
function blankBefore(text: Measured, atom: number): number {
  return text.text.charCodeAt((text.places[atom] ?? 0) - 1) === BLANK ? 1 : 0;
}

/**
 * Cuts a stretch into `count` pieces that each fit the room, of like width and at places that read
 * well. `undefined` when that does not come out; with one piece for each atom it always does.
 * A word wider than a line stands on a line of its own and counts as fitting.
 */
function cut(
  text: Measured,
  { within, count, room }: { within: Stretch; count: number; room: Room },
): Stretch[] | undefined {
  const pieces: Stretch[] = [];
  let from = within.from;
  for (let left = count; left > 0; left--) {
    const furthest = Math.min(within.to, reach(text, { from, to: within.to }, room));
    if (left === 1 && furthest < within.to) return undefined;
    const to = left === 1 ? within.to : bestEnd(text, { from, to: within.to }, { furthest, left });
    pieces.push({ from, to });
    from = to;
  }
  return pieces;
}

/** A stretch as the fewest lines it needs, balanced. Gives more than `room.lines` only when it does not fit. */
export function wrap(text: Measured, within: Stretch, room: Room): Stretch[] {
  const line: Room = { columns: room.columns, lines: 1 };
  const filled: Stretch[] = [];
  for (let from = within.from; from < within.to;) {
    const to = reach(text, { from, to: within.to }, line);
    filled.push({ from, to });
    from = to;
  }
  return cut(text, { within, count: filled.length, room: line }) ?? filled;
}

/** Whether a stretch fits the room, line by line. */
export function fits(text: Measured, { from, to }: Stretch, room: Room): boolean {
  return to <= from || reach(text, { from, to }, room) >= to;
}

/** How far a stretch may go from its start and still fit the room; at least one atom. */
function reach(text: Measured, { from, to }: Stretch, room: Room): number {
  let at = from;
  for (let line = 0; line < room.lines && at < to; line++) {
    const start = at;
    at += 1;
    while (at < to && widthOf(text, start, at + 1) <= room.columns) at += 1;
  }
  return at;
}

function bestEnd(
  text: Measured,
  { from, to }: Stretch,
  { furthest, left }: { furthest: number; left: number },
): number {
  const wanted = Math.max(1, widthOf(text, from, to) / left);
  let best = furthest;
  let lowest = Number.POSITIVE_INFINITY;
  for (let end = Math.min(from + 1, furthest); end <= furthest; end++) {
    const off = Math.abs(widthOf(text, from, end) - wanted) / wanted;
    const cost = off + (text.costs[end - 1] ?? 1);
    if (cost <= lowest) [best, lowest] = [end, cost];
  }
  return best;
}
