import type { TimedBlock } from './timed-block.ts';

/** A pane has a line for each time; fewer times may be any list. */
const FEWEST_TIMES = 3;
const ALONE_SHARE = 0.9;
/** So many of the times, at least, have one line below them, where a second one is the heading of a chapter. */
const SINGLE_SHARE = 0.6;
/** In a copy that has the page's own words, fewer do: a short piece of a talk may have many chapters. */
const SINGLE_SHARE_IN_PANE = 0.25;
/** Headings of YouTube's newer pane say so. */
const NUMBERED_CHAPTER =
  /^(?:chapter|kapitel|chapitre|capítulo|capitolo|章节|章節|チャプター|챕터|глава)\s?\d{1,3}\s?[:：.]/i;

/**
 * The headings of chapters in a copy of YouTube's pane, by the number of the block they stand above: takes
 * them off the lines of the blocks, and off those above the first. `isPane` is true where they say themselves what they are.
 */
export function chaptersIn(
  blocks: readonly TimedBlock[],
  { preface, hasPane }: { preface: string[]; hasPane: boolean },
): { headings: ReadonlyMap<number, string>; isPane: boolean } {
  const headings = new Map<number, string>();
  const isSure = hasPane || blocks.some(({ lines }) => NUMBERED_CHAPTER.test(lines[1] ?? ''));
  if (!areSingle(blocks, isSure ? SINGLE_SHARE_IN_PANE : SINGLE_SHARE))
    return { headings, isPane: false };
  const [first, second] = [preface.at(-1), preface.at(-2)];
  if (first !== undefined && second === undefined) headings.set(0, preface.pop() ?? '');
  for (const [at, { lines }] of blocks.entries()) {
    if (lines.length === 2 && at < blocks.length - 1) headings.set(at + 1, lines.pop() ?? '');
  }
  const isPane = [...headings.values()].some((heading) => NUMBERED_CHAPTER.test(heading));
  return { headings, isPane };
}

function areSingle(blocks: readonly TimedBlock[], share: number): boolean {
  const alone = blocks.filter(({ isAlone }) => isAlone).length;
  const inner = blocks.slice(0, -1);
  const single = inner.filter(({ lines }) => lines.length === 1).length;
  const isRegular = inner.every(({ lines }) => lines.length <= 2);
  return (
    blocks.length >= FEWEST_TIMES &&
    alone >= blocks.length * ALONE_SHARE &&
    isRegular &&
    single >= inner.length * share
  );
}
