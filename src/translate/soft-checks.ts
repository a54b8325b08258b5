import { languageName } from '../model/language.ts';
import type { Sentence } from '../model/sentence.ts';
import type { Line, LineFlag } from '../model/translation.ts';
import type { TermFinder } from '../text/corrections.ts';
import { termsIn } from '../text/corrections.ts';
import { missingNumbers } from '../text/numbers.ts';
import type { Fault } from './check-line.ts';
import { type LengthModel, lengthModel } from './length.ts';
import { isSwapped } from './shift.ts';

/** Beyond this many deviations a length is doubted: 0.7 % of good human lines are, 78 % of halved ones. */
const LENGTH_LIMIT = 3.2;
/** Shorter answers say too little to be compared with their neighbours, in characters. */
const LEAST_DUPLICATE = 6;

export type SoftChecks = {
  readonly from: string;
  readonly to: string;
  readonly finders: readonly TermFinder[];
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
  const spoken = sentences.map((sentence) => ({ sentence, target: targetOf(lines.get(sentence.id)) }));
  const pairs = spoken.flatMap(({ sentence, target }) =>
    target ? [{ source: sentence.text, target }] : [],
  );
  const length = lengthModel(checks.from, checks.to, pairs);
  const swapped = swappedIds(spoken, length);
  return spoken.flatMap(({ sentence, target }, index) => {
    if (!target) return [];
    const faults = softFaults(sentence.text, target, { ...checks, length });
    const previous = spoken[index - 1];
    if (previous && isCopy(previous, { sentence, target })) {
      faults.push({ flag: 'duplicate', say: `the same as line ${previous.sentence.id}` });
    }
    if (swapped.has(sentence.id)) {
      faults.push({ flag: 'swap', say: 'it seems exchanged with its neighbour' });
    }
    return faults.length > 0 ? [{ id: sentence.id, faults }] : [];
  });
}

function targetOf(line: Line | undefined): string | undefined {
  return line && line.status !== 'silent' && line.text !== '' ? line.text : undefined;
}

/** What can be doubted of one line by itself. */
export function softFaults(
  source: string,
  target: string,
  checks: SoftChecks & { readonly length: LengthModel },
): Fault[] {
  const faults: Fault[] = [];
  const { length } = checks;
  const deviation = length.deviation(length.sourceSize(source), length.targetSize(target));
  if (Math.abs(deviation) > LENGTH_LIMIT) {
    const say = deviation < 0 ? 'it leaves something out' : 'it says more than the line does';
    faults.push({ flag: 'length', say });
  }
  const numbers = missingNumbers(source, target);
  if (numbers.length > 0 && canRead(checks)) {
    faults.push({ flag: 'number', say: `the number ${numbers[0]?.text} is missing or wrong` });
  }
  const term = termsIn(source, checks.finders).find(({ source: word, target: rendering }) => {
    const wanted = rendering === '=' ? word : rendering;
    return !stemIsIn(wanted, target);
  });
  if (term) {
    const wanted = term.target === '=' ? term.source : term.target;
    faults.push({ flag: 'term', say: `"${term.source}" should be "${wanted}"` });
  }
  return faults;
}

/** Numbers written out in words can be compared only where both sides can be read. */
function canRead({ from, to }: SoftChecks): boolean {
  const readable = ['English', 'Simplified Chinese', 'Traditional Chinese', 'Cantonese', 'Japanese'];
  return readable.includes(languageName(from)) && readable.includes(languageName(to));
}

/** True when a rendering is in the text, endings and spaces aside. */
function stemIsIn(wanted: string, target: string): boolean {
  const plain = (text: string): string => text.toLowerCase().replace(/[\s\p{P}]+/gu, '');
  const [needle, hay] = [plain(wanted), plain(target)];
  if (hay.includes(needle)) return true;
  const stem = needle.slice(0, Math.max(4, Math.floor(needle.length * 0.7)));
  return /^\p{sc=Latin}|^\p{sc=Cyrillic}/u.test(needle) && needle.length > 5 && hay.includes(stem);
}

type Spoken = { readonly sentence: Sentence; readonly target: string | undefined };

function isCopy(previous: Spoken, here: Spoken): boolean {
  if (!here.target || previous.target !== here.target || here.target.length < LEAST_DUPLICATE) {
    return false;
  }
  return plainText(previous.sentence.text) !== plainText(here.sentence.text);
}

function plainText(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

function swappedIds(spoken: readonly Spoken[], length: LengthModel): Set<number> {
  const ids = new Set<number>();
  for (let index = 0; index + 1 < spoken.length; index++) {
    const [first, second] = [spoken[index], spoken[index + 1]];
    if (!first || !second || ids.has(first.sentence.id)) continue;
    const pair = (each: Spoken) => ({ source: each.sentence.text, target: each.target });
    if (isSwapped(pair(first), pair(second), length)) {
      ids.add(first.sentence.id).add(second.sentence.id);
    }
  }
  return ids;
}

/** The flags of some faults, each once. */
export function flagsOf(faults: readonly Fault[]): LineFlag[] {
  return [...new Set(faults.map((fault) => fault.flag))];
}
