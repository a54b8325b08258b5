/** The longest folder name, in bytes of UTF-8: file systems take 255, and a suffix must fit. */
const LONGEST = 120;
/** Names Windows keeps for devices, whatever stands after a dot. */
const RESERVED = /^(?:con|prn|aux|nul|(?:com|lpt)[\d¹²³])(?:\.|$)/i;

/** A title as a folder name that every file system takes; letters of any script stay. */
export function slugOf(title: string): string {
  const plain = title
    .normalize('NFC')
    .replace(/[\p{C}<>:"/\\|?*#%&{}$!'`@+=^~[\]();,]+/gu, ' ')
    .trim()
    .replace(/[\s_.]*\s[\s_.]*/gu, '-')
    .replace(/-{2,}/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '');
  const safe = RESERVED.test(plain) ? `talk-${plain}` : plain;
  const short = cutToBytes(safe, LONGEST).replace(/[-.]+$/, '');
  return short === '' ? 'talk' : short;
}

function cutToBytes(text: string, most: number): string {
  let bytes = 0;
  let cut = '';
  for (const char of text) {
    bytes += Buffer.byteLength(char);
    if (bytes > most) break;
    cut += char;
  }
  return cut;
}
