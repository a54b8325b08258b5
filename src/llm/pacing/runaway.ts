/** A good answer is never this many times longer than expected; measured on faulty answers. */
const FACTOR = 2.5;
/** Room for short answers, in tokens: their length is hard to foresee. */
const SLACK = 200;
/** The end of the answer that is looked at, in characters. */
const TAIL = 400;
/** A period that long still repeats twice within the tail, in characters. */
const LONGEST_PERIOD = TAIL / 2;
/** The tail is looked at each time this many characters have come. */
const STEP = 200;

/**
 * Notices an answer that will never end well: far longer than expected, or saying the same thing
 * over and over.
 */
export class RunawayGuard {
  readonly #limit: number;
  #text = '';
  #checkedAt = 0;

  /** `expectTokens`: about how long a good answer is; without it only repetition counts. */
  constructor(expectTokens: number | undefined) {
    this.#limit =
      expectTokens === undefined ? Number.POSITIVE_INFINITY : expectTokens * FACTOR + SLACK;
  }

  /** Takes the next piece; true when the answer should be broken off. `tokens` counts a text. */
  push(piece: string, tokens: (text: string) => number): boolean {
    this.#text += piece;
    if (this.#text.length - this.#checkedAt < STEP) return false;
    this.#checkedAt = this.#text.length;
    return repeats(this.#text.slice(-TAIL)) || tokens(this.#text) > this.#limit;
  }
}

/** True when the whole tail is one short piece written again and again. */
function repeats(tail: string): boolean {
  if (tail.length < TAIL) return false;
  for (let period = 1; period <= LONGEST_PERIOD; period += 1) {
    if (tail.startsWith(tail.slice(period))) return true;
  }
  return false;
}
