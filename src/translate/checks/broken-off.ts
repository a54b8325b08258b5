import { isClosed } from '../../text/sentence-ends/sentence-ends.ts';
import type { Pair } from '../measure/fit.ts';
import type { LengthModel } from '../measure/length.ts';
import type { Fault } from './check-line.ts';

/** No half of an answer is this much longer than most, in deviations; one that is shorter than most is no matter of habit. */
const BROKEN_LENGTH = 1;
const SURE_LENGTH = -1;
/** Answers are expected to end with a mark where so many of the others do, as a ratio; of fewer nothing is told. */
const CLOSED_SHARE = 0.9;
const FEWEST_OTHERS = 6;

/** Tells of the answers of a talk those that end before their lines do: without the mark that the others have. */
export function brokenAmong(
  pairs: readonly Pair[],
  length: LengthModel,
): (pair: Pair | undefined) => Fault | undefined {
  // A talk may have lines with and without marks; how they are answered differs.
  const [closed, open] = [new Habit(), new Habit()];
  for (const pair of pairs) (isClosed(pair.source) ? closed : open).add(pair);
  return (pair) => {
    if (pair?.target === undefined || !breaksOff(pair)) return undefined;
    const isDue = isClosed(pair.source)
      ? closed.isToClose || endsInside(pair.target)
      : open.isToClose;
    if (!isDue) return undefined;
    const deviation = length.deviationOf(pair.source, pair.target);
    if (deviation >= BROKEN_LENGTH) return undefined;
    return { flag: 'length', say: 'it breaks off', isSure: deviation < SURE_LENGTH };
  };
}

/** How answers end. */
class Habit {
  #answers = 0;
  #broken = 0;

  add(pair: Pair): void {
    if (pair.target !== undefined) this.#answers += 1;
    if (breaksOff(pair)) this.#broken += 1;
  }

  /** Whether nearly all end with a mark, one that does not left aside. */
  get isToClose(): boolean {
    const [others, broken] = [this.#answers - 1, this.#broken - 1];
    return others >= FEWEST_OTHERS && broken <= others * (1 - CLOSED_SHARE);
  }
}

/** Only the last character is looked at: a pattern would begin at each. */
function breaksOff({ target }: Pair): boolean {
  return target !== undefined && /[\p{L}\p{N},，、;；“「『（(]/u.test(target.slice(-1));
}

/** No habit leaves a sentence at one of these. */
function endsInside(target: string): boolean {
  return /[,，、;；“「『（(]/u.test(target.slice(-1));
}
