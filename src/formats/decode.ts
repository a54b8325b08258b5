import { isUtf8 } from 'node:buffer';

import { detect } from 'chardet';

import { AppError } from '../base/errors.ts';
import { hasBinarySignature } from './binary.ts';
import { cleanText, countControls } from './characters.ts';
import { commonCjkShare, decodeBytes, likeliestEncoding } from './encodings.ts';
import { withoutColours } from './readers/console.ts';

export type DecodeOptions = {
  /** What to call the file in a failure. */
  readonly name: string;
  /** Encoding to use whatever the bytes look like; any label that TextDecoder knows. */
  readonly encoding?: string | undefined;
};

/** How many bytes are looked at to guess an encoding. */
const SAMPLE_BYTES = 65_536;
/** Share of NULs in one half of the byte pairs from which bytes are UTF-16: line ends, blanks and digits alone give as much. */
const UTF16_NULS = 0.05;
/** The same for bytes that are UTF-8 too: they are ASCII in UTF-16, or text with a stray NUL. */
const UTF16_NULS_IN_UTF8 = 0.4;
/** Share of control characters from which a text is none; random bytes have about 10 %. */
const MOST_CONTROLS = 0.02;
/** Below this score a guess is worth no more than chance (`decode.test.ts`). */
const CHANCE = 0.35;

/**
 * The text of a file whose encoding nobody knows: byte order mark, then UTF-8, then UTF-16, then the
 * national encodings by what reads best. Line ends become `\n`, control characters go, the text is
 * in Unicode's NFC. Takes time in proportion to its length.
 */
export function decode(bytes: Uint8Array, options: DecodeOptions): string {
  if (hasBinarySignature(bytes)) throw new AppError('FILE_NOT_TEXT', { path: options.name });
  const encoding = named(options.encoding) ?? encodingOf(bytes);
  const text = withoutColours(decodeBytes(bytes, encoding));
  const controls = countControls(text);
  if (controls > 3 && controls > text.length * MOST_CONTROLS) {
    throw new AppError('FILE_NOT_TEXT', { path: options.name });
  }
  return cleanText(text);
}

function named(encoding: string | undefined): string | undefined {
  if (encoding === undefined) return undefined;
  try {
    return new TextDecoder(encoding).encoding;
  } catch (error) {
    throw new AppError('ENCODING_UNKNOWN', { encoding }, { cause: error });
  }
}

function encodingOf(bytes: Uint8Array): string {
  const marked = byteOrderMark(bytes) ?? utf16ByNuls(bytes);
  if (marked !== undefined) return marked;
  if (isUtf8(bytes)) return (isClean(bytes) ? undefined : utf16WithoutNuls(bytes)) ?? 'utf-8';
  const sample = sampleOf(bytes);
  if (brokenShare(sample) < 0.1) return 'utf-8';
  const { name, score } = likeliestEncoding(sample);
  if (score >= CHANCE) return name;
  return utf16WithoutNuls(bytes) ?? knownEncoding(detect(sample)) ?? name;
}

function byteOrderMark(bytes: Uint8Array): string | undefined {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return undefined;
}

/** UTF-16 shows by NULs in every other byte; text in any other encoding has none. */
function utf16ByNuls(bytes: Uint8Array): string | undefined {
  const pairs = Math.min(bytes.length, SAMPLE_BYTES) >> 1;
  let even = 0;
  let odd = 0;
  for (let at = 0; at < pairs * 2; at += 2) {
    if (bytes[at] === 0) even += 1;
    if (bytes[at + 1] === 0) odd += 1;
  }
  const needed = Math.max(1, pairs * (isUtf8(bytes) ? UTF16_NULS_IN_UTF8 : UTF16_NULS));
  if (odd >= needed && even <= odd / 20) return 'utf-16le';
  if (even >= needed && odd <= even / 20) return 'utf-16be';
  return undefined;
}

/** Chinese in UTF-16 may have no NUL at all; then its characters are common ones. */
function utf16WithoutNuls(bytes: Uint8Array): string | undefined {
  if (bytes.length < 4 || bytes.length % 2 !== 0) return undefined;
  const head = bytes.subarray(0, SAMPLE_BYTES);
  return ['utf-16le', 'utf-16be'].find((name) => commonCjkShare(decodeBytes(head, name)) >= CHANCE);
}

function isClean(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, SAMPLE_BYTES);
  return head.every((byte) => byte >= 0x20 || (byte >= 0x09 && byte <= 0x0d));
}

/** Lines that have bytes beyond ASCII, as many as the sample holds: in a file of times they are what tells. */
function sampleOf(bytes: Uint8Array): Uint8Array {
  const sample = new Uint8Array(SAMPLE_BYTES);
  let length = 0;
  let lineStart = 0;
  let isPlain = true;
  for (let at = 0; at <= bytes.length && length < SAMPLE_BYTES; at++) {
    const byte = bytes[at];
    if (byte !== undefined && byte !== 0x0a) {
      if (byte >= 0x80) isPlain = false;
      continue;
    }
    if (!isPlain) {
      const line = bytes.subarray(lineStart, Math.min(at + 1, lineStart + SAMPLE_BYTES - length));
      sample.set(line, length);
      length += line.length;
    }
    lineStart = at + 1;
    isPlain = true;
  }
  return sample.subarray(0, length);
}

/** How much of what is not ASCII is broken as UTF-8: a file cut in a character or with one bad byte is UTF-8 still. */
function brokenShare(sample: Uint8Array): number {
  const text = new TextDecoder().decode(sample);
  const broken = text.match(/\uFFFD/g)?.length ?? 0;
  const beyondAscii = text.match(/[^\0-\u007F]/gu)?.length ?? 0;
  return beyondAscii === 0 ? 1 : broken / beyondAscii;
}

function knownEncoding(name: string | null): string | undefined {
  if (name === null) return undefined;
  try {
    return new TextDecoder(name).encoding;
  } catch {
    return undefined;
  }
}
