import { all } from './elements.ts';
import type { Hit } from './find-text.ts';

/** Colours what was found, one place more than the others. Where a browser cannot colour words, the line is framed. */
export function paintHits(hits: readonly Hit[], current: Hit | undefined): void {
  for (const element of all('.found')) element.classList.remove('found');
  if (!('highlights' in CSS)) {
    current?.element.classList.add('found');
    return;
  }
  const now = current ? new Highlight(current.range) : new Highlight();
  now.priority = 1;
  CSS.highlights.set('hit', new Highlight(...hits.map(({ range }) => range)));
  CSS.highlights.set('hit-now', now);
}
