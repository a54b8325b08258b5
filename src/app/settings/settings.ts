import { z } from 'zod';

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

const count = z.coerce.number().int().positive();

/** What is said of a value that is no language; people read LANGUAGE_UNKNOWN instead. */
export const NO_LANGUAGE = 'no language';

/** A language as people name it, as a tag; a mistyped one would be the name of files and nothing a model knows. */
const language = z.string().transform((name, context) => {
  const tag = languageTag(name);
  // What has no name of its own is shown as it is written.
  if (tag !== undefined && languageName(tag) !== tag) return tag;
  context.addIssue(NO_LANGUAGE);
  return z.NEVER;
});

/** Every setting, by the name it has in the settings file. `cli/wording/words.ts` says what each is for. */
export const Settings = z.object({
  to: language,
  from: z.preprocess((name) => (name === 'auto' ? undefined : name), language.optional()),
  out: z.string().min(1),
  model: z.string().optional(),
  secondModel: z.string().optional(),
  baseUrl: z.string().optional(),
  window: count.optional(),
  speech: z.string().optional(),
  speechUrl: z.string().optional(),
  speakers: z.union([z.enum(['off', 'auto']), count], 'off, auto, 1, 2, 3, …').optional(),
  captions: z.enum(['auto', 'only', 'never']).optional(),
  cookies: z.string().optional(),
  cookiesFromBrowser: z.string().optional(),
  picture: z.union([z.boolean(), z.stringbool()]).optional(),
  cues: z.enum(['keep', 'rebuild']).optional(),
  restore: z.enum(['auto', 'off']).optional(),
  noteStyle: z.enum(NOTE_STYLES).optional(),
  verify: z.union([z.boolean(), z.stringbool()]).optional(),
  review: z.union([z.boolean(), z.stringbool()]).optional(),
  glossary: z.string().optional(),
  style: z.string().optional(),
  maxCost: z.coerce.number().nonnegative().optional(),
  concurrency: count.optional(),
  rpm: count.optional(),
  tpm: count.optional(),
  language: z.enum(['en', 'zh']),
  prices: z.record(z.string(), Price).optional(),
  keys: z.record(z.string(), z.string()).optional(),
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
