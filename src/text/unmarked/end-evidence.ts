import { pauseBefore } from '../cut-long.ts';
import { endsClause, endsSpeech, leadsOn, opensSentence } from '../sentence-ends.ts';
import { isSpaceless, type Unit } from '../units.ts';
import { englishEnds, isEnglish } from './english-ends.ts';

/**
 * What speaks for an end where no weights are known, as logarithms of the odds: by itself, as there is one end in some
 * fifteen words; after polite endings and particles; before a word that opens sentences; and against it after a word
 * that leads on.
 */
const PRIOR = -2.7;
const SPEECH = 4;
const OPENER = 2.2;
const LEADING = -3;
/** Where words have no spaces between them, a space is a comma at least, and a cue's end mostly one. */
const PARTED = 1.5;
const CUE_END = 1;
const INSIDE = -6;
/** With a pause of 0.8 s an end is as likely as not, whatever the words; more than a second says no more than that. Per second. */
const PAUSE = 3.5;
const LONGEST_PAUSE = 1;
/** A shorter one is between any two words. In seconds. */
const SHORTEST_PAUSE = 0.12;
/** A comma. */
const CLAUSE = 1;
/** A cue that ends so far before it is full, as a ratio of the middle length of all, was ended on purpose. */
const UNFILLED = 0.6;
const ON_PURPOSE = 1;

/** How likely a sentence ends before each unit of text without marks, as the logarithm of the odds. */
export function endEvidence(units: readonly Unit[]): number[] {
  const words = units.map((unit) => unit.text);
  const said = isEnglish(words) ? englishEnds(words) : units.map((_, at) => byWords(units, at));
  const unfilled = unfilledCues(units);
  return said.map((odds, at) => {
    const pause = Math.min(LONGEST_PAUSE, pauseBefore(units, at));
    const heard = pause < SHORTEST_PAUSE ? 0 : PAUSE * pause;
    const clause = endsClause(units[at - 1]?.text ?? '') ? CLAUSE : 0;
    return odds + heard + clause + (unfilled.has(at) ? ON_PURPOSE : 0);
  });
}

/** The same by what is known of words of any language. */
function byWords(units: readonly Unit[], at: number): number {
  const [before, after] = [units[at - 1], units[at]];
  if (!before || !after) return PRIOR;
  const isPausing = pauseBefore(units, at) >= SHORTEST_PAUSE;
  const isApart = after.first || after.spaced || isPausing;
  const opener = opensSentence(after, units.slice(at + 1, at + 4), { isApart });
  const speech = endsSpeech(units.slice(Math.max(0, at - 5), at), after);
  const leading = leadsOn(before.text) ? LEADING : 0;
  const told = SPEECH * speech + OPENER * opener;
  return PRIOR + leading + (told || parting(before, after));
}

function parting(before: Unit, after: Unit): number {
  if (!isSpaceless(before.text) || !isSpaceless(after.text)) return 0;
  if (after.first) return CUE_END;
  return after.spaced ? PARTED : INSIDE;
}

/** Indexes of units before which a cue ends though the unit would still have fitted into it. */
function unfilledCues(units: readonly Unit[]): ReadonlySet<number> {
  const starts = units.flatMap((unit, at) => (unit.first ? [at] : []));
  const lengths = starts.map((from, index) => {
    const cue = units.slice(from, starts[index + 1]);
    return cue.reduce((sum, unit) => sum + unit.text.length + Number(unit.spaced), 0);
  });
  const full = lengths.toSorted((a, b) => a - b)[lengths.length >> 1] ?? 0;
  return new Set(
    starts.filter((at, index) => {
      const before = lengths[index - 1] ?? full;
      return at > 0 && before + (units[at]?.text.length ?? 0) < full * UNFILLED;
    }),
  );
}
