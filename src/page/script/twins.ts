import { eventIn } from './elements.ts';
import type { Lines } from './lines.ts';

/** Shows which translation belongs to the sentence under the pointer, and the other way round. */
export function startTwins(lines: Lines): void {
  let twins: readonly HTMLElement[] = [];
  document.addEventListener('mouseover', (event) => {
    const element = eventIn(event, '.line');
    for (const twin of twins) twin.classList.remove('twin');
    twins = (element && lines.of(element)?.elements) ?? [];
    for (const twin of twins) twin.classList.add('twin');
  });
}
