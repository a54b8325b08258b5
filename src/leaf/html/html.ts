import { flat } from '../shown/flat-text.ts';

/** Finished HTML. Plain strings are never taken for it, so text cannot slip in unescaped. */
export type Html = { readonly html: string };

/** What an element may contain: strings are text and are escaped. */
export type Content = Html | string | undefined | readonly Content[];

type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** Elements without an end tag, as far as a note has them (HTML Standard, 13.1.2). */
const VOID = new Set(['input', 'link', 'meta']);

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** An element. Attributes are escaped; `false` and `undefined` ones are left out. */
export function tag(name: string, attributes: Attributes = {}, content?: Content): Html {
  const written = Object.entries(attributes)
    .map(([key, value]) => {
      if (value === undefined || value === false) return '';
      return value === true ? ` ${key}` : ` ${key}="${escapeHtml(String(value))}"`;
    })
    .join('');
  if (VOID.has(name)) return { html: `<${name}${written}>` };
  return { html: `<${name}${written}>${contentHtml(content)}</${name}>` };
}

/** Style or script of our own, exactly as it is. */
export function verbatim(name: 'style' | 'script', text: string): Html {
  return { html: `<${name}>${text}</${name}>` };
}

/** Content as HTML text. */
export function contentHtml(content: Content): string {
  if (content === undefined) return '';
  if (typeof content === 'string') return escapeHtml(content);
  return 'html' in content ? content.html : content.map(contentHtml).join('');
}

/** Text as HTML: on one line, without control characters, with nothing a parser takes for markup. */
function escapeHtml(text: string): string {
  return flat(text).replace(/[&<>"']/g, (mark) => ENTITIES[mark] ?? mark);
}
