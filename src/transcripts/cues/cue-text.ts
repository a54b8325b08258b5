import type { Cue, Word } from '../../model/transcript.ts';
import { isCjk, joinLines } from '../../text/languages/script.ts';
import { isClosed } from '../../text/sentence-ends/sentence-ends.ts';
import { VOICE } from '../markup/markup.ts';
import { namesSound } from '../markup/sound-words.ts';
import { shownOf } from './cue-times.ts';

type Piece = {
  speaker: string | undefined;
  lines: string[];
  /** True when a mark says that somebody else begins to speak, without saying who. */
  isTurn: boolean;
};

const BRACKETED =
  /^[♪♫♬♩🎵🎶〜～*#\s]*(?:[[(（【［〔⚟][^[\]()（）【】［］〔〕⚟⚞]{1,60}[\])）】］〕⚞][♪♫♬♩🎵🎶〜～*#\s.。]*)+$/u;
/** Marks of music alone, in whatever number and between whatever waves and dashes. */
const ONLY_NOTES = /^(?=.*[♪♫♬♩🎵🎶🎼#])[♪♫♬♩🎵🎶🎼♭♮♯〜～~#*_\-–—…\s.。]+$/u;
/** A few words between the marks by which music and sounds are set off: `*music*`, `♪ soft music ♪`, `~laughs~`. */
const SET_OFF =
  /^\s?[♪♫♬♩🎵🎶〜～~#*_]+\s?([^♪♫♬♩🎵🎶〜～~#*_\n]{1,60}?)\s?[♪♫♬♩🎵🎶〜～~#*_]+\s?$/u;
/** What autocut writes for a pause. */
const NO_SPEECH = /^<\s?no speech\s?>$/i;
/** Marks of Japanese captions: speech goes on in the next cue, or comes from outside the picture. */
const GOES_ON =
  /[⚟⚞]|^\s*[➡⇒]\s*|\s*(?:[➡⇒]|(?<=[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}、。])→)\s*$/gu;
/** Longest sound note, in words (a CJK character being one); what is longer in brackets is rather something said. */
const LONGEST_NOTE = 5;
/** A dash that shows a change of speaker: one, then a blank or a letter, so not a minus and not a dash that goes on. */
const DASH = /^\s*[-–—‐](?:\s+(?=\S)|(?=\p{L}))/u;
/** What goes on in small letters after a dash is rather the same speaker. */
const SMALL = /^["'\p{Ps}\p{Pi}]*\p{Ll}/u;
const CHANGE = /^\s*(?:>{2,3}(?:\s+|$)|(?:≫|[＞》]{1,3}(?![^《]*》))\s*)/;
const CHANGE_INSIDE = /(?<=\s)>{2,3}\s|(?<=\S)≫/g;
/** A name in capitals after `>>`, as captioners write it. */
const NAME = /^([A-Z][A-Z.' -]{1,30}):\s+(?=\S)/;

/** Whether a text says only what is heard besides speech: `[Music]`, `(applause)`, `♪`. */
export function isSoundNote(text: string): boolean {
  if (text.length > 200) return false;
  if (ONLY_NOTES.test(text) || NO_SPEECH.test(text)) return true;
  const isNote = BRACKETED.test(text) || namesSound(SET_OFF.exec(text)?.[1] ?? '');
  return isNote && /\p{L}/u.test(text) && countWords(text) <= LONGEST_NOTE;
}

/**
 * Cues as one cue for each speaker in them, with their marks taken off and each text on one line.
 * Those of one cue share its time in proportion to their lengths, and its words. Where a mark says
 * that another speaker begins, a paragraph begins, so that no sentence runs across; a name after such
 * a mark holds until the next.
 */
export function bySpeaker(cues: readonly Cue[]): Cue[] {
  const parted: Cue[] = [];
  let named: string | undefined;
  for (const cue of cues) {
    const found = piecesOf(cue, { named, before: parted.at(-1)?.text ?? '' });
    named = found.named;
    for (const piece of dealOut(cue, found.pieces)) parted.push(piece);
  }
  return parted;
}

function dealOut(cue: Cue, all: readonly Piece[]): Cue[] {
  const pieces = all
    .map(({ lines, ...piece }) => ({ ...piece, text: joinLines(lines) }))
    .filter((piece) => piece.text !== '');
  const total = pieces.reduce((sum, piece) => sum + piece.text.length, 0);
  const wordsOf = dealWords(cue.words ?? []);
  const spoken = pieces.findIndex(({ text }) => !isSoundNote(text));
  const shown = pieces.length > 1 ? shownOf(cue) : cue.shown;
  let seen = 0;
  return pieces.map(({ speaker, text, isTurn }, index) => {
    const at = (share: number): number => cue.start + (cue.end - cue.start) * (share / total);
    const start = index === 0 ? cue.start : at(seen);
    seen += text.length;
    const end = index === pieces.length - 1 ? cue.end : at(seen);
    const paragraph = isTurn || (index === Math.max(0, spoken) ? cue.paragraph : undefined);
    return { ...cue, start, end, text, speaker, words: wordsOf(text), paragraph, shown };
  });
}

/** The pieces of a cue; `named` is the speaker last named by a mark, before and after it, `before` the text before it. */
function piecesOf(
  cue: Cue,
  last: { readonly named: string | undefined; readonly before: string },
): { pieces: Piece[]; named: string | undefined } {
  let { named, before } = last;
  let speaker = cue.speaker ?? named;
  const pieces: Piece[] = [{ speaker, lines: [], isTurn: false }];
  const lines = cue.text
    .replace(CHANGE_INSIDE, '\n$&')
    .replaceAll(VOICE.before, `\n${VOICE.before}`);
  const isDialogue = lines.split('\n').filter((line) => DASH.test(line)).length > 1;
  for (const line of lines.split('\n')) {
    const said = saidIn(line, isDialogue || hasEnded(before));
    if (said.text.trim() !== '') before = said.text;
    if (said.isOther) named = said.name;
    speaker = speakerOf(said, speaker, cue);
    const isTurn = said.isOther && speaker === undefined;
    if (said.isMarked || isApart(said.text, pieces))
      pieces.push({ speaker, lines: [said.text], isTurn });
    else pieces.at(-1)?.lines.push(said.text);
  }
  return { pieces, named };
}

/** A line without its marks, and what they say. */
type Said = {
  readonly text: string;
  readonly isMarked: boolean;
  /** True when a mark says that somebody else begins to speak; `name` then says who, if it does. */
  readonly isOther: boolean;
  readonly name: string | undefined;
  readonly voice: { readonly speaker: string | undefined } | undefined;
};

/** Somebody else may begin only where a sentence has ended, or where a dash shows that it was broken off. */
function hasEnded(text: string): boolean {
  const end = text.trimEnd();
  return end === '' || isClosed(end) || /[—:]$|--$/.test(end) || isSoundNote(end);
}

function saidIn(line: string, mayTurn: boolean): Said {
  const voice = voiceOf(line);
  const raw = voice?.text ?? line;
  const rest = isSoundNote(raw.trim()) ? raw : raw.replace(GOES_ON, '');
  const turn = turnOf(rest, mayTurn);
  return {
    text: turn?.text ?? rest,
    isMarked: voice !== undefined || turn !== undefined,
    isOther: turn?.isOther === true,
    name: turn?.speaker,
    voice,
  };
}

function speakerOf(said: Said, before: string | undefined, cue: Cue): string | undefined {
  if (said.isOther) return said.name ?? said.voice?.speaker ?? cue.speaker;
  return said.voice ? said.voice.speaker : before;
}

/** A sound note on a line of its own is a piece of its own, so that it can be left out. */
function isApart(text: string, pieces: readonly Piece[]): boolean {
  return isSoundNote(text.trim()) || isSoundNote(pieces.at(-1)?.lines[0]?.trim() ?? '');
}

type Turn = {
  readonly text: string;
  readonly speaker?: string | undefined;
  /** True when somebody else begins to speak. */
  readonly isOther: boolean;
};

/** What a line says after `>>`, `>> NAME:` or a dash. */
function turnOf(line: string, mayTurn: boolean): Turn | undefined {
  if (CHANGE.test(line)) {
    const said = line.replace(CHANGE, '');
    const name = NAME.exec(said);
    return { text: said.slice(name?.[0].length ?? 0), speaker: name?.[1], isOther: true };
  }
  if (!DASH.test(line)) return undefined;
  const text = line.replace(DASH, '');
  return { text, isOther: mayTurn && !SMALL.test(text) };
}

function voiceOf(line: string): { speaker: string | undefined; text: string } | undefined {
  const end = line.startsWith(VOICE.before) ? line.indexOf(VOICE.after) : -1;
  if (end === -1) return undefined;
  return { speaker: line.slice(1, end) || undefined, text: line.slice(end + 1) };
}

/** Deals a cue's words out to its pieces in turn, with the marks of the text; a piece whose letters are not those of its words gets none. */
function dealWords(words: readonly Word[]): (text: string) => readonly Word[] | undefined {
  let next = 0;
  return (text) => {
    if (words.length === 0) return undefined;
    const wanted = letters(text);
    const from = next;
    let found = '';
    while (next < words.length && found.length < wanted.length) {
      found += letters(words[next]?.text ?? '');
      next += 1;
    }
    while (next < words.length && letters(words[next]?.text ?? '') === '') next += 1;
    return found === wanted ? marked(words.slice(from, next), text) : undefined;
  };
}

/** Words as their text has them: some recognisers give their words without the marks of the sentence. */
export function marked<T extends { readonly text: string }>(
  words: readonly T[],
  text: string,
): readonly T[] {
  const texts = words.map((word) => word.text);
  if (texts.join(' ') === text) return words;
  const said = texts.join('');
  if (said.replace(/\s/g, '') === text.replace(/\s/g, '')) return words;
  let at = 0;
  return words.map((word, index) => {
    const from = at;
    let left = letters(word.text).length;
    // Up to its last letter, and on to the blank or the letter after it; the last word takes the rest.
    while (at < text.length && left > 0) left -= letters(text.charAt(at++)).length;
    while (at < text.length && /[^\s\p{L}\p{N}]/u.test(text.charAt(at))) at++;
    const to = index === words.length - 1 ? text.length : at;
    return { ...word, text: text.slice(from, to).trim() };
  });
}

/** What two ways of writing the same words have in common. */
export function letters(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();
}

function countWords(text: string): number {
  const cjk = Array.from(text).filter(
    (character) => isCjk(character.codePointAt(0) ?? 0) && /\p{L}/u.test(character),
  );
  const words = text.match(/[^\s\p{Lo}]*\p{L}[^\s\p{Lo}]*/gu) ?? [];
  return cjk.length > 0 ? cjk.length : words.length;
}
