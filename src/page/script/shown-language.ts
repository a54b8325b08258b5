import { root } from './elements.ts';

/** What is shown of the text. */
export type Shown = 'both' | 'source' | 'translation';

function choices(): NodeListOf<HTMLInputElement> {
  return document.querySelectorAll('input[name=show]');
}

/** Lets the reader choose between source, translation and both, and tells when it was changed. */
export function startShownLanguage(onChange: () => void): void {
  for (const choice of choices()) {
    choice.addEventListener('change', () => {
      root.dataset['show'] = choice.value;
      onChange();
    });
  }
}

/** Whether a text of one side is shown. */
export function isSideShown(side: Shown): boolean {
  const shown = root.dataset['show'];
  return shown === 'both' || side === 'both' || shown === side;
}

/** Shows source and translation. */
export function showBoth(): void {
  for (const choice of choices()) if (choice.value === 'both') choice.click();
}
