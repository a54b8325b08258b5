import { eventIn, isForBrowser } from './elements.ts';
import { showBoth } from './shown-language.ts';
import { isShown, reveal } from './sight.ts';

/** Going from one marked place to the next: it is brought into sight and opened, and the keyboard stays on the way. */
export function startMarks(): void {
  document.addEventListener('click', (event) => {
    const link = eventIn(event, 'a[href^="#mark-"]');
    if (!(link instanceof HTMLAnchorElement) || isForBrowser(event)) return;
    const mark = document.querySelector(link.hash);
    if (!(mark instanceof HTMLDetailsElement)) return;
    event.preventDefault();
    // The translation it belongs to may be hidden.
    if (!isShown(mark)) showBoth();
    mark.open = true;
    mark.querySelector<HTMLElement>(`a[rel=${link.rel}]`)?.focus({ preventScroll: true });
    reveal(mark);
  });
}
