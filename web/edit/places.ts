import type { EditRequest } from '../../src/server/contract.ts';

/** Where something can be put right, and what an edit of it is called. */
export type Place = Pick<EditRequest, 'kind' | 'id' | 'of'> & {
  readonly element: HTMLElement;
  /** What is shown there now. */
  readonly text: string;
};

/** What can be put right, by where it stands in the page. */
const EDITABLE: readonly (readonly [selector: string, kind: EditRequest['kind']])[] = [
  ['.para .src .line', 'source'],
  ['.para .tr .line', 'translation'],
  ['.para .speaker', 'speaker'],
  ['#terms tbody td:nth-child(2) .find', 'term'],
  [':is(.points, .summary) li > .find', 'point'],
  ['.sec :is(h3, h4) .find', 'heading'],
  ['.opening h1', 'title'],
];
export const ALL = EDITABLE.map(([selector]) => selector).join(', ');

/** The place that an element is, or stands in. */
export function placeOf(target: Element): Place | undefined {
  for (const [selector, kind] of EDITABLE) {
    const element = target.closest<HTMLElement>(selector);
    if (element) return { kind, element, text: textOf(element, kind), ...nameOf(element, kind) };
  }
  return undefined;
}

/** All places that an edit speaks of: a speaker stands in many. */
export function placesOf({ kind, id, of, text }: Omit<EditRequest, 'was'>): HTMLElement[] {
  const selector = EDITABLE.find(([, each]) => each === kind)?.[0] ?? '';
  const all = [...document.querySelectorAll<HTMLElement>(selector)];
  return all.filter((element) => {
    const name = nameOf(element, kind);
    if (id !== undefined) return name.id === id;
    return of === undefined ? textOf(element, kind) === text : name.of === of;
  });
}

/** Shows what was put right; marks that stood in it are gone with what they doubted. */
export function show(element: HTMLElement, kind: EditRequest['kind'], text: string): void {
  element.textContent = kind === 'speaker' ? `${text}:` : text;
}

function nameOf(element: HTMLElement, kind: EditRequest['kind']): Pick<EditRequest, 'id' | 'of'> {
  if (kind === 'source' || kind === 'translation') return { id: Number(element.dataset['s']) };
  if (kind !== 'term') return {};
  const term = element.closest('tr')?.querySelector('th')?.textContent;
  return term ? { of: term } : {};
}

/** The words of an element, without the marks and notes that stand in it. */
function textOf(element: HTMLElement, kind: EditRequest['kind']): string {
  const bare = element.cloneNode(true);
  if (!(bare instanceof HTMLElement)) return '';
  for (const mark of bare.querySelectorAll('.mark, small, .warn')) mark.remove();
  const text = bare.textContent.trim();
  return kind === 'speaker' ? text.replace(/:$/, '') : text;
}
