/** English names of the languages a prompt or a message may have to name, by primary tag. */
const NAMES: Readonly<Record<string, readonly [english: string, chinese: string]>> = {
  ar: ['Arabic', '阿拉伯语'],
  cs: ['Czech', '捷克语'],
  da: ['Danish', '丹麦语'],
  de: ['German', '德语'],
  el: ['Greek', '希腊语'],
  en: ['English', '英语'],
  es: ['Spanish', '西班牙语'],
  fa: ['Persian', '波斯语'],
  fi: ['Finnish', '芬兰语'],
  fr: ['French', '法语'],
  he: ['Hebrew', '希伯来语'],
  hi: ['Hindi', '印地语'],
  hu: ['Hungarian', '匈牙利语'],
  id: ['Indonesian', '印尼语'],
  it: ['Italian', '意大利语'],
  ja: ['Japanese', '日语'],
  ko: ['Korean', '韩语'],
  ms: ['Malay', '马来语'],
  nl: ['Dutch', '荷兰语'],
  no: ['Norwegian', '挪威语'],
  pl: ['Polish', '波兰语'],
  pt: ['Portuguese', '葡萄牙语'],
  ro: ['Romanian', '罗马尼亚语'],
  ru: ['Russian', '俄语'],
  sv: ['Swedish', '瑞典语'],
  th: ['Thai', '泰语'],
  tr: ['Turkish', '土耳其语'],
  uk: ['Ukrainian', '乌克兰语'],
  vi: ['Vietnamese', '越南语'],
  yue: ['Cantonese', '粤语'],
  zh: ['Simplified Chinese', '简体中文'],
};

/** The language without region or script: `zh` of `zh-Hant-TW`. */
export function primaryTag(tag: string): string {
  return (tag.split(/[-_]/)[0] ?? tag).toLowerCase();
}

/** True for Chinese written in traditional characters. */
export function isTraditional(tag: string): boolean {
  return /^zh[-_](?:hant|tw|hk|mo)/i.test(tag);
}

/** The name a prompt calls a language by: `Simplified Chinese`, `Traditional Chinese`, `German`. */
export function languageName(tag: string, names: 'en' | 'zh' = 'en'): string {
  if (isTraditional(tag)) return names === 'en' ? 'Traditional Chinese' : '繁体中文';
  const entry = NAMES[primaryTag(tag)];
  return entry?.[names === 'en' ? 0 : 1] ?? tag;
}

/** True when two tags name the same written language, so that nothing needs translating. */
export function isSameLanguage(a: string, b: string): boolean {
  return primaryTag(a) === primaryTag(b) && isTraditional(a) === isTraditional(b);
}

/** True when text in this language is written in Chinese characters. */
export function isChinese(tag: string): boolean {
  return primaryTag(tag) === 'zh' || primaryTag(tag) === 'yue';
}
