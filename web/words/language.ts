/** Which language the page speaks: the one chosen here, else the first of the reader's own that it knows. */
import { useEffect, useState } from 'preact/hooks';

import { WORDS, type Words } from './words.ts';

export type Language = 'en' | 'zh';

const KEY = 'talkleaf-language';
const changed = new EventTarget();

export function currentLanguage(): Language {
  const chosen = kept();
  if (chosen === 'en' || chosen === 'zh') return chosen;
  const known = navigator.languages.find((tag) => /^(?:en|zh)\b/i.test(tag));
  return known?.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

/** Storage may be closed to us. */
function kept(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

export function chooseLanguage(language: Language): void {
  try {
    localStorage.setItem(KEY, language);
  } catch {
    // It is then asked for again next time.
  }
  changed.dispatchEvent(new Event('change'));
}

export function useLanguage(): Language {
  const [language, setLanguage] = useState(currentLanguage);
  useEffect(() => {
    const look = (): void => setLanguage(currentLanguage());
    changed.addEventListener('change', look);
    return () => changed.removeEventListener('change', look);
  }, []);
  return language;
}

export function useWords(): Words {
  return WORDS[useLanguage()];
}
