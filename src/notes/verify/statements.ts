import { evenly } from '../../base/evenly.ts';
import type { Claim, ClaimDoubt, Note, Point, Section } from '../../model/note.ts';
import type { Sentence } from '../../model/sentence.ts';
import type { IdRange } from '../asking/correct.ts';
import { promoted } from '../checks/promoted.ts';
import { neutralTitle } from '../outline/titles.ts';

/** One statement or heading of a note, and the lines it is judged by. */
export type Statement = {
  readonly kind: 'claim' | 'heading';
  /** Where it stands in the note: the same key finds what became of it. */
  readonly key: string;
  readonly text: string;
  /** Sentence IDs; of a heading those its points rest on. */
  readonly cites: readonly number[];
  /** Sentence IDs it may rest on. */
  readonly range: IdRange;
};

/** What became of a statement that was at fault. */
export type Outcome =
  | {
      readonly text: string;
      readonly cites: readonly number[];
      readonly doubts?: readonly ClaimDoubt[] | undefined;
      readonly why?: string | undefined;
    }
  | 'dropped';

/** A heading is judged by so many lines at most. */
const MOST_LINES = 12;

/** All statements of a note, and the headings that say something, in order. */
export function statementsOf(
  note: Note,
  spoken: readonly Sentence[],
  language: string,
): Statement[] {
  const whole = { from: spoken[0]?.id ?? 1, to: spoken.at(-1)?.id ?? 0 };
  const summary = note.summary.map(({ text, cites }, index): Statement => ({
    kind: 'claim',
    key: `summary ${index}`,
    text,
    cites,
    range: whole,
  }));
  const title: Statement = {
    kind: 'heading',
    key: 'title',
    text: note.title,
    cites: linesFor(note.summary.flatMap(({ cites }) => cites)),
    range: whole,
  };
  const sections = note.sections.flatMap((section, index) =>
    statementsOfSection(section, index, spoken).filter(
      ({ text }) => text !== neutralTitle(language, index + 1),
    ),
  );
  return [title, ...summary, ...sections].filter(({ text, cites }) => text !== '' && cites.length);
}

function statementsOfSection(
  section: Section,
  index: number,
  spoken: readonly Sentence[],
): Statement[] {
  const range = { from: section.from, to: section.to };
  const claims = section.points.flatMap((point, at) => [
    { ...point, key: `point ${index} ${at}` },
    ...point.sub.map((sub, below) => ({ ...sub, key: `sub ${index} ${at} ${below}` })),
  ]);
  const rests = claims.flatMap(({ cites }) => cites.slice(0, 1));
  const own = spoken.filter(({ id }) => id >= range.from && id <= range.to).map(({ id }) => id);
  return [
    {
      kind: 'heading',
      key: `section ${index}`,
      text: section.title,
      cites: linesFor(rests.length > 0 ? rests : own),
      range,
    },
    ...claims.map(({ key, text, cites }): Statement => ({
      kind: 'claim',
      key,
      text,
      cites,
      range,
    })),
  ];
}

/** Each line once, and of many some. */
function linesFor(ids: readonly number[]): number[] {
  return evenly([...new Set(ids)], MOST_LINES);
}

/** The note with what became of its statements; a heading that was dropped becomes a plain one. */
export function withOutcomes(
  note: Note,
  outcomes: ReadonlyMap<string, Outcome>,
  language: string,
): Note {
  const claimAt = <T extends Claim>(claim: T, key: string): T | undefined => {
    const outcome = outcomes.get(key);
    if (outcome === 'dropped') return undefined;
    return outcome ? { ...claim, ...outcome } : claim;
  };
  const titleAt = (title: string, key: string, instead: string): string => {
    const outcome = outcomes.get(key);
    return outcome === 'dropped' ? instead : (outcome?.text ?? title);
  };
  const pointAt = (point: Point, key: string): Point[] => {
    const own = claimAt(point, `point ${key}`);
    const sub = point.sub.flatMap((each, below) => claimAt(each, `sub ${key} ${below}`) ?? []);
    return own ? [{ ...own, sub }] : promoted(sub, point.part);
  };
  return {
    ...note,
    title: titleAt(note.title, 'title', ''),
    summary: note.summary.flatMap((claim, index) => claimAt(claim, `summary ${index}`) ?? []),
    sections: note.sections.map((section, index) => ({
      ...section,
      title: titleAt(section.title, `section ${index}`, neutralTitle(language, index + 1)),
      points: section.points.flatMap((point, at) => pointAt(point, `${index} ${at}`)),
    })),
  };
}
