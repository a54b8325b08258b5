import { isSpaceless } from '../../text/languages/script.ts';

/**
 * Control characters, byte order marks, overrides of the direction of writing, which would turn round
 * what follows, and what Unicode says is no character. Tab and line ends are blanks.
 */
const CONTROLS =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000E-\u001F\u007F-\u0084\u0086-\u009F\u202D\u202E\uFEFF\uFFFE\uFFFF]/g;
/** Blanks that are not single spaces; those are most of a text, and replacing them by themselves is slow. */
const UNTIDY = /[\s\u0085]{2,}|[^\S ]|\u0085/g;
/** Sentence ends and brackets of CJK writing; they bring their own space. */
const FULL_WIDTH_MARK = /[\u3000-\u303F\uFF00-\uFFEF]$/;

/** Text on one line: every run of blanks is one space, control characters are gone, halves of characters are replaced. */
export function flat(text: string): string {
  return text
    .replace(UNTIDY, ' ')
    .replace(CONTROLS, '')
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .replace(/ {2,}/g, ' ');
}

/** What stands between two sentences of a paragraph: a space, or nothing where the writing needs none. */
export function gapBetween(before: string, after: string): string {
  if (before === '' || after === '') return '';
  if (FULL_WIDTH_MARK.test(before)) return '';
  const last = /.$/su.exec(before)?.[0].codePointAt(0) ?? 0;
  return isSpaceless(last) && isSpaceless(after.codePointAt(0) ?? 0) ? '' : ' ';
}

/** Sentences as one paragraph; empty ones are left out. */
export function joinSentences(sentences: readonly string[]): string {
  const said = sentences.filter((sentence) => sentence !== '');
  return said
    .map((sentence, index) => gapBetween(said[index - 1] ?? '', sentence) + sentence)
    .join('');
}
