/** How a row says whose line it is: by a bar as asked, a word (`Line 12:`), brackets or bold, as in a list, alone. */
export type MarkKind = 'bar' | 'word' | 'bracket' | 'list' | 'alone';

/** A row of an answer that begins with the ID of a line. */
export type Mark = { readonly id: number; readonly kind: MarkKind; readonly text: string };

/** What models put before a number; the languages of which talks are most often translated. */
const WORDS =
  'line|id|no|nr|row|sentence|item|segment|translation|l|第|行|编号|編號|序号|序號|句|zeile|satz|ligne|phrase|línea|linea|frase|linha|riga|строка|줄|문장';
const HEAD = new RegExp(
  String.raw`^\s*(?:[-*+•>]\s+|</?[a-z][a-z:_-]*>\s*)*(?<table>[|｜]\s*)?(?<open>[*_\x60"'“‘「『\[(（【<#]{0,5})\s*` +
    String.raw`(?:(?<word>${WORDS})[\s.#:：=_-]*)?(?<id>[0-9０-９]{1,9})(?:\s?(?<unit>行|句|条|條|号|號|番|번))?` +
    String.raw`(?<close>[*_\x60"'”’」』\])）】>]{0,5})(?<rest>.*)$`,
  'isu',
);
const BAR = /^\s*[|｜│¦]\s*/u;
/** `12: text`, but not `12:30`. */
const COLON = /^\s*(?:：|:(?!\d)|、)\s*/u;
/** `12. text` and `12) text`, but not `3.5 text`. */
const DOT = /^(?:[)）\]](?!\d)|[.．](?=[\s*_“「\p{L}]|$))\s*/u;
const DASH = /^(?:\s+(?:[-–—]|->)|\s*(?:→|=>|－))\s+/u;
const TAB = /^ *\t+/u;
const SIGNS = [COLON, DOT, DASH, TAB];
const BRACKET = /[[(（【<]/;
/** What was opened before the ID closes behind its line. */
const CLOSERS: Readonly<Record<string, string>> = {
  '“': '”',
  '‘': '’',
  '「': '」',
  '『': '』',
  '[': ']',
  '(': ')',
  '（': '）',
  '【': '】',
  '<': '>',
};

/** A row cut into what stands before its ID, around it and behind it. */
type Parts = {
  readonly id: number;
  readonly open: string;
  readonly close: string;
  readonly rest: string;
  /** True when a word says that the number is a line's. */
  readonly isNamed: boolean;
  /** True when the row begins as that of a table. */
  readonly isCell: boolean;
};

/** The ID at the beginning of a row, in any of the clothes models give it. */
export function markOf(row: string): Mark | undefined {
  const parts = partsOf(row);
  if (!parts) return undefined;
  const { id, open, close, rest, isCell } = parts;
  const bar = BAR.exec(rest);
  if (bar) {
    const text = withoutTwin(rest.slice(bar[0].length), id);
    return { id, kind: 'bar', text: undressed(text, open, close) };
  }
  return isCell ? undefined : unbarred(parts);
}

function partsOf(row: string): Parts | undefined {
  const groups = HEAD.exec(row)?.groups;
  if (!groups) return undefined;
  const { open = '', close = '', rest = '', id = '', word, unit, table } = groups;
  return {
    id: Number(id.normalize('NFKC')),
    open,
    ...enclosing(open, close, rest),
    isNamed: word !== undefined || unit !== undefined,
    isCell: table !== undefined,
  };
}

function unbarred({ id, open, close, rest, isNamed }: Parts): Mark | undefined {
  const sign = SIGNS.map((each) => each.exec(rest)).find((each) => each !== null);
  const text = undressed(rest.slice(sign?.[0].length ?? 0).trim(), open, close);
  const isEnclosed = BRACKET.test(open) ? close !== '' : /\*\*/.test(open) && /\*\*/.test(close);
  if (sign) return listed({ id, kind: isNamed ? 'word' : isEnclosed ? 'bracket' : 'list', text });
  if (text === '') return { id, kind: 'alone', text };
  return isEnclosed ? { id, kind: 'bracket', text } : undefined;
}

/** `1. 41|text`: the list has numbers, the lines have IDs. */
function listed(mark: Mark): Mark {
  const inner = mark.kind === 'list' ? markOf(mark.text) : undefined;
  return inner?.kind === 'bar' ? inner : mark;
}

/** Only what was opened before the ID closes behind it; the rest is the text's, or the sign of a list: `12) text`. */
function enclosing(open: string, close: string, rest: string): { close: string; rest: string } {
  const opened = halfOf(open);
  let length = 0;
  while (length < Math.min(opened.length, close.length) && opened.includes(close.charAt(length))) {
    length += 1;
  }
  return { close: close.slice(0, length), rest: close.slice(length) + rest };
}

/** What closes what was opened. */
function halfOf(open: string): string {
  return Array.from(open.replace(/#/g, ''), (mark) => CLOSERS[mark] ?? mark)
    .toReversed()
    .join('');
}

/** `12|12|text` */
function withoutTwin(text: string, id: number): string {
  const twin = /^(\d{1,9})\s*[|｜]\s*/u.exec(text);
  return twin && Number(twin[1]) === id ? text.slice(twin[0].length) : text;
}

/** Takes off the closing half of what was opened before the ID: `**12|text**`, `**12:** text`, `"12|text",`. */
function undressed(text: string, open: string, close: string): string {
  const half = halfOf(open);
  if (half === '' || close !== '') return text;
  if (text.startsWith(half)) return text.slice(half.length).trim();
  const end = text.replace(/,$/, '').trimEnd();
  return end.endsWith(half) ? end.slice(0, -half.length) : text;
}
