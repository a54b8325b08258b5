import type { WorkResult } from '../../app/talks/work-result.ts';
import type { InterfaceLanguage } from '../../base/errors.ts';
import { flat } from '../../leaf/shown/flat-text.ts';
import { type Mark, marksOf } from '../../leaf/shown/marks.ts';
import { lineReason, statementReason } from '../../leaf/shown/reasons.ts';
import { type NoteWords, noteWords } from '../../leaf/words/note-words.ts';
import type { Talk } from '../../model/talk.ts';
import { clock } from '../../text/timecode.ts';
import { cutToWidth } from '../terminal/cut-to-width.ts';
import { PROGRESS_WORDS } from '../wording/progress-words.ts';
import { findFile } from './find-file.ts';

/** More rows would push what was said before them out of sight. */
const MOST_ROWS = 10;
/** Columns for the beginning of a place's text: enough to know it again. */
const TEXT_COLUMNS = 30;
/** Columns of a whole row: two lines of a common terminal. */
const ROW_COLUMNS = 160;

/** The marked places as rows for a person: when, what, how it begins, and why it is marked. */
export function placeRows(
  { talk, files }: Pick<WorkResult, 'talk' | 'files'>,
  language: InterfaceLanguage,
): string[] {
  const marks = marksOf(talk);
  const words = PROGRESS_WORDS[language];
  const shown = marks.slice(0, MOST_ROWS).map((mark) => ({
    when: whenOf(mark, talk, noteWords(language)),
    what: words.markedPlace(
      mark.kind,
      cutToWidth(flat(textOf(mark)).trim(), TEXT_COLUMNS),
      reasonOf(mark, noteWords(language)),
    ),
  }));
  const widest = Math.max(0, ...shown.map(({ when }) => when.length));
  const rows = shown.map(({ when, what }) =>
    cutToWidth(`  ${when.padStart(widest)}  ${what}`, ROW_COLUMNS),
  );
  const rest = marks.length - rows.length;
  if (rest === 0) return rows;
  const file = findFile(files, [
    ['note', 'html'],
    ['note', 'md'],
  ]);
  return [...rows, `  ${words.morePlaces(rest, file)}`];
}

function whenOf({ at }: Mark, { timed }: Talk, words: NoteWords): string {
  if (at === undefined) return '';
  return timed ? clock(at.start) : words.sentence.replace('{n}', String(at.id));
}

/** What stands at the place: of an untranslated line, the sentence. */
function textOf(mark: Mark): string {
  if (mark.kind === 'section') return mark.section.title;
  return mark.kind === 'statement' ? mark.claim.text : mark.line.text || mark.at.text;
}

function reasonOf(mark: Mark, words: NoteWords): string {
  if (mark.kind === 'section') return words.missing;
  const reason =
    mark.kind === 'line' ? lineReason(mark.line, words) : statementReason(mark.claim, words);
  return reason ?? '';
}

/** All marked places for programs: `sentence` is an ID, `start` in seconds and only in a talk with times. */
export function markedPlaces(talk: Talk): Readonly<Record<string, unknown>>[] {
  return marksOf(talk).map((mark) => {
    const place = { sentence: mark.at?.id, start: talk.timed ? mark.at?.start : undefined };
    if (mark.kind === 'section') return { kind: mark.kind, ...place };
    if (mark.kind === 'statement') {
      const { doubts, why } = mark.claim;
      return { kind: mark.kind, ...place, doubts, why };
    }
    const { state, flags = [], why } = mark.line;
    return { kind: mark.kind, ...place, state, flags, why };
  });
}
