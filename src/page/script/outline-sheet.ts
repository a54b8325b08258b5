import { element, eventIn } from './elements.ts';

/** Opens the outline over the page, wherever one is. It closes with a choice, Escape, or a tap beside it. */
export function startOutlineSheet(): void {
  const opener = document.getElementById('open-outline');
  const tree = document.querySelector('#outline .tree');
  if (!opener || !tree) return;
  const sheet = element('outline-sheet', HTMLDialogElement);
  const place = sheet.querySelector('.outline');
  opener.addEventListener('click', () => {
    // A copy, so that the page keeps its height and its place.
    place?.replaceChildren(tree.cloneNode(true));
    opener.setAttribute('aria-expanded', 'true');
    sheet.showModal();
    const current = sheet.querySelector<HTMLElement>('[aria-current]');
    (current ?? sheet.querySelector('a'))?.focus();
  });
  sheet.addEventListener('close', () => {
    opener.setAttribute('aria-expanded', 'false');
    place?.replaceChildren();
  });
  sheet.addEventListener('click', (event) => {
    const link = eventIn(event, 'a');
    const isOutside = event.target === sheet;
    if (isOutside || link || eventIn(event, '#close-outline')) sheet.close();
    if (link instanceof HTMLAnchorElement) goOn(link);
  });
}

/** The keyboard goes on where one has chosen to be; the browser itself scrolls there. */
function goOn({ hash }: HTMLAnchorElement): void {
  const target = document.getElementById(hash.slice(1));
  if (!target) return;
  target.tabIndex = -1;
  target.focus({ preventScroll: true });
}
