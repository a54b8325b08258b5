import type { Seconds } from '../../model/time.ts';
import type { Cue } from '../../model/transcript.ts';
import { likelyEnd, speakingTime } from '../times/timed-lines.ts';

/** A start this far from those around it is a wrong one, in seconds; two speakers' cues may stand in turn with less between them. */
const FAR = 30;
/** A start nearer than that may be wrong too, where its cue would show at the same time as another and there is room for it where it stands. */
const NEAR = 5;
/** In a file with more such cues than this, as a ratio, another order is meant. */
const FEW = 0.2;
/** A cue lasts longer than its text takes to say by no more than this, as a ratio, and in seconds: captions of a pause stay a minute. */
const LONGEST = { ratio: 10, seconds: 60 } as const;
/** So many cues that go forward tell that the first or the last of them is wrong. */
const FOLLOWED = 3;

/**
 * Puts right the times of single cues that disagree with those around them, as a mistyped hour makes
 * them: the order of the file tells where they are said. Where many disagree, as in files sorted by
 * speaker, nothing is changed. `misplaced` counts the cues put right.
 */
export function inFileOrder(cues: readonly Cue[]): { cues: readonly Cue[]; misplaced: number } {
  const wrong = wrongStarts(cues);
  if (wrong.size > Math.max(1, cues.length * FEW)) return { cues, misplaced: 0 };
  const placed =
    wrong.size === 0
      ? cues
      : cues.map((cue, at) => (wrong.has(at) ? moved(cue, cues[at - 1], cues[at + 1]) : cue));
  let misplaced = wrong.size;
  const ended = placed.map((cue, at) => {
    const end = soundEnd(cue, placed[at + 1]?.start);
    if (end !== cue.end && !wrong.has(at)) misplaced += 1;
    return end === cue.end ? cue : { ...cue, end };
  });
  return { cues: ended, misplaced };
}

function wrongStarts(cues: readonly Cue[]): ReadonlySet<number> {
  const found = new Set<number>();
  const shown = cues
    .map(({ start, end }) => ({ start, end }))
    .toSorted((a, b) => a.start - b.start);
  for (let at = 0; at < cues.length; at++) {
    if (!found.has(at - 1) && isWrong(cues, at, shown)) found.add(at);
  }
  return found;
}

type Span = { readonly start: Seconds; readonly end: Seconds };

function isWrong(cues: readonly Cue[], at: number, shown: readonly Span[]): boolean {
  const cue = cues[at];
  const [from, to] = [startBefore(cues, at), startAfter(cues, at)];
  if (cue === undefined || from === undefined || to === undefined || from > to) return false;
  const distance = Math.max(from - cue.start, cue.start - to);
  if (distance >= FAR) return true;
  if (distance < NEAR) return false;
  const isEndRight = cue.start < from && cue.end > from && cue.end <= to + 1;
  return isEndRight || (hasRoom(cues, at) && showsWithOthers(cue, shown));
}

/** Where the cue before starts; for the first cue no earlier than 0, where those after it tell that they are right. */
function startBefore(cues: readonly Cue[], at: number): Seconds | undefined {
  if (at > 0) return cues[at - 1]?.start;
  return isForward(cues.slice(1, 2 + FOLLOWED)) ? 0 : undefined;
}

function startAfter(cues: readonly Cue[], at: number): Seconds | undefined {
  if (at < cues.length - 1) return cues[at + 1]?.start;
  // How late a last cue may be nobody knows; one that is far too early stands behind the others.
  return isForward(cues.slice(Math.max(0, at - 1 - FOLLOWED), at))
    ? Number.POSITIVE_INFINITY
    : undefined;
}

function isForward(cues: readonly Cue[]): boolean {
  return cues.length > FOLLOWED && cues.every((cue, at) => cue.start >= (cues[at - 1]?.start ?? 0));
}

/** Whether between the cues around one there is time to say it. */
function hasRoom(cues: readonly Cue[], at: number): boolean {
  const [before, cue, next] = [cues[at - 1], cues[at], cues[at + 1]];
  if (before === undefined || cue === undefined || next === undefined) return true;
  const end = before.end > next.start ? likelyEnd(before, next.start) : before.end;
  return next.start - end >= speakingTime(cue.text) / 2;
}

function showsWithOthers({ start, end }: Cue, shown: readonly Span[]): boolean {
  const length = Math.max(1, end - start);
  let [low, high] = [0, shown.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((shown[middle]?.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  let shared = 0;
  for (const span of shown.slice(Math.max(0, low - 1), low + 2))
    shared += Math.max(0, Math.min(span.end, start + length) - Math.max(span.start, start));
  // One of the spans near its start is its own.
  return shared > length * 1.5;
}

/** A cue between those around it: with its own end where that fits, with a mistyped digit put right, else right after the one before. */
function moved(cue: Cue, before: Cue | undefined, next: Cue | undefined): Cue {
  const from = before?.start ?? 0;
  const to = next?.start ?? Number.POSITIVE_INFINITY;
  const time = speakingTime(cue.text);
  const isOutside = cue.start < from || cue.start > cue.end;
  const isEndRight = isOutside && cue.end > from && cue.end <= to + 1;
  if (isEndRight) return { ...cue, start: Math.max(from, cue.end - time), words: undefined };
  const free = before === undefined ? 0 : Math.max(from, soundEnd(before, to));
  const typed = mistyped(cue, { from: Math.min(free, to), to });
  if (typed !== undefined) return typed;
  const start = Math.max(0, before === undefined ? to - time : Math.min(to, free));
  return { ...cue, start, end: Math.min(to, start + time), words: undefined };
}

/** Digits that are mistyped: those of hours, of tens of minutes, and of minutes; in seconds. */
const DIGITS = [3600, 600, 60] as const;

/** A cue whose times are right but for one digit of both, where that fits. */
function mistyped(cue: Cue, { from, to }: { from: Seconds; to: Seconds }): Cue | undefined {
  for (const digit of DIGITS) {
    const offset = Math.ceil((from - cue.start) / digit) * digit;
    const [start, end] = [cue.start + offset, cue.end + offset];
    if (start <= to && end > start && end <= to + 1)
      return { ...cue, start, end, words: undefined };
  }
  return undefined;
}

/** The end of a cue; where it outlasts its text by far and others are said meanwhile, where that is likely said. */
function soundEnd({ start, end, text }: Cue, next: Seconds | undefined): Seconds {
  const longest = Math.max(LONGEST.seconds, LONGEST.ratio * speakingTime(text));
  if (end - start <= longest || (next !== undefined && next >= end)) return end;
  return likelyEnd({ start, text }, next !== undefined && next >= start ? next : undefined);
}
