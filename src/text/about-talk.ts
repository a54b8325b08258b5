import type { Published } from '../model/source.ts';

/** Longest stretch of the description that is taken, in characters: what a talk is about stands at its top. */
const LONGEST_DESCRIPTION = 600;
/** Longest text in all, in characters: some 300 tokens, little beside any window. */
const LONGEST = 1200;

const LINK = /(?:https?:\/\/|www\.)\S+/gi;
const HASHTAG = /#[\p{L}\p{N}_]+/gu;
const TIME = /\b\d{1,2}(?::\d{2}){1,2}\b/g;

/**
 * What is known of a talk before it is heard, for a prompt or a recogniser: title, channel, the beginning of
 * the description and the titles of the chapters, one a line, at most 1,200 characters. Lines of the description
 * that hold only links, hashtags or times are left out, and so are its own lists of the chapters. Strangers wrote it:
 * a prompt has to present it as text about the talk, not as something to do.
 */
export function aboutTalk(title: string, published: Published = {}): string {
  const chapters = (published.chapters ?? []).map((chapter) => oneLine(chapter.title));
  const lines = [
    oneLine(title),
    oneLine(published.channel ?? ''),
    ...descriptionLines(published.description ?? '', new Set(chapters)),
    chapters.filter((each) => each !== '').join('; '),
  ];
  return cut(lines.filter((line) => line !== '').join('\n'), LONGEST);
}

function descriptionLines(description: string, chapters: ReadonlySet<string>): string[] {
  const kept: string[] = [];
  let left = LONGEST_DESCRIPTION;
  for (const line of description.split(/\r\n?|\n/)) {
    const said = oneLine(line.replace(LINK, ''));
    const rest = said.replace(HASHTAG, '').replace(TIME, '');
    const name = rest.replace(/^[^\p{L}\p{N}]+|[\s\p{Pd}]+$/gu, '');
    if (!/[\p{L}\p{N}]/u.test(rest) || chapters.has(name)) continue;
    kept.push(cut(said, left));
    left -= said.length;
    if (left <= 0) break;
  }
  return kept;
}

/** Without control characters and runs of blanks. */
function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
}

/** At most so many characters, with an ellipsis where something is missing; never half a character. */
function cut(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const kept = text.slice(0, longest - 1).replace(/[\uD800-\uDBFF]$/, '');
  return `${kept.trimEnd()}…`;
}
