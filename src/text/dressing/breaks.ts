const BREAK_TAG = /<br\s*\/?>/giu;
/** `\n` written out; in `C:\new` it is a part of the name. */
const WRITTEN_BREAK = /(?<![A-Za-z:\\])\\[nr](?:\\[nr])*|\\n(?![a-z])/gu;
/** Of a text about these they are the text's own, and so they are where the source line has them. */
const ABOUT_TAGS = /<br|\bHTML\b|line break|换行|換行|改行/iu;
const ABOUT_ESCAPES = /backslash|new ?line|line break|escape|反斜|换行|換行|转义|轉義|改行/iu;
const ABOUT_ENTITIES = /entit|ampersand|\bHTML\b|实体|實體/iu;

/** A line in one row: line breaks, real ones or written ones, become spaces; nothing between Chinese characters. */
export function joinBreaks(text: string, source: string): string {
  let joined = text;
  if (/<br/i.test(joined) && !ABOUT_TAGS.test(source) && !/\bHTML\b|换行|換行/i.test(text))
    joined = joined.replace(BREAK_TAG, '\n');
  if (joined.includes('\\') && !/\\[nr]/.test(source) && !ABOUT_ESCAPES.test(source + text))
    joined = joined.replace(WRITTEN_BREAK, '\n');
  if (!joined.includes('\n')) return joined;
  return joined
    .trim()
    .replace(/(.?)\s*\n\s*(.?)/gu, (_, before: string, after: string) =>
      isSpaceless(before) || isSpaceless(after) ? before + after : `${before} ${after}`,
    );
}

function isSpaceless(mark: string): boolean {
  return /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\u3000-\u303F\uFF00-\uFF65]/u.test(mark);
}

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ldquo: '“',
  rdquo: '”',
  lsquo: '‘',
  rsquo: '’',
  mdash: '—',
  ndash: '–',
  hellip: '…',
};
const ENTITY = /&(#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,6});/giu;

/** `&quot;` and its like as the characters they stand for. */
export function decodeEntities(text: string, source: string): string {
  if (!text.includes('&') || /&#?\w+;/.test(source) || ABOUT_ENTITIES.test(source + text))
    return text;
  return text.replace(ENTITY, (entity: string, said: string) => markFor(said) ?? entity);
}

function markFor(said: string): string | undefined {
  if (!said.startsWith('#')) return NAMED[said.toLowerCase()];
  const code = /^#x/i.test(said) ? Number.parseInt(said.slice(2), 16) : Number(said.slice(1));
  return code >= 0x20 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : undefined;
}
