import type { Candidate } from './candidate.ts';
import { type Mark, type MarkKind, markOf } from './marks.ts';

const FENCE = new RegExp('^\\s*(?:```|~~~)\\s*\\w*\\s*$');
/** Where a line begins that stands in the row of the one before. */
const INSIDE = /[ \t]+(?=(\d{1,9})[ \t]?[|｜])/gu;
/** A row of a table that holds nothing, a ruler, or a tag alone: nobody's text. */
const EMPTY_ROW = /^\s*(?:[-|｜:=*_\s]*|<\/?[\w-]+>)$/u;
/** In the order in which they are believed when as many lines are marked so. */
const KINDS: readonly MarkKind[] = ['bar', 'word', 'bracket', 'list', 'alone'];

type Row = { readonly text: string; readonly mark: Mark | undefined };

/**
 * Reads rows that say whose line they are. The way in which most of the asked lines are marked is the answer's own;
 * what is marked otherwise is taken only where its line is not answered and its place fits.
 */
export function readRows(text: string, wanted: ReadonlySet<number>, whole: boolean): Candidate[] {
  const lines = apart(text, wanted).split('\n');
  if (!whole) lines.pop();
  const rows = lines.map((row) => ({ text: FENCE.test(row) ? '' : row, mark: markOf(row) }));
  const kind = mainKind(rows, wanted);
  const isMain = ({ mark }: Row): boolean => mark?.kind === kind;
  const own = new Set(rows.filter(isMain).map(({ mark }) => mark?.id));
  const next = nextIds(rows, isMain);
  const found: Reading[] = [];
  for (const [index, row] of rows.entries()) {
    const last = found.at(-1);
    const { mark } = row;
    const isOpen = mark && wanted.has(mark.id) && !own.has(mark.id);
    if (mark && (isMain(row) || (isOpen && fitsBetween(mark, last, next[index]))))
      found.push(new Reading(mark));
    else last?.takeBelow(row.text);
  }
  // Behind the last line and a gap stands a remark, unless other texts stand so as well.
  const isGapped = found.length === 1 || found.slice(0, -1).some((each) => each.isGapped);
  // A number alone says nothing without a text below.
  return found
    .map((each, index) => each.candidate(isGapped || index < found.length - 1))
    .filter(({ text: said, below }) => kind !== 'alone' || said !== '' || below !== '');
}

/** A row marked otherwise than the others may be a line when its ID comes between theirs. */
function fitsBetween(mark: Mark, last: Reading | undefined, next: number | undefined): boolean {
  if (last?.isEmpty) return mark.id === last.id;
  return mark.id > (last?.id ?? 0) && mark.id < (next ?? Infinity);
}

/** A line as it is read: its own row, and those below it up to a gap. */
class Reading {
  readonly id: number;
  readonly #text: string;
  readonly #below: string[] = [];
  #isOver = false;
  #hasGap = false;

  constructor({ id, text }: Mark) {
    [this.id, this.#text] = [id, text.trim()];
  }

  get isEmpty(): boolean {
    return this.#text === '' && this.#below.length === 0;
  }

  /** True when its text stands behind a gap. */
  get isGapped(): boolean {
    return this.#hasGap && this.#text === '' && this.#below.length > 0;
  }

  takeBelow(row: string): void {
    if (this.#isOver) return;
    if (!EMPTY_ROW.test(row)) {
      this.#below.push(row.trim());
      return;
    }
    this.#hasGap ||= this.#below.length === 0;
    this.#isOver = this.#text !== '' || this.#below.length > 0;
  }

  candidate(withGap: boolean): Candidate {
    const below = this.isGapped && !withGap ? '' : this.#below.join('\n');
    return { id: this.id, text: this.#text, below };
  }
}

/** For each row, the ID of the next one that is marked in the answer's own way. */
function nextIds(rows: readonly Row[], isMain: (row: Row) => boolean): (number | undefined)[] {
  let next: number | undefined;
  return rows
    .toReversed()
    .map((row) => {
      const after = next;
      if (isMain(row)) next = row.mark?.id;
      return after;
    })
    .toReversed();
}

function mainKind(rows: readonly Row[], wanted: ReadonlySet<number>): MarkKind | undefined {
  const scores = KINDS.map((kind) => {
    const ids = rows.flatMap(({ mark }) => (mark?.kind === kind ? [mark.id] : []));
    return { kind, asked: new Set(ids.filter((id) => wanted.has(id))).size, all: ids.length };
  }).filter(({ all }) => all > 0);
  return scores.toSorted((a, b) => b.asked - a.asked || b.all - a.all)[0]?.kind;
}

/** Lines in one row become rows, but not where an ID has a row of its own: then the other is text, such as `2 | 3`. */
function apart(text: string, wanted: ReadonlySet<number>): string {
  if (text.search(INSIDE) === -1) return text;
  const own = new Set(text.split('\n').map((row) => markOf(row)?.id));
  return text.replace(INSIDE, (blanks, digits: string) => {
    const id = Number(digits);
    return wanted.has(id) && !own.has(id) ? '\n' : blanks;
  });
}

/** True when a row may hold other lines as well. */
export function holdsOthers(row: string, wanted: (id: number) => boolean): boolean {
  return [...row.matchAll(INSIDE)].some((match) => match.index > 0 && wanted(Number(match[1])));
}
