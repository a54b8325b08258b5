/** Marks of Markdown that stand around a whole line. */
const AROUND = /^(\*{2,12}|_{2,12}|~~|`{1,12}|[*_](?=\S))(.*)\1$/su;
/** Bold amid a line; code such as `**kwargs` or `2**3` has no such pairs. */
const INLINE = /(?<![\w*\\])(\*{2,3})(?=[^\s*])([^*\n]+?)(?<=[^\s*])\1(?![\w*])/gu;
/** A talk about these may well show them. */
const ABOUT_BOLD = /asterisk|markdown|\bbold\b|double star|two stars|星号|星號|加粗|粗体|粗體/iu;
/** A name in code, such as `__init__`. */
const NAME = /^[\w.]+$/;

/** A line without emphasis and code marks around it, or bold ones amid it. */
export function withoutEmphasis(text: string, source: string): string {
  const bare = around(text, source);
  if (!bare.includes('**') || source.includes('*') || ABOUT_BOLD.test(source + bare)) return bare;
  const plain = bare.replace(INLINE, '$2');
  // The opening half stood before the ID.
  return (plain.split('**').length - 1) % 2 === 1 && plain.endsWith('**')
    ? plain.slice(0, -2)
    : plain;
}

function around(text: string, source: string): string {
  const found = AROUND.exec(text);
  const [, mark = '', said = ''] = found ?? [];
  const inner = said.trim();
  if (!found || !isWhole(inner, mark) || source.includes(mark.charAt(0))) return text;
  return mark.startsWith('_') && NAME.test(inner) ? text : inner;
}

/** False for `**one** and **two**`; what is around a text twice has nothing of it outside. */
function isWhole(inner: string, mark: string): boolean {
  const parts = inner.replace(/<[^<>]*>/g, '').split(mark);
  return (
    parts.length === 1 ||
    [parts[0], parts.at(-1)].every((part) => !/[\p{L}\p{N}]/u.test(part ?? ''))
  );
}
