import type { NoteWords } from '../words/note-words.ts';
import { tag, type Html } from './html.ts';

/** What a button is called, the dialog it opens, and the key that does the same. */
export type ButtonOptions = {
  readonly id: string;
  readonly label: string;
  readonly opens?: string;
  readonly key?: string;
};

/** A button that shows a sign and says its name. */
export function buttonHtml(sign: string, { id, label, opens, key }: ButtonOptions): Html {
  const dialog = opens && {
    'aria-haspopup': 'dialog',
    'aria-controls': opens,
    'aria-expanded': 'false',
  };
  const name = { 'aria-label': label, title: label, 'aria-keyshortcuts': key };
  return tag('button', { type: 'button', id, ...name, ...dialog }, sign);
}

/** A button that copies the section it stands in; nothing without script. */
export function copyButton({ page }: NoteWords): Html {
  const name = { 'aria-label': page.copy, title: page.copy, 'data-done': page.copied };
  return tag('button', { type: 'button', class: 'copy', ...name });
}
