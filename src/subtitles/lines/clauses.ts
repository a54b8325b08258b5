import type { Measured } from './atoms.ts';
import type { Match, Place } from './match.ts';

/** Places that read no worse than this may be the end of a clause: after a mark, before "and". */
const CLAUSE = 0.35;
/** What a cut at a clause is worth: a place that costs more is not taken to be the same in both languages. */
const WORTH = 3;
/** More pairs of places than any sentence has; what has more is no sentence. */
const MOST_PAIRS = 2500;

/** A place, and the best of those before it. */
type Chain = {
  readonly place: Place;
  readonly gain: number;
  readonly before: Chain | undefined;
};

/**
 * Where clauses end in both languages at once: of all ways to pair them in order, the one that costs least. Between two
 * of these places, and to both ends, the first text has at least so many columns.
 */
export function sharedClauses(match: Match, least: number): Place[] {
  const { first } = match.pair;
  const columnsTo = (place: Place): number => first.sums[place.first] ?? 0;
  const chains: Chain[] = [];
  let best: Chain | undefined;
  for (const place of endsInBoth(match, least)) {
    const gain = WORTH - match.cost(place);
    if (gain <= 0) continue;
    const mayFollow = (chain: Chain): boolean =>
      chain.place.first < place.first &&
      chain.place.second < place.second &&
      columnsTo(place) - columnsTo(chain.place) >= least;
    const before = bestOf(chains, mayFollow);
    const chain = { place, gain: gain + (before?.gain ?? 0), before };
    chains.push(chain);
    if (chain.gain > (best?.gain ?? 0)) best = chain;
  }
  const places: Place[] = [];
  for (let chain = best; chain; chain = chain.before) places.unshift(chain.place);
  return places;
}

function bestOf(chains: readonly Chain[], isAllowed: (chain: Chain) => boolean): Chain | undefined {
  let best: Chain | undefined;
  for (const chain of chains) {
    if (chain.gain > (best?.gain ?? 0) && isAllowed(chain)) best = chain;
  }
  return best;
}

/** Each end of a clause in the first language with each in the second. */
function endsInBoth({ pair: { first, second } }: Match, least: number): Place[] {
  const whole = first.sums.at(-1) ?? 0;
  const ends = clauseEnds(first).filter((end) => {
    const columns = first.sums[end] ?? 0;
    return columns >= least && whole - columns >= least;
  });
  const others = clauseEnds(second);
  if (ends.length * others.length > MOST_PAIRS) return [];
  return ends.flatMap((end) => others.map((other) => ({ first: end, second: other })));
}

function clauseEnds({ costs }: Measured): number[] {
  const ends: number[] = [];
  for (let at = 1; at < costs.length; at++) if ((costs[at - 1] ?? 1) <= CLAUSE) ends.push(at);
  return ends;
}
