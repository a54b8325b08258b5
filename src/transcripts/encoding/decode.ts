import { isUtf8 } from 'node:buffer';

import { AppError } from '../../base/errors.ts';
import { cleanText, countControls } from '../../text/characters.ts';
import { hasBinarySignature } from './binary.ts';
import { withoutColours } from './colours.ts';
import { decodeBytes, knownEncoding } from './decode-bytes.ts';
import { onceEncoded } from './double-encoded.ts';
import { commonCjkShare } from './encodings.ts';
import { decodeByLine, decodeUtf8 } from './lines.ts';

export type DecodeOptions = {
  /** What to call the file in a failure. */
  readonly name: string;
  /** Encoding to use whatever the bytes look like; any label that TextDecoder or iconv-lite knows. */
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
/** More NULs in a row are no text in any encoding: a file system left them where a file was not finished. */
const NUL_RUN = 8;
/** Text of the 7-bit Japanese encoding of mail (RFC 1468) goes over to characters with one of these, and back. */
const TO_JAPANESE = ['\u001b$B', '\u001b$@'];

/**
 * The text of a file whose encoding nobody knows: byte order mark, then UTF-8, then UTF-16, then the
 * national encodings by what reads best, line by line where a file has several. A place that could not be
 * decoded is one U+FFFD. Line ends become `\n`, control characters go, the text is in Unicode's NFC.
 * Takes time in proportion to its length.
 */
export function decode(bytes: Uint8Array, options: DecodeOptions): string {
  if (hasBinarySignature(bytes)) throw new AppError('FILE_NOT_TEXT', { path: options.name });
  const written = withoutNulRuns(bytes);
  const encoding = named(options.encoding);
  const text = withoutColours(
    encoding === undefined ? decodeUnknown(written) : decodeBytes(written, encoding),
  );
  const controls = countControls(text);
  const clean = cleanText(text);
  const isNoText = clean.trim() === '' && bytes.includes(0);
  if (isNoText || (controls > 3 && controls > text.length * MOST_CONTROLS)) {
    throw new AppError('FILE_NOT_TEXT', { path: options.name });
  }
  return clean;
}

function named(encoding: string | undefined): string | undefined {
  if (encoding === undefined) return undefined;
  const known = knownEncoding(encoding);
  if (known === undefined) throw new AppError('ENCODING_UNKNOWN', { encoding });
  return known;
}

function decodeUnknown(bytes: Uint8Array): string {
  const marked = byteOrderMark(bytes) ?? utf16ByNuls(bytes);
  if (marked !== undefined && marked !== 'utf-8') return decodeBytes(withoutHalf(bytes), marked);
  if (isUtf8(bytes)) {
    const wide = isClean(bytes) ? undefined : utf16WithoutNuls(bytes);
    if (wide !== undefined) return decodeBytes(bytes, wide);
    const text = decodeUtf8(bytes);
    const isMail = TO_JAPANESE.some((mark) => text.includes(mark));
    return isMail ? decodeBytes(bytes, 'iso-2022-jp') : onceEncoded(text);
  }
  const { text, guess } = decodeByLine(bytes);
  const wide = guess.score < CHANCE && marked === undefined ? utf16WithoutNuls(bytes) : undefined;
  return wide === undefined ? onceEncoded(text) : decodeBytes(bytes, wide);
}

/** Bytes in pairs without the first half of a line end or a blank, which a cut file may end with. */
function withoutHalf(bytes: Uint8Array): Uint8Array {
  const isBlank = (bytes.at(-1) ?? 0) <= 0x20;
  return bytes.length % 2 === 1 && isBlank ? bytes.subarray(0, -1) : bytes;
}

function byteOrderMark(bytes: Uint8Array): string | undefined {
  const [first, second, third, fourth] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe)
    return third === 0 && fourth === 0 ? 'utf-32le' : 'utf-16le';
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
  if (bytes.length < 4) return undefined;
  // A file that was cut may end in half a character.
  const head = bytes.subarray(0, Math.min(SAMPLE_BYTES, bytes.length & ~1));
  return ['utf-16le', 'utf-16be'].find((name) => commonCjkShare(decodeBytes(head, name)) >= CHANCE);
}

function isClean(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, SAMPLE_BYTES);
  return head.every((byte) => byte >= 0x20 || (byte >= 0x09 && byte <= 0x0d));
}

/** Bytes without what was never written: long runs of NULs are cut to two, which UTF-16 may need. */
function withoutNulRuns(bytes: Uint8Array): Uint8Array {
  const run = new Uint8Array(NUL_RUN);
  const parts: Uint8Array[] = [];
  let from = 0;
  for (
    let at = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).indexOf(run);
    at !== -1;
  ) {
    let end = at;
    while (bytes[end] === 0) end += 1;
    parts.push(bytes.subarray(from, at + 2));
    from = end - ((end - at) % 2);
    at = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).indexOf(run, end);
  }
  return from === 0 ? bytes : Buffer.concat([...parts, bytes.subarray(from)]);
}
