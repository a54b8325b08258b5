/** A stretch of text that looks like a JSON object or list. */
export type JsonSegment = {
  /** As it stands in the text. */
  readonly raw: string;
  /** With the marks JSON has, where Chinese ones or unescaped quotes stood. */
  readonly plain: string;
  /** False when the text ended before it did. */
  readonly isClosed: boolean;
  /** True when the text ended amid a text in quotes, or behind a mark that something follows: more than brackets is lacking. */
  readonly isTorn: boolean;
};

/** What closes a text that one of these opens; `"` is taken for any, when a mark of JSON follows. */
const QUOTES: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '“': '”',
  '”': '”',
  '„': '“',
  '「': '」',
  '『': '』',
  '＂': '＂',
};
/** What follows the end of a text, and never what stands amid one unless it is quoted itself. */
const AFTER_TEXT = /\s*(?:[:：,，、}\]｝］]|<\/[\w-]+>\s*$|```|$)/uy;
/** A bracket that never closes may be prose; the search goes on behind so many of them. */
const MOST_UNCLOSED = 8;

/** The JSON objects and lists of a text, outermost ones, in order; in time proportional to its length. */
export function jsonSegments(text: string): JsonSegment[] {
  const found: JsonSegment[] = [];
  let unclosed = 0;
  for (let at = nextStart(text, 0); at >= 0;) {
    const { plain, end, isClosed, isTorn } = scan(text, at);
    found.push({ raw: text.slice(at, end), plain, isClosed, isTorn });
    if (!isClosed) unclosed += 1;
    if (unclosed > MOST_UNCLOSED) break;
    at = nextStart(text, isClosed ? end : at + 1);
  }
  return found;
}

function nextStart(text: string, from: number): number {
  const start = /[{[｛［]/gu;
  start.lastIndex = from;
  return start.exec(text)?.index ?? -1;
}

/** One object or list from its bracket on. */
function scan(text: string, start: number): Omit<JsonSegment, 'raw'> & { end: number } {
  const parts: string[] = [];
  let depth = 0;
  for (let at = start; at < text.length;) {
    const mark = text.charAt(at);
    if (QUOTES[mark] !== undefined) {
      const quoted = quotedFrom(text, at);
      parts.push(quoted.plain);
      if (quoted.isOpen)
        return { plain: parts.join(''), end: text.length, isClosed: false, isTorn: true };
      at = quoted.end;
      continue;
    }
    const plain = mark === '、' ? ',' : mark.normalize('NFKC');
    parts.push(plain);
    at += 1;
    if (plain === '{' || plain === '[') depth += 1;
    if (plain === '}' || plain === ']') depth -= 1;
    if (depth === 0) return { plain: parts.join(''), end: at, isClosed: true, isTorn: false };
  }
  const plain = parts.join('');
  return { plain, end: text.length, isClosed: false, isTorn: /[,:]\s*$/u.test(plain) };
}

/** A text in quotes of some kind, as JSON writes it. */
function quotedFrom(text: string, start: number): { plain: string; end: number; isOpen: boolean } {
  const end = endOfQuoted(text, start);
  const said = text.slice(start + 1, end);
  const plain = said.replace(/\\(.?)|["\p{Cc}]/gsu, (mark: string, after?: string) =>
    after === undefined ? written(mark) : escaped(after),
  );
  const isOpen = end >= text.length;
  return { plain: `"${plain}"`, end: Math.min(text.length, end + 1), isOpen };
}

/** Where the quote stands that ends a text: a mark of JSON follows, and quotes opened inside are closed. */
function endOfQuoted(text: string, start: number): number {
  const open = text.charAt(start);
  const close = QUOTES[open] ?? open;
  let nested = 0;
  for (let at = start + 1; at < text.length; at += 1) {
    const mark = text.charAt(at);
    const isQuote = mark === close || (mark === '"' && open !== "'");
    if (isQuote && nested === 0 && isBefore(text, at + 1)) return at;
    if (mark === '\\') at += 1;
    else if (open !== close)
      nested = Math.max(0, nested + (mark === open ? 1 : 0) - (mark === close ? 1 : 0));
  }
  return text.length;
}

function isBefore(text: string, at: number): boolean {
  AFTER_TEXT.lastIndex = at;
  return AFTER_TEXT.test(text);
}

function escaped(mark: string): string {
  if (/["\\/bfnrtu]/.test(mark)) return `\\${mark}`;
  return mark === "'" ? mark : `\\\\${written(mark)}`;
}

function written(mark: string): string {
  if (mark === '"') return String.raw`\"`;
  return mark < ' ' ? JSON.stringify(mark).slice(1, -1) : mark;
}
