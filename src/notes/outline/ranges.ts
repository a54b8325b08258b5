import type { Sentence } from '../../model/sentence.ts';
import type { Seconds } from '../../model/time.ts';
import type { Range } from './range.ts';
import { splitRange } from './split-range.ts';
import { type Clock, talkClock } from './talk-clock.ts';

/** A longer section is divided, in seconds, or as a share of the talk. */
export const LONGEST_SECTION: Seconds = 15 * 60;
const LONGEST_SHARE = 1 / 3;
/** In a talk shorter than this none is divided by share, in seconds: a third of it is short enough. */
const SPLIT_FROM = 12 * 60;
/** A shorter section joins its neighbour, in seconds; in a short talk, a sixteenth of it. */
const SHORTEST = 45;
const SHORTEST_SHARE = 1 / 16;
/** Where more of the talk than this is marked to be skipped, the marks are not believed, as a ratio. */
const MOST_SKIPPED = 0.5;

/** Up to this length, in seconds, a talk may be one section. */
const ONE_SECTION: Seconds = 90;
/** A talk of so many minutes has about this times their square root in subjects: seven in twelve minutes, fifteen in an hour. */
const SUBJECTS = 2;
/** A long talk has one section at least for every so many seconds. */
const SECTION_OF_LONG_TALK: Seconds = 12 * 60;

/** How many sections a talk of this length is asked to have. */
export function sectionCounts(duration: Seconds): { least: number; most: number } {
  if (duration < ONE_SECTION) return { least: 1, most: 2 };
  const subjects = Math.round(SUBJECTS * Math.sqrt(duration / 60));
  const middle = Math.max(3, subjects, Math.ceil(duration / SECTION_OF_LONG_TALK));
  return { least: middle - 1, most: middle + 1 };
}

/** How many points a section of this length is asked to have. */
export function pointCounts(duration: Seconds): { least: number; most: number } {
  const wanted = Math.min(12, Math.max(3, Math.round((duration / 60) * 1.2)));
  return { least: Math.max(2, wanted - 2), most: Math.min(12, wanted + 2) };
}

/**
 * Makes a model's section list cover the talk exactly: in order, no overlap, no gap, none too short. A gap goes to the
 * section before it, up to the largest pause. `sentences` are all of the talk.
 */
export function coverTalk(ranges: readonly Range[], sentences: readonly Sentence[]): Range[] {
  const [first, last] = [sentences[0]?.id ?? 1, sentences.at(-1)?.id ?? 0];
  const inside = ranges
    .map((range) => ({ ...range, from: Math.max(first, range.from), to: Math.min(last, range.to) }))
    .filter((range) => range.from <= range.to)
    .toSorted((a, b) => a.from - b.from);
  if (inside.length === 0) inside.push({ title: '', from: first, to: last, skip: false });
  const talk = talkClock(sentences);
  const closed = closeGaps(withoutOverlap(inside), { first, last, talk });
  return believedSkips(joinShort(closed, leastOf(talk), talk), talk);
}

/** True for a section that is to be divided: longer than `longest`, in seconds, or than a third of the talk. */
export function isTooLong(range: Range, sentences: readonly Sentence[], longest: Seconds): boolean {
  const talk = talkClock(sentences);
  return !range.skip && talk.length(range) > mostOf(talk, longest);
}

/** Cuts sections that are still too long at pauses, if they can be; what is cut off has no title of its own. */
export function splitLong(
  ranges: readonly Range[],
  sentences: readonly Sentence[],
  longest: Seconds = LONGEST_SECTION,
): Range[] {
  const talk = talkClock(sentences);
  const bounds = { least: leastOf(talk), most: mostOf(talk, longest) };
  return ranges.flatMap((range) => (range.skip ? [range] : splitRange(range, bounds, talk)));
}

function leastOf(talk: Clock): Seconds {
  return Math.min(SHORTEST, talk.duration * SHORTEST_SHARE);
}

function mostOf(talk: Clock, longest: Seconds): Seconds {
  const share = talk.duration > SPLIT_FROM ? talk.duration * LONGEST_SHARE : Infinity;
  return Math.min(longest, LONGEST_SECTION, Math.max(share, SHORTEST * 4));
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
