/** The pace is that of so long, in milliseconds: long enough to be steady, short enough to follow the network. */
const OVER_MS = 10_000;
/** Too little has been seen before that, in milliseconds. */
const TOLD_FROM_MS = 1000;

/** How fast something grows of late. */
export class Pace {
  #seen: { readonly ms: number; readonly amount: number }[] = [];

  /** Takes how much there is at a time, in milliseconds. What grows smaller has begun anew. */
  add(amount: number, ms: number): void {
    if (amount < (this.#seen.at(-1)?.amount ?? 0)) this.#seen = [];
    this.#seen.push({ ms, amount });
    while (this.#seen.length > 2 && ms - (this.#seen[0]?.ms ?? ms) > OVER_MS) this.#seen.shift();
  }

  /** Amount a second; `undefined` while too little was seen, or nothing comes. */
  perSecond(): number | undefined {
    const [first, last] = [this.#seen[0], this.#seen.at(-1)];
    if (!first || !last || last.ms - first.ms < TOLD_FROM_MS) return undefined;
    const pace = (1000 * (last.amount - first.amount)) / (last.ms - first.ms);
    return pace > 0 ? pace : undefined;
  }
}
