import { element, eventIn, isForBrowser } from './elements.ts';
import { onKey } from './keys.ts';
import { showBoth } from './shown-language.ts';
import { isShown, reveal } from './sight.ts';

type Way = 'next' | 'prev';

/** Going through the marked places one by one, by the links of the marks, by a bar that stays in sight, and by keys. */
export function startMarks(): void {
  const marks = [...document.querySelectorAll<HTMLDetailsElement>('.mark[id]')];
  const walk = document.getElementById('walk');
  if (!walk) return;
  const place = element('walk-place', HTMLElement);
  let at: number | undefined;

  const goTo = (index: number, way: Way): void => {
    const mark = marks[index];
    if (!mark) return;
    at = index;
    place.textContent = `${index + 1} / ${marks.length}`;
    walk.hidden = false;
    showMark(mark, way);
  };
  const step = (way: Way): void => {
    const isOn = way === 'next';
    const from = at ?? beforeWindow(marks) + (isOn ? 0 : 1);
    goTo((from + (isOn ? 1 : -1) + marks.length) % marks.length, way);
  };

  document.addEventListener('click', (event) => {
    const link = eventIn(event, 'a[href^="#mark-"]');
    if (!(link instanceof HTMLAnchorElement) || isForBrowser(event)) return;
    event.preventDefault();
    const index = marks.findIndex(({ id }) => link.hash === `#${id}`);
    goTo(index, link.rel === 'prev' ? 'prev' : 'next');
  });
  element('next-mark', HTMLButtonElement).addEventListener('click', () => step('next'));
  element('previous-mark', HTMLButtonElement).addEventListener('click', () => step('prev'));
  onKey('n', () => step('next'));
  onKey('p', () => step('prev'));
  const close = (): void => {
    walk.hidden = true;
    at = undefined;
  };
  onKey('Escape', close);
  element('close-walk', HTMLButtonElement).addEventListener('click', () => {
    const mark = marks[at ?? 0];
    close();
    mark?.querySelector('summary')?.focus({ preventScroll: true });
  });
}

/** Brings a mark into sight, open; the keyboard, and who hears the page, go on from there. */
function showMark(mark: HTMLDetailsElement, way: Way): void {
  // The translation it belongs to may be hidden.
  if (!isShown(mark)) showBoth();
  mark.open = true;
  mark.querySelector<HTMLElement>(`a[rel=${way}]`)?.focus({ preventScroll: true });
  reveal(mark);
}

/** The index of the last mark above the window; -1 where there is none. */
function beforeWindow(marks: readonly Element[]): number {
  return marks.findLastIndex((mark) => {
    // What is hidden counts as the paragraph it stands in.
    const shown = isShown(mark) ? mark : mark.closest('.para');
    return shown !== null && shown.getBoundingClientRect().bottom < 0;
  });
}
