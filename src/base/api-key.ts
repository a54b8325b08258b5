import type { Bilingual } from './errors.ts';

/** A key for a service, with what to call its place when it is refused. */
export type ApiKey = { readonly value: string; readonly origin: Bilingual };

/** Shorter keys are not shown in part: too little would be left to guess. In characters. */
const SHORTEST_SHOWN = 12;

/** A key as it may be shown: enough to know it again, not enough to use it. */
export function maskedKey(key: string): string {
  return key.length < SHORTEST_SHOWN ? '***' : `${key.slice(0, 3)}…${key.slice(-4)}`;
}
