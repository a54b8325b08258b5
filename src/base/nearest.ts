import { distance } from 'fastest-levenshtein';

import type { Bilingual } from './errors.ts';

/** A name that differs in more than this share of its letters is another one, as a ratio. */
const MOST_APART = 0.4;

/** Of some names the one that is most like what was written; `undefined` where none is like it. */
export function nearest(written: string, names: readonly string[]): string | undefined {
  const apart = (name: string): number => distance(plain(written), plain(name));
  const [best] = names.toSorted((a, b) => apart(a) - apart(b));
  if (best === undefined) return undefined;
  return apart(best) <= MOST_APART * Math.max(written.length, best.length) ? best : undefined;
}

/** A name as people may also write it. */
function plain(name: string): string {
  return name.toLowerCase().replace(/[\s_-]/g, '');
}

/** A question whether that name was meant, to stand before a hint; empty where none is like it. */
export function didYouMean(written: string, names: readonly string[]): Bilingual {
  const name = nearest(written, names);
  return name === undefined
    ? { en: '', zh: '' }
    : { en: `Did you mean "${name}"? `, zh: `是不是想用“${name}”？` };
}
