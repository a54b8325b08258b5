import { z } from 'zod';

import { isKey, KEY_SIGNS } from '../../base/api-key.ts';
import { languageName, languageTag } from '../../model/language.ts';
import { NOTE_STYLES } from '../../notes/asking/prompt.ts';

const Price = z.object({
  /** US dollars per million input tokens. */
  input: z.number().nonnegative(),
  /** US dollars per million output tokens. */
  output: z.number().nonnegative(),
  /** US dollars per million input tokens read from the cache. */
  cacheRead: z.number().nonnegative().optional(),
  /** US dollars per million input tokens written to the cache. */
  cacheWrite: z.number().nonnegative().optional(),
});

/** What is said of a value that is neither, in signs that need no language. */
const yesOrNo = z.union([z.boolean(), z.stringbool()], 'true, false');

/** An address of a server as people write it: with a scheme, or a host that reads as one. */
const address = z.string().refine((text) => ADDRESS.test(text) && URL.canParse(withScheme(text)), {
  params: { en: 'it is no address such as https://…/v1', zh: '它不是 https://…/v1 这样的地址' },
});
const ADDRESS =
  /^https?:\/\/[^\s/]+|^(?:localhost|[\w-]+(?:\.[\w-]+)+|\[[\da-f:]+\]|[\w-]+:\d+)(?:[:/]\S*)?$/i;

function withScheme(text: string): string {
  return /^https?:/i.test(text) ? text : `http://${text}`;
}

const count = z.coerce.number().int().positive();

/** What is said of a value that is no language; people read LANGUAGE_UNKNOWN instead. */
export const NO_LANGUAGE = 'no language';

/** A language as people name it, as a tag; a mistyped one would be the name of files and nothing a model knows. */
const language = z.string().transform((name, context) => {
  const tag = knownLanguage(name);
  if (tag !== undefined) return tag;
  context.addIssue(NO_LANGUAGE);
  return z.NEVER;
});

/** The tag of a language in any of its spellings; `undefined` for what is none. */
export function knownLanguage(name: string): string | undefined {
  const tag = languageTag(name);
  // What has no name of its own is shown as it is written.
  return tag !== undefined && languageName(tag) !== tag ? tag : undefined;
}

/** Every setting, by the name it has in the settings file. `cli/wording/words.ts` says what each is for. */
export const Settings = z.object({
  to: language,
  from: z.preprocess((name) => (name === 'auto' ? undefined : name), language.optional()),
  out: z.string().min(1),
  model: z.string().optional(),
  secondModel: z.string().optional(),
  baseUrl: address.optional(),
  window: count.optional(),
  modelsFrom: address.optional(),
  speech: z.string().optional(),
  speechUrl: address.optional(),
  speakers: z.union([z.enum(['off', 'auto']), count], 'off, auto, 1, 2, 3, …').optional(),
  captions: z.enum(['auto', 'only', 'never']).optional(),
  cookies: z.string().optional(),
  cookiesFromBrowser: z.string().optional(),
  offline: yesOrNo.optional(),
  picture: yesOrNo.optional(),
  simplified: yesOrNo.optional(),
  cues: z.enum(['keep', 'rebuild']).optional(),
  restore: z.enum(['auto', 'off']).optional(),
  noteStyle: z.enum(NOTE_STYLES).optional(),
  verify: yesOrNo.optional(),
  review: yesOrNo.optional(),
  glossary: z.string().optional(),
  style: z.string().optional(),
  maxCost: z.coerce.number().nonnegative().optional(),
  concurrency: count.optional(),
  rpm: count.optional(),
  tpm: count.optional(),
  language: z.enum(['en', 'zh']),
  prices: z.record(z.string(), Price).optional(),
  keys: z.record(z.string(), z.string().refine(isKey, { params: KEY_SIGNS })).optional(),
});
export type Settings = z.infer<typeof Settings>;
export type SettingName = keyof Settings;

/** Where a value comes from. */
export type Origin = 'flag' | 'environment' | 'file' | 'default';

/** The environment variable of a setting: `TALKLEAF_MAX_COST` for `maxCost`; none for what is a table. */
export function variableOf(name: SettingName): string | undefined {
  if (name === 'prices' || name === 'keys') return undefined;
  return `TALKLEAF_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
}
