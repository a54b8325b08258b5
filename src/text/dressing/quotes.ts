/** Pairs of quotes that are put around a line. */
const PAIRS: readonly (readonly [string, string])[] = [
  ['"', '"'],
  ['“', '”'],
  ['„', '“'],
  ['”', '”'],
  ['«', '»'],
  ['「', '」'],
  ['『', '』'],
  ['＂', '＂'],
  ["'", "'"],
  ['‘', '’'],
  ['\\"', '\\"'],
];
const DOUBLE = /["“”„«»「」『』＂]/gu;

/** A line without the quotes around all of it, where the source has as many without them. */
export function withoutQuotes(text: string, source: string): string {
  const pair = PAIRS.find(([open, close]) => isAround(text, open, close));
  if (!pair) return text;
  const [open, close] = pair;
  const inner = text.slice(open.length, -close.length);
  const isSingle = open === "'" || open === '‘';
  if (isSingle) return /^[\s\p{P}]*['‘]|['’]\W*$/u.test(source) ? text : inner;
  const own = countOf(source);
  return own === 0 || countOf(inner) >= own ? inner : text;
}

/** True when the first quote of a text is closed by its last. */
function isAround(text: string, open: string, close: string): boolean {
  if (text.length < open.length + close.length || !text.startsWith(open) || !text.endsWith(close))
    return false;
  const inner = text.slice(open.length, -close.length).replace(/<[^<>]*>/gu, '');
  if (open === close) return !inner.includes(open) || isWithin(inner, open);
  let depth = 1;
  for (const mark of inner) {
    if (mark === open) depth += 1;
    else if (mark === close) depth -= 1;
    if (depth === 0) return false;
  }
  return true;
}

/** Quotes inside quotes of the same kind stand amid the text, in pairs: `"he said "go" and left"`. */
function isWithin(inner: string, mark: string): boolean {
  const parts = inner.split(mark);
  const isPaired = parts.length > 1 && parts.length % 2 === 1;
  const before = parts[0] ?? '';
  return isPaired && (!/[\p{L}\p{N}]/u.test(before) || /[\s，,：:]$/u.test(before));
}

function countOf(text: string): number {
  return text.match(DOUBLE)?.length ?? 0;
}
