/** Invisible; written after a character that would begin markup, and taken out again when read. */
export const WORD_JOINER = '\u2060';

/** Control characters but tab and line ends, and what Unicode says is no character. A byte order mark inside a text is a leftover. */
const CONTROLS = /[^\P{Cc}\t\n\r\u0085]|[\uFEFF\uFFFE\uFFFF]/gu;
const LINE_ENDS = /\r\n?|[\u0085\u2028\u2029]/g;
/** Halves of characters, as broken JSON escapes leave them. */
const LONE_SURROGATE = /\p{Surrogate}/gu;
/** Longer runs of combining marks are no writing, and make normalising slow (Unicode Standard Annex 15, 13.2). */
const MARK_RUN = /\p{M}{30}/gu;

/** ASCII, Chinese characters and their marks: nearly all there is, and nothing in it to clean. */
const CLEAN = /^[ -~\u3001-\u3011\u4e00-\u9fff\uff01-\uff5e‘’“”…—]*$/;

/** Text with `\n` line ends, without control characters, in Unicode's NFC. */
export function cleanText(text: string): string {
  if (CLEAN.test(text)) return text;
  const plain = text
    .replace(LINE_ENDS, '\n')
    .replace(CONTROLS, '')
    .replace(LONE_SURROGATE, '\uFFFD');
  return withoutMarkRuns(plain).normalize('NFC');
}

/** Bytes in UTF-8 as text, with one mark for each run of those that make no character. */
export function utf8Text(bytes: Buffer): string {
  return bytes.toString('utf8').replace(/\uFFFD+/g, '\uFFFD');
}

/** Count of control characters that text does not have. */
export function countControls(text: string): number {
  let count = 0;
  for (const { 0: mark } of text.matchAll(CONTROLS)) if (mark !== '\uFEFF') count += 1;
  return count;
}

function withoutMarkRuns(text: string): string {
  const parts: string[] = [];
  let kept = 0;
  for (const found of text.matchAll(MARK_RUN)) {
    const end = found.index + found[0].length;
    if (found.index < kept) continue;
    parts.push(text.slice(kept, end));
    kept = end;
    for (let mark = markAt(text, kept); mark > 0; mark = markAt(text, kept)) kept += mark;
  }
  parts.push(text.slice(kept));
  return parts.join('');
}

/** Length of the combining mark at a place in a text; 0 when there is none. */
function markAt(text: string, index: number): number {
  const character = String.fromCodePoint(text.codePointAt(index) ?? 0x20);
  return /\p{M}/u.test(character) ? character.length : 0;
}
