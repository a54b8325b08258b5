import { tag, type Html } from './html.ts';

/** What a button is called, and the dialog it opens. */
export type ButtonOptions = {
  readonly id: string;
  readonly label: string;
  readonly opens?: string;
};

/** A button that shows a sign and says its name. */
export function buttonHtml(sign: string, { id, label, opens }: ButtonOptions): Html {
  const dialog = opens && {
    'aria-haspopup': 'dialog',
    'aria-controls': opens,
    'aria-expanded': 'false',
  };
  return tag('button', { type: 'button', id, 'aria-label': label, title: label, ...dialog }, sign);
}
