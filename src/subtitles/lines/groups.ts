import type { Seconds } from '../../model/time.ts';
import { joinLines } from '../../text/languages/script.ts';
import { type Measured, measureText } from './atoms.ts';
import { fits, type Room, type Stretch, textOf, widthOf, wrap } from './balance.ts';
import type { Pair } from './match.ts';
import type { Piece } from './pieces.ts';
import { LONGEST, readingTime, SHORTEST, shownTime, UNHURRIED } from './times.ts';

/** A piece of a sentence of the talk. */
export type TimedPiece = Piece & {
  readonly pair: Pair;
  /** Which sentence it is of, as an index. */
  readonly part: number;
  /** Where it is said, in seconds. */
  readonly start: Seconds;
  readonly end: Seconds;
};

/** What cues are laid out on. */
export type Sheet = {
  readonly room: Room;
  /** What is not to be broken in each language, in small letters. */
  readonly first: readonly string[];
  readonly second: readonly string[];
};

/** Pieces in a row that make a cue. */
export type Group = readonly TimedPiece[];

/** A cue holds no more pieces than this: twice what seven seconds of quick questions and answers have. */
const MOST_PIECES = 8;
/** A cue is good from here to there, in seconds: it can be read without hurry, and its reader does not begin again. */
const GOOD = { from: UNHURRIED, to: 6 } as const;

/** What each fault of a cue costs, against a cut after a comma in both languages at 0.6. Chosen by reading what came of it. */
const COST = {
  /** A cue more. */
  cue: 0.5,
  /** A line more than one, in each language. */
  line: 0.5,
  /** A second short of what is good, one beyond it, one that its reader lacks. */
  short: 3,
  long: 2,
  fast: 1,
  /** Less than the shortest. */
  flash: 8,
  /** A cut at no clause that both languages have. */
  forced: 3,
  /** The end of one sentence and the beginning of another in one cue. */
  joined: 2.5,
} as const;

/**
 * Puts pieces together to cues that can be read: of all ways to do that, the one that costs least. `next` is where
 * the cue after them starts, in seconds.
 */
export function groupPieces(
  pieces: readonly TimedPiece[],
  { next, ...sheet }: Sheet & { readonly next: Seconds },
): Group[] {
  const ways: Way[] = [{ cost: 0, from: 0 }];
  for (let to = 1; to <= pieces.length; to++) {
    ways.push(bestWay(ways, pieces, { ...sheet, to, next: pieces[to]?.start ?? next }));
  }
  const groups: Group[] = [];
  for (let to = pieces.length; to > 0; to = ways[to]?.from ?? 0) {
    groups.push(pieces.slice(ways[to]?.from, to));
  }
  return groups.toReversed();
}

/** A way to group the first pieces: what it costs, and where its last group begins. */
type Way = { readonly cost: number; readonly from: number };

type End = Sheet & {
  /** Index of the piece after the group. */
  readonly to: number;
  /** Where that is said, in seconds. */
  readonly next: Seconds;
};

/** The best way to group the pieces up to an end, given those for fewer of them. */
function bestWay(ways: readonly Way[], pieces: readonly TimedPiece[], end: End): Way {
  let best: Way = { cost: Number.POSITIVE_INFINITY, from: end.to - 1 };
  for (const { from, size } of lastGroups(pieces, end)) {
    const cost = (ways[from]?.cost ?? 0) + costOf(size, end);
    if (cost >= best.cost) continue;
    if (from === end.to - 1 || fitsSheet(pieces.slice(from, end.to), end)) best = { cost, from };
  }
  return best;
}

/** The groups up to an end, the shortest first. */
function* lastGroups(
  pieces: readonly TimedPiece[],
  { to, room }: End,
): Generator<{ readonly from: number; readonly size: Size }> {
  let size: Size | undefined;
  for (let from = to - 1; from >= Math.max(0, to - MOST_PIECES); from--) {
    const piece = pieces[from];
    size = piece && sizeWith(piece, size, room);
    if (size === undefined) return;
    yield { from, size };
  }
}

/** How much a group holds. */
type Size = {
  readonly head: TimedPiece;
  readonly end: Seconds;
  /** Columns in each language. */
  readonly first: number;
  readonly second: number;
  /** Count of places where one sentence ends and another begins. */
  readonly joined: number;
};

/** A group with one piece more at its beginning; `undefined` where the two may not share a cue. */
function sizeWith(piece: TimedPiece, rest: Size | undefined, room: Room): Size | undefined {
  const { from, to, pair } = piece;
  const first = widthOf(pair.first, from.first, to.first);
  const second = widthOf(pair.second, from.second, to.second);
  if (rest === undefined) return { head: piece, end: piece.end, first, second, joined: 0 };
  const { head } = rest;
  const isOther = head.part !== piece.part;
  const size = {
    head: piece,
    end: rest.end,
    first: first + rest.first,
    second: second + rest.second,
    joined: rest.joined + Number(isOther),
  };
  const most = room.columns * room.lines;
  const isTooMuch = size.first > most || size.second > most || size.end - piece.start > LONGEST;
  return isTooMuch ? undefined : size;
}

function costOf({ head, end, joined, ...size }: Size, { next, room }: End): number {
  const columns = Math.max(size.first, size.second);
  const shown = shownTime({ start: head.start, end, next, columns });
  const lines = [size.first, size.second].filter((width) => width > room.columns).length;
  return (
    COST.cue +
    COST.line * lines +
    COST.short * Math.max(0, GOOD.from - shown) +
    COST.long * Math.max(0, end - head.start - GOOD.to) +
    COST.fast * Math.max(0, readingTime(columns) - shown) +
    (shown < SHORTEST ? COST.flash : 0) +
    head.cost +
    (head.isForced ? COST.forced : 0) +
    COST.joined * joined
  );
}

function fitsSheet(group: Group, sheet: Sheet): boolean {
  return (['first', 'second'] as const).every((side) => {
    const { text, stretch } = textOfGroup(group, side, sheet);
    return fits(text, stretch, sheet.room);
  });
}

/** The lines of a group in one of the languages. */
export function linesOfGroup(group: Group, side: keyof Pair, sheet: Sheet): string[] {
  const { text, stretch } = textOfGroup(group, side, sheet);
  return wrap(text, stretch, sheet.room).map((line) => textOf(text, line));
}

/** What a group says in one language: a stretch of its sentence, or a text of its own where it is of several. */
function textOfGroup(
  group: Group,
  side: keyof Pair,
  sheet: Sheet,
): { text: Measured; stretch: Stretch } {
  const [head, last] = [group[0], group.at(-1)];
  if (head === undefined || last === undefined) return { text: NOTHING, stretch: NOWHERE };
  if (head.part === last.part) {
    return { text: head.pair[side], stretch: { from: head.from[side], to: last.to[side] } };
  }
  const texts = group.map(({ pair, from, to }) =>
    textOf(pair[side], { from: from[side], to: to[side] }),
  );
  const text = measureText(joinLines(texts), sheet[side]);
  return { text, stretch: { from: 0, to: text.costs.length } };
}

const NOTHING = measureText('');
const NOWHERE: Stretch = { from: 0, to: 0 };
