/** Groups of a document that are not its text: fonts, colours, styles, facts, pictures, headers. */
const DESTINATIONS = new Set(
  'fonttbl colortbl stylesheet info pict object header footer headerl headerr footerl footerr footnote generator listtable listoverridetable themedata datastore latentstyles xmlnstbl filetbl revtbl rsidtbl pgdsctbl expandedcolortbl'.split(
    ' ',
  ),
);
/** Words that stand for characters. */
const CHARACTERS: Readonly<Record<string, string>> = {
  par: '\n',
  line: '\n',
  sect: '\n',
  page: '\n',
  row: '\n',
  tab: '\t',
  cell: '\t',
  emdash: '—',
  endash: '–',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  bullet: '•',
};
/** The code page where none is named, and where it is one Node does not know. */
const WESTERN = 'windows-1252';
/** Names of TextDecoder for code pages that are not called windows-NNNN there. */
const CODE_PAGES: Readonly<Record<string, string>> = {
  '932': 'shift_jis',
  '936': 'gb18030',
  '949': 'euc-kr',
  '950': 'big5',
  '874': 'windows-874',
  '10000': 'macintosh',
  '65001': 'utf-8',
};
/** One piece of a document: a byte, a word with its number, a brace, another sign, or text. Line ends are none. */
const PIECE =
  /\\'([\da-f]{2})|\\([a-z]{1,32})(-?\d{1,9})? ?|\\([^a-z])|([{}])|[\r\n]+|([^\\{}\r\n]+)/gi;

/** Whether a text is a document in RTF. */
export function isRtf(head: string): boolean {
  return /^\s{0,20}\{\\rtf\d?/.test(head);
}

/** The text of a document in RTF (https://www.biblioscape.com/rtf15_spec.htm), which editors save subtitles as; also of one cut off. */
export function plainRtf(written: string): string {
  const document = new RtfText(/\\ansicpg(\d{1,5})/.exec(written.slice(0, 2000))?.[1]);
  for (const [, byte, word, value, sign, brace, text] of written.matchAll(PIECE)) {
    if (byte !== undefined) document.addByte(Number.parseInt(byte, 16));
    else if (brace !== undefined) document.brace(brace);
    else if (word !== undefined) document.word(word, value);
    else if (sign !== undefined) document.sign(sign);
    else document.addText(text ?? '');
  }
  return document.end();
}

/** A document that is being read. */
class RtfText {
  readonly #decode: (bytes: Uint8Array) => string;
  readonly #parts: string[] = [];
  readonly #groups: { isHidden: boolean; skip: number }[] = [];
  #group = { isHidden: false, skip: 1 };
  #bytes: number[] = [];
  /** So many characters follow one of Unicode for readers that do not know it. */
  #passed = 0;

  constructor(codePage: string | undefined) {
    const decoder = decoderOf(codePage);
    this.#decode = (bytes) => decoder.decode(bytes);
  }

  addByte(byte: number): void {
    if (this.#passed > 0) this.#passed -= 1;
    else if (!this.#group.isHidden) this.#bytes.push(byte);
  }

  addText(text: string): void {
    this.#say(text.slice(this.#passed));
    this.#passed = Math.max(0, this.#passed - text.length);
  }

  brace(brace: string): void {
    this.#say('');
    if (brace === '{') this.#groups.push(this.#group);
    else this.#group = this.#groups.pop() ?? this.#group;
  }

  word(word: string, value: string | undefined): void {
    if (DESTINATIONS.has(word)) this.#group = { ...this.#group, isHidden: true };
    else if (word === 'uc') this.#group = { ...this.#group, skip: Number(value ?? 1) };
    else if (word === 'u') {
      this.#say(unicode(value));
      this.#passed = this.#group.skip;
    } else this.#say(CHARACTERS[word] ?? '');
  }

  sign(sign: string): void {
    if (sign === '*') this.#group = { ...this.#group, isHidden: true };
    else this.#say(signed(sign));
  }

  end(): string {
    this.#say('');
    return this.#parts.join('');
  }

  #say(text: string): void {
    if (this.#bytes.length > 0) this.#parts.push(this.#decode(Uint8Array.from(this.#bytes)));
    this.#bytes = [];
    if (!this.#group.isHidden && text !== '') this.#parts.push(text);
  }
}

/** Numbers past 32767 are written as negative ones. */
function unicode(value: string | undefined): string {
  return String.fromCharCode(Number(value ?? 63) & 0xff_ff);
}

function signed(sign: string): string {
  if (sign === '~') return ' ';
  if (sign === '\n' || sign === '\r') return '\n';
  // A quote without two digits behind it was cut off.
  return "-_'".includes(sign) ? '' : sign;
}

function decoderOf(codePage: string | undefined): { decode: (bytes: Uint8Array) => string } {
  const name = CODE_PAGES[codePage ?? ''] ?? `windows-${codePage ?? '1252'}`;
  try {
    return new TextDecoder(name);
  } catch {
    return new TextDecoder(WESTERN);
  }
}
