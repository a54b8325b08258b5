import type { Cue, Shown } from '../../model/transcript.ts';
import { isCjk } from '../../text/languages/script.ts';
import { VOICE } from '../markup/markup.ts';
import { withOpenEnds } from '../times/timed-lines.ts';
import { fromClock } from '../times/wall-clock.ts';
import { inFileOrder } from './misplaced.ts';

/** Nobody speaks faster, in characters a second: a cue cut shorter than this was said while the next one was. */
const FASTEST = { cjk: 12, other: 35 } as const;

/** Cues shown at the same moments differ by no more, in seconds: files round their times. */
const SAME_MOMENT = 0.05;

/** Cues in order of time, and what was put right for that. */
type Placed = {
  readonly cues: Cue[];
  /** Count of cues that ended before they started. */
  readonly reversed: number;
  /** Count of cues whose times disagreed with those around them. */
  readonly misplaced: number;
  /** Count of cues that stood twice in the same place. */
  readonly repeated: number;
};

/**
 * Cues in order of time, none before 0 and none ending before it starts. One without an end lasts as long
 * as it takes to say, at most until the next; the same text at the same time is one cue. Where a single
 * cue disagrees with those around it, the order of the file wins.
 */
export function place(cues: readonly Cue[]): Placed {
  const reversed = cues.filter((cue) => cue.end < cue.start).length;
  const { cues: ordered, misplaced } = inFileOrder(fromClock(cues));
  const placed = ordered.map((cue) => {
    const start = Math.max(0, cue.start);
    return { ...cue, start, end: Math.max(start, cue.end) };
  });
  const sorted = withOpenEnds(placed.toSorted((a, b) => a.start - b.start));
  const once = sorted.filter((cue, at) => !isRepeated(sorted, at, cue));
  return { cues: once, reversed, misplaced, repeated: sorted.length - once.length };
}

/** Whether a cue stands among those right before it, at the same moments. */
function isRepeated(cues: readonly Cue[], at: number, cue: Cue): boolean {
  // No more show at one moment; a file of one time over and over is no trap.
  for (let index = at - 1; index >= Math.max(0, at - 8); index--) {
    const before = cues[index];
    if (before === undefined || before.start < cue.start - SAME_MOMENT) return false;
    const isSame = before.text === cue.text && before.speaker === cue.speaker;
    if (isSame && Math.abs(before.end - cue.end) <= SAME_MOMENT) return true;
  }
  return false;
}

/** Whether times tell anything: many cues at the very same moment do not. */
export function areTimed(cues: readonly Cue[]): boolean {
  const [first] = cues;
  return cues.length < 2 || cues.some((cue) => cue.start !== first?.start || cue.end !== first.end);
}

/**
 * Cues that show while the next ones of the same speaker are said end where those begin, as two lines
 * of captions on the screen do. What would be too short for its text stays, and so does a cue that
 * outlasts the next: there two people speak at once. Expects cues in order of time.
 */
export function withoutOverlaps(cues: readonly Cue[]): Cue[] {
  return cues.map((cue, index) => {
    const next = cues[index + 1];
    const isStaggered =
      next !== undefined &&
      next.start < cue.end &&
      next.start > cue.start &&
      next.end >= cue.end &&
      voiceOf(next) === voiceOf(cue);
    if (!isStaggered || next.start - cue.start < shortest(cue.text)) return cue;
    const end = next.start;
    const words = cue.words?.map((word) =>
      word.end > end ? { ...word, end: Math.max(word.start, end) } : word,
    );
    return { ...cue, end, words, shown: shownOf(cue) };
  });
}

/** When the file shows a cue, as one object for all that will be made of it. */
export function shownOf({ shown, start, end }: Cue): Shown {
  return shown ?? { start, end };
}

function shortest(text: string): number {
  const isCjkText = isCjk(text.trimStart().codePointAt(0) ?? 0);
  return text.length / (isCjkText ? FASTEST.cjk : FASTEST.other);
}

/** Who speaks, also where a mark in the text says so. */
function voiceOf({ speaker, text }: Cue): string | undefined {
  const end = text.indexOf(VOICE.after);
  const start = text.indexOf(VOICE.before);
  return start === -1 ? speaker : text.slice(start, end);
}
