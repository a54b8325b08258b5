import type { NoteWords } from '../words/note-words.ts';
import { tag, type Content, type Html } from './html.ts';

/** Writes the marks of one page. */
export type MarkWriter = {
  /** How many there are in all. */
  readonly count: number;
  /** The mark of a place: it opens why it stands there, and leads to the places before and after it. */
  readonly place: (reason: string, options?: { readonly isOpen: boolean }) => Html;
  /** The mark of a place that is shown once more, as in a quote: it is not counted again. */
  readonly again: (reason: string) => Html;
};

/** Prepares writing a page's marks. They are numbered in the order they are written, which must be that of the page. */
export function markWriter(count: number, words: NoteWords): MarkWriter {
  let written = 0;
  const mark = (attributes: { id?: string; open?: boolean }, content: Content): Html =>
    tag('details', { class: 'mark', ...attributes }, [
      tag('summary', { 'aria-label': words.toCheck }, '⚠'),
      ' ',
      content,
    ]);
  return {
    count,
    place: (reason, { isOpen } = { isOpen: false }) => {
      written += 1;
      const [why, place] = [`why-${written}`, `place-${written}`];
      const step = (to: number, rel: 'prev' | 'next', label: string): Html =>
        tag(
          'a',
          { rel, href: markLink(to), 'aria-label': label, 'aria-describedby': `${place} ${why}` },
          rel === 'prev' ? '↑' : '↓',
        );
      return mark({ id: `mark-${written}`, open: isOpen }, [
        tag('small', { id: why }, reason),
        ' ',
        tag('span', { class: 'steps' }, [
          step(written > 1 ? written - 1 : count, 'prev', words.page.previousMark),
          ' ',
          tag('span', { id: place }, `${written} / ${count}`),
          ' ',
          step(written < count ? written + 1 : 1, 'next', words.page.nextMark),
        ]),
      ]);
    },
    again: (reason) => mark({}, tag('small', {}, reason)),
  };
}

/** How many places are marked, as a link to the first of them; `undefined` where there are none. */
export function markCount(count: number, words: NoteWords): Html | undefined {
  if (count === 0) return undefined;
  const label = `${words.facts.marked}: ${count}`;
  return tag('a', { rel: 'next', href: markLink(1), 'aria-label': label }, `${count} ↓`);
}

function markLink(number: number): string {
  return `#mark-${number}`;
}
