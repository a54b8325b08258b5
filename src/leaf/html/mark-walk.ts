import type { NoteWords } from '../words/note-words.ts';
import { buttonHtml } from './button.ts';
import { tag, type Html } from './html.ts';

/** The bar that stays in sight while one goes from mark to mark: the script shows it then. Nothing in a page without marks. */
export function markWalkHtml(count: number, words: NoteWords): Html | undefined {
  if (count === 0) return undefined;
  const { page, facts } = words;
  const bar = {
    class: 'walk',
    id: 'walk',
    role: 'group',
    'aria-label': facts.marked,
    hidden: true,
  };
  return tag('div', bar, [
    tag('span', { class: 'warn', 'aria-hidden': 'true' }, '⚠'),
    tag('span', { id: 'walk-place' }),
    buttonHtml('↑', { id: 'previous-mark', label: page.previousMark, key: 'p' }),
    buttonHtml('↓', { id: 'next-mark', label: page.nextMark, key: 'n' }),
    buttonHtml('✕', { id: 'close-walk', label: page.close }),
  ]);
}
