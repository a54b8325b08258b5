import type { Sentence } from '../model/sentence.ts';
import type { Seconds } from '../model/time.ts';

/** A stretch of the talk under one title; both ends are sentence IDs, inclusive. */
export type Range = {
  readonly title: string;
  readonly from: number;
  readonly to: number;
  readonly skip: boolean;
};

/** A longer section is split, in seconds, or as a share of the talk. */
const LONGEST = 15 * 60;
const LONGEST_SHARE = 1 / 3;
/** A talk shorter than this is not split by share, in seconds: a third of it is short enough. */
const SPLIT_FROM = 12 * 60;
/** A shorter section joins its neighbour, in seconds; in a short talk, a sixteenth of it. */
const SHORTEST = 45;
const SHORTEST_SHARE = 1 / 16;

/** How many sections a talk of this length is asked to have. */
export function sectionCounts(duration: Seconds): { least: number; most: number } {
  const middle = Math.round(duration / 360);
  return {
    least: Math.min(13, Math.max(2, middle - 2)),
    most: Math.min(15, Math.max(4, middle + 2)),
  };
}

/** How many points a section of this length is asked to have. */
export function pointCounts(duration: Seconds): { least: number; most: number } {
  const wanted = Math.min(12, Math.max(3, Math.round((duration / 60) * 1.2)));
  return { least: Math.max(2, wanted - 2), most: Math.min(12, wanted + 2) };
}

/**
 * Makes a model's section list cover the talk exactly: in order, no overlap, no gap, none too long or
 * too short. A gap goes to the section before it, up to the largest pause.
 */
export function repairRanges(ranges: readonly Range[], sentences: readonly Sentence[]): Range[] {
  const [first, last] = [sentences[0]?.id ?? 1, sentences.at(-1)?.id ?? 0];
  const inside = ranges
    .map((range) => ({ ...range, from: Math.max(first, range.from), to: Math.min(last, range.to) }))
    .filter((range) => range.from <= range.to)
    .toSorted((a, b) => a.from - b.from);
  if (inside.length === 0) return [{ title: '', from: first, to: last, skip: false }];
  const talk = clockOf(sentences);
  return joinShort(splitLong(closeGaps(inside, { first, last, talk }), talk), talk);
}

type Clock = {
  start(id: number): Seconds;
  end(id: number): Seconds;
  /** Pause before a sentence, in seconds. */
  pause(id: number): Seconds;
  readonly duration: Seconds;
};

function clockOf(sentences: readonly Sentence[]): Clock {
  const first = sentences[0]?.id ?? 1;
  const at = (id: number): Sentence | undefined => sentences[id - first];
  const start = (id: number): Seconds => at(id)?.start ?? 0;
  const end = (id: number): Seconds => at(id)?.end ?? 0;
  return {
    start,
    end,
    pause: (id) => start(id) - end(id - 1),
    duration: (sentences.at(-1)?.end ?? 0) - (sentences[0]?.start ?? 0),
  };
}

function closeGaps(
  ranges: readonly Range[],
  { first, last, talk }: { first: number; last: number; talk: Clock },
): Range[] {
  const closed: Range[] = [];
  ranges.forEach((range, index) => {
    const previous = closed.at(-1);
    let from = previous ? Math.max(range.from, previous.to + 1) : first;
    if (previous && range.from > previous.to + 1) {
      from = largestPause(previous.to + 1, range.from, talk);
      closed[closed.length - 1] = { ...previous, to: from - 1 };
    }
    const to = index === ranges.length - 1 ? last : range.to;
    if (from <= to) closed.push({ ...range, from, to });
  });
  const end = closed.at(-1);
  if (end) closed[closed.length - 1] = { ...end, to: last };
  return closed;
}

/** The ID after the largest pause, from `from` to `to`, both inclusive. */
function largestPause(from: number, to: number, talk: Clock): number {
  let best = to;
  for (let id = from; id < to; id++) {
    if (talk.pause(id) > talk.pause(best)) best = id;
  }
  return best;
}

function splitLong(ranges: readonly Range[], talk: Clock): Range[] {
  const share = talk.duration > SPLIT_FROM ? talk.duration * LONGEST_SHARE : Infinity;
  const most = Math.min(LONGEST, Math.max(share, SHORTEST * 4));
  return ranges.flatMap((range) => {
    const length = talk.end(range.to) - talk.start(range.from);
    const pieces = Math.min(Math.ceil(length / most), range.to - range.from + 1);
    if (pieces <= 1 || range.skip) return [range];
    return splitEvenly(range, pieces, talk);
  });
}

function splitEvenly(range: Range, pieces: number, talk: Clock): Range[] {
  const split: Range[] = [];
  const start = talk.start(range.from);
  const length = (talk.end(range.to) - start) / pieces;
  let from = range.from;
  for (let piece = 1; piece <= pieces && from <= range.to; piece++) {
    const goal = start + length * piece;
    let to = from;
    while (to < range.to && talk.end(to + 1) <= goal) to++;
    // The largest pause within a tenth of the piece is the better place.
    if (piece < pieces)
      to = largestPause(Math.max(from + 1, to - 5), Math.min(range.to, to + 6), talk) - 1;
    else to = range.to;
    to = Math.max(from, to);
    split.push({ ...range, title: `${range.title} (${piece}/${pieces})`, from, to });
    from = to + 1;
  }
  return split;
}

function joinShort(ranges: readonly Range[], talk: Clock): Range[] {
  const least = Math.min(SHORTEST, talk.duration * SHORTEST_SHARE);
  const joined: Range[] = [];
  let carried: number | undefined;
  ranges.forEach((range, index) => {
    const whole = { ...range, from: carried ?? range.from };
    carried = undefined;
    const length = talk.end(whole.to) - talk.start(whole.from);
    const previous = joined.at(-1);
    if (length >= least || (!previous && index === ranges.length - 1)) joined.push(whole);
    else if (previous) joined[joined.length - 1] = { ...previous, to: whole.to };
    else carried = whole.from;
  });
  return joined;
}
