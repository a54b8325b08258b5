import type { Seconds } from '../../model/time.ts';
import type { Cue } from '../../model/transcript.ts';
import { dominantScript } from '../../text/languages/script.ts';

/** How fast people speak, in characters a second: measured on lectures, English 12 to 16, Chinese 4 to 5. */
const SPEAKING_SPEED = { cjk: 4.5, other: 14 } as const;
/** A text may take so much longer, as a ratio and in seconds, before there is a pause after it: speech half as fast, and a breath. */
const SLOWEST = { ratio: 2, more: 2 } as const;
/** With a pause after it a text is said in about so long: most talks are within a third of the speed above. */
const LIKELY = { ratio: 1.3, more: 1 } as const;

/** A text that has only a start. */
export type StartedCue = Omit<Cue, 'end'>;

/** Ends each cue where the next one in time starts, or where its text is said when there is a pause before that. Keeps the order. */
export function withEnds(cues: readonly StartedCue[]): Cue[] {
  const next = startsAfter(cues);
  return cues.map((cue) => ({ ...cue, end: likelyEnd(cue, next.get(cue.start)) }));
}

/** Ends those cues that have no length, which no text has; `undefined` words of theirs stay. */
export function withOpenEnds(cues: readonly Cue[]): Cue[] {
  const next = startsAfter(cues);
  return cues.map((cue) =>
    cue.end > cue.start ? cue : { ...cue, end: likelyEnd(cue, next.get(cue.start)) },
  );
}

/** Where a text ends that starts then, when the next one starts at `next`; in seconds. */
export function likelyEnd(
  { start, text }: Pick<StartedCue, 'start' | 'text'>,
  next: Seconds | undefined,
): Seconds {
  const time = speakingTime(text);
  if (next === undefined) return start + time;
  const hasPause = next - start > SLOWEST.ratio * time + SLOWEST.more;
  return hasPause ? start + LIKELY.ratio * time + LIKELY.more : Math.max(start, next);
}

/** How long a text takes to say, in seconds; never less than a second. */
export function speakingTime(text: string): Seconds {
  const script = dominantScript(text.slice(0, 1000));
  const isCjkText = script === 'han' || script === 'kana' || script === 'hangul';
  return Math.max(1, text.length / (isCjkText ? SPEAKING_SPEED.cjk : SPEAKING_SPEED.other));
}

/** For each start the next later one. */
function startsAfter(cues: readonly StartedCue[]): ReadonlyMap<Seconds, Seconds | undefined> {
  const starts = [...new Set(cues.map((cue) => cue.start))].toSorted((a, b) => a - b);
  return new Map(starts.map((start, index) => [start, starts[index + 1]]));
}
