import type { Sentence } from '../../model/sentence.ts';
import type { Seconds } from '../../model/time.ts';
import type { Cue, Word } from '../../model/transcript.ts';
import {
  cutLong,
  LEAST_WORDS,
  MOST_SECONDS,
  MOST_WORDS,
  type Run,
} from '../sentence-ends/cut-long.ts';
import {
  beginsSmall,
  endsSentence,
  isClosed,
  isClosingQuote,
} from '../sentence-ends/sentence-ends.ts';
import { isSpaceless, textOf, type Unit, unitsOf, wordCount } from '../sentence-ends/units.ts';
import { cutUnmarked } from '../unmarked/cut-unmarked.ts';
import { capitalStarts } from './capital-starts.ts';
import { startsParagraph, wholeParagraphs } from './paragraphs.ts';

/** A stretch with fewer than one closing mark per this many words counts as unpunctuated. */
const WORDS_PER_MARK = 40;
/** A shorter sentence joins a neighbour, in words; in CJK characters. */
const TINY_WORDS = 3;
const TINY_CHARACTERS = 4;
/** ... when the pause between them is shorter than this, in seconds. */
const JOIN_GAP = 1;
/** A word below this confidence is by the recogniser's own account more likely wrong than right, as a ratio. */
const SURE = 0.5;

/**
 * Cues to sentences with times, by closing marks first, pauses where marks are missing, length where
 * neither helps. IDs are 1 to n. No word of the cues is lost. A cue marked as doubtful is a sentence
 * of its own.
 */
export function toSentences(cues: readonly Cue[], doubts: readonly Doubt[] = []): Sentence[] {
  const sentences: Omit<Sentence, 'paragraph' | 'id'>[] = [];
  for (const group of groupByDoubt(wholeParagraphs(cues), doubts)) {
    const units = unitsOf(group.cues);
    const unsure = unsureWords(group.cues);
    const runs = group.doubt
      ? [units]
      : joinTiny(cutAtMarks(units).flatMap(cutBetweenMarks(units)).flatMap(cutLong));
    for (const run of runs) {
      const [first, last] = [run[0], run.at(-1)];
      if (!first || !last) continue;
      sentences.push({
        start: first.start,
        end: Math.max(first.start, last.end),
        text: textOf(run),
        speaker: first.speaker,
        ...(first.language !== undefined && { language: first.language }),
        ...withUnsure(unsure, first.start, last.start),
        ...(group.doubt && { doubt: group.doubt }),
        ...(first.fresh && { fresh: true }),
      });
    }
  }
  return startsParagraph(sentences).map((sentence, index) => ({ ...sentence, id: index + 1 }));
}

function unsureWords(cues: readonly Cue[]): Word[] {
  return cues.flatMap(({ words = [] }) => words.filter(({ confidence = 1 }) => confidence < SURE));
}

/** Those that begin between the first unit of a sentence and its last. */
function withUnsure(
  unsure: readonly Word[],
  first: Seconds,
  last: Seconds,
): Pick<Sentence, 'unsure'> {
  const inside = unsure.filter(({ start }) => start >= first && start <= last);
  return inside.length > 0 ? { unsure: inside.map(({ text }) => text.trim()) } : {};
}

/** What hygiene says of a cue: loop, boilerplate, or nothing. One entry a cue. */
export type Doubt = Sentence['doubt'];

function groupByDoubt(
  cues: readonly Cue[],
  doubts: readonly Doubt[],
): { cues: Cue[]; doubt: Doubt }[] {
  const groups: { cues: Cue[]; doubt: Doubt }[] = [];
  cues.forEach((cue, index) => {
    const doubt = doubts[index];
    const last = groups.at(-1);
    if (last && last.doubt === doubt) last.cues.push(cue);
    else groups.push({ cues: [cue], doubt });
  });
  return groups;
}

function cutAtMarks(units: Run): Run[] {
  const runs: Unit[][] = [];
  const capitals = capitalStarts(units);
  const isSmall = beginsSmall(units);
  let run: Unit[] = [];
  units.forEach((unit, index) => {
    const begins = capitals.has(index) && run.length >= LEAST_WORDS;
    if ((unit.fresh || begins) && run.length > 0) {
      runs.push(run);
      run = [];
    }
    const closed = run.length === 0 && !unit.fresh ? runs.at(-1) : undefined;
    if (closed && isClosingQuote(unit.text)) {
      closed.push(unit);
      return;
    }
    run.push(unit);
    if (endsSentence(unit, units[index + 1], isSmall)) {
      runs.push(run);
      run = [];
    }
  });
  if (run.length > 0) runs.push(run);
  return runs;
}

/** Cuts a run that holds too many words for the one mark at its end; in text without marks every run. */
function cutBetweenMarks(units: Run): (run: Run) => Run[] {
  const marks = units.filter((unit) => isClosed(unit.text)).length;
  const most = wordCount(units) > (marks + 1) * WORDS_PER_MARK ? 2 * LEAST_WORDS : WORDS_PER_MARK;
  return (run) => (wordCount(run) > most ? cutUnmarked(run) : [run]);
}

/** Joins a run of one or two words to the neighbour that is nearer in time; two at the most make one. */
function joinTiny(runs: readonly Run[]): Run[] {
  const joined: Run[] = [];
  let mayGrow = true;
  for (let index = 0; index < runs.length; index++) {
    const run = runs[index] ?? [];
    const previous: Run | undefined = mayGrow ? joined.at(-1) : undefined;
    const next = runs[index + 1];
    const gapBefore: number = gapToJoin(previous, run);
    const gapAfter = gapToJoin(run, next);
    mayGrow = !isTiny(run) || Math.min(gapBefore, gapAfter) >= JOIN_GAP;
    if (mayGrow) {
      joined.push(run);
    } else if (previous && gapBefore <= gapAfter) {
      joined[joined.length - 1] = [...previous, ...run];
    } else if (next) {
      joined.push([...run, ...next]);
      index++;
    }
  }
  return joined;
}

/** The pause between two runs, in seconds; without end where they may not be joined. */
function gapToJoin(before: Run | undefined, after: Run | undefined): number {
  return before && after && canJoin(before, after) ? gap(before, after) : Infinity;
}

function isTiny(run: Run): boolean {
  const characters = run.filter((unit) => isSpaceless(unit.text)).length;
  return (run.length - characters) / TINY_WORDS + characters / TINY_CHARACTERS < 1;
}

function gap(before: Run, after: Run): number {
  return (after[0]?.start ?? 0) - (before.at(-1)?.end ?? 0);
}

function canJoin(before: Run, after: Run): boolean {
  if (after[0]?.fresh) return false;
  const seconds = (after.at(-1)?.end ?? 0) - (before[0]?.start ?? 0);
  return wordCount(before) + wordCount(after) <= MOST_WORDS && seconds <= MOST_SECONDS;
}
