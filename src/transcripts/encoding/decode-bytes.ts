import iconv from 'iconv-lite';

/** Bytes 80 to 9F of windows-1252 (https://encoding.spec.whatwg.org/index-windows-1252.txt); five of them stand for nothing. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ';

/** What iconv-lite calls encodings of text; its other names are not encodings of any file. */
const OF_ICONV =
  /^(?:cp|ibm|mac|iso|win|windows|koi8|tis|viscii|tcvn|utf-?32|gb|big5|euc|shift)[\w-]*$/i;

/** The name of an encoding as it is known here: TextDecoder's, else iconv-lite's. `undefined` for an unknown one. */
export function knownEncoding(name: string): string | undefined {
  const encoding = decoderOf(name)?.encoding;
  return encoding ?? (OF_ICONV.test(name) && iconv.encodingExists(name) ? name : undefined);
}

/** Bytes as text in a named encoding, broken places as U+FFFD. Throws for an unknown name. */
export function decodeBytes(bytes: Uint8Array, name: string): string {
  const decoder = decoderOf(name);
  if (decoder === undefined)
    return iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), name);
  const text = decoder.decode(bytes);
  if (decoder.encoding !== 'windows-1252') return text;
  // Node 20 decodes windows-1252 as Latin-1 (https://github.com/nodejs/node/issues/56542).
  return text.replace(
    /[\u0080-\u009F]/g,
    (mark) => WINDOWS_1252[mark.charCodeAt(0) - 0x80] ?? mark,
  );
}

function decoderOf(name: string): InstanceType<typeof TextDecoder> | undefined {
  try {
    return new TextDecoder(name);
  } catch {
    return undefined;
  }
}
