import type { Cue } from '../../model/transcript.ts';
import { isAscii } from '../../text/languages/script.ts';
import type { TermPair } from './anchors.ts';
import { type Measured, measureText } from './atoms.ts';
import { textOf } from './balance.ts';
import { Match } from './match.ts';

/** A sentence that was made of cues, and its translation; empty where it has none. */
export type ToldSentence = { readonly text: string; readonly second: string };

/** What one cue says of a sentence, in both languages. */
export type ToldPiece = {
  readonly cue: Cue;
  readonly text: string;
  /** Empty where the translation has fewer words than the sentence has cues. */
  readonly second: string;
};

/** What it costs that a cue gets nothing of a translation: hardly to be paid, unless another sentence fills the cue. */
const EMPTY = { alone: 1000, shared: 3 } as const;

/**
 * Deals sentences and their translations out to the cues they were made of: to each the part that it says, none twice.
 * Both texts are cut at the same places, as well as can be. `cues` are all the sentences were made of, in order; those
 * that are `shown` as one are taken as one, the first.
 */
export function dealOut(
  cues: readonly Cue[],
  sentences: readonly ToldSentence[],
  terms: readonly TermPair[] = [],
): ToldPiece[][] {
  const parts = partsOf(cues, sentences);
  /** The last sentence that a cue says something of, as an index. */
  const last = new Map<Cue, number>();
  for (const [index, { second }] of sentences.entries()) {
    if (second !== '') for (const { cue } of parts[index] ?? []) last.set(cue, index);
  }
  const filled = new Set<Cue>();
  const [own, others] = [terms.map(({ first }) => first), terms.map(({ second }) => second)];
  return sentences.map(({ text, second }, index) => {
    const [part, ...more] = parts[index] ?? [];
    if (part === undefined) return [];
    if (second !== '' && more.length === 0) filled.add(part.cue);
    if (more.length === 0) return [{ cue: part.cue, text, second }];
    const pair = { first: measureText(text, own), second: measureText(second, others) };
    const spoken = [part, ...more].map(({ cue, from }, at, { length }) => ({
      cue,
      from: atomAfter(pair.first, from),
      // What has to be said comes first: the last cues are those that have nothing left.
      empty:
        filled.has(cue) || last.get(cue) !== index ? EMPTY.shared : EMPTY.alone * (length - at),
    }));
    const starts = matchingStarts(new Match(pair, terms), spoken);
    return spoken.map(({ cue, from }, at) => {
      const other = { from: starts[at] ?? 0, to: starts[at + 1] ?? pair.second.costs.length };
      if (other.to > other.from) filled.add(cue);
      return {
        cue,
        text: textOf(pair.first, { from, to: spoken[at + 1]?.from ?? pair.first.costs.length }),
        second: textOf(pair.second, other),
      };
    });
  });
}

/** What a cue says of a sentence: from which of its letters on. */
type Part = { readonly cue: Cue; readonly from: number };

/** Which cues each sentence was made of: sentences have the letters of the cues, in the same order. */
function partsOf(cues: readonly Cue[], sentences: readonly ToldSentence[]): Part[][] {
  const heads = new Map<object, Cue>();
  const queue = cues.map((cue) => {
    const shown = cue.shown ?? cue;
    if (!heads.has(shown)) heads.set(shown, cue);
    return { cue: heads.get(shown) ?? cue, left: lettersOfCue(cue) };
  });
  let at = 0;
  return sentences.map(({ text }) => {
    const parts: Part[] = [];
    const all = lettersIn(text);
    for (let seen = 0; ;) {
      const next = queue[Math.min(at, queue.length - 1)];
      if (next === undefined) break;
      const taken = Math.min(next.left, all - seen);
      const isFirst = parts.length === 0 && (all === 0 || at >= queue.length);
      if ((taken > 0 || isFirst) && parts.at(-1)?.cue !== next.cue) {
        parts.push({ cue: next.cue, from: seen });
      }
      seen += taken;
      next.left -= taken;
      if (seen >= all || at >= queue.length) break;
      at += 1;
    }
    return parts;
  });
}

/** A cue's words, where it has any, are what sentences are made of. */
function lettersOfCue({ text, words = [] }: Cue): number {
  return words.length === 0
    ? lettersIn(text)
    : words.reduce((sum, word) => sum + lettersIn(word.text), 0);
}

function lettersIn(text: string): number {
  // Looking each letter up is slow, and a talk has many.
  return isAscii(text)
    ? text.length - (text.match(ASCII_MARKS)?.join('').length ?? 0)
    : (text.match(LETTER)?.length ?? 0);
}

const LETTER = /[\p{L}\p{N}]/gu;
const ASCII_MARKS = /[^a-zA-Z0-9]+/g;

/** The atom that begins after so many letters. */
function atomAfter({ text, places, costs }: Measured, letters: number): number {
  let seen = 0;
  for (let atom = 0; atom < costs.length; atom++) {
    if (seen >= letters) return atom;
    seen += lettersIn(text.slice(places[atom], places[atom + 1]));
  }
  return costs.length;
}

type Spoken = {
  /** Where a piece begins in the first text, in atoms. */
  readonly from: number;
  /** What it costs that it is empty in the second. */
  readonly empty: number;
};

/** Where pieces begin in the second text, in atoms, given where they begin in the first: of all ways the one that costs least. */
function matchingStarts(match: Match, pieces: readonly Spoken[]): number[] {
  const end = match.pair.second.costs.length;
  /** Where each piece begins, by where it ends. */
  const begins: number[][] = [];
  let costs: readonly number[] = [0];
  for (const [index, { empty }] of pieces.entries()) {
    const next = pieces[index + 1];
    const begin: number[] = [];
    const ending: number[] = [];
    let [best, lowest] = [0, Number.POSITIVE_INFINITY];
    for (let to = 0; to <= end; to++) {
      const before = costs[to] ?? Number.POSITIVE_INFINITY;
      const isEmpty = before + empty < lowest;
      const cut = next ? match.cost({ first: next.from, second: to }) : 0;
      begin.push(isEmpty ? to : best);
      ending.push(cut + (isEmpty ? before + empty : lowest));
      if (before < lowest) [best, lowest] = [to, before];
    }
    begins.push(begin);
    costs = ending;
  }
  const starts: number[] = [];
  for (let at = end, index = pieces.length - 1; index >= 0; index--) {
    at = begins[index]?.[at] ?? 0;
    starts.unshift(at);
  }
  return starts;
}
