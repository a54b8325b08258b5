/** Which language the page speaks: the one chosen here, else the first of the reader's own that it knows. */
export type Language = 'en' | 'zh';

export const LANGUAGE_KEY = 'talkleaf-language';

export function currentLanguage(): Language {
  const chosen = kept();
  if (chosen === 'en' || chosen === 'zh') return chosen;
  const known = navigator.languages.find((tag) => /^(?:en|zh)\b/i.test(tag));
  return known?.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

/** Storage may be closed to us. */
function kept(): string | null {
  try {
    return localStorage.getItem(LANGUAGE_KEY);
  } catch {
    return null;
  }
}
