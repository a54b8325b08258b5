import { pauseBefore } from '../sentence-ends/cut-long.ts';
import { openingWords } from '../sentence-ends/opening-words.ts';
import { endsClause, endsSpeech, leadsOn, opensSentence } from '../sentence-ends/sentence-ends.ts';
import { isSpaceless, type Unit, wordCount } from '../sentence-ends/units.ts';
import { wordEvidence } from './word-evidence.ts';
import { plainWord } from './word-tokens.ts';

/**
 * What speaks for an end where no weights are known, as logarithms of the odds: by itself, as there is one end in some
 * fifteen words; after polite endings and particles; before a word that opens sentences; and against it after a word
 * that leads on.
 */
const PRIOR = -2.7;
const SPEECH = 4;
const OPENER = 2.2;
const LEADING = -3;
/** Where words have no spaces between them, a space is a comma at least, and what has none goes on. */
const PARTED = 1.5;
const INSIDE = -6;
/** Cues are phrases unless most of their lengths differ by less than this share: then they were cut by width. */
const ALIKE = 0.1;
const INSIDE_CUE = -2;
/** Phrases are parted by spaces where there is one for so many characters. */
const LONGEST_PHRASE = 40;
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
  const words = units.map((unit) => plainWord(unit.text));
  const said =
    wordEvidence(words) ?? listEvidence(words) ?? units.map((_, at) => byForm(units, at));
  const unfilled = unfilledCues(units);
  const inside = insideEvidence(units);
  return said.map((odds, at) => {
    const pause = Math.min(LONGEST_PAUSE, pauseBefore(units, at));
    const heard = pause < SHORTEST_PAUSE ? 0 : PAUSE * pause;
    const clause = endsClause(units[at - 1]?.text ?? '') ? CLAUSE : 0;
    const parted = inside === 0 ? 0 : parting(units, at, inside);
    return odds + heard + clause + parted + (unfilled.has(at) ? ON_PURPOSE : 0);
  });
}

/** The same by lists of words; `undefined` for languages that have none. */
function listEvidence(words: readonly string[]): number[] | undefined {
  const lists = openingWords(words);
  return (
    lists &&
    words.map((word, at) => {
      const opener = lists.open.has(word) ? OPENER : lists.may.has(word) ? OPENER / 2 : 0;
      return PRIOR + opener + (lists.lead.has(words[at - 1] ?? '') ? LEADING : 0);
    })
  );
}

/** The same by what is known of the forms of many languages. */
function byForm(units: readonly Unit[], at: number): number {
  const [before, after] = [units[at - 1], units[at]];
  if (!before || !after) return PRIOR;
  const isPausing = pauseBefore(units, at) >= SHORTEST_PAUSE;
  const isApart = after.first || after.spaced || isPausing;
  const opener = opensSentence(after, units.slice(at + 1, at + 4), { isApart });
  const speech = endsSpeech(units.slice(Math.max(0, at - 5), at), after);
  const leading = leadsOn(before.text) ? LEADING : 0;
  const told = SPEECH * speech + OPENER * opener;
  const inside = told === 0 && isInside(before, after) ? INSIDE : 0;
  return PRIOR + leading + told + inside;
}

/** True where writing without spaces between words goes on. */
function isInside(before: Unit, after: Unit): boolean {
  return areSpaceless(before, after) && !after.first && !after.spaced;
}

function areSpaceless(before: Unit, after: Unit): boolean {
  return isSpaceless(before.text) && isSpaceless(after.text);
}

/**
 * What speaks against an end inside a phrase of writing that has no spaces between words: much where recognisers part
 * phrases by spaces, less where cues seem to be phrases, for they are not all as long; nothing where neither is so.
 */
function insideEvidence(units: readonly Unit[]): number {
  const spaceless = units.filter((unit) => isSpaceless(unit.text)).length;
  const parted = units.filter((unit, at) => {
    const before = units[at - 1];
    return unit.spaced && !unit.first && before && areSpaceless(before, unit);
  }).length;
  if (parted > 0 && spaceless <= parted * LONGEST_PHRASE) return INSIDE;
  const cues = cueLengths(units, (unit) => wordCount([unit]));
  const usual = middle(cues);
  const spread = middle(cues.map((length) => Math.abs(length - usual)));
  return spread > usual * ALIKE ? INSIDE_CUE : 0;
}

function parting(units: readonly Unit[], at: number, inside: number): number {
  const [before, after] = [units[at - 1], units[at]];
  if (!before || !after || !areSpaceless(before, after)) return 0;
  if (isInside(before, after)) return inside;
  return after.first === (inside === INSIDE_CUE) ? PARTED : 0;
}

/** Indexes of units before which a cue ends though the unit would still have fitted into it. */
function unfilledCues(units: readonly Unit[]): ReadonlySet<number> {
  const starts = units.flatMap((unit, at) => (unit.first ? [at] : []));
  const lengths = cueLengths(units, ({ text, spaced }) => text.length + Number(spaced));
  const full = middle(lengths);
  return new Set(
    starts.filter((at, index) => {
      const before = lengths[index - 1] ?? full;
      return at > 0 && before + (units[at]?.text.length ?? 0) < full * UNFILLED;
    }),
  );
}

/** How long each cue is, where `lengthOf` says how long a unit is. */
function cueLengths(units: readonly Unit[], lengthOf: (unit: Unit) => number): number[] {
  const lengths: number[] = [];
  for (const unit of units) {
    if (unit.first || lengths.length === 0) lengths.push(lengthOf(unit));
    else lengths[lengths.length - 1] = (lengths.at(-1) ?? 0) + lengthOf(unit);
  }
  return lengths;
}

function middle(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0;
}
