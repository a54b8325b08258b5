import { type Anchor, anchorsOf, type TermPair } from './anchors.ts';
import type { Measured } from './atoms.ts';

/** A sentence in two languages. */
export type Pair = { readonly first: Measured; readonly second: Measured };

/** A place in both texts, as the count of atoms before it in each. */
export type Place = { readonly first: number; readonly second: number };

/** Weighs how badly a place reads (0 to 1) against how badly it matches. This and the next chosen by reading what came of it. */
const READING = 4;
/** What it costs that something stands before a place in one language and after it in the other. */
const CROSSED = 2.5;
/**
 * How far a translation runs ahead or behind on its way: variance in columns for each column, highest in the middle. Of
 * whole sentences it is 0.6 (the 0.7 a character of English of `translate/measure/length.ts`, in columns of Chinese); inside
 * them words change places.
 */
const DRIFT = 1.2;
/** A place is never surer than a character to each side, as a variance in columns. */
const LEAST_VARIANCE = 4;

/** Tells how well places of the two texts of a pair belong together. */
export class Match {
  readonly pair: Pair;
  readonly #anchors: readonly Anchor[];

  constructor(pair: Pair, terms: readonly TermPair[] = []) {
    this.pair = pair;
    this.#anchors = anchorsOf(pair.first, pair.second, terms);
  }

  /** What a cut here costs: it should read well in both languages, with the same things before it in both. */
  cost(place: Place): number {
    const { first, second } = this.pair;
    const reads = (first.costs[place.first - 1] ?? 0) + (second.costs[place.second - 1] ?? 0);
    return READING * reads + this.#misfit(place);
  }

  /** How little the texts before a place say the same, by their anchors and their lengths. */
  #misfit(place: Place): number {
    const { first, second } = this.pair;
    let crossed = 0;
    for (const anchor of this.#anchors) {
      if (anchor.first < place.first !== anchor.second < place.second) crossed += 1;
    }
    const whole = second.sums.at(-1) ?? 0;
    const share = (first.sums[place.first] ?? 0) / Math.max(1, first.sums.at(-1) ?? 0);
    const off = (second.sums[place.second] ?? 0) - share * whole;
    const variance = Math.max(LEAST_VARIANCE, DRIFT * whole * share * (1 - share));
    return CROSSED * crossed + off ** 2 / (2 * variance);
  }
}
