import { z } from 'zod';

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

/** Every setting, by the name it has in the settings file. */
export const Settings = z.object({
  to: z.string().min(2).describe('language of the translation and the note'),
  from: z.string().min(2).optional().describe('language spoken; detected when not set'),
  out: z.string().min(1).describe('where folders are made'),
  model: z.string().optional().describe('PROVIDER:MODEL that translates and takes notes'),
  secondModel: z
    .string()
    .optional()
    .describe('asked for lines the first model could not translate'),
  baseUrl: z.string().optional().describe('address of an OpenAI-compatible server'),
  window: count
    .optional()
    .describe('context window of the model, in tokens, where it is not known'),
  glossary: z.string().optional().describe('file of terms: CSV, TSV or JSON'),
  style: z.string().optional().describe('your wishes about style, in one line'),
  maxCost: z.coerce
    .number()
    .nonnegative()
    .optional()
    .describe('stop before spending more, in US dollars'),
  concurrency: count.optional().describe('requests under way at once'),
  rpm: count.optional().describe('requests a minute'),
  tpm: count.optional().describe('tokens a minute'),
  language: z.enum(['en', 'zh']).describe('language Talkleaf speaks to you'),
  prices: z.record(z.string(), Price).optional().describe('what models cost, by PROVIDER:MODEL'),
  keys: z.record(z.string(), z.string()).optional().describe('keys by provider; never shown'),
});
export type Settings = z.infer<typeof Settings>;
export type SettingName = keyof Settings;

/** Where a value comes from. */
export type Origin = 'flag' | 'environment' | 'file' | 'default';

/** The environment variable of a setting: `TALKLEAF_MAX_COST` for `maxCost`. */
export function variableOf(name: SettingName): string {
  return `TALKLEAF_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
}
