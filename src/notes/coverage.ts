import type { Section } from '../model/note.ts';
import type { Sentence } from '../model/sentence.ts';
import type { Seconds } from '../model/time.ts';

/** A citation speaks for this much time on either side of its sentence, in seconds. */
const REACH = 20;
/** A gap longer than this, in seconds, or than this share of the talk, is looked at again. */
const LONGEST_GAP = 180;
const LONGEST_GAP_SHARE = 0.08;

/** A stretch of sentences that no point rests on; both ends are sentence IDs, inclusive. */
export type Gap = { readonly from: number; readonly to: number; readonly seconds: Seconds };

export type Coverage = {
  /** Share of the time outside skipped sections within reach of a citation, as a ratio from 0 to 1. */
  readonly share: number;
  /** The longest stretch without a citation outside skipped sections, in seconds. */
  readonly longestGap: Seconds;
  /** The stretches long enough to be looked at again. */
  readonly gaps: readonly Gap[];
};

/** How much of the talk the points of its sections rest on. */
export function coverageOf(sections: readonly Section[], sentences: readonly Sentence[]): Coverage {
  const cited = citedIds(sections);
  const ranges = reachOf(sentences.filter((sentence) => cited.has(sentence.id)));
  const open = openStretches(sections, sentences);
  const duration = open.reduce((sum, { start, end }) => sum + end - start, 0);
  const covered = ranges.reduce(
    (sum, range) => sum + open.reduce((inside, stretch) => inside + shared(range, stretch), 0),
    0,
  );
  const gaps = gapsOf(sections, sentences, cited);
  const most = Math.max(LONGEST_GAP, LONGEST_GAP_SHARE * duration);
  return {
    share: duration > 0 ? Math.min(1, covered / duration) : 0,
    longestGap: Math.max(0, ...gaps.map((gap) => gap.seconds)),
    gaps: gaps.filter((gap) => gap.seconds > most),
  };
}

type Stretch = { readonly start: Seconds; readonly end: Seconds };

/** The talk without the sections that are skipped: those are no gaps. */
function openStretches(sections: readonly Section[], sentences: readonly Sentence[]): Stretch[] {
  const skipped = sections.filter(({ skip }) => skip);
  const stretches: { start: Seconds; end: Seconds }[] = [];
  let isOpen = false;
  for (const { id, start, end } of sentences) {
    const isSkipped = skipped.some(({ from, to }) => id >= from && id <= to);
    const last = stretches.at(-1);
    if (!isSkipped && isOpen && last) last.end = Math.max(last.end, end);
    else if (!isSkipped) stretches.push({ start, end: Math.max(start, end) });
    isOpen = !isSkipped;
  }
  return stretches;
}

function shared(one: Stretch, other: Stretch): Seconds {
  return Math.max(0, Math.min(one.end, other.end) - Math.max(one.start, other.start));
}

function citedIds(sections: readonly Section[]): Set<number> {
  return new Set(
    sections.flatMap(({ points }) =>
      points.flatMap((point) => [...point.cites, ...point.sub.flatMap((sub) => sub.cites)]),
    ),
  );
}

/** The time around each sentence, overlaps joined. */
function reachOf(cited: readonly Sentence[]): Stretch[] {
  const ranges: { start: Seconds; end: Seconds }[] = [];
  for (const { start, end } of cited) {
    const last = ranges.at(-1);
    if (last && start - REACH <= last.end) last.end = Math.max(last.end, end + REACH);
    else ranges.push({ start: start - REACH, end: end + REACH });
  }
  return ranges;
}

/** Runs of sentences without a citation, outside sections that may be skipped. */
function gapsOf(
  sections: readonly Section[],
  sentences: readonly Sentence[],
  cited: ReadonlySet<number>,
): Gap[] {
  const skipped = sections.filter((section) => section.skip || section.missing);
  const passes = (id: number): boolean =>
    cited.has(id) || skipped.some((section) => id >= section.from && id <= section.to);
  const gaps: Gap[] = [];
  let run: Sentence[] = [];
  const close = (): void => {
    const [first, last] = [run[0], run.at(-1)];
    if (first && last) gaps.push({ from: first.id, to: last.id, seconds: last.end - first.start });
    run = [];
  };
  for (const sentence of sentences) {
    if (passes(sentence.id)) close();
    else run.push(sentence);
  }
  close();
  return gaps;
}
