/**
 * Chunks in order, dealt out to lanes: each gets neighbours, so that what it translates follows on what it has translated,
 * and one that comes later takes half of what the busiest has left.
 */
export class Shares<T> {
  readonly #untouched: T[][];
  readonly #taken: T[][] = [];

  /** Deals chunks out to so many lanes. */
  constructor(chunks: readonly T[], lanes: number) {
    const count = Math.max(1, Math.min(lanes, chunks.length));
    this.#untouched = Array.from({ length: count }, (_, lane) =>
      chunks.slice(
        Math.round((lane * chunks.length) / count),
        Math.round(((lane + 1) * chunks.length) / count),
      ),
    );
  }

  /** What one more lane is to do, in order; it takes from the front, while others may take from the end. */
  next(): T[] | undefined {
    const share = this.#untouched.shift() ?? this.#half();
    if (!share || share.length === 0) return undefined;
    this.#taken.push(share);
    return share;
  }

  #half(): T[] | undefined {
    const [largest] = this.#taken.toSorted((a, b) => b.length - a.length);
    return largest?.splice(Math.floor(largest.length / 2));
  }
}
