import type { Bilingual } from '../../base/errors.ts';
import { didYouMean } from '../../base/nearest.ts';
import { languageName, primaryTag, WHISPER_LANGUAGES } from '../../model/language.ts';
import type { LoadedSettings } from '../settings/load-settings.ts';
import type { Environment } from '../settings/settings-file.ts';
import { knownLanguage } from '../settings/settings.ts';

/** The languages of talks and of what is made of them, as tags. */
export type Languages = {
  /** `undefined`: each talk's own, found out by itself. */
  readonly from: string | undefined;
  readonly to: string;
};

/** Talks are in this language where the settings name none. */
const SPOKEN = 'en';
/** What is wanted, the first that talks are not in already: most talks are in English, and most who want them otherwise read Chinese. */
const WANTED = ['zh', 'en'] as const;

/** What to expect: the settings, else the system's language for what is wanted. `from` is never `undefined`. */
export function expectedLanguages(
  { values, origins }: LoadedSettings,
  env: Environment,
): Required<{ readonly [K in keyof Languages]: string }> {
  const { from = SPOKEN, to } = values;
  if (origins.to !== 'default') return { from, to };
  // English is the language of many a system whose user reads another.
  const own = [systemTag(env)].filter((tag) => tag !== undefined && tag !== SPOKEN);
  const wanted = [...own, ...WANTED].find((tag) => primaryTag(tag ?? '') !== primaryTag(from));
  return { from, to: wanted ?? to };
}

/** The language of the system as a tag: `zh-TW` of `zh_TW.UTF-8`, `de` of `de_DE`. */
function systemTag({ LC_ALL, LC_MESSAGES, LANG }: Environment): string | undefined {
  const [name = ''] = (LC_ALL || LC_MESSAGES || LANG || '').split(/[.@]/);
  const tag = knownLanguage(name);
  // Only of Chinese a region tells how it is written.
  return tag !== undefined && primaryTag(tag) !== 'zh' ? primaryTag(tag) : tag && writtenTag(tag);
}

function writtenTag(tag: string): string {
  return /-(?:tw|hk|mo|hant)/i.test(tag) ? tag : 'zh';
}

/** What stands between the two. */
const BETWEEN = /\s*(?:->|→|[/,;，、；])\s*|\s+(?:in)?to\s+|\s*(?:译成|译为)\s*/i;
/** Says that a talk's language is to be found out. */
const DETECTED = /^(?:auto|自动)$/i;

/** Two languages that were read, or what is wrong with them. */
export type ReadLanguages = Languages | { readonly unknown: string; readonly hint: Bilingual };

/** Reads `en zh`, `English / Chinese`, `英语，日语`; of one language alone it is the one spoken. */
export function readLanguages(text: string, to: string): ReadLanguages {
  const parts = partsOf(text.trim());
  const [spoken = '', wanted = to] = parts;
  const from = DETECTED.test(spoken) ? undefined : knownLanguage(spoken);
  const target = knownLanguage(wanted);
  if (parts.length > 2) return unknown(text);
  if (from === undefined && !DETECTED.test(spoken)) return unknown(spoken);
  if (target === undefined) return unknown(wanted);
  return { from, to: target };
}

function partsOf(text: string): string[] {
  const parts = text.split(BETWEEN).filter((part) => part !== '');
  // A name may have a blank in it.
  if (parts.length !== 1 || knownLanguage(text) !== undefined) return parts;
  return text.split(/\s+/);
}

function unknown(text: string): ReadLanguages {
  const names = WHISPER_LANGUAGES.flatMap((tag) => [languageName(tag), languageName(tag, 'zh')]);
  return { unknown: text, hint: didYouMean(text, names) };
}
