/** A voice print, and how much it counts. */
export type Print = {
  readonly vector: Float32Array;
  /** Length of the speech it was taken from, in seconds. */
  readonly weight: number;
};

/** How prints are sorted by voice. */
export type ClusterOptions = {
  /** Count of voices, where it is known. @default as many as differ by more than `APART` */
  readonly voices?: number | undefined;
};

/**
 * Two voices are different when their prints are this far apart, as 1 less the cosine of their angle. NeMo's
 * `verify_speakers` takes two recordings for one speaker from (cosine + 1) / 2 = 0.7 on, which is 0.6.
 */
const APART = 0.6;
/** As many prints are compared with each other at once: time goes with the cube, memory with the square. */
const AT_ONCE = 300;

/**
 * Sorts prints by voice: gives each a number from 0 on, the same for the same voice. The two nearest groups are
 * joined, by the mean distance of their members, until all are apart. More than `AT_ONCE` are sorted in parts
 * and then the voices of the parts, so that ten hours of talk take seconds.
 */
export function clusterPrints(prints: readonly Print[], options: ClusterOptions = {}): number[] {
  const units = prints.map(({ vector, weight }) => ({ vector: unit(vector), weight }));
  return sorted(units, options.voices);
}

function sorted(prints: readonly Print[], voices: number | undefined): number[] {
  if (prints.length <= AT_ONCE) return join(prints, voices);
  const groups: Print[] = [];
  const groupOf: number[] = [];
  for (let from = 0; from < prints.length; from += AT_ONCE) {
    const part = prints.slice(from, from + AT_ONCE);
    const labels = join(part, undefined);
    for (const label of labels) groupOf.push(groups.length + label);
    for (let label = 0; label <= Math.max(...labels); label++)
      groups.push(sumOf(part.filter((_, index) => labels[index] === label)));
  }
  // Nothing was alike; it would not get fewer by going on.
  if (groups.length === prints.length) return groupOf;
  const labels = sorted(groups, voices);
  return groupOf.map((group) => labels[group] ?? 0);
}

/** Joins the nearest two until they are apart, or only so many are left; numbers in order of appearance. */
function join(prints: readonly Print[], voices: number | undefined): number[] {
  const groupOf = prints.map((_, index) => index);
  const weights = prints.map((print) => print.weight);
  const distances = prints.map((a) => Float32Array.from(prints, (b) => distance(a, b)));
  const alive = new Set(groupOf);
  while (alive.size > (voices ?? 1)) {
    const [first, second, far] = nearest([...alive], distances);
    if (voices === undefined && far > APART) break;
    for (const other of alive) {
      const mean = meanDistance(other, [first, second], { distances, weights });
      for (const [a, b] of [
        [first, other],
        [other, first],
      ] as const) {
        const row = distances[a];
        if (row) row[b] = mean;
      }
    }
    weights[first] = (weights[first] ?? 0) + (weights[second] ?? 0);
    alive.delete(second);
    groupOf.forEach((group, index) => {
      if (group === second) groupOf[index] = first;
    });
  }
  const order = [...new Set(groupOf)];
  return groupOf.map((group) => order.indexOf(group));
}

function nearest(
  groups: readonly number[],
  distances: readonly Float32Array[],
): readonly [first: number, second: number, distance: number] {
  let best: readonly [number, number, number] = [0, 0, Infinity];
  groups.forEach((first, index) => {
    const row = distances[first];
    for (const second of groups.slice(index + 1)) {
      const far = row?.[second] ?? Infinity;
      if (far < best[2]) best = [first, second, far];
    }
  });
  return best;
}

type Known = { readonly distances: readonly Float32Array[]; readonly weights: readonly number[] };

/** How far a group is from two others taken together. */
function meanDistance(
  other: number,
  pair: readonly [number, number],
  { distances, weights }: Known,
): number {
  const [a = 0, b = 0] = pair.map((group) => weights[group] ?? 0);
  const [far = 0, near = 0] = pair.map((group) => distances[other]?.[group] ?? 0);
  return (far * a + near * b) / (a + b);
}

function distance(a: Print, b: Print): number {
  let product = 0;
  for (const [index, value] of a.vector.entries()) product += value * (b.vector[index] ?? 0);
  return 1 - product;
}

function sumOf(prints: readonly Print[]): Print {
  const sum = new Float32Array(prints[0]?.vector.length ?? 0);
  let whole = 0;
  for (const { vector, weight } of prints) {
    whole += weight;
    for (const [index, value] of vector.entries()) sum[index] = (sum[index] ?? 0) + value * weight;
  }
  return { vector: unit(sum), weight: whole };
}

/** The same direction with length 1; what has no direction stays as it is. */
function unit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return length > 0 ? vector.map((value) => value / length) : vector;
}
