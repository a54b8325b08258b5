import type { Seconds } from '../../model/time.ts';
import { displayWidth } from '../../text/languages/script.ts';
import type { TermPair } from './anchors.ts';
import { measureText } from './atoms.ts';
import { textOf, wrap } from './balance.ts';
import { groupPieces, linesOfGroup, type Sheet, type TimedPiece } from './groups.ts';
import { Match } from './match.ts';
import { piecesOf } from './pieces.ts';
import { GAP, SHORTEST, shownTime, SILENCE, UNHURRIED } from './times.ts';

/** Columns a line: 42 characters of Latin scripts by Netflix's Timed Text Style Guide, which is 21 of Chinese. */
const COLUMNS = 42;

/** One subtitle as it stands on the screen. */
export type SubtitleCue = {
  /** Where it appears, in seconds from the start of the media. */
  readonly start: Seconds;
  /** Where it goes, in seconds. */
  readonly end: Seconds;
  /** From top to bottom; `role` says whether a line is what was said or its translation. */
  readonly lines: readonly SubtitleLine[];
};

/** One line of a cue. */
type SubtitleLine = {
  readonly text: string;
  readonly role: 'source' | 'target';
  /** Language tag such as `en`, where it is not that of the file. */
  readonly language?: string | undefined;
};

/** One sentence to lay out. */
export type SubtitlePart = {
  /** Where it starts, in seconds. */
  readonly start: Seconds;
  /** Where it ends, in seconds. */
  readonly end: Seconds;
  readonly text: string;
  /** The same in the other language, shown below. */
  readonly second?: string | undefined;
  /** True when no cue may hold both this and what comes before it: somebody else speaks, for one. */
  readonly isApart?: boolean | undefined;
};

/** A cue that was laid out: its lines in both languages, and the sentence it begins with. */
export type LaidOut<Part extends SubtitlePart = SubtitlePart> = {
  readonly start: Seconds;
  readonly end: Seconds;
  readonly source: readonly string[];
  readonly target: readonly string[];
  /** The sentence it begins with. */
  readonly part: Part;
  /** True when it begins with the beginning of that sentence. */
  readonly isFirst: boolean;
};

export type LayOutOptions = {
  /** Columns a line, CJK counting two. @default 42 */
  readonly columns?: number | undefined;
  /** Lines of a cue in each language. @default 2 */
  readonly lines?: number | undefined;
  /** Terms in both languages, in small letters: not broken, and known to mean the same. @default none */
  readonly terms?: readonly TermPair[] | undefined;
};

/**
 * Sentences as subtitle cues, in order of time. A long sentence becomes several cues, cut at clauses that both
 * languages have; short ones share a cue. No cue overlaps the next; every word is kept, and lines joined again give
 * the sentences. A word wider than a line is left whole.
 */
export function layOutSubtitles(
  parts: readonly SubtitlePart[],
  options: LayOutOptions = {},
): SubtitleCue[] {
  return fitTimes(layOut(parts, options).map((cue) => ({ ...cue, lines: linesIn(cue) })));
}

/** The lines of both languages, what was said above. */
export function linesIn({
  source = [],
  target = [],
}: Partial<Pick<LaidOut, 'source' | 'target'>>): SubtitleCue['lines'] {
  return [
    ...source.map((text) => ({ text, role: 'source' }) as const),
    ...target.map((text) => ({ text, role: 'target' }) as const),
  ];
}

/** The same with each language apart, at the times at which it is said. */
export function layOut<Part extends SubtitlePart>(
  parts: readonly Part[],
  options: LayOutOptions = {},
): LaidOut<Part>[] {
  const { terms = [] } = options;
  const sheet: TermSheet = {
    room: { columns: options.columns ?? COLUMNS, lines: options.lines ?? 2 },
    terms,
    first: terms.map((term) => term.first),
    second: terms.map((term) => term.second),
  };
  const cues: LaidOut<Part>[] = [];
  const runs = runsOf(parts.toSorted((a, b) => a.start - b.start));
  for (const [index, run] of runs.entries()) {
    const next = runs[index + 1]?.[0]?.start ?? Number.POSITIVE_INFINITY;
    cues.push(...layOutRun(run, next, sheet));
  }
  return cues;
}

/** Sentences that may share a cue with their neighbours: one of the two is too short to be read by itself, and nothing parts them. */
function runsOf<Part extends SubtitlePart>(parts: readonly Part[]): Part[][] {
  const runs: Part[][] = [];
  let before: Part | undefined;
  for (const part of parts) {
    const shares =
      before !== undefined &&
      part.isApart !== true &&
      part.start - before.end <= SILENCE &&
      (isShort(before) || isShort(part));
    if (shares) runs.at(-1)?.push(part);
    else runs.push([part]);
    before = part;
  }
  return runs;
}

function isShort({ start, end }: SubtitlePart): boolean {
  return end - start < UNHURRIED;
}

type TermSheet = Sheet & { readonly terms: readonly TermPair[] };

function layOutRun<Part extends SubtitlePart>(
  run: readonly Part[],
  next: Seconds,
  sheet: TermSheet,
): LaidOut<Part>[] {
  const pieces = run.flatMap((part, index) => timedPieces(part, index, sheet));
  return groupPieces(pieces, { ...sheet, next }).flatMap((group) => {
    const [head, last] = [group[0], group.at(-1)];
    const part = run[head?.part ?? 0];
    if (head === undefined || last === undefined || part === undefined) return [];
    return {
      start: head.start,
      end: last.end,
      source: linesOfGroup(group, 'first', sheet),
      target: linesOfGroup(group, 'second', sheet),
      part,
      isFirst: head.from.first + head.from.second === 0,
    };
  });
}

function timedPieces(
  { start, end, text, second = '' }: SubtitlePart,
  part: number,
  sheet: TermSheet,
): TimedPiece[] {
  const pair = {
    first: measureText(text, sheet.first),
    second: measureText(second, sheet.second),
  };
  if (pair.first.costs.length + pair.second.costs.length === 0) return [];
  const leading = pair.first.costs.length > 0 ? 'first' : 'second';
  const { sums } = pair[leading];
  const seconds = Math.max(0, end - start);
  const at = (atom: number): Seconds =>
    start + (seconds * (sums[atom] ?? 0)) / Math.max(1, sums.at(-1) ?? 1);
  return piecesOf(new Match(pair, sheet.terms), { seconds, room: sheet.room }).map(
    ({ from, to, cost, isForced }) => ({
      from,
      to,
      cost,
      isForced,
      pair,
      part,
      start: at(from[leading]),
      end: at(to[leading]),
    }),
  );
}

/** A text as balanced lines, as many as it needs; `terms`, in small letters, stay whole. */
export function wrapText(text: string, terms: readonly string[] = []): string[] {
  // Most fit on one line, and measuring takes time.
  const plain = text.trim().replace(/\s+/g, ' ');
  if (displayWidth(plain) <= COLUMNS) return plain === '' ? [] : [plain];
  const measured = measureText(plain, terms);
  const room = { columns: COLUMNS, lines: 1 };
  const lines = wrap(measured, { from: 0, to: measured.costs.length }, room);
  return lines.map((line) => textOf(measured, line));
}

/**
 * Puts cues in order and gives each the time a reader needs, as far as the silence after it allows. A cue that would be
 * gone before it is seen takes what it lacks from the next, where that has enough.
 */
export function fitTimes(unordered: readonly SubtitleCue[]): SubtitleCue[] {
  const cues = unordered.toSorted((a, b) => a.start - b.start);
  let last = Number.NEGATIVE_INFINITY;
  const starts = cues.map(({ start, end }) => {
    const late = Math.max(start, last + SHORTEST + GAP);
    last = end - late >= SHORTEST ? late : Math.max(start, last);
    return last;
  });
  return cues.map(({ end, lines }, index) => {
    const start = starts[index] ?? 0;
    const next = starts[index + 1] ?? Number.POSITIVE_INFINITY;
    const columns = Math.max(columnsOf(lines, 'source'), columnsOf(lines, 'target'));
    // A sum may be rounded up.
    return { start, end: Math.min(next, start + shownTime({ start, end, next, columns })), lines };
  });
}

function columnsOf(lines: SubtitleCue['lines'], wanted: 'source' | 'target'): number {
  let columns = 0;
  for (const { text, role } of lines) if (role === wanted) columns += displayWidth(text);
  return columns;
}
