import type { Seconds } from '../../model/time.ts';
import type { Range } from './range.ts';
import type { Clock } from './talk-clock.ts';

/** A cut may be this far from its even place for the sake of a pause, as a share of a piece. */
const TOLERANCE = 0.2;

type Bounds = { readonly least: Seconds; readonly most: Seconds };

/** Splits a range into about even pieces of at most `most`, none below `least`, at pauses; its title stays with the first. */
export function splitRange(range: Range, bounds: Bounds, talk: Clock): Range[] {
  const pieces: Range[] = [];
  let rest = range;
  while (talk.length(rest) > bounds.most) {
    const cut = bestCut(rest, bounds, talk);
    if (cut === undefined) break;
    pieces.push({ ...rest, to: cut - 1 });
    rest = { ...rest, from: cut };
  }
  pieces.push(rest);
  return pieces.map((piece, index) => (index === 0 ? piece : { ...piece, title: '' }));
}

/** The ID of the sentence the second piece begins with; `undefined` when no cut leaves two long enough. */
function bestCut(range: Range, { least, most }: Bounds, talk: Clock): number | undefined {
  const length = talk.length(range);
  const even = length / Math.ceil(length / most);
  const before = (id: number): Seconds => talk.length({ from: range.from, to: id - 1 });
  const off = (id: number): Seconds => Math.abs(before(id) - even);
  const possible: number[] = [];
  for (let id = range.from + 1; id <= range.to; id++) {
    const isLong = before(id) >= least && talk.length({ from: id, to: range.to }) >= least;
    if (isLong) possible.push(id);
  }
  // One cut too late is better than none.
  const within = possible.filter((id, index) => index === 0 || before(id) <= most);
  const near = within.filter((id) => off(id) <= TOLERANCE * even);
  const pause = (id: number): Seconds => (near.length > 0 ? talk.pause(id) : 0);
  const [best] = (near.length > 0 ? near : within).toSorted(
    (a, b) => pause(b) - pause(a) || off(a) - off(b),
  );
  return best;
}
