import { askAgain } from './ask-again.ts';
import { say } from './notice.ts';
import { words } from './words.ts';

/** Beside the steps from mark to mark: have what is marked asked for once more. */
export function startAskingMarked(talk: string): void {
  const walk = document.getElementById('walk');
  const close = document.getElementById('close-walk');
  if (!walk || !close) return;
  const button = document.createElement('button');
  button.type = 'button';
  button.id = 'ask-marked';
  button.textContent = '↻';
  button.title = words.askMarked;
  button.setAttribute('aria-label', words.askMarked);
  button.addEventListener('click', () => {
    close.click();
    say(words.askMarkedAbout, [
      { label: words.askMarked, run: () => void askAgain(talk, { marked: true }) },
      { label: words.leave, run: () => undefined },
    ]);
  });
  walk.insertBefore(button, close);
}
