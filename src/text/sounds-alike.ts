import { doubleMetaphone } from 'double-metaphone';
import { distance } from 'fastest-levenshtein';

/** Two spellings may differ in this share of their letters and still be one name misheard, as a ratio. */
const MOST_DIFFERENT = 0.5;

/** True when one spelling may be the other misheard: alike in sound or in letters, spaces aside. */
export function soundsAlike(a: string, b: string): boolean {
  const [first, second] = [squeeze(a), squeeze(b)];
  if (first === '' || second === '') return false;
  if (first === second) return true;
  const codes = doubleMetaphone(first);
  if (doubleMetaphone(second).some((code) => code !== '' && codes.includes(code))) return true;
  return distance(first, second) / Math.max(first.length, second.length) <= MOST_DIFFERENT;
}

/** Count of letters to change to turn one spelling into the other, capitals and spaces aside. */
export function spellingDistance(a: string, b: string): number {
  return distance(squeeze(a), squeeze(b));
}

function squeeze(text: string): string {
  return text.toLowerCase().replace(/[\s\p{P}]+/gu, '');
}
