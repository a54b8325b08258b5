import { isClosed } from '../text/sentences/sentence-ends.ts';
import type { Fault } from './check-line.ts';
import type { Pair } from './fit.ts';
import type { LengthModel } from './length.ts';

/** An answer without the mark that its line ends with is doubted when it is shorter than most too, in deviations. */
const BROKEN_LENGTH = 0;
const SURE_LENGTH = -1;
/** Answers are expected to end with a mark where so many of those to closed lines do, as a ratio; of fewer nothing is told. */
const CLOSED_SHARE = 0.9;
const FEWEST_CLOSED = 6;

/** Tells of the answers of a talk those that end before their lines do: without the mark that the others have. */
export function brokenAmong(
  pairs: readonly Pair[],
  length: LengthModel,
): (pair: Pair | undefined) => Fault | undefined {
  const closed = pairs.filter(({ source, target }) => target !== undefined && isClosed(source));
  const broken = closed.filter(breaksOff).length;
  const doClose = closed.length >= FEWEST_CLOSED && broken <= closed.length * (1 - CLOSED_SHARE);
  return (pair) => {
    if (!doClose || pair === undefined || !breaksOff(pair)) return undefined;
    const deviation = length.deviationOf(pair.source, pair.target ?? '');
    if (deviation >= BROKEN_LENGTH) return undefined;
    return { flag: 'length', say: 'it breaks off', isSure: deviation < SURE_LENGTH };
  };
}

function breaksOff({ source, target }: Pair): boolean {
  return target !== undefined && isClosed(source) && /[\p{L}\p{N},，、]$/u.test(target);
}
