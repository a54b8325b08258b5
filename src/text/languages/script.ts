/** The writing systems that matter for checks and layout. `kana` is Japanese as a whole, its Chinese characters included. */
export type Script =
  | 'latin'
  | 'han'
  | 'kana'
  | 'hangul'
  | 'cyrillic'
  | 'arabic'
  | 'devanagari'
  | 'thai'
  | 'greek'
  | 'hebrew'
  | 'other';

const LETTERS: readonly (readonly [Script, RegExp])[] = [
  ['latin', /\p{Script=Latin}/u],
  ['han', /\p{Script=Han}/u],
  ['kana', /[\p{Script=Hiragana}\p{Script=Katakana}ー]/u],
  ['hangul', /\p{Script=Hangul}/u],
  ['cyrillic', /\p{Script=Cyrillic}/u],
  ['arabic', /\p{Script=Arabic}/u],
  ['devanagari', /\p{Script=Devanagari}/u],
  ['thai', /\p{Script=Thai}/u],
  ['greek', /\p{Script=Greek}/u],
  ['hebrew', /\p{Script=Hebrew}/u],
];

/**
 * Ranges that take two columns, from the blocks marked W and F in Unicode's EastAsianWidth.txt
 * (https://www.unicode.org/reports/tr11/), both ends included. Emoji are left to `EMOJI`.
 */
const WIDE: readonly (readonly [from: number, to: number])[] = [
  [0x11_00, 0x11_5f],
  [0x2e_80, 0x30_3e],
  [0x30_41, 0xa4_cf],
  [0xa9_60, 0xa9_7f],
  [0xac_00, 0xd7_a3],
  [0xf9_00, 0xfa_ff],
  [0xfe_10, 0xfe_19],
  [0xfe_30, 0xfe_6f],
  [0xff_01, 0xff_60],
  [0xff_e0, 0xff_e6],
  [0x1_b0_00, 0x1_b2_ff],
  [0x2_00_00, 0x3_ff_fd],
];
const HANGUL: readonly (readonly [from: number, to: number])[] = [
  [0x11_00, 0x11_ff],
  [0x31_30, 0x31_8f],
  [0xa9_60, 0xa9_7f],
  [0xac_00, 0xd7_ff],
];
/** Blanks that are not single spaces. Most lines have none, and replacing is slow on a long one. */
const UNTIDY = /\s\s|[^\S ]/;
const EMOJI = /\p{Emoji_Presentation}/u;
const NO_WIDTH = /[\p{Mn}\p{Me}\p{Cf}\p{Cc}]/u;

/** An English word has about five letters, a Chinese word about 1.6 characters: one of these says as much as three letters. */
const WORTH_OF_HAN = 3;
/** Japanese prose is about half kana; a Chinese text that quotes a Japanese name stays far below this share. */
const JAPANESE_FROM = 0.15;

/** The block of CJK Unified Ideographs: nearly every letter of a Chinese text, told without a search. */
function isCommonHan(codePoint: number): boolean {
  return codePoint >= 0x4e_00 && codePoint <= 0x9f_ff;
}

/** Whether a code point is Chinese, Japanese or Korean writing: characters, kana, hangul, and their full-width punctuation. */
export function isCjk(codePoint: number): boolean {
  return isCommonHan(codePoint) || (codePoint >= 0x11_00 && within(WIDE, codePoint));
}

/** Whether a code point belongs to writing that puts no blanks between words: CJK without hangul. */
export function isSpaceless(codePoint: number): boolean {
  return isCommonHan(codePoint) || (isCjk(codePoint) && !within(HANGUL, codePoint));
}

/** Dashes, quotes, dots: nearly all that plain text has beside ASCII, told without a search. */
function isPrintersMark(codePoint: number): boolean {
  return codePoint >= 0x20_10 && codePoint <= 0x20_27;
}

/** How many columns a text takes: CJK, full-width forms and emoji two, combining marks and invisible characters none, all else one. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) {
    const codePoint = character.codePointAt(0) ?? 0;
    if ((codePoint >= 0x20 && codePoint < 0x7f) || isPrintersMark(codePoint)) width += 1;
    else if (isCommonHan(codePoint)) width += 2;
    else if (NO_WIDTH.test(character)) width += 0;
    else width += isCjk(codePoint) || EMOJI.test(character) ? 2 : 1;
  }
  return width;
}

/** The writing system most of a text is in; `other` when it has no letters. */
export function dominantScript(text: string): Script {
  const counts = countLetters(text);
  const han = counts.get('han') ?? 0;
  const kana = counts.get('kana') ?? 0;
  if (kana > 0 && kana >= (han + kana) * JAPANESE_FROM) {
    counts.set('kana', han + kana);
    counts.delete('han');
  }
  let best: Script = 'other';
  let most = 0;
  for (const [script, count] of counts) {
    const worth = script === 'han' || script === 'kana' ? count * WORTH_OF_HAN : count;
    if (worth > most) [best, most] = [script, worth];
  }
  return best;
}

/** A text with every run of blanks as one space, and none around it. */
export function tidy(text: string): string {
  return (UNTIDY.test(text) ? text.replace(/\s+/g, ' ') : text).trim();
}

/** Lines as one line: a blank between them, none between two spaceless characters, all blanks collapsed. */
export function joinLines(lines: readonly string[]): string {
  const parts: string[] = [];
  let last = 0;
  for (const line of lines) {
    const text = tidy(line);
    if (text === '') continue;
    const first = text.codePointAt(0) ?? 0;
    if (parts.length > 0 && !(isSpaceless(last) && isSpaceless(first))) parts.push(' ');
    parts.push(text);
    last = lastCodePoint(text);
  }
  return parts.join('');
}

function countLetters(text: string): Map<Script, number> {
  const counts = new Map<Script, number>();
  let [han, ascii] = [0, 0];
  for (const character of text) {
    const codePoint = character.codePointAt(0) ?? 0;
    if (isCommonHan(codePoint)) {
      han += 1;
      continue;
    }
    if (codePoint < 0x80) {
      ascii += Number(isAsciiLetter(codePoint));
      continue;
    }
    const script = scriptOf(character);
    if (script !== undefined) counts.set(script, (counts.get(script) ?? 0) + 1);
  }
  if (han > 0) counts.set('han', (counts.get('han') ?? 0) + han);
  if (ascii > 0) counts.set('latin', (counts.get('latin') ?? 0) + ascii);
  return counts;
}

function isAsciiLetter(codePoint: number): boolean {
  // Letters differ in this bit alone from their capitals.
  const lower = codePoint | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}

function scriptOf(character: string): Script | undefined {
  if (!/\p{L}/u.test(character)) return undefined;
  return LETTERS.find(([, pattern]) => pattern.test(character))?.[0] ?? 'other';
}

function lastCodePoint(text: string): number {
  const low = text.charCodeAt(text.length - 1);
  const isLowSurrogate = low >= 0xdc_00 && low <= 0xdf_ff;
  return text.codePointAt(text.length - (isLowSurrogate && text.length > 1 ? 2 : 1)) ?? 0;
}

function within(ranges: readonly (readonly [number, number])[], codePoint: number): boolean {
  return ranges.some(([from, to]) => codePoint >= from && codePoint <= to);
}

// oxlint-disable-next-line no-control-regex
const ASCII = /^[\u0000-\u007f]*$/;

/** True for plain English and code, most lines of many talks: what tells other writings apart need not look at it. */
export function isAscii(text: string): boolean {
  return ASCII.test(text);
}
