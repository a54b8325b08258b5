import type { Bilingual } from './errors.ts';

/** A key for a service, with what to call its place when it is refused. */
export type ApiKey = { readonly value: string; readonly origin: Bilingual };

/** Shorter keys are not shown in part: too little would be left to guess. In characters. */
const SHORTEST_SHOWN = 12;

/** A key as it may be shown: enough to know it again, not enough to use it. */
export function maskedKey(key: string): string {
  return key.length < SHORTEST_SHOWN ? '***' : `${key.slice(0, 3)}…${key.slice(-4)}`;
}

/** What is wrong with a text that is no key. */
export const KEY_SIGNS: Bilingual = {
  en: 'it has blanks, line breaks or foreign letters in it',
  zh: '含有空格、换行或非英文字符',
};

/** True for what may be a key: it travels in a header, which takes neither blanks nor letters beyond ASCII (RFC 9110, 5.5). */
export function isKey(text: string): boolean {
  return /^[\x21-\x7e]*$/.test(text);
}
