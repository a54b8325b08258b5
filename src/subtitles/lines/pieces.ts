import type { Seconds } from '../../model/time.ts';
import type { Measured } from './atoms.ts';
import { fits, type Room, type Stretch, widthOf } from './balance.ts';
import { sharedClauses } from './clauses.ts';
import type { Match, Pair, Place } from './match.ts';
import { LONGEST, SHORTEST } from './times.ts';

/** What has to stay together on the screen: a stretch of both texts. */
export type Piece = {
  readonly from: Place;
  readonly to: Place;
  /** How badly the cut before it reads and matches; 0 at the beginning of a sentence. */
  readonly cost: number;
  /** True when the cut before it is at no clause that both languages have. */
  readonly isForced: boolean;
};

export type PieceOptions = {
  /** How long the sentence takes, in seconds. */
  readonly seconds: Seconds;
  /** Room for each of the two texts. */
  readonly room: Room;
};

/** Narrowest piece worth a cue of its own when only its time is too long, in columns. */
const WORTH_A_CUE = 20;
/** How many atoms around the wanted place a forced cut is looked for. */
const REACH = 25;
/** What it costs when one of the two halves is as good as empty, by the square of the missing share. */
const LOPSIDED = 12;

/**
 * A sentence as pieces that each fit the room and the time: cut at the clauses that both languages have, and between
 * these only where it has to be, at the place that matches best. No atom is lost.
 */
export function piecesOf(match: Match, options: PieceOptions): Piece[] {
  const { pair } = match;
  const end = { first: pair.first.costs.length, second: pair.second.costs.length };
  const pieces: Piece[] = [];
  let from: Place = { first: 0, second: 0 };
  const width = pair.first.sums.at(-1) ?? 0;
  const least = options.seconds > 0 ? (width * SHORTEST) / options.seconds : 0;
  for (const to of [...sharedClauses(match, least), end]) {
    const cost = pieces.length === 0 ? 0 : match.cost(from);
    pieces.push(...cutDown(match, { from, to, cost, isForced: false }, options));
    from = to;
  }
  return pieces;
}

/** A piece cut in two again and again, as long as it is too much for one cue. */
function cutDown(match: Match, piece: Piece, options: PieceOptions): Piece[] {
  const pieces: Piece[] = [];
  const open = [piece];
  for (let next = open.pop(); next; next = open.pop()) {
    const count = cuesNeeded(match.pair, next, options);
    const at = count > 1 ? bestCut(match, next, Math.floor(count / 2) / count) : undefined;
    if (at === undefined) pieces.push(next);
    else {
      open.push({ from: at, to: next.to, cost: match.cost(at), isForced: true });
      open.push({ ...next, to: at });
    }
  }
  return pieces;
}

function cuesNeeded({ first, second }: Pair, { from, to }: Piece, options: PieceOptions): number {
  const { room, seconds } = options;
  const [own, other] = [
    { from: from.first, to: to.first },
    { from: from.second, to: to.second },
  ];
  const width = Math.max(widthOf(first, own.from, own.to), widthOf(second, other.from, other.to));
  const whole = Math.max(1, first.sums.at(-1) ?? 0, second.sums.at(-1) ?? 0);
  const forTime = Math.ceil((seconds * width) / whole / LONGEST);
  return Math.max(
    fits(first, own, room) && fits(second, other, room) ? 1 : 2,
    Math.ceil(width / (room.columns * room.lines)),
    Math.min(forTime, Math.floor(width / WORTH_A_CUE)),
  );
}

/** The best place to cut off a share of a piece; `undefined` when there is nothing to cut. */
function bestCut(match: Match, { from, to }: Piece, share: number): Place | undefined {
  if (to.first - from.first < 2 && to.second - from.second < 2) return undefined;
  const { first, second } = match.pair;
  const others = cutsNear(second, { from: from.second, to: to.second }, share);
  let best: Place | undefined;
  let lowest = Number.POSITIVE_INFINITY;
  for (const own of cutsNear(first, { from: from.first, to: to.first }, share)) {
    for (const other of others) {
      const place = { first: own.at, second: other.at };
      const cost = match.cost(place) + own.cost + other.cost;
      if (cost < lowest) [best, lowest] = [place, cost];
    }
  }
  return best;
}

/** Places for a cut near the wanted share of a stretch, at its ends where it has no inside; with what it costs to be off. */
function cutsNear(
  text: Measured,
  { from, to }: Stretch,
  share: number,
): { readonly at: number; readonly cost: number }[] {
  if (to <= from) return [{ at: from, cost: 0 }];
  const width = Math.max(1, widthOf(text, from, to));
  const costAt = (at: number): number =>
    LOPSIDED * (widthOf(text, from, at) / width / share - 1) ** 2;
  let [least, most] = [from, to];
  if (to - from > 1) {
    let middle = from + 1;
    while (middle < to - 1 && widthOf(text, from, middle) < share * width) middle += 1;
    [least, most] = [Math.max(from + 1, middle - REACH), Math.min(to - 1, middle + REACH)];
  }
  return Array.from({ length: most - least + 1 }, (_, index) => ({
    at: least + index,
    cost: costAt(least + index),
  }));
}
