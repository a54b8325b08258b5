import { kanaIn, lettersOf } from './writing.ts';

/** As much text as tells a language apart, in characters. */
const ENOUGH = 4000;
/** Fewer letters tell a Latin language only when the detector itself is sure. */
const ENOUGH_LETTERS = 60;
/**
 * Share of letters from which a text is Chinese or Japanese with foreign words in it, as a ratio: a
 * character says as much as three Latin letters, so that this is two fifths of what is said.
 */
const CJK_SHARE = 0.18;
/** Simplified and traditional forms of characters that hardly a page does without. */
const SIMPLIFIED = /[们这个来说时国对会学过发后话么样现为问]/gu;
const TRADITIONAL = /[們這個來說時國對會學過發後話麼樣現為問]/gu;

/** The language a text is written in, as a tag such as `en` or `zh-Hant`; `en` when nothing can be told. */
export async function detectLanguage(text: string): Promise<string> {
  const sample = text.slice(0, ENOUGH);
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  if (letters === 0) return 'en';
  const share = (language: string): number => lettersOf(sample, language) / letters;
  if (share('ja') > CJK_SHARE && kanaIn(sample) / letters > 0.05) return 'ja';
  if (share('zh') > CJK_SHARE) return isTraditionalText(sample) ? 'zh-Hant' : 'zh';
  const own = OWN_SCRIPT.find((language) => share(language) > 0.3);
  return own ?? (isPlainlyEnglish(sample) ? 'en' : await detectByLetterPairs(sample, letters));
}

/** A language as a text in it is written: Chinese in traditional characters is `zh-Hant`, any other stays as it is. */
export function writtenTag(tag: string, text: string): string {
  return tag === 'zh' && isTraditionalText(text.slice(0, ENOUGH)) ? 'zh-Hant' : tag;
}

/** The commonest words of English that no other language has in such numbers. */
const ENGLISH = new Set('the of and to that is it you we this for are with what have'.split(' '));
/** Their share in running English is about a third, as a ratio; and how many words can be trusted. */
const ENGLISH_SHARE = 0.15;
const ENOUGH_WORDS = 30;

/** Spares most talks the megabyte below, which takes 60 MB of memory once loaded. */
function isPlainlyEnglish(sample: string): boolean {
  const words = sample.toLowerCase().match(/[\p{L}']+/gu) ?? [];
  const known = words.filter((word) => ENGLISH.has(word)).length;
  return words.length >= ENOUGH_WORDS && known >= ENGLISH_SHARE * words.length;
}

/** Languages whose script hardly any other language uses. */
const OWN_SCRIPT = ['ko', 'th', 'hi', 'he', 'el'] as const;

async function detectByLetterPairs(sample: string, letters: number): Promise<string> {
  const { eld } = await import('eld/extrasmall');
  const found = eld.detect(sample);
  const isSure = letters >= ENOUGH_LETTERS || found.isReliable();
  return isSure && found.language !== '' ? found.language : 'en';
}

function isTraditionalText(text: string): boolean {
  const count = (pattern: RegExp): number => text.match(pattern)?.length ?? 0;
  return count(TRADITIONAL) > count(SIMPLIFIED);
}
