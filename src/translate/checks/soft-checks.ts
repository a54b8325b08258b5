import { primaryTag } from '../../model/language.ts';
import type { Sentence } from '../../model/sentence.ts';
import { renderingOf, type Term } from '../../model/term.ts';
import type { Line, LineFlag } from '../../model/translation.ts';
import { wrongAmount } from '../../text/numbers/amounts.ts';
import { wrongCode } from '../../text/numbers/codes.ts';
import type { FoundNumber } from '../../text/numbers/found-number.ts';
import { missingAmong, otherFigure, otherNumber } from '../../text/numbers/numbers.ts';
import type { Pair } from '../measure/fit.ts';
import type { Gauge, MeasuredSource, MeasuredTarget } from '../measure/gauge.ts';
import { type LengthModel, lengthModel } from '../measure/length.ts';
import { isRendered } from '../measure/rendering.ts';
import { brokenAmong } from './broken-off.ts';
import type { Fault } from './check-line.ts';
import { copiedAmong, isCopyOf } from './copies.ts';
import { lengthFault } from './left-out.ts';
import { swappedAmong } from './shift.ts';
import { strangerFault } from './stranger.ts';

export type SoftChecks = {
  readonly gauge: Gauge;
  /** The terms that stand in a sentence, by its ID. */
  termsOf(id: number): readonly Term[];
};

/** A line that was accepted but is doubted, with why. */
export type Doubted = { readonly id: number; readonly faults: readonly Fault[] };

/**
 * Looks at all accepted lines together: length, numbers, terms, copies of a neighbour, exchanged
 * neighbours. Depends on the lines alone, not on the order in which they came.
 */
export function doubtedLines(
  sentences: readonly Sentence[],
  lines: ReadonlyMap<number, Line>,
  checks: SoftChecks,
): Doubted[] {
  const spoken = sentences.map((sentence) => ({
    sentence,
    target: targetOf(sentence, lines.get(sentence.id)),
  }));
  const pairs = spoken.flatMap(({ sentence, target }) =>
    target ? [{ source: sentence.text, target }] : [],
  );
  const length = lengthModel(checks.gauge, pairs);
  const all = spoken.map(pairOf);
  const swapped = swappedAmong(all, length);
  const copied = copiedAmong(all, length);
  const brokenOff = brokenAmong(all, length);
  return spoken.flatMap(({ sentence, target }, index) => {
    if (!target) return [];
    const faults = softFaults(sentence.text, target, {
      length,
      terms: checks.termsOf(sentence.id),
    });
    const [previous, here] = [all[index - 1], all[index]];
    const isCopy = previous && here && isCopyOf(previous, here);
    const original = spoken[isCopy ? index - 1 : (copied.get(index) ?? -1)];
    if (original) {
      const say = `the same as line ${original.sentence.id}`;
      faults.push({ flag: 'duplicate', say, isSure: true });
    }
    const broken = brokenOff(here);
    if (broken) faults.push(broken);
    const stranger = here && strangerFault(here, length);
    if (stranger) faults.push(stranger);
    if (swapped.has(index)) {
      const isSure = swapped.get(index);
      faults.push({ flag: 'swap', say: 'it seems exchanged with its neighbour', isSure });
    }
    return faults.length > 0 ? [{ id: sentence.id, faults }] : [];
  });
}

/** A translation; what was said in the target language and stands as it was is none. */
function targetOf(sentence: Sentence, line: Line | undefined): string | undefined {
  const { language, text, corrected = text } = sentence;
  const isOwn = language !== undefined && line?.text === corrected;
  return line && !isOwn && line.status !== 'silent' && line.text !== '' ? line.text : undefined;
}

/** What can be doubted of one line by itself. */
export function softFaults(
  source: string,
  target: string,
  checks: {
    readonly length: LengthModel;
    /** Terms that stand in this line. */
    readonly terms: readonly Term[];
  },
): Fault[] {
  const faults: Fault[] = [];
  const { length } = checks;
  const [said, answered] = [length.gauge.source(source), length.gauge.target(target)];
  const wrongLength = lengthFault({ source, target }, length);
  if (wrongLength) faults.push(wrongLength);
  const number = numberFault(said, answered, length.gauge);
  if (number !== undefined) faults.push(number);
  const amount = wrongAmount(source, target);
  if (amount !== undefined)
    faults.push({ flag: 'number', say: `${amount} has another unit`, isSure: true });
  const code = wrongCode(source, target);
  if (code !== undefined)
    faults.push({ flag: 'number', say: `it writes ${code} with other digits`, isSure: true });
  const term = checks.terms.find((each) => !isRendered(each, target));
  if (term) {
    const say = `"${term.source}" should be "${renderingOf(term)}"`;
    faults.push({ flag: 'term', say, isSure: term.by === 'user' });
  }
  return faults;
}

/** What is wrong with the numbers of an answer, if anything. */
function numberFault(
  said: MeasuredSource,
  answered: MeasuredTarget,
  gauge: Gauge,
): Fault | undefined {
  if (!canRead(gauge)) {
    const other = otherFigure(said.numbers, answered.numbers);
    return other && { flag: 'number', say: lost(other), isSure: true };
  }
  const [missing] = missingAmong(said.numbers, answered.numbers);
  const [added] = missing ? [] : missingAmong(answered.numbers.filter(isTold), said.sayable);
  const number = missing ?? added;
  const say = missing ? lost(missing) : `the line does not say the number ${added?.text}`;
  if (number && !NUMERAL.test(number.text)) return { flag: 'number', say, isSure: true };
  // Numerals stand in idioms and names too, but not on both sides with different values.
  const other = otherNumber(said.sayable, answered.numbers);
  if (other) return { flag: 'number', say: lost(other), isSure: true };
  return number && { flag: 'number', say };
}

/** Chinese and Japanese numerals. */
const NUMERAL = /\p{sc=Han}/u;

function lost({ text }: FoundNumber): string {
  return `the number ${text} is missing or wrong`;
}

/** Both, one and none are often written as figures. */
const SMALL = 2;

/** A number that a translation says in so many figures. */
function isTold({ strict, values }: FoundNumber): boolean {
  return strict && values.every((value) => value > SMALL || !Number.isInteger(value));
}

/** Numbers written out in words can be compared only where both sides can be read. */
function canRead({ from, to }: Gauge): boolean {
  return READABLE.has(primaryTag(from)) && READABLE.has(primaryTag(to));
}

const READABLE = new Set(['en', 'zh', 'yue', 'ja', 'de']);

type Spoken = { readonly sentence: Sentence; readonly target: string | undefined };

function pairOf({ sentence, target }: Spoken): Pair {
  return { source: sentence.text, target };
}

/** The flags of some faults, each once. */
export function flagsOf(faults: readonly Fault[]): LineFlag[] {
  return [...new Set(faults.map((fault) => fault.flag))];
}
