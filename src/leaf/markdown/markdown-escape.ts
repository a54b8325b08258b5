import { flat } from '../shown/flat-text.ts';

/** Marks that would begin a block where a line begins: list, quote, heading, rule, definition. */
const BLOCK_START = /^(?:[-+=>|:#]|\d{1,9}(?=[.)](?:\s|$)))/;

const BRACKETS: Readonly<Record<string, string>> = { '(': '%28', ')': '%29' };

/**
 * A talk's text for use inside a line of Markdown: whatever it contains comes out as that text, never
 * as markup, HTML, a link, a formula or an Obsidian comment. One line.
 */
export function inlineMarkdown(text: string): string {
  const escaped = flat(text)
    .replace(/[\\`*[\]$~|]/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}_])_+|_+(?![\p{L}\p{N}_])/gu, (run) => '\\_'.repeat(run.length))
    .replace(/(?<=^|\s)#/g, '\\#')
    .replace(/&(?=#?\w{1,40};|#?\w{0,40}$)/g, '&amp;')
    .replace(/<(?=[^\s\d]|$)/g, '&lt;')
    .replace(/%%|==/g, (pair) => `\\${pair[0]}\\${pair[1]}`);
  return /[:@]|www/i.test(escaped) ? withoutLinks(escaped) : escaped;
}

/** Bare addresses become links by themselves, and escapes inside those would show. */
function withoutLinks(text: string): string {
  return text.replace(
    /(?<=[a-z]):(?=\/\/)|(?<=www)\.|(?<=[\w.+-])@(?=\S)|(?<=mailto|xmpp):/gi,
    '\\$&',
  );
}

/** The same for text that may stand at the start of a line. Blanks around it are gone. */
export function blockMarkdown(text: string): string {
  return startOfLine(inlineMarkdown(text).trim());
}

/** Makes Markdown that begins with a talk's text safe to begin a line with. */
export function startOfLine(markdown: string): string {
  return markdown.replace(BLOCK_START, (mark) => (/\d/.test(mark) ? `${mark}\\` : `\\${mark}`));
}

/** A link. The text must be escaped already; in the target everything that would end it is encoded. */
export function markdownLink(text: string, target: string): string {
  const safe = target.replace(/[()<>\\\s]/g, (mark) => BRACKETS[mark] ?? encodeURIComponent(mark));
  return `[${text}](${safe})`;
}
