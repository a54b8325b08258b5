import { eventIn } from './elements.ts';
import { markdownOf } from './markdown.ts';

/** How long a button says that something was copied, in milliseconds. */
const SAID_MS = 1500;

/** Copies a section, or the whole note, as Markdown. */
export function startCopying(): void {
  document.addEventListener('click', (event) => {
    const button = eventIn(event, 'button.copy');
    const part = button?.closest<HTMLElement>('section');
    if (!button || !part) return;
    const text = part.id === 'points' ? wholeNote() : markdownOf(part);
    navigator.clipboard.writeText(text).then(
      () => say(button),
      // Not allowed to, a page opened from disk for one: the words are at least marked, to be copied by hand.
      () => getSelection()?.selectAllChildren(part),
    );
  });
}

/** Title, summary, points and terms; the full text has its own file. */
function wholeNote(): string {
  const parts = ['.opening', '.summary', '#points', '#terms'].flatMap(
    (selector) => document.querySelector(selector) ?? [],
  );
  return parts.map((part) => markdownOf(part)).join('\n\n');
}

function say(button: HTMLElement): void {
  const name = button.getAttribute('aria-label') ?? '';
  button.setAttribute('aria-label', button.dataset['done'] ?? name);
  button.classList.add('done');
  setTimeout(() => {
    button.setAttribute('aria-label', name);
    button.classList.remove('done');
  }, SAID_MS);
}
