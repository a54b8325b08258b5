import { all } from './elements.ts';
import { isSideShown, type Shown } from './shown-language.ts';

/** A place where the words sought stand. */
export type Hit = { readonly element: HTMLElement; readonly range: Range };

/** More are neither useful nor quick to paint. */
export const MOST_HITS = 2000;

/** A stretch of text that is searched by itself; the words sought may cross its marked ones. */
type Field = {
  readonly element: HTMLElement;
  readonly side: Shown;
  readonly text: string;
  readonly nodes: readonly { readonly node: Text; readonly start: number }[];
};

/** Prepares searching points, terms and text, in what is shown. The page is read at the first search. */
export function textFinder(): (words: string) => Hit[] {
  let fields: readonly Field[] | undefined;
  return (words) => {
    fields ??= all('.find, .line').map(readField);
    const sought = fold(words);
    const hits: Hit[] = [];
    for (const field of fields) {
      if (!isSideShown(field.side)) continue;
      let from = field.text.indexOf(sought);
      while (from >= 0 && hits.length < MOST_HITS) {
        const end = from + sought.length;
        hits.push({ element: field.element, range: rangeIn(field, from, end) });
        from = field.text.indexOf(sought, end);
      }
    }
    return hits;
  };
}

/** Lower case keeps the length in nearly all scripts; where it does not, places would be wrong. */
function fold(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text;
}

function readField(element: HTMLElement): Field {
  const nodes: { node: Text; start: number }[] = [];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let text = '';
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!(node instanceof Text)) continue;
    nodes.push({ node, start: text.length });
    text += node.data;
  }
  return { element, nodes, side: sideOf(element), text: fold(text) };
}

function sideOf(element: HTMLElement): Shown {
  if (element.closest('.para .tr')) return 'translation';
  return element.closest('.para .src') ? 'source' : 'both';
}

function rangeIn({ nodes }: Field, from: number, to: number): Range {
  const range = document.createRange();
  const first = nodes.findLast(({ start }) => start <= from);
  const last = nodes.findLast(({ start }) => start < to);
  if (first) range.setStart(first.node, from - first.start);
  if (last) range.setEnd(last.node, to - last.start);
  return range;
}
