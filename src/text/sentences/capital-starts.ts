import { endsClause, isClosed } from '../sentence-ends/sentence-ends.ts';
import type { Unit } from '../sentence-ends/units.ts';

/** Text with fewer closing marks than one per this many words does without them; good prose has one per 15 to 20. */
const WORDS_PER_MARK = 25;

/**
 * Indexes of units that begin a sentence in text that has capitals but hardly any closing marks, as
 * recognisers and joined line lists give it: the capital at the start of a cue tells. A word that is
 * written with a capital elsewhere too is a name and tells nothing. Empty for well-punctuated text.
 */
export function capitalStarts(units: readonly Unit[]): ReadonlySet<number> {
  const marks = units.filter((unit) => isClosed(unit.text)).length;
  if (marks * WORDS_PER_MARK >= units.length) return new Set();
  const names = new Set(
    units.flatMap((unit, index) => {
      const follows = !unit.first && !isClosed(units[index - 1]?.text ?? '.');
      return follows && isCapital(unit.text) ? [plain(unit.text)] : [];
    }),
  );
  const starts = new Set<number>();
  units.forEach((unit, index) => {
    const before = units[index - 1]?.text ?? '';
    const tells = unit.first && isCapital(unit.text) && !names.has(plain(unit.text));
    if (tells && !endsClause(before.replace(/,$/, ''))) starts.add(index);
  });
  return starts;
}

/** Begins with a capital that is not that of "I". */
function isCapital(text: string): boolean {
  return /^["'“‘(]*\p{Lu}/u.test(text) && !/^["'“‘(]*I(?:\P{L}|$)/u.test(text);
}

function plain(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, '');
}
