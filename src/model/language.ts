/** The language without region or script: `zh` of `zh-Hant-TW`. */
export function primaryTag(tag: string): string {
  const end = tag.search(/[-_]/);
  return (end === -1 ? tag : tag.slice(0, end)).toLowerCase();
}

/** The languages of Whisper, as tags; recognisers call them by their English names. */
export const WHISPER_LANGUAGES: readonly string[] = (
  'af am ar as az ba be bg bn bo br bs ca cs cy da de el en es et eu fa fi fo fr gl gu ha haw he hi hr ht hu hy id is it ja jv ka kk km kn ko ' +
  'la lb ln lo lt lv mg mi mk ml mn mr ms mt my ne nl nn no oc pa pl ps pt ro ru sa sd si sk sl sn so sq sr su sv sw ta te tg th tk tl tr tt uk ' +
  'ur uz vi yi yo yue zh'
).split(' ');
/** Says that nobody knows. */
const UNKNOWN = /^(?:und|unknown|auto|none|null|mul|zxx)$/i;

/** A language as a file or a person names it (`english`, `eng`, `zh_CN`, `日语`) as a tag; `undefined` when it is none. */
export function languageTag(name: string): string | undefined {
  const plain = name.trim().replaceAll('_', '-');
  if (plain === '' || UNKNOWN.test(plain)) return undefined;
  if (!/^[a-z]{2,3}(?:-[a-z\d]{2,8})*$/i.test(plain)) {
    const known = plain.toLowerCase() === 'mandarin' ? 'chinese' : plain.toLowerCase();
    return WHISPER_LANGUAGES.find((tag) =>
      [namesIn('en'), namesIn('zh')].some((names) => names.of(tag)?.toLowerCase() === known),
    );
  }
  try {
    return Intl.getCanonicalLocales(plain)[0];
  } catch {
    return undefined;
  }
}

/** Languages written from right to left. */
const RIGHT_TO_LEFT = new Set('ar he fa ur ps sd ug yi dv ckb'.split(' '));

/** True for languages written from right to left. */
export function isRightToLeft(tag: string): boolean {
  return RIGHT_TO_LEFT.has(primaryTag(tag));
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

/** Asked for each line of a talk, in the few languages it is about. */
const CALLED = new Map<string, string>();

/** The name a prompt calls a language by: `Simplified Chinese`, `German`; the tag itself when unknown. */
export function languageName(tag: string, names: 'en' | 'zh' = 'en'): string {
  const key = `${names} ${tag}`;
  const called = CALLED.get(key) ?? displayName(tag, names);
  CALLED.set(key, called);
  return called;
}

/** What the talks of most people are about: making the table of all languages takes longer than reading a talk. */
const COMMON: ReadonlyMap<string, string> = new Map([
  ['en', 'English'],
  ['zh-Hans', 'Simplified Chinese'],
  ['zh-Hant', 'Traditional Chinese'],
]);

function displayName(tag: string, names: 'en' | 'zh'): string {
  // Of Chinese the script says more than the region.
  const plain = primaryTag(tag) === 'zh' ? (isTraditional(tag) ? 'zh-Hant' : 'zh-Hans') : tag;
  const common = names === 'en' ? COMMON.get(plain) : undefined;
  if (common !== undefined) return common;
  try {
    return namesIn(names).of(plain.replaceAll('_', '-')) ?? tag;
  } catch {
    return tag;
  }
}
