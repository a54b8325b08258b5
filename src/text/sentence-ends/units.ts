import type { Seconds } from '../../model/time.ts';
import type { Cue } from '../../model/transcript.ts';
import { isAscii, isSpaceless as isSpacelessAt } from '../languages/script.ts';

/** The smallest piece sentences are built of: a word, or a single character of a script without spaces. */
export type Unit = {
  readonly text: string;
  /** Where it starts, in seconds; shared out by length where the cue has no word times. */
  readonly start: Seconds;
  /** Where it ends, in seconds. */
  readonly end: Seconds;
  /** How much of that is likely silence after it, in seconds: captions often show a word until the next begins. */
  readonly rest: Seconds;
  /** True when a space stands before it. */
  readonly spaced: boolean;
  /** True for the first unit of a cue. */
  readonly first: boolean;
  /** True when a paragraph, another speaker or another language begins here, so that no sentence may run across. */
  readonly fresh: boolean;
  readonly speaker?: string | undefined;
  readonly language?: string | undefined;
};

/** A Latin word, or one Han, kana or Thai character with the marks above and below it and the punctuation that hangs on it. */
const PIECE =
  /(?:[“‘"'（(「『《【[]*)(?:[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}ー]\p{M}*|[^\s\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]+?(?=[\s\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}（「『《【]|$))(?:[，。！？、；：…”’）)」』》】\],.!?;:]*)/gu;

/** A piece of text before it has a time. */
export type Piece = { readonly text: string; readonly spaced: boolean };

/** The units of some text, without times: its words and single characters, in order. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  if (isAscii(text)) {
    let isSpaced = /^\s/.test(text);
    for (const word of text.split(/\s+/)) {
      if (word === '') continue;
      if (word.length <= LONGEST_PIECE) pieces.push({ text: word, spaced: isSpaced });
      else pieces.push(...bounded(word, isSpaced));
      isSpaced = true;
    }
    return pieces;
  }
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

function bounded(text: string, spaced: boolean): Piece[] {
  if (text.length <= LONGEST_PIECE) return [{ text, spaced }];
  const pieces: Piece[] = [];
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
  let before: Pick<Cue, 'speaker' | 'language'> = {};
  for (const cue of cues) {
    const { speaker, language } = cue;
    const isOther = speaker !== before.speaker || language !== before.language;
    const isFresh = cue.paragraph === true || isOther;
    before = { speaker, language };
    const at = units.length;
    // A cue whose words have times is as good as one cue a word.
    const stretches = cue.words?.length ? cue.words : [cue];
    for (const stretch of stretches) {
      addUnits(units, stretch, { before: at, isFresh, speaker, language, isWord: stretch !== cue });
    }
  }
  return units;
}

type Stretch = { readonly text: string; readonly start: Seconds; readonly end: Seconds };

type Place = {
  /** Count of units before the cue. */
  readonly before: number;
  readonly isFresh: boolean;
  readonly speaker: string | undefined;
  readonly language: string | undefined;
  /** True for a word with times of its own. */
  readonly isWord: boolean;
};

function addUnits(units: Unit[], stretch: Stretch, place: Place): void {
  const pieces = piecesOf(stretch.text);
  let total = 0;
  for (const piece of pieces) total += piece.text.length;
  const span = Math.max(0, stretch.end - stretch.start) / (total || 1);
  let at = stretch.start;
  pieces.forEach((piece, index) => {
    const first = units.length === place.before;
    const start = at;
    at += span * piece.text.length;
    units.push({
      text: piece.text,
      start,
      end: at,
      rest: place.isWord ? likelyRest(piece.text, at - start) : 0,
      spaced: first || (place.isWord && index === 0 ? !isSpaceless(piece.text) : piece.spaced),
      first,
      fresh: first && place.isFresh,
      speaker: place.speaker,
      ...(place.language !== undefined && { language: place.language }),
    });
  });
}

/** A word in slow speech takes so long at the most: a part of its own, and one for each letter or character. In seconds. */
const SLOW_WORD = { all: 0.15, letter: 0.07, character: 0.25 } as const;

function likelyRest(text: string, length: Seconds): Seconds {
  // Most words are short, and there are many of them.
  if (length <= SLOW_WORD.all + SLOW_WORD.letter) return 0;
  const each = isSpaceless(text) ? SLOW_WORD.character : SLOW_WORD.letter;
  return Math.max(0, length - SLOW_WORD.all - each * text.length);
}

/** Writings that put spaces between words; most texts are told by this alone. */
// oxlint-disable-next-line no-control-regex
const SPACED = /^[\u0000-\u0dff]*$/;
/** Thai has no spaces between words either, but does have them between phrases. */
const THAI = /\p{sc=Thai}/u;

/** True when a text is written without spaces between words. */
export function isSpaceless(text: string): boolean {
  if (SPACED.test(text)) return false;
  return Array.from(text).some((character) => isSpacelessPoint(character)) || THAI.test(text);
}

function isSpacelessPoint(character: string): boolean {
  return isSpacelessAt(character.codePointAt(0) ?? 0);
}

/** Puts units back together as text, with a space where the source or the script wants one. */
export function textOf(units: readonly Unit[]): string {
  const parts: string[] = [];
  let last = '';
  for (const unit of units) {
    if (last !== '' && unit.spaced && !(unit.first && needsNoSpace(last, unit.text)))
      parts.push(' ');
    parts.push(unit.text);
    last = unit.text;
  }
  return parts.join('');
}

function needsNoSpace(before: string, after: string): boolean {
  return isSpacelessPoint(before.slice(-1)) && isSpacelessPoint(after.slice(0, 1));
}

/** How long a text is to a reader: words of Latin scripts, CJK characters at 45/80 of a word. */
export function wordCount(units: readonly { readonly text: string }[]): number {
  let count = 0;
  for (const unit of units) count += isSpaceless(unit.text) ? CJK_WORD : 1;
  return count;
}

/** A CJK character is this share of a word, as in the limits of 45 words or 80 characters. */
const CJK_WORD = 45 / 80;
