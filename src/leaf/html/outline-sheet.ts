import type { NoteWords } from '../words/note-words.ts';
import { buttonHtml } from './button.ts';
import { tag, type Html } from './html.ts';

/** Where the script shows the outline over the page, on a screen that has no room for it beside the text. */
export function outlineSheetHtml(words: NoteWords): Html {
  return tag(
    'dialog',
    { class: 'sheet', id: 'outline-sheet', 'aria-labelledby': 'sheet-heading' },
    [
      tag('header', {}, [
        tag('h2', { id: 'sheet-heading' }, words.outline),
        buttonHtml('✕', { id: 'close-outline', label: words.page.close }),
      ]),
      tag('div', { class: 'outline' }),
    ],
  );
}
