import type { Cue } from '../../model/transcript.ts';
import { isSpaceless } from '../languages/script.ts';

/** Cues this close, in seconds, are one after the other without a pause. */
const TOUCHING = 0.1;
/** Live captions that grow show the next word so soon, in seconds. */
const PATIENCE = 2;
/** They do so with nearly every cue; "No" and "No, no" after it happen by themselves. */
const GROWING_SHARE = 0.5;
const FEWEST_GROWN = 4;
/** Fewest words that count as an overlap: two are said twice in earnest too often. In characters of Chinese. */
const FEWEST_WORDS = 3;
const FEWEST_CHARACTERS = 5;
/** Most words of an overlap looked for: two full lines of captions have about 16. */
const MOST_WORDS = 40;
/** Captions roll when this share of the steps repeats what came before, and at least two do. */
const ROLLING_SHARE = 0.3;

/** What a file's captions repeat: whole lines as they scroll, the tail of the cue before, all of it as it grows word by word. */
type Habit = { readonly lines: boolean; readonly tails: boolean; readonly grows: boolean };

/**
 * Takes out the repeats of captions that scroll: each line that is shown again below the next is kept
 * once, at its first time; so is what grows word by word, and so is the tail of a cue that the next one begins with, where the two show
 * at the same time or most of the file does so. Speakers do take up their last words again
 * ("… machine learning. Machine learning is …"): one such place among cues that merely touch stays,
 * and so does what is said again after a pause, and a whole cue that merely follows its like.
 * Expects cues in order of time; their texts may still have several lines. `removed` counts the
 * cues that lost text.
 */
export function unroll(cues: readonly Cue[]): { cues: Cue[]; removed: number } {
  const habit = habitOf(cues);
  const kept: Cue[] = [];
  let removed = 0;
  let before: Cue | undefined;
  for (const cue of cues) {
    const text = before === undefined ? cue.text : newText({ before, cue, habit });
    if (text.trim() !== '' || text === cue.text)
      kept.push(text === cue.text ? cue : { ...cue, text });
    if (text !== cue.text) removed += 1;
    before = cue;
  }
  return { cues: kept, removed };
}

function newText({ before, cue, habit }: { before: Cue; cue: Cue; habit: Habit }): string {
  const more = habit.grows && isNear(before, cue) ? grownBy(before, cue) : undefined;
  if (more !== undefined) return more;
  if (!touches(before, cue)) return cue.text;
  if (habit.lines) {
    const lines = linesOf(cue);
    const repeated = repeatedLines(linesOf(before), lines);
    if (repeated > 0) return lines.slice(repeated).join('\n');
  }
  const overlaps = cue.start < before.end - TOUCHING / 2;
  if (!overlaps && (!habit.tails || flat(cue) === flat(before))) return cue.text;
  return withoutOverlap(before.text, cue.text);
}

function touches(before: Cue, cue: Cue): boolean {
  return cue.start <= before.end + TOUCHING;
}

/** What grows may wait for the next word. */
function isNear(before: Cue, cue: Cue): boolean {
  return cue.start <= before.end + PATIENCE;
}

function habitOf(cues: readonly Cue[]): Habit {
  let [steps, near] = [0, 0];
  let [lines, tails, grows] = [0, 0, 0];
  for (const [index, cue] of cues.entries()) {
    const before = cues[index - 1];
    if (before === undefined || !isNear(before, cue)) continue;
    near += 1;
    if (grownBy(before, cue) !== undefined) grows += 1;
    if (!touches(before, cue)) continue;
    steps += 1;
    // A cue that only repeats the one before it may be a recogniser's loop; rolling brings a new line or drops one.
    if (flat(cue) === flat(before)) continue;
    if (repeatedLines(linesOf(before), linesOf(cue)) > 0) lines += 1;
    if (withoutOverlap(before.text, cue.text) !== cue.text) tails += 1;
  }
  return {
    lines: isHabit(lines, steps),
    tails: isHabit(tails, steps),
    grows: grows >= FEWEST_GROWN && grows >= near * GROWING_SHARE,
  };
}

function isHabit(count: number, steps: number): boolean {
  return count >= 2 && count >= steps * ROLLING_SHARE;
}

/** What a cue has more than the one before, where it begins with all of that, as live captions do. */
function grownBy(before: Cue, cue: Cue): string | undefined {
  const said = before.text.trim();
  const text = cue.text.trim();
  if (said === '' || text.length <= said.length || !text.startsWith(said)) return undefined;
  const more = text.slice(said.length);
  return /^\s/.test(more) || isCharacter(more) ? more.trimStart() : undefined;
}

/** How many lines at the top of a cue stood at the bottom of the one before. */
function repeatedLines(before: readonly string[], lines: readonly string[]): number {
  for (let count = Math.min(before.length, lines.length); count > 0; count--) {
    const tail = before.slice(-count);
    if (tail.every((line, index) => line === lines[index])) return count;
  }
  return 0;
}

function withoutOverlap(before: string, text: string): string {
  const tail = words(before, 'end');
  const head = words(text, 'start');
  for (let count = Math.min(tail.length, head.length); count >= FEWEST_WORDS; count--) {
    const same = tail.slice(-count).every((word, index) => word.key === head[index]?.key);
    // "No, no, no" has three words and says nothing about an overlap.
    const distinct = new Set(head.slice(0, count).map((word) => word.key));
    const wanted = [...distinct].every(isCharacter) ? FEWEST_CHARACTERS : FEWEST_WORDS;
    if (same && distinct.size >= wanted) return text.slice(head[count - 1]?.end ?? 0).trimStart();
  }
  return text;
}

function isCharacter(word: string): boolean {
  return isSpaceless(word.codePointAt(0) ?? 0);
}

type FoundWord = { readonly key: string; readonly end: number };

/** The first or last words of a text, as they are compared: without case and marks. A Chinese character counts as a word. */
function words(text: string, side: 'start' | 'end'): FoundWord[] {
  // A word and its blank rarely pass 12 characters, so this much text always holds enough of them.
  const room = MOST_WORDS * 12;
  const part = side === 'start' ? text.slice(0, room) : text.slice(-room);
  const found: FoundWord[] = [];
  for (const { 0: run, index } of part.matchAll(/\S+/g)) {
    for (const piece of pieces(run)) {
      const key = piece.text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
      if (key !== '') found.push({ key, end: index + piece.end });
    }
  }
  return side === 'start' ? found.slice(0, MOST_WORDS) : found.slice(-MOST_WORDS);
}

function pieces(run: string): { text: string; end: number }[] {
  const found: { text: string; end: number }[] = [];
  let word = '';
  let at = 0;
  for (const character of run) {
    const alone = isSpaceless(character.codePointAt(0) ?? 0);
    if (alone && word !== '') found.push({ text: word, end: at });
    at += character.length;
    word = alone ? '' : word + character;
    if (alone) found.push({ text: character, end: at });
  }
  if (word !== '') found.push({ text: word, end: at });
  return found;
}

function linesOf(cue: Cue): string[] {
  return cue.text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function flat(cue: Cue): string {
  return linesOf(cue).join(' ');
}
