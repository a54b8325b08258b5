/** One element of an XML text. */
export type Element = {
  /** In small letters, without the prefix of its namespace. */
  readonly name: string;
  /** As written, to be asked by name with `attribute`. */
  readonly attributes: string;
  /** Texts as written, with their entities, and elements, in order. */
  readonly content: (Element | string)[];
};

/** Deeper elements count as part of those around them: captions have six floors. */
const DEEPEST = 40;
const TAG = /^<(\/?)(?:[\w.-]{1,40}:)?([a-z][\w.-]{0,40})(\s[^]*?)?(\/?)>$/i;

/** What else begins with a bracket, and how it ends. */
const MARKS = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
] as const;

/**
 * Reads XML as far as captions need it, whatever is missing or left open: what holds the elements at
 * the top has an empty name. Takes time in proportion to the length of the text.
 */
export function readXml(text: string): Element {
  const root: Element = { name: '', attributes: '', content: [] };
  const open = [root];
  const add = (each: Element | string): unknown => each !== '' && open.at(-1)?.content.push(each);
  for (let from = 0; from < text.length;) {
    const { at, to, kept } = nextTag(text, from);
    add(text.slice(from, at) + kept);
    from = to;
    const [, close, name = '', attributes = '', isEmpty] = TAG.exec(text.slice(at, to)) ?? [];
    if (name === '') continue;
    if (close) closeElement(open, name.toLowerCase());
    else if (open.length < DEEPEST) {
      const element = { name: name.toLowerCase(), attributes, content: [] };
      add(element);
      if (!isEmpty) open.push(element);
    }
  }
  return root;
}

/** Where the next tag stands, and what of it is text. Without one, the end. */
function nextTag(text: string, from: number): { at: number; to: number; kept: string } {
  const at = text.indexOf('<', from);
  if (at === -1) return { at: text.length, to: text.length, kept: '' };
  const [mark, end] = MARKS.find(([each]) => text.startsWith(each, at)) ?? ['<', '>'];
  const found = text.indexOf(end, at + mark.length);
  const last = found === -1 ? text.length : found;
  const kept = mark === '<![CDATA[' ? text.slice(at + mark.length, last) : '';
  return { at, to: Math.min(text.length, last + end.length), kept };
}

/** What was left open inside is closed as well; what was never opened is passed over. */
function closeElement(open: Element[], name: string): void {
  const at = open.findLastIndex((element) => element.name === name);
  if (at > 0) open.length = at;
}

/** An attribute by its name without a prefix; `undefined` when it is not there. */
export function attribute({ attributes }: Element, name: string): string | undefined {
  const found = new RegExp(
    String.raw`\s(?:[\w.-]{1,40}:)?${name}\s?=\s?(?:"([^"]*)"|'([^']*)')`,
    'i',
  ).exec(attributes);
  return found?.[1] ?? found?.[2];
}

/** The elements inside another, in order. */
export function childrenOf({ content }: Element): Element[] {
  return content.filter((each) => typeof each !== 'string');
}

/** All text in it, each as `write` gives it; a `br` is a new line. */
export function textOf(content: Element['content'], write: (text: string) => string): string {
  return content
    .map((each) => {
      if (typeof each === 'string') return write(each);
      return each.name === 'br' ? '\n' : textOf(each.content, write);
    })
    .join('');
}
