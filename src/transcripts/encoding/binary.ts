/** First bytes of common files that are not text, in hexadecimal (https://www.garykessler.net/library/file_sigs.html), with their offset. */
const SIGNATURES: readonly (readonly [offset: number, hex: string])[] = [
  [0, '89504e470d0a1a0a'], // PNG
  [0, 'ffd8ff'], // JPEG
  [0, '47494638'], // GIF
  [0, '504b0304'], // ZIP, DOCX, EPUB
  [0, '504b0506'],
  [0, '1f8b08'], // gzip
  [0, '425a68'], // bzip2
  [0, 'fd377a585a00'], // xz
  [0, '28b52ffd'], // Zstandard
  [0, '377abcaf271c'], // 7-Zip
  [0, '526172211a07'], // RAR
  [0, '7f454c46'], // ELF
  [0, 'cafebabe'], // Mach-O, Java
  [0, 'cffaedfe'],
  [0, '4d5a90'], // Windows program
  [0, '0061736d'], // WebAssembly
  [0, '255044462d'], // PDF
  [0, '53514c69746520666f726d6174'], // SQLite
  [0, 'd0cf11e0a1b11ae1'], // older Office
  [0, '1a45dfa3'], // Matroska, WebM
  [0, '000001ba'], // MPEG
  [0, '000001b3'],
  [0, '4f676753'], // Ogg
  [0, '664c6143'], // FLAC
  [0, '494433'], // MP3
  [0, 'fffb'], // MP3 without a tag
  [0, '464c56'], // Flash video
  [0, '52494646'], // WAV, AVI, WebP
  [4, '66747970'], // MP4, MOV, M4A
];

/** Whether the first bytes are those of a known kind of file that is not text. */
export function hasBinarySignature(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 32)).toString('hex');
  return SIGNATURES.some(([offset, hex]) => head.startsWith(hex, offset * 2));
}
