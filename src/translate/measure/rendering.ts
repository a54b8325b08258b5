import { renderingOf, type Term } from '../../model/term.ts';

/** True when a translation says a term as it should, endings and spaces aside. */
export function isRendered(term: Term, translation: string): boolean {
  const [needle, hay] = [squeeze(renderingOf(term)), squeeze(translation)];
  if (hay.includes(needle)) return true;
  const stem = needle.slice(0, Math.max(4, Math.floor(needle.length * 0.7)));
  return /^\p{sc=Latin}|^\p{sc=Cyrillic}/u.test(needle) && needle.length > 5 && hay.includes(stem);
}

/** A text as renderings are compared: small letters, without blanks and marks. */
export function squeeze(text: string): string {
  return text.toLowerCase().replace(/[\s\p{P}]+/gu, '');
}
