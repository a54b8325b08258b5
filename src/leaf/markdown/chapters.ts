import type { Talk } from '../../model/talk.ts';
import { clock } from '../../text/timecode.ts';
import { talkTimeLink } from '../shown/time-links.ts';
import type { NoteWords } from '../words/note-words.ts';
import { inlineMarkdown, markdownLink } from './markdown-escape.ts';

/**
 * The publisher's own chapters as a folded list with times, so that they do not compete with the outline.
 * Nothing where there are none, or in a talk without times.
 */
export function chaptersMarkdown(talk: Talk, words: NoteWords): string[] {
  const chapters = talk.source.published?.chapters ?? [];
  if (chapters.length === 0 || !talk.timed) return [];
  const items = chapters.map(({ title, start }) => {
    const link = talkTimeLink(talk, start);
    const time = link === undefined ? clock(start) : markdownLink(clock(start), link);
    return `- ${time} ${inlineMarkdown(title).trim()}`.trimEnd();
  });
  const summary = `<details>\n<summary>${words.chapters}</summary>`;
  // Between blank lines, or the list would be HTML text instead of Markdown.
  return [summary, items.join('\n'), '</details>'];
}
