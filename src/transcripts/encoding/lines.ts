import { isUtf8 } from 'node:buffer';

import { decodeBytes } from './decode-bytes.ts';
import { commonCjkShare, likeliestEncoding } from './encodings.ts';
import { type Guess, likeliestOneByte } from './one-byte.ts';

/** How many bytes are looked at to guess an encoding. */
const SAMPLE_BYTES = 65_536;
/** Lines of a file in UTF-8 are taken for those of another encoding only where they plainly are text in it. */
const SURE = 0.8;
/** ... and have so many characters that tell. */
const ENOUGH = 2;
/** The share of Chinese, Japanese or Korean text that is common characters, at least; by chance it is 5 %. */
const COMMON = 0.35;

/** One line with its end, which is no part of a character in any encoding here, and how it looks as UTF-8. */
type Line = {
  readonly bytes: Uint8Array;
  /** Count of characters beyond ASCII. */
  readonly valid: number;
  /** Count of pieces that are none. */
  readonly broken: number;
};

/**
 * Bytes that are not UTF-8, or not throughout. A line that is UTF-8 but for less than half of what is not
 * ASCII is that, with its broken places as U+FFFD; the other lines are judged together. `guess` is the
 * encoding of theirs.
 */
export function decodeByLine(bytes: Uint8Array): { text: string; guess: Guess } {
  const lines = linesOf(bytes);
  const other = lines.filter(({ valid, broken }) => broken > valid);
  const guess = likeliestEncoding(sampleOf(other));
  const valid = sum(lines.map((line) => line.valid));
  const broken = sum(lines.map((line) => line.broken));
  const isMostlyUtf8 = valid >= broken;
  const isSure = guess.score >= SURE && broken >= ENOUGH;
  const texts = lines.map((line) => {
    const isOther = isMostlyUtf8
      ? line.broken > line.valid && isSure
      : line.broken > 0 || isByChance(line, guess);
    return isOther ? decodeBytes(line.bytes, guess.name) : decodeUtf8(line.bytes);
  });
  return { text: texts.join(''), guess };
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

/** Text in UTF-8, each broken place as one U+FFFD. */
export function decodeUtf8(bytes: Uint8Array): string {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  return isUtf8(bytes) ? text : text.replace(/\uFFFD+/g, '\uFFFD');
}

/** Two bytes of another encoding may be one character of UTF-8; as text in that encoding they then read better. */
function isByChance({ bytes, valid }: Line, { name }: Guess): boolean {
  if (valid === 0) return false;
  const text = decodeBytes(bytes, name).replace(/[\0-\u007f]+/g, '');
  if (commonCjkShare(text) >= COMMON) return true;
  const asOneByte = likeliestOneByte(bytes);
  return asOneByte.name === name && asOneByte.score >= SURE;
}

function linesOf(bytes: Uint8Array): Line[] {
  const lines: Line[] = [];
  for (let from = 0; from < bytes.length;) {
    const end = bytes.indexOf(0x0a, from);
    const to = end === -1 ? bytes.length : end + 1;
    lines.push(lineOf(bytes.subarray(from, to)));
    from = to;
  }
  return lines;
}

/** Characters of two bytes by the alphabets that are in use; two bytes of another encoding are one of any of them by chance. */
const BLOCKS: readonly (readonly [from: number, to: number])[] = [
  [0x80, 0x2_4f], // Latin
  [0x3_86, 0x3_ff], // Greek
  [0x4_00, 0x4_5f], // Cyrillic
  [0x5_90, 0x5_ff], // Hebrew
  [0x6_00, 0x6_ff], // Arabic
];

function lineOf(bytes: Uint8Array): Line {
  if (bytes.every((byte) => byte < 0x80)) return { bytes, valid: 0, broken: 0 };
  const text = new TextDecoder().decode(bytes);
  const counts = BLOCKS.map(() => 0);
  let [long, none] = [0, 0];
  for (const { 0: character } of text.matchAll(/[^\0-\u007f]/gu)) {
    const codePoint = character.codePointAt(0) ?? 0;
    const block = BLOCKS.findIndex(([from, to]) => codePoint >= from && codePoint <= to);
    if (character === '\uFFFD' || (codePoint < 0x8_00 && block === -1)) none += 1;
    else if (block === -1) long += 1;
    else counts[block] = (counts[block] ?? 0) + 1;
  }
  const short = Math.max(...counts);
  // A line that is UTF-8 throughout may well have several alphabets.
  if (isUtf8(bytes)) return { bytes, valid: long + sum(counts), broken: 0 };
  return { bytes, valid: long + short, broken: none + sum(counts) - short };
}

/** As many lines as the sample holds. */
function sampleOf(lines: readonly Line[]): Uint8Array {
  const parts: Uint8Array[] = [];
  let room = SAMPLE_BYTES;
  for (const { bytes } of lines) {
    if (room <= 0) break;
    parts.push(bytes.subarray(0, room));
    room -= bytes.length;
  }
  return Buffer.concat(parts);
}
