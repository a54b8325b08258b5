import type { Word } from '../../model/transcript.ts';
import { joinLines } from '../../text/languages/script.ts';
import { parseTime } from '../../text/timecode.ts';
import { decodeEntities } from './entities.ts';
import { withoutTags } from './tags.ts';

/**
 * Stands before a speaker's name and after it, inside the text of a cue that is still being read.
 * Decoding leaves no control characters in a text, so nothing else can look like it.
 */
export const VOICE = { before: '\u0001', after: '\u0002' } as const;

const VOICE_TAG = /(?<![\w])<v(?:\.[^\s<>]{0,100})?(?:\s([^<>]{0,200}))?>/gi;
const VOICE_END = /<\/v>/gi;
const INLINE_TIME = /<(\d{1,3}(?::\d{1,2}){1,2}[.,]\d{1,3})>/g;
/** A line end and a blank as ASS writes them; after a colon or another backslash rather part of a path. */
const ESCAPE = /(?<![:\\])\\[Nh]/g;
const OVERRIDE = /\{\\[^{}]{0,500}\}/g;
const JOINED = /([<&\\{-])\u2060/g;

/** Text without tags, ASS overrides and HTML entities; lines stay lines, speakers are marked with `VOICE`. */
export function withoutMarkup(text: string): string {
  const lines = text
    .replace(OVERRIDE, '')
    .replace(ESCAPE, (mark) => (mark === '\\N' ? '\n' : ' '))
    .replace(VOICE_TAG, (_, name: string | undefined) => `\n${voiceMark(name ?? '')}`)
    .replace(VOICE_END, '\n')
    .replace(INLINE_TIME, '');
  return decodeEntities(withoutTags(lines)).replace(JOINED, '$1');
}

/** A speaker's name as it stands in a text that is being read; `-` and the like are nobody's. */
function voiceMark(name: string): string {
  const isName = /[\p{L}\p{N}]/u.test(name);
  return `${VOICE.before}${isName ? joinLines([name]) : ''}${VOICE.after}`;
}

/** The words of a cue's raw text that have times of their own in it; `undefined` when it has none. */
export function inlineWords(
  raw: string,
  { start, end }: { start: number; end: number },
): Word[] | undefined {
  const words: Word[] = [];
  for (const line of raw.split('\n')) {
    // Splitting by a pattern with a group gives text and times in turn.
    const parts = line.split(INLINE_TIME);
    if (parts.length < 3) continue;
    for (let at = 0; at < parts.length; at += 2) {
      const text = withoutMarkup(parts[at] ?? '').trim();
      const from = at === 0 ? start : (parseTime(parts[at - 1] ?? '') ?? start);
      const to = parseTime(parts[at + 1] ?? '') ?? end;
      if (text !== '') words.push({ text, start: from, end: Math.max(from, to) });
    }
  }
  return words.length > 0 ? words : undefined;
}
