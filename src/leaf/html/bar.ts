import type { NoteWords } from '../words/note-words.ts';
import { buttonHtml } from './button.ts';
import { type Content, tag, type Html } from './html.ts';

/** What there is in a page that its bar leads to. */
export type BarOptions = {
  readonly words: NoteWords;
  readonly hasTranslation: boolean;
  readonly hasOutline: boolean;
  /** What stands before all else. */
  readonly lead?: Content;
};

/** The bar that stays in sight: the outline, title, search, what to show, dark or light. */
export function barHtml(
  title: string,
  { words, hasTranslation, hasOutline, lead }: BarOptions,
): Html {
  const { page } = words;
  return tag('header', { class: 'bar' }, [
    lead,
    hasOutline ? toOutline(words) : undefined,
    tag('a', { class: 'top', href: '#top' }, title),
    tag('form', { class: 'search', role: 'search' }, [
      tag('input', {
        type: 'search',
        id: 'search',
        placeholder: page.search,
        'aria-label': page.search,
        autocomplete: 'off',
      }),
      tag('output', { id: 'count', for: 'search', 'data-none': page.noMatch }),
      tag('span', { class: 'step' }, [
        buttonHtml('↑', { id: 'previous', label: page.previous }),
        buttonHtml('↓', { id: 'next', label: page.next }),
      ]),
    ]),
    hasTranslation
      ? tag('fieldset', { class: 'show' }, [
          tag('legend', {}, page.show),
          choice('both', page.both),
          choice('source', page.original),
          choice('translation', page.translation),
        ])
      : undefined,
    buttonHtml('◐', { id: 'theme', label: page.theme }),
  ]);
}

/** A button that opens the outline; without script a link to where it stands. */
function toOutline({ outline }: NoteWords): Html[] {
  return [
    tag('a', { class: 'to-outline', href: '#outline', 'aria-label': outline }, '☰'),
    buttonHtml('☰', { id: 'open-outline', label: outline, opens: 'outline-sheet' }),
  ];
}

function choice(value: string, label: string): Html {
  return tag('label', {}, [
    tag('input', { type: 'radio', name: 'show', value, checked: value === 'both' }),
    tag('span', {}, label),
  ]);
}
