import type { Pair } from '../../../test/support/long-talk.ts';

/** What became of the lines of a talk: each is known by its right translation. */
export type Counted = {
  /** Without any translation of a line of this talk. */
  readonly missing: number;
  /** With that of another line. */
  readonly misplaced: number;
};

/** Looks for the right translation of each line in what stands in its place. */
export function countLines(
  sources: readonly string[],
  targets: readonly string[],
  pairs: readonly Pair[],
): Counted {
  const right = new Map(pairs.map(({ en, zh }) => [en, zh]));
  const all = [...new Set(right.values())];
  let [missing, misplaced] = [0, 0];
  for (const [index, source] of sources.entries()) {
    const target = plain(targets[index] ?? '');
    const own = plain(right.get(source) ?? '');
    if (target.includes(own)) continue;
    if (all.some((other) => target !== '' && plain(other).includes(target))) misplaced += 1;
    else missing += 1;
  }
  return { missing, misplaced };
}

/** Without marks and spaces, which programs set in their own ways. */
function plain(text: string): string {
  return text.replace(/[\s\p{P}]+/gu, '');
}
