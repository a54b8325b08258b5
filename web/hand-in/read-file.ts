/** Larger ones are sent piece by piece, in bytes: the server takes no longer text in one request. */
const LARGEST_TEXT = 8_000_000;
const TEXT_NAMES =
  /\.(?:srt|vtt|ass|ssa|lrc|sbv|sub|smi|ttml|dfxp|xml|json|json3|srv[123]|md|markdown|txt|text|tsv|csv|html?)$/i;

/** The text of a file; `undefined` for what is no text, or whose letters only the server can tell. */
export async function textOf(file: File): Promise<string | undefined> {
  const isText = TEXT_NAMES.test(file.name) || file.type.startsWith('text/');
  if (!isText || file.size > LARGEST_TEXT) return undefined;
  const bytes = new Uint8Array(await file.arrayBuffer());
  const [first, second] = bytes;
  const isWide = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  const encoding = isWide ? (first === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** A file's name as a title. */
export function titleOf(name: string): string {
  return (
    name
      .replace(/\.[a-z\d]{1,8}$/i, '')
      .replaceAll('_', ' ')
      .trim() || name
  );
}
