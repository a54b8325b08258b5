import type { Seconds } from '../model/time.ts';
import type { Cue } from '../model/transcript.ts';

/** The smallest piece sentences are built of: a word, or a single character of a script without spaces. */
export type Unit = {
  readonly text: string;
  /** Where it starts, in seconds; shared out by length where the cue has no word times. */
  readonly start: Seconds;
  /** Where it ends, in seconds. */
  readonly end: Seconds;
  /** True when a space stands before it. */
  readonly spaced: boolean;
  /** True for the first unit of a cue. */
  readonly first: boolean;
  /** True when a paragraph or another speaker begins here, so that no sentence may run across. */
  readonly fresh: boolean;
  readonly speaker?: string | undefined;
};

/** A Latin word, or one Han, kana or Thai character with the punctuation that hangs on it. */
const PIECE =
  /(?:[“‘"'（(「『《【[]*)(?:[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}ー]|[^\s\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]+?(?=[\s\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}（「『《【]|$))(?:[，。！？、；：…”’）)」』》】\],.!?;:]*)/gu;

/** The units of some text, without times: its words and single characters, in order. */
export function piecesOf(text: string): { text: string; spaced: boolean }[] {
  const pieces: { text: string; spaced: boolean }[] = [];
  let at = 0;
  for (const match of text.matchAll(PIECE)) {
    const skipped = text.slice(at, match.index);
    const rest = skipped.trim();
    // What the pattern does not know still belongs to the talk.
    if (rest) pieces.push(...bounded(rest, /^\s/.test(skipped)));
    pieces.push(...bounded(match[0], /\s$/.test(skipped)));
    at = match.index + match[0].length;
  }
  const rest = text.slice(at);
  if (rest.trim()) pieces.push(...bounded(rest.trim(), /^\s/.test(rest)));
  return pieces;
}

/** Longer than any word; what is longer is data, and is cut so that sentences stay bounded. In characters. */
const LONGEST_PIECE = 120;

function bounded(text: string, spaced: boolean): { text: string; spaced: boolean }[] {
  if (text.length <= LONGEST_PIECE) return [{ text, spaced }];
  const pieces: { text: string; spaced: boolean }[] = [];
  for (let at = 0; at < text.length;) {
    // Never between the two halves of a character.
    const isHalf = /[\uD800-\uDBFF]/.test(text.charAt(at + LONGEST_PIECE - 1));
    const to = at + LONGEST_PIECE - Number(isHalf);
    pieces.push({ text: text.slice(at, to), spaced: at === 0 && spaced });
    at = to;
  }
  return pieces;
}

/** The units of all cues, in order; times inside a cue are its words' own, else shared out by length. */
export function unitsOf(cues: readonly Cue[]): Unit[] {
  const units: Unit[] = [];
  let speaker: string | undefined;
  for (const cue of cues) {
    const fresh = cue.paragraph === true || cue.speaker !== speaker;
    speaker = cue.speaker;
    const timed = cue.words?.length ? fromWords(cue) : fromText(cue);
    timed.forEach((unit, index) => {
      units.push({
        ...unit,
        spaced: index === 0 || unit.spaced,
        first: index === 0,
        fresh: fresh && index === 0,
        speaker: cue.speaker,
      });
    });
  }
  return units;
}

type Timed = Pick<Unit, 'text' | 'start' | 'end' | 'spaced'>;

function fromText(cue: Cue): Timed[] {
  const pieces = piecesOf(cue.text);
  const total = pieces.reduce((sum, piece) => sum + piece.text.length, 0) || 1;
  const span = cue.end - cue.start;
  let passed = 0;
  return pieces.map((piece) => {
    const start = cue.start + (span * passed) / total;
    passed += piece.text.length;
    return { ...piece, start, end: cue.start + (span * passed) / total };
  });
}

function fromWords(cue: Cue): Timed[] {
  return (cue.words ?? []).flatMap((word) =>
    fromText({ start: word.start, end: Math.max(word.start, word.end), text: word.text }).map(
      (unit, index) => (index === 0 ? { ...unit, spaced: !isSpaceless(unit.text) } : unit),
    ),
  );
}

const SPACELESS = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}，。！？、；：]/u;

/** True when a text is written without spaces between words. */
export function isSpaceless(text: string): boolean {
  return SPACELESS.test(text);
}

/** Puts units back together as text, with a space where the source or the script wants one. */
export function textOf(units: readonly Unit[]): string {
  let text = '';
  for (const unit of units) {
    const joint = text && unit.spaced && !(unit.first && needsNoSpace(text, unit.text)) ? ' ' : '';
    text += joint + unit.text;
  }
  return text;
}

function needsNoSpace(before: string, after: string): boolean {
  return isSpaceless(before.slice(-1)) && isSpaceless(after.slice(0, 1));
}

/** How long a text is to a reader: words of Latin scripts, CJK characters at 45/80 of a word. */
export function wordCount(units: readonly { readonly text: string }[]): number {
  let count = 0;
  for (const unit of units) count += isSpaceless(unit.text) ? CJK_WORD : 1;
  return count;
}

/** A CJK character is this share of a word, as in the limits of 45 words or 80 characters. */
const CJK_WORD = 45 / 80;
