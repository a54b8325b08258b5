import type { Seconds } from '../../model/time.ts';
import type { Word } from '../../model/transcript.ts';
import { type Measured, measureText } from './atoms.ts';
import { cut, textOf, widthOf, wrap, type Room, type Stretch } from './balance.ts';
import { dominantScript, isAscii } from '../languages/script.ts';

/** One subtitle as it stands on the screen. */
export type SubtitleCue = {
  /** Where it appears, in seconds from the start of the media. */
  readonly start: Seconds;
  /** Where it goes, in seconds. */
  readonly end: Seconds;
  /** From top to bottom; `role` says whether a line is what was said or its translation. */
  readonly lines: readonly { readonly text: string; readonly role: 'source' | 'target' }[];
};

/** One sentence to lay out. */
export type SubtitlePart = {
  /** Where it starts, in seconds. */
  readonly start: Seconds;
  /** Where it ends, in seconds. */
  readonly end: Seconds;
  readonly text: string;
  /** The same in the other language, shown below. */
  readonly second?: string | undefined;
  /** The words of `text` with their times, where known; cues of one sentence then change with the voice. */
  readonly words?: readonly Word[] | undefined;
};

/**
 * How subtitles are laid out. The defaults are those of Netflix's Timed Text Style Guide
 * (https://partnerhelp.netflixstudios.com/hc/en-us/articles/215758617): 42 columns, two lines, seven
 * seconds at most, 17 characters a second for Latin scripts, 9 for Chinese, two frames between cues.
 */
export type LayOutOptions = {
  /** What `text` is; `second` is the other. @default 'source' */
  readonly role?: 'source' | 'target' | undefined;
  /** Columns a line, CJK counting two. @default 42 */
  readonly columns?: number | undefined;
  /** Lines a cue, both languages together. @default 2 */
  readonly lines?: number | undefined;
};

/** Longest and shortest time on screen, and the pause between two cues, in seconds. */
const LONGEST = 7;
const SHORTEST = 1;
const GAP = 0.08;
/** Characters a reader takes in a second. */
const READING_SPEED = { cjk: 9, other: 17 } as const;
/** Narrowest piece worth a cue of its own when only its time is too long, in columns. */
const WORTH_A_CUE = 20;

/**
 * Sentences as subtitle cues, in order of time. A long sentence becomes several cues, both languages
 * cut into the same number. No cue overlaps the next; every word is kept, and lines joined again give
 * the sentence. A word wider than a line is left whole.
 */
export function layOutSubtitles(
  parts: readonly SubtitlePart[],
  options: LayOutOptions = {},
): SubtitleCue[] {
  const cues: SubtitleCue[] = [];
  for (const part of parts.toSorted((a, b) => a.start - b.start)) {
    const measured = [measureText(part.text), measureText(part.second ?? '')] as const;
    for (const cue of cuesOf(part, measured, options)) cues.push(cue);
  }
  return fitTimes(cues);
}

/** The cues of one sentence, with its own times; `measured` are its text and its second text. */
export function cuesOf(
  part: SubtitlePart,
  [first, second]: readonly [Measured, Measured],
  options: LayOutOptions = {},
): SubtitleCue[] {
  const [count, secondCount] = [first.costs.length, second.costs.length];
  if (count + secondCount === 0) return [];
  const both = count > 0 && secondCount > 0;
  const lines = Math.max(1, options.lines ?? 2);
  const room: Room = {
    columns: Math.max(2, options.columns ?? 42),
    lines: both ? Math.max(1, Math.floor(lines / 2)) : lines,
  };
  const [pieces, secondPieces] = split([first, second], room, part.end - part.start);
  const [leading, leadingPieces] = count > 0 ? [first, pieces] : [second, secondPieces];
  const starts = startsOf(part, leading, leadingPieces);
  const role = options.role ?? 'source';
  const other = role === 'source' ? 'target' : 'source';
  const cues = pieces.map((piece, index) => ({
    start: starts[index] ?? part.start,
    end: Math.max(starts[index] ?? part.start, starts[index + 1] ?? part.end),
    lines: [
      ...linesOf(first, piece, room).map((text) => ({ text, role })),
      ...linesOf(second, secondPieces[index], room).map((text) => ({ text, role: other }) as const),
    ],
  }));
  return cues.filter((cue) => cue.lines.length > 0);
}

/** Cuts both texts into the same number of pieces: as many as the longer one needs. */
function split(
  [first, second]: readonly [Measured, Measured],
  room: Room,
  duration: Seconds,
): [Stretch[], Stretch[]] {
  const widest = Math.max(...[first, second].map((text) => widthOf(text, 0, text.costs.length)));
  const forWidth = Math.ceil(widest / (room.columns * room.lines));
  const forTime = Math.min(Math.ceil(duration / LONGEST), Math.floor(widest / WORTH_A_CUE));
  for (let count = Math.max(1, forWidth, forTime); ; count += Math.ceil(count / 20)) {
    const a = cut(first, { within: whole(first), count, room });
    const b = cut(second, { within: whole(second), count, room });
    if (a !== undefined && b !== undefined) return [a, b];
  }
}

function whole(text: Measured): Stretch {
  return { from: 0, to: text.costs.length };
}

function linesOf(text: Measured, piece: Stretch | undefined, room: Room): string[] {
  if (piece === undefined || piece.to <= piece.from) return [];
  return wrap(text, piece, room).map((line) => textOf(text, line));
}

/** Where each piece begins: by the words' times when they are those of the text, else in proportion to width. */
function startsOf(part: SubtitlePart, text: Measured, pieces: readonly Stretch[]): Seconds[] {
  const total = Math.max(1, text.sums.at(-1) ?? 1);
  const duration = Math.max(0, part.end - part.start);
  const wordStart = wordStarts(part);
  let letters = 0;
  let last = part.start;
  return pieces.map((piece) => {
    const share = part.start + (duration * (text.sums[piece.from] ?? 0)) / total;
    const heard = letters > 0 ? wordStart?.get(letters) : undefined;
    if (wordStart) letters += lettersIn(textOf(text, piece)).length;
    // Never backwards, never past the sentence, whatever the word times say.
    last = Math.min(Math.max(last, part.end), Math.max(last, heard ?? share));
    return last;
  });
}

/** Start of the word that begins after so many letters; `undefined` when the words are not those of the text. */
function wordStarts({ words, text }: SubtitlePart): Map<number, Seconds> | undefined {
  if (words === undefined) return undefined;
  const starts = new Map<number, Seconds>();
  let letters = 0;
  for (const word of words) {
    starts.set(letters, word.start);
    letters += lettersIn(word.text).length;
  }
  return letters === lettersIn(text).length ? starts : undefined;
}

function lettersIn(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '');
}

/** Puts cues in order and gives each the time a reader needs, as far as the silence after it allows. */
export function fitTimes(unordered: readonly SubtitleCue[]): SubtitleCue[] {
  const cues = unordered.toSorted((a, b) => a.start - b.start);
  return cues.map((cue, index) => {
    const next = cues[index + 1]?.start ?? Number.POSITIVE_INFINITY;
    // Where cues follow each other faster than the pause, the pause is what gives way.
    const limit = next - GAP >= cue.start + GAP ? next - GAP : next;
    const wanted = Math.max(cue.end, cue.start + Math.max(SHORTEST, readingTime(cue)));
    const end = Math.min(wanted, cue.start + LONGEST, limit);
    return { ...cue, end: Math.max(cue.start, end) };
  });
}

/** Characters of a text, not halves of them. */
function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}

function readingTime({ lines }: SubtitleCue): Seconds {
  const needs = { source: 0, target: 0 };
  for (const { text, role } of lines) {
    if (isAscii(text)) {
      needs[role] += text.length / READING_SPEED.other;
      continue;
    }
    const script = dominantScript(text);
    const isCjkText = script === 'han' || script === 'kana' || script === 'hangul';
    needs[role] += lengthOf(text) / (isCjkText ? READING_SPEED.cjk : READING_SPEED.other);
  }
  return Math.max(needs.source, needs.target);
}
