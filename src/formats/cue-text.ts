import type { Cue, Word } from '../model/transcript.ts';
import { isCjk, joinLines } from '../text/script.ts';
import { VOICE } from './markup.ts';

type Piece = { speaker: string | undefined; lines: string[] };

const BRACKETED =
  /^[♪♫♬*#\s]*(?:[[(（【［〔][^[\]()（）【】［］〔〕]{1,60}[\])）】］〕][♪♫♬*#\s.]*)+$/u;
const ONLY_NOTES = /^[♪♫♬\s]+$/u;
/** What autocut writes for a pause. */
const NO_SPEECH = /^<\s?no speech\s?>$/i;
/** Longest sound note, in words (a CJK character being one); what is longer in brackets is rather something said. */
const LONGEST_NOTE = 5;
/** A dash that shows a change of speaker: one, then a blank or a letter, so not a minus and not a dash that goes on. */
const DASH = /^\s*[-–—‐](?:\s+(?=\S)|(?=\p{L}))/u;
const CHANGE = /^\s*>{2,3}(?:\s+|$)/;
const CHANGE_INSIDE = /(?<=\s)>{2,3}\s/g;
/** A name in capitals after `>>`, as captioners write it. */
const NAME = /^([A-Z][A-Z.' -]{1,30}):\s+(?=\S)/;

/** Whether a text says only what is heard besides speech: `[Music]`, `(applause)`, `♪`. */
export function isSoundNote(text: string): boolean {
  if (text.length > 200) return false;
  if (ONLY_NOTES.test(text) || NO_SPEECH.test(text)) return true;
  return BRACKETED.test(text) && /\p{L}/u.test(text) && countWords(text) <= LONGEST_NOTE;
}

/**
 * A cue as one cue for each speaker in it, with their marks taken off and each text on one line.
 * They share its time in proportion to their lengths, and its words.
 */
export function bySpeaker(cue: Cue): Cue[] {
  const pieces = piecesOf(cue)
    .map((piece) => ({ speaker: piece.speaker, text: joinLines(piece.lines) }))
    .filter((piece) => piece.text !== '');
  const total = pieces.reduce((sum, piece) => sum + piece.text.length, 0);
  const wordsOf = dealWords(cue.words ?? []);
  let seen = 0;
  return pieces.map(({ speaker, text }, index) => {
    const at = (share: number): number => cue.start + (cue.end - cue.start) * (share / total);
    const start = index === 0 ? cue.start : at(seen);
    seen += text.length;
    const end = index === pieces.length - 1 ? cue.end : at(seen);
    return {
      ...cue,
      start,
      end,
      text,
      speaker,
      words: wordsOf(text),
      paragraph: index === 0 ? cue.paragraph : undefined,
    };
  });
}

function piecesOf(cue: Cue): Piece[] {
  const pieces: Piece[] = [];
  let speaker = cue.speaker;
  let here: Piece = { speaker, lines: [] };
  const begin = (): void => {
    here = { speaker, lines: [] };
    pieces.push(here);
  };
  begin();
  const lines = cue.text
    .replace(CHANGE_INSIDE, '\n$&')
    .replaceAll(VOICE.before, `\n${VOICE.before}`);
  for (const line of lines.split('\n')) {
    const voice = voiceOf(line);
    if (voice !== undefined) {
      speaker = voice.speaker;
      begin();
    }
    let text = voice?.text ?? line;
    if (CHANGE.test(text)) {
      const said = text.replace(CHANGE, '');
      const name = NAME.exec(said);
      speaker = name?.[1] ?? cue.speaker;
      text = name === null ? said : said.slice(name[0].length);
      begin();
    } else if (DASH.test(text)) {
      text = text.replace(DASH, '');
      begin();
    }
    here.lines.push(text);
  }
  return pieces;
}

function voiceOf(line: string): { speaker: string | undefined; text: string } | undefined {
  const end = line.startsWith(VOICE.before) ? line.indexOf(VOICE.after) : -1;
  if (end === -1) return undefined;
  return { speaker: line.slice(1, end) || undefined, text: line.slice(end + 1) };
}

/** Deals a cue's words out to its pieces in turn; a piece whose letters are not those of its words gets none. */
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
    return found === wanted ? words.slice(from, next) : undefined;
  };
}

function letters(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();
}

function countWords(text: string): number {
  const cjk = Array.from(text).filter(
    (character) => isCjk(character.codePointAt(0) ?? 0) && /\p{L}/u.test(character),
  );
  const words = text.match(/[^\s\p{Lo}]*\p{L}[^\s\p{Lo}]*/gu) ?? [];
  return cjk.length > 0 ? cjk.length : words.length;
}
