import { all } from './elements.ts';

/** A sentence as the page has it. */
export type Line = {
  /** When it begins, in seconds. */
  readonly start: number;
  /** Its source, then its translation where it has one. */
  readonly elements: readonly HTMLElement[];
  /** The number of the section it stands in; absent in a talk without a note. */
  readonly section: string | undefined;
};

/** The sentences of the page. */
export type Lines = {
  /** The one that an element belongs to. */
  readonly of: (element: HTMLElement) => Line | undefined;
  /** The one being said at a moment, in seconds. */
  readonly at: (seconds: number) => Line | undefined;
  /** The one before or after that. */
  readonly beside: (seconds: number, step: -1 | 1) => Line | undefined;
};

/** Reads the sentences of the page, with their times. */
export function readLines(): Lines {
  const elements = new Map<string | undefined, HTMLElement[]>();
  for (const each of all('.line')) {
    const same = elements.get(each.dataset['s']);
    if (same) same.push(each);
    else elements.set(each.dataset['s'], [each]);
  }
  const lines = all('.line[data-t]').map((source): Line => ({
    start: Number(source.dataset['t']),
    elements: elements.get(source.dataset['s']) ?? [source],
    section: source.closest<HTMLElement>('.part')?.dataset['n'],
  }));
  const bySource = new Map(lines.map((line) => [line.elements[0]?.dataset['s'], line]));
  return {
    of: (element) => bySource.get(element.dataset['s']),
    at: (seconds) => lines[countBegun(lines, seconds) - 1],
    beside: (seconds, step) => lines[countBegun(lines, seconds) - 1 + step],
  };
}

/** How many of the lines have begun at a moment. */
function countBegun(lines: readonly Line[], seconds: number): number {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const line = lines[middle];
    if (line && line.start <= seconds) low = middle + 1;
    else high = middle;
  }
  return low;
}
