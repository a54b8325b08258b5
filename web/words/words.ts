import { en, type Words } from './en.ts';
import { zh } from './zh.ts';

export type { Words };

/** All words of the page. */
export const WORDS: Readonly<Record<'en' | 'zh', Words>> = { en, zh };
