import type { Talk } from '../../model/talk.ts';
import { htmlLanguage, type NoteWords } from '../words/note-words.ts';
import { tag, type Html } from './html.ts';
import { timeHtml } from './playback.ts';

/** The publisher's own chapters, folded; nothing where there are none, or in a talk without times. */
export function chaptersHtml(talk: Talk, words: NoteWords): Html | undefined {
  const chapters = talk.source.published?.chapters ?? [];
  if (chapters.length === 0 || !talk.timed) return undefined;
  const items = chapters.map(({ title, start }) =>
    tag('li', {}, [
      timeHtml(talk, { at: start, words }),
      ' ',
      tag('span', { lang: htmlLanguage(talk.language), dir: 'auto' }, title),
    ]),
  );
  return tag('details', { class: 'chapters' }, [
    tag('summary', {}, words.chapters),
    tag('ol', {}, items),
  ]);
}
