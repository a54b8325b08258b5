/** A word of one text and the same word of another, by their indexes. */
export type SameWord = readonly [before: number, after: number];

/** Above this many pairs of words they are not compared: that would take long. */
const MOST_PAIRS = 1_000_000;

/**
 * The longest run of words that two texts have in the same order (longest common subsequence, by dynamic
 * programming). Nothing for texts of more than a thousand words each.
 */
export function sameWords(before: readonly string[], after: readonly string[]): SameWord[] {
  if (before.length * after.length > MOST_PAIRS) return [];
  const width = after.length + 1;
  const lengths = new Uint32Array((before.length + 1) * width);
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      lengths[i * width + j] =
        before[i] === after[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const same: SameWord[] = [];
  let [i, j] = [0, 0];
  while (i < before.length && j < after.length) {
    if (before[i] === after[j]) same.push([i++, j++]);
    else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return same;
}
