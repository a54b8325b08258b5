import { useEffect, useState } from 'preact/hooks';

import { currentLanguage, type Language, LANGUAGE_KEY } from './current-language.ts';
import { WORDS, type Words } from './words.ts';

const changed = new EventTarget();

export function chooseLanguage(language: Language): void {
  try {
    localStorage.setItem(LANGUAGE_KEY, language);
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
