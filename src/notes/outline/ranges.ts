import type { Sentence } from '../../model/sentence.ts';
import type { Seconds } from '../../model/time.ts';
import { type Clock, talkClock } from '../talk-clock.ts';
import { splitRange } from './split-range.ts';

/** A stretch of the talk under one title; both ends are sentence IDs, inclusive. */
export type Range = {
  readonly title: string;
  readonly from: number;
  readonly to: number;
  readonly skip: boolean;
};

/** A longer section is split, in seconds, or as a share of the talk. */
export const LONGEST_SECTION: Seconds = 15 * 60;
const LONGEST_SHARE = 1 / 3;
/** A talk shorter than this is not split by share, in seconds: a third of it is short enough. */
const SPLIT_FROM = 12 * 60;
/** A shorter section joins its neighbour, in seconds; in a short talk, a sixteenth of it. */
const SHORTEST = 45;
const SHORTEST_SHARE = 1 / 16;
/** Where more of the talk than this is marked to be skipped, the marks are not believed, as a ratio. */
const MOST_SKIPPED = 0.5;

/** Up to this length, in seconds, a talk may be one section. */
const ONE_SECTION: Seconds = 90;
/** Sections of a talk of ordinary length; a longer one has one at least for every so many seconds. */
const MOST_SECTIONS = 15;
const SECTION_OF_LONG_TALK: Seconds = 12 * 60;

/** How many sections a talk of this length is asked to have. */
export function sectionCounts(duration: Seconds): { least: number; most: number } {
  const middle = Math.round(duration / 360);
  const long = Math.ceil(duration / SECTION_OF_LONG_TALK);
  const most = Math.max(Math.min(MOST_SECTIONS, Math.max(4, middle + 2)), long);
  const least = Math.max(Math.min(MOST_SECTIONS - 2, Math.max(2, middle - 2)), long - 2);
  return duration < ONE_SECTION ? { least: 1, most: 2 } : { least, most };
}

/** How many points a section of this length is asked to have. */
export function pointCounts(duration: Seconds): { least: number; most: number } {
  const wanted = Math.min(12, Math.max(3, Math.round((duration / 60) * 1.2)));
  return { least: Math.max(2, wanted - 2), most: Math.min(12, wanted + 2) };
}

/**
 * Makes a model's section list cover the talk exactly: in order, no overlap, no gap, none too long or
 * too short. A gap goes to the section before it, up to the largest pause. `sentences` are all of the
 * talk; no section but a skipped one is longer than `longest`, in seconds, if it can be split.
 */
export function repairRanges(
  ranges: readonly Range[],
  sentences: readonly Sentence[],
  longest: Seconds = LONGEST_SECTION,
): Range[] {
  const [first, last] = [sentences[0]?.id ?? 1, sentences.at(-1)?.id ?? 0];
  const inside = ranges
    .map((range) => ({ ...range, from: Math.max(first, range.from), to: Math.min(last, range.to) }))
    .filter((range) => range.from <= range.to)
    .toSorted((a, b) => a.from - b.from);
  if (inside.length === 0) inside.push({ title: '', from: first, to: last, skip: false });
  const talk = talkClock(sentences);
  const closed = closeGaps(withoutOverlap(inside), { first, last, talk });
  const least = Math.min(SHORTEST, talk.duration * SHORTEST_SHARE);
  const joined = believedSkips(joinShort(closed, least, talk), talk);
  const share = talk.duration > SPLIT_FROM ? talk.duration * LONGEST_SHARE : Infinity;
  const most = Math.min(longest, LONGEST_SECTION, Math.max(share, SHORTEST * 4));
  return joined.flatMap((range) =>
    range.skip ? [range] : splitRange(range, { least, most }, talk),
  );
}

/** Where two overlap the later one's beginning counts: models know better where a subject begins than where it ends. */
function withoutOverlap(ranges: readonly Range[]): Range[] {
  const apart: Range[] = [];
  for (const range of ranges) {
    const previous = apart.at(-1);
    const isSameStart = previous?.from === range.from;
    const from = isSameStart ? previous.to + 1 : range.from;
    if (from > range.to) continue;
    if (previous && !isSameStart) {
      apart[apart.length - 1] = { ...previous, to: Math.min(previous.to, from - 1) };
    }
    apart.push({ ...range, from });
  }
  return apart;
}

function closeGaps(
  ranges: readonly Range[],
  { first, last, talk }: { first: number; last: number; talk: Clock },
): Range[] {
  let from = first;
  return ranges.map((range, index) => {
    const next = ranges[index + 1];
    const to = next ? largestPause(range.to + 1, next.from, talk) - 1 : last;
    const closed = { ...range, from, to };
    from = to + 1;
    return closed;
  });
}

/** The ID after the largest pause, from `from` to `to`, both inclusive. */
function largestPause(from: number, to: number, talk: Clock): number {
  let best = to;
  for (let id = from; id < to; id++) {
    if (talk.pause(id) > talk.pause(best)) best = id;
  }
  return best;
}

function joinShort(ranges: readonly Range[], least: Seconds, talk: Clock): Range[] {
  const joined = [...ranges];
  for (let at = 0; at < joined.length && joined.length > 1;) {
    const range = joined[at];
    if (!range || talk.length(range) >= least) {
      at++;
      continue;
    }
    const [before, after] = [joined[at - 1], joined[at + 1]];
    // Preferably to one of its kind, else to the one before.
    const isWithNext = !before || (before.skip !== range.skip && after?.skip === range.skip);
    const [a, b] = isWithNext ? [range, after] : [before, range];
    if (!b) break;
    at = isWithNext ? at : at - 1;
    joined.splice(at, 2, join(a, b, talk));
  }
  return joined;
}

function join(a: Range, b: Range, talk: Clock): Range {
  const [main, other] = isMain(a, b, talk) ? [a, b] : [b, a];
  return { title: main.title || other.title, from: a.from, to: b.to, skip: a.skip && b.skip };
}

function isMain(a: Range, b: Range, talk: Clock): boolean {
  return a.skip === b.skip ? talk.length(a) >= talk.length(b) : !a.skip;
}

/** A talk is not mostly greetings and logistics; a model that says so has not read it. */
function believedSkips(ranges: readonly Range[], talk: Clock): Range[] {
  const skipped = ranges.reduce((sum, range) => sum + (range.skip ? talk.length(range) : 0), 0);
  const isBelieved = skipped <= MOST_SKIPPED * talk.duration;
  return ranges.map((range) => ({ ...range, skip: isBelieved && range.skip }));
}
