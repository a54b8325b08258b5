/** The language without region or script: `zh` of `zh-Hant-TW`. */
export function primaryTag(tag: string): string {
  return (tag.split(/[-_]/)[0] ?? tag).toLowerCase();
}

/** True for Chinese written in traditional characters. */
export function isTraditional(tag: string): boolean {
  return /^zh[-_](?:hant|tw|hk|mo)/i.test(tag);
}

/** True when two tags name the same written language, so that nothing needs translating. */
export function isSameLanguage(a: string, b: string): boolean {
  return primaryTag(a) === primaryTag(b) && isTraditional(a) === isTraditional(b);
}

/** True when text in this language is written in Chinese characters. */
export function isChinese(tag: string): boolean {
  return primaryTag(tag) === 'zh' || primaryTag(tag) === 'yue';
}

/** Made on first use: that takes longer than all else at start. */
const NAMES = new Map<string, Intl.DisplayNames>();

function namesIn(language: 'en' | 'zh'): Intl.DisplayNames {
  const made = NAMES.get(language) ?? new Intl.DisplayNames([language], { type: 'language' });
  NAMES.set(language, made);
  return made;
}

/** The name a prompt calls a language by: `Simplified Chinese`, `German`; the tag itself when unknown. */
export function languageName(tag: string, names: 'en' | 'zh' = 'en'): string {
  // Of Chinese the script says more than the region.
  const plain = primaryTag(tag) === 'zh' ? (isTraditional(tag) ? 'zh-Hant' : 'zh-Hans') : tag;
  try {
    return namesIn(names).of(plain.replaceAll('_', '-')) ?? tag;
  } catch {
    return tag;
  }
}
