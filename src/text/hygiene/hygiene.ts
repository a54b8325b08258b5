import type { Cue } from '../../model/transcript.ts';
import { piecesOf, wordCount } from '../sentence-ends/units.ts';
import type { Doubt } from '../sentences/sentences.ts';
import { boilerplateIn } from './boilerplate.ts';

/** What a recogniser invented, found before anything is paid for. */
export type Hygiene = {
  /** The cues, with stammering loops inside one cue shortened. */
  readonly cues: readonly Cue[];
  /** One entry a cue: why it is doubted, or nothing. */
  readonly doubts: readonly Doubt[];
  /** Count of cues inside loops of repeated cues. */
  readonly loops: number;
  /** Count of cues that are stock phrases heard in silence. */
  readonly boilerplate: number;
  /** Count of cues in which a stammering loop was shortened. */
  readonly shortened: number;
};

/** Repeats of a whole cue that make a loop, by how many words it has: short answers do come in rows. */
const REPEATS = { short: 6, long: 3 } as const;
const SHORT_WORDS = 3;
/** Loops of up to this many alternating cues are found. */
const LONGEST_PERIOD = 4;

/**
 * Marks recogniser loops (the same cues over and over; the first round is kept as speech) and known
 * silence boilerplate, and shortens loops inside a cue to two rounds. Nothing is removed.
 */
export function checkHygiene(cues: readonly Cue[]): Hygiene {
  const clean = cues.map(shortenedCue);
  const shortened = clean.filter((cue, at) => cue !== cues[at]).length;
  const doubts: Doubt[] = boilerplateIn(clean).map((is) => (is ? 'boilerplate' : undefined));
  const boilerplate = doubts.filter(Boolean).length;
  const loops = markLoops(clean, doubts);
  return { cues: clean, doubts, loops, boilerplate, shortened };
}

/** Cues are looked at when marks are sought in them, and again when sentences are. */
const SHORTENED = new WeakMap<Cue, Cue>();

function shortenedCue(cue: Cue): Cue {
  const known = SHORTENED.get(cue);
  if (known !== undefined) return known;
  const text = shortenLoops(cue.text);
  const short = text === cue.text ? cue : { ...cue, text, words: undefined };
  SHORTENED.set(cue, short);
  return short;
}

function markLoops(cues: readonly Cue[], doubts: Doubt[]): number {
  const keys = cues.map((cue) => normal(cue.text));
  let loops = 0;
  for (let at = 0; at < keys.length;) {
    const { period, end } = loopAt(keys, at);
    if (period === 0) {
      at++;
      continue;
    }
    for (let index = at + period; index < end; index++) {
      doubts[index] = 'loop';
      loops++;
    }
    at = end;
  }
  return loops;
}

/** The loop that begins at `at`: how many cues repeat, and where it ends (exclusive); period 0 for none. */
function loopAt(keys: readonly string[], at: number): { period: number; end: number } {
  for (let period = 1; period <= LONGEST_PERIOD; period++) {
    let end = at + period;
    while (end < keys.length && keys[end] !== '' && keys[end] === keys[end - period]) end++;
    const rounds = (end - at) / period;
    if (rounds < REPEATS.long) continue;
    const words = wordCount(piecesOf(keys.slice(at, at + period).join(' ')));
    if (rounds >= (words <= SHORT_WORDS ? REPEATS.short : REPEATS.long)) return { period, end };
  }
  return { period: 0, end: at + 1 };
}

const NORMAL = /^[a-z0-9]+$/;

function normal(text: string): string {
  const lower = text.toLowerCase();
  if (NORMAL.test(lower)) return lower;
  return lower.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}

/** A phrase of up to 8 words said this often in a row is a loop; a single word needs more, and so do numbers read out. */
const ROUNDS = { phrase: 4, word: 6, character: 10 } as const;
const NUMBERS = /^\d+$/;
const LONGEST_PHRASE = 8;
/** As many rounds are kept. */
const KEPT = 2;

/** Shortens a phrase that is repeated beyond what anyone says to two rounds; other text is untouched. */
export function shortenLoops(text: string): string {
  // Nothing shorter can hold a loop.
  if (text.length < ROUNDS.character) return text;
  const pieces = piecesOf(text);
  const keys = pieces.map((piece) => normal(piece.text));
  if (!isRepetitive(keys)) return text;
  const keep: typeof pieces = [];
  let cut = false;
  for (let at = 0; at < pieces.length;) {
    const { length, rounds } = phraseLoopAt(keys, at);
    if (length > 0) {
      keep.push(...pieces.slice(at, at + length * KEPT));
      at += length * rounds;
      cut = true;
    } else {
      const piece = pieces[at++];
      if (piece) keep.push(piece);
    }
  }
  if (!cut) return text;
  return keep.map((piece, index) => (piece.spaced && index > 0 ? ' ' : '') + piece.text).join('');
}

/** Whether any word is there as often as the shortest loop has rounds: in nearly all text none is. */
function isRepetitive(keys: readonly string[]): boolean {
  const counts = new Map<string, number>();
  for (const key of keys) {
    const count = (counts.get(key) ?? 0) + 1;
    if (key !== '' && count >= ROUNDS.phrase) return true;
    counts.set(key, count);
  }
  return false;
}

function phraseLoopAt(keys: readonly string[], at: number): { length: number; rounds: number } {
  if (keys[at] === '') return { length: 0, rounds: 0 };
  for (let length = 1; length <= LONGEST_PHRASE; length++) {
    let end = at + length;
    while (end < keys.length && keys[end] === keys[end - length]) end++;
    const rounds = Math.floor((end - at) / length);
    if (rounds >= ROUNDS.phrase && rounds >= roundsOf(keys.slice(at, at + length)))
      return { length, rounds };
  }
  return { length: 0, rounds: 0 };
}

function roundsOf(phrase: readonly string[]): number {
  if (NUMBERS.test(phrase.join(''))) return ROUNDS.character;
  if (phrase.length > 1) return phrase.join('').length > 3 ? ROUNDS.phrase : ROUNDS.word;
  return (phrase[0] ?? '').length > 1 ? ROUNDS.word : ROUNDS.character;
}
