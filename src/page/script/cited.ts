import { all, eventIn } from './elements.ts';

/** Room between a citation and what is shown of it, and to the edge of the window, in pixels. */
const GAP = 6;
const EDGE = 8;

/** Shows the sentences that a statement rests on, beside the citation under the pointer, the finger or the keyboard. */
export function startCited(): void {
  const card = document.createElement('div');
  card.className = 'cited';
  card.id = 'cited';
  card.setAttribute('role', 'tooltip');
  card.hidden = true;
  document.body.append(card);
  let shown: HTMLElement | undefined;

  const hide = (): void => {
    card.hidden = true;
    shown?.removeAttribute('aria-describedby');
    shown = undefined;
  };
  const show = (cite: HTMLElement): void => {
    if (cite === shown) return;
    hide();
    const sentences = (cite.dataset['cites'] ?? '').split(' ').map(copyOf);
    if (sentences.every((each) => each.length === 0)) return;
    card.replaceChildren(...sentences.flat());
    card.hidden = false;
    shown = cite;
    cite.setAttribute('aria-describedby', card.id);
    place(card, cite);
  };
  for (const name of ['mouseover', 'focusin', 'click']) {
    document.addEventListener(name, (event) => {
      const cite = eventIn(event, '.cite[data-cites]');
      if (cite) show(cite);
      else if (!eventIn(event, '#cited')) hide();
    });
  }
  document.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') hide();
  });
  document.addEventListener('scroll', hide, { passive: true });
}

/** A sentence as the text below has it, source and translation. */
function copyOf(id: string): HTMLElement[] {
  return all(`.line[data-s="${CSS.escape(id)}"]`).map((line) => {
    const copy = document.createElement('p');
    const around = line.closest<HTMLElement>('[lang]');
    copy.className = line.closest('.src') ? 'src' : 'tr';
    copy.lang = around?.lang ?? '';
    copy.dir = 'auto';
    copy.textContent = textOf(line);
    return copy;
  });
}

/** The words of a line, without the marks that stand in it. */
function textOf(line: HTMLElement): string {
  const bare = line.cloneNode(true);
  if (!(bare instanceof HTMLElement)) return '';
  for (const mark of bare.querySelectorAll('.mark, .edit')) mark.remove();
  return bare.textContent.trim();
}

/** Below the citation, or above it where there is more room; never over the edge. */
function place(card: HTMLElement, cite: HTMLElement): void {
  const { left, top, bottom } = cite.getBoundingClientRect();
  const { width, height } = card.getBoundingClientRect();
  const isBelow = bottom + GAP + height < innerHeight - EDGE || top < height + GAP + EDGE;
  const x = Math.max(EDGE, Math.min(left, document.documentElement.clientWidth - width - EDGE));
  const y = isBelow ? bottom + GAP : top - GAP - height;
  card.style.left = `${x}px`;
  card.style.top = `${y}px`;
}
