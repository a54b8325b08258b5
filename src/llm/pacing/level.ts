/** Bounds of how many requests run at once. */
export type LevelBounds = {
  /** Count of requests to begin with. */
  readonly start: number;
  /** Never more than this. */
  readonly most: number;
};

/** A request the server had too much to do for, with times in milliseconds. */
export type Refusal = {
  readonly sentMs: number;
  readonly nowMs: number;
  /** How many were under way at the time, this one included. */
  readonly underWay: number;
};

/** A first token is slow beyond so many times what is usual, and so many milliseconds. */
const SLOW_FACTOR = 2;
const SLOW_MS = 1000;
/** What is usual is the median of so many first tokens, in the order they came. */
const FIRSTS = 15;
/** Before so many have come, nothing is usual. */
const LEAST_FIRSTS = 3;

/** After a refusal the level comes back by one in so many milliseconds. */
export const CLIMB_MS = 500;
/** A server that refuses the same level again as soon as it is there again, in milliseconds, means that level. */
const FORGOTTEN_MS = 10 * CLIMB_MS;

/**
 * How many requests a server is given at once. It finds the level a server can take as TCP does a connection's: one more
 * for each answer, until the server refuses or gets slower; then half, and soon back to where it was: servers refuse for
 * many reasons. One that refuses the same level again is given one less, and one more a round.
 */
export class Level {
  readonly #bounds: LevelBounds;
  #now: number;
  /** Up to here each answer raises the level by one. */
  #quickUpTo: number;
  /** Answers since the level last rose. */
  #answers = 0;
  /** Requests sent before this moment, in milliseconds, have had their say on the level. */
  #settledMs = Number.NEGATIVE_INFINITY;
  /** The level at which the server refused last; before it has, any would be the first. */
  #refused = Number.POSITIVE_INFINITY;
  readonly #firsts: number[] = [];

  constructor(bounds: LevelBounds) {
    this.#bounds = bounds;
    this.#now = Math.min(bounds.start, bounds.most);
    this.#quickUpTo = bounds.most;
  }

  /** Count of requests that may run at once just now. */
  get now(): number {
    return this.#now;
  }

  /** True while the level comes back after a refusal: `climb` is then to be called every `CLIMB_MS`. */
  get isClimbing(): boolean {
    return Number.isFinite(this.#refused) && this.#now < this.#quickUpTo;
  }

  /** Time has gone by without another refusal. */
  climb(): void {
    if (this.isClimbing) this.#now += 1;
  }

  /** Count of requests at once that is never passed. */
  get most(): number {
    return this.#bounds.most;
  }

  /** A request was answered; its first token came `firstMs` milliseconds after it was sent. */
  answered({ firstMs }: { readonly firstMs?: number | undefined }): void {
    if (firstMs !== undefined && this.#isSlow(firstMs)) {
      this.#quickUpTo = this.#now;
      this.#answers = 0;
      return;
    }
    this.#answers += 1;
    if (this.#now >= this.#quickUpTo && this.#answers < this.#now) return;
    this.#answers = 0;
    this.#now = Math.min(this.#bounds.most, this.#now + 1);
  }

  /**
   * The server refused a request sent at `sentMs`, for it has too much to do. Of several that were under way together
   * only the first counts.
   */
  refused({ sentMs, nowMs, underWay }: Refusal): void {
    this.#answers = 0;
    if (sentMs < this.#settledMs) return;
    const level = Math.min(this.#now, underWay);
    const isAgain = level >= this.#refused && nowMs - this.#settledMs < FORGOTTEN_MS;
    this.#quickUpTo = isAgain ? Math.max(1, level - 1) : this.#now;
    this.#now = Math.max(1, Math.floor(level / 2));
    this.#refused = level;
    this.#settledMs = nowMs;
  }

  #isSlow(firstMs: number): boolean {
    const usual = this.#firsts.toSorted((a, b) => a - b)[Math.floor(this.#firsts.length / 2)] ?? 0;
    const isSlow =
      this.#firsts.length >= LEAST_FIRSTS &&
      firstMs > SLOW_FACTOR * usual &&
      firstMs > usual + SLOW_MS;
    this.#firsts.push(firstMs);
    if (this.#firsts.length > FIRSTS) this.#firsts.shift();
    return isSlow;
  }
}
