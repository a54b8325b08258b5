import { sharesScript } from '../../text/languages/writing.ts';
import type { Pair } from '../measure/fit.ts';
import type { MeasuredSource, MeasuredTarget } from '../measure/gauge.ts';
import type { LengthModel } from '../measure/length.ts';
import type { Fault } from './check-line.ts';

/** Beyond this many deviations a length is doubted by itself: 0.7 % of good human lines are, 78 % of halved ones. */
const LENGTH_LIMIT = 3.2;
/** A line this much too short has lost a part of what was said: no right line of the parallel text is. */
const SURE_LENGTH = 4.5;
/**
 * What is shorter than most by less than that has lost a part where something else says so too: a name in other letters, which
 * translations keep in 76 of 77 lines; half of its clauses, or most of its frequent words. Each in deviations.
 */
const WITHOUT_NAME = 1;
const WITHOUT_CLAUSES = 1.8;
const WITHOUT_WORDS = 2.6;
const WORDS_MISSING = 2;

/** What the length of an answer says, alone or with what its line has and it has not. */
export function lengthFault({ source, target = '' }: Pair, length: LengthModel): Fault | undefined {
  const [said, answered] = [length.gauge.source(source), length.gauge.target(target)];
  const excess = length.deviation(said.size, answered.size);
  if (excess > LENGTH_LIMIT) return { flag: 'length', say: 'it says more than the line does' };
  const short = -excess;
  if (short < WITHOUT_NAME) return undefined;
  const isShort =
    short > LENGTH_LIMIT ||
    lacksName(said, answered, length.gauge.from) ||
    (short > WITHOUT_CLAUSES && lacksClauses(source, target)) ||
    (short > WITHOUT_WORDS && lacksWords(said, answered));
  if (!isShort) return undefined;
  return { flag: 'length', say: 'it leaves something out', isSure: short > SURE_LENGTH };
}

/** Latin names of a text that is Latin itself may be translated. */
function lacksName(said: MeasuredSource, answered: MeasuredTarget, from: string): boolean {
  return !sharesScript(from, 'en') && said.names.some((name) => !answered.lower.includes(name));
}

/** At most half of the marks between clauses and parts of a list: one more or less is a matter of style. */
function lacksClauses(source: string, target: string): boolean {
  const marks = marksIn(source);
  return marks > 0 && marksIn(target) <= marks / 2;
}

function marksIn(text: string): number {
  return text.match(/[,，、;；:：—–]/gu)?.length ?? 0;
}

/** More than half of its frequent words: a third is said otherwise in right answers too. */
function lacksWords({ meanings }: MeasuredSource, answered: MeasuredTarget): boolean {
  const missing = meanings.filter((meaning) => !answered.meanings.includes(meaning)).length;
  return missing >= WORDS_MISSING && missing > meanings.length / 2;
}
