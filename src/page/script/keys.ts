import { eventIn } from './elements.ts';

/** Runs an action when a key is pressed by itself, except where one types, and while a dialog is open. */
export function onKey(key: string, action: (event: KeyboardEvent) => void): void {
  document.addEventListener('keydown', (event) => {
    if (event.key !== key || event.ctrlKey || event.metaKey || event.altKey) return;
    if (eventIn(event, 'input:not([type=radio]), textarea, select')) return;
    if (!document.querySelector('dialog[open]')) action(event);
  });
}
