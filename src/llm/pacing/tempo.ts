/** Answers looked back on. */
const ANSWERS = 30;
/** With fewer answers than this nothing is known of a server. */
const LEAST_ANSWERS = 3;
/** Of so many answers, as a ratio, none has been silent for longer: what is "usual" below. */
const SHARE = 0.9;

/** A request is stalled after so many times the silence that is usual. */
const FACTOR = 5;
/** While no other request hears anything either, it may be the line: so many times as long. */
const ALONE = 1.5;
/** Others that have been heard within this time, in milliseconds, show that the line is there. */
const LATELY_MS = 2000;
/** An answer that is written so many times slower than usual is as good as none. */
const TRICKLE = 5;

/** What the patience with a silent request is bounded by, in milliseconds. */
export type StallBounds = {
  /** No silence up to this is taken for a stall, whatever is usual: before the first piece, and between two. */
  readonly leastFirstMs: number;
  readonly leastGapMs: number;
  /** The patience before anything is known of a server. */
  readonly unknownMs: number;
};

/** What one answer took so far, in milliseconds and characters. */
export type Took = {
  /** From sending to the first piece. */
  readonly firstMs: number | undefined;
  /** The longest silence between two pieces. */
  readonly gapMs: number;
  /** From the first piece to the last. */
  readonly writingMs: number;
  readonly characters: number;
};

/** How one request stands at some moment, in milliseconds. */
export type Standing = {
  readonly nowMs: number;
  /** When something came last, else when it was sent. */
  readonly lastMs: number;
  /** When the first piece came. */
  readonly firstMs: number | undefined;
  readonly characters: number;
  /** Count of times the request has stalled before: each time it is given twice as long. */
  readonly before: number;
};

/** What a model of a server usually takes, learnt from the answers it has given. */
export class Tempo {
  readonly #bounds: StallBounds;
  readonly #firsts: number[] = [];
  readonly #gaps: number[] = [];
  /** Characters a second. */
  readonly #speeds: number[] = [];
  readonly #heard = new Map<unknown, number>();

  constructor(bounds: StallBounds) {
    this.#bounds = bounds;
  }

  /** A piece of a request's answer has come. */
  heard(request: unknown, nowMs: number): void {
    this.#heard.set(request, nowMs);
  }

  /** A request is over; of an answer that came to its end it is learnt what it took. */
  over(request: unknown, took?: Took): void {
    this.#heard.delete(request);
    if (took?.firstMs === undefined) return;
    keep(this.#firsts, took.firstMs);
    keep(this.#gaps, took.gapMs);
    if (took.writingMs > 0) keep(this.#speeds, (1000 * took.characters) / took.writingMs);
  }

  /** True once enough answers have come to know what is usual. */
  get isKnown(): boolean {
    return this.#firsts.length >= LEAST_ANSWERS;
  }

  /** True when a request has been silent, or too slow, for far longer than usual. */
  isStalled(request: unknown, { nowMs, lastMs, firstMs, characters, before }: Standing): boolean {
    const hasBegun = firstMs !== undefined;
    const usual = hasBegun ? this.#gaps : this.#firsts;
    const known = usual.length >= LEAST_ANSWERS;
    const { leastFirstMs, leastGapMs, unknownMs } = this.#bounds;
    const leastMs = hasBegun ? leastGapMs : leastFirstMs;
    const patience = known ? Math.max(leastMs, FACTOR * highest(usual)) : unknownMs;
    const isHeard = [...this.#heard].some(
      ([other, atMs]) => other !== request && nowMs - atMs < LATELY_MS,
    );
    const factor = (isHeard ? 1 : ALONE) * 2 ** before;
    if (nowMs - lastMs > factor * patience) return true;
    if (firstMs === undefined || this.#speeds.length < LEAST_ANSWERS) return false;
    const slowest = highest(this.#speeds.map((speed) => 1 / speed));
    const writingMs = nowMs - firstMs;
    return writingMs > factor * (patience + 1000 * TRICKLE * slowest * characters);
  }
}

function keep(values: number[], value: number): void {
  values.push(value);
  if (values.length > ANSWERS) values.shift();
}

/** The value that `SHARE` of all do not exceed. */
function highest(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(SHARE * sorted.length))] ?? 0;
}
