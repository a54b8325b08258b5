import { element, root } from './elements.ts';
import { type Hit, MOST_HITS, textFinder } from './find-text.ts';
import { onKey } from './keys.ts';
import { paintHits } from './paint-hits.ts';
import { reveal } from './sight.ts';

/** How long typing has to rest before it is searched for, in milliseconds. */
const REST_MS = 150;

/** Search in the page: what is found is coloured, counted and gone through. */
export function startSearch(): { readonly again: () => void } {
  const field = element('search', HTMLInputElement);
  const count = element('count', HTMLOutputElement);
  const find = textFinder();
  let hits: readonly Hit[] = [];
  let at = 0;

  const show = (): void => {
    const hit = hits[at];
    const most = hits.length === MOST_HITS ? '+' : '';
    const found = hit ? `${at + 1} / ${hits.length}${most}` : (count.dataset['none'] ?? '');
    count.textContent = field.value.trim() === '' ? '' : found;
    paintHits(hits, hit);
    if (hit) reveal(hit.element);
  };
  const search = (): void => {
    const words = field.value.trim();
    root.classList.toggle('searching', words !== '');
    hits = words === '' ? [] : find(words);
    at = 0;
    show();
  };
  const step = (by: 1 | -1): void => {
    if (hits.length === 0) return;
    at = (at + by + hits.length) % hits.length;
    show();
  };

  let rest: ReturnType<typeof setTimeout> | undefined;
  field.addEventListener('input', () => {
    clearTimeout(rest);
    rest = setTimeout(search, REST_MS);
  });
  field.addEventListener('keydown', (event) => {
    // Enter and Escape are the input method's own while it composes.
    if (event.isComposing) return;
    if (event.key === 'Enter') step(event.shiftKey ? -1 : 1);
    if (event.key !== 'Escape') return;
    field.value = '';
    search();
    field.blur();
  });
  field.form?.addEventListener('submit', (event) => event.preventDefault());
  element('next', HTMLButtonElement).addEventListener('click', () => step(1));
  element('previous', HTMLButtonElement).addEventListener('click', () => step(-1));
  onKey('/', (event) => {
    event.preventDefault();
    field.focus();
  });
  return {
    again: () => {
      if (field.value.trim() !== '') search();
    },
  };
}
