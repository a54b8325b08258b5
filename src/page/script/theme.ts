import { root } from './elements.ts';

const KEY = 'talkleaf-theme';

/** Changes between light and dark, beginning with what the system or the reader chose before. */
export function startTheme(button: HTMLButtonElement): void {
  const chosen = keptTheme();
  if (chosen) root.dataset['theme'] = chosen;
  button.addEventListener('click', () => {
    const system = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
    const now = root.dataset['theme'] ?? system;
    const theme = now === 'dark' ? 'light' : 'dark';
    root.dataset['theme'] = theme;
    keepTheme(theme);
  });
}

function keptTheme(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function keepTheme(theme: string): void {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // Private windows keep nothing.
  }
}
