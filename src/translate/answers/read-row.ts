import { cleanText } from '../../text/characters.ts';
import { undress } from '../../text/dressing/undress.ts';
import { markOf } from './marks.ts';
import type { Answer } from './read-answers.ts';
import { holdsOthers } from './rows.ts';

/** A fence or nothing: says nothing about what comes. */
const SILENT_ROW = new RegExp('^\\s*(?:```\\w*\\s*)?$');

/** A row of an answer that is still under way: a line, nothing, or something only the whole answer explains. */
export type StreamedRow = Answer | 'nothing' | 'unclear';

/**
 * Reads one finished row of a streamed answer. Only a row of the asked form with a text is a line already: whatever else
 * stands in an answer may be thinking, a draft or a heading, or may mean that the text of a line is elsewhere.
 */
export function readRow(row: string, sourceOf: (id: number) => string | undefined): StreamedRow {
  if (SILENT_ROW.test(row)) return 'nothing';
  const mark = markOf(row);
  const source = mark?.kind === 'bar' ? sourceOf(mark.id) : undefined;
  if (!mark || source === undefined) return 'unclear';
  const text = undress(cleanText(mark.text), source);
  const isSplit = holdsOthers(row, (id) => sourceOf(id) !== undefined);
  return text === '' || isSplit ? 'unclear' : { id: mark.id, text };
}
