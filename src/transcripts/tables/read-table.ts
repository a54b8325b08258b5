import type { Cue } from '../../model/transcript.ts';
import type { Draft } from '../cues/draft.ts';
import { withoutMarkup } from '../markup/markup.ts';
import { fromTimelineStart, hasFrames, rateOf, timeWithFrames } from '../times/frame-rate.ts';
import { arePlan } from '../times/plan-of-day.ts';
import { withEnds } from '../times/timed-lines.ts';
import { inSeconds } from '../times/units.ts';
import { type Column, isClock, timesIn } from './table-columns.ts';
import { type TableForm, tableForm } from './table-form.ts';
import { rowsOf } from './table-rows.ts';

/** A table may have a note below it and rows that go on, but most have a time. */
const ROWS_SHARE = 0.7;
/** What milliseconds are called in heads. */
const IN_THOUSANDTHS = /(?:^|[^a-z])(?:ms|msec|milliseconds?|毫秒|ミリ秒)(?:[^a-z]|$)|[a-z]Ms$/;
/** The title of a page stands above its table. */
const TITLE = /^#\s{1,9}(\S.{0,300})$/m;

/**
 * Reads a table of times, texts and perhaps speakers, as Premiere, DaVinci and many sites export them, with
 * any separator, order of columns and language of its head; also one of Markdown, and one without a head.
 */
export function readTable(text: string, fps: number | undefined): Draft | undefined {
  const found = tableForm(text);
  if (found === undefined) return undefined;
  const rate = hasFrames(text) ? rateOf(text, fps) : { fps: 1, isAssumed: false };
  const rows = rowsOf(text.slice(found.from), found.separator);
  const form = withText(found, rows);
  const cues: (Cue & { text: string })[] = [];
  for (const row of rows) {
    const cue = cueIn(row, form, rate.fps);
    if (cue !== undefined) cues.push(cue);
    else goOn(cues.at(-1), row, form);
  }
  if (cues.length === 0 || cues.length < rows.length * ROWS_SHARE) return undefined;
  if (arePlan(cues.map(({ start }) => start))) return undefined;
  const scaled = scaledBy(cues, form);
  const isOpen = scaled.every((cue) => cue.end === cue.start);
  const placed = isOpen ? withEnds(scaled) : scaled;
  return {
    cues: hasFrames(text) ? fromTimelineStart(placed) : placed,
    timed: true,
    title: TITLE.exec(text.slice(0, form.from))?.[1],
    assumed: rate.isAssumed ? cues.length : 0,
  };
}

/** What is called a name may be all that was written, where the column of texts is empty. */
function withText(form: TableForm, rows: readonly (readonly string[])[]): TableForm {
  if (rows.some((row) => textIn(row, form) !== '')) return form;
  const columns = form.columns.map((column) => (column === 'speaker' ? 'label' : column));
  return { ...form, columns };
}

function cueIn(row: readonly string[], form: TableForm, fps: number): Cue | undefined {
  const cell = (column: Column): string => cellAt(row, form, column);
  const [start, until] = timesIn(cell('start')).map((time) => secondsIn(time, fps));
  if (start === undefined) return undefined;
  const end = secondsIn(cell('end'), fps) ?? until;
  const last = end ?? start + (secondsIn(cell('duration'), fps) ?? 0);
  const speaker = cell('speaker') || undefined;
  return { start, end: last, text: textIn(row, form), ...(speaker && { speaker }) };
}

/** A row without a time goes on with what is said in the one above. */
function goOn(before: { text: string } | undefined, row: readonly string[], form: TableForm): void {
  const said = row.length === 1 ? (row[0] ?? '') : textIn(row, form);
  const isHead = said === (form.head[form.columns.indexOf('text')] ?? '');
  if (before !== undefined && !isHead) before.text = `${before.text}\n${said}`.trim();
}

function textIn(row: readonly string[], form: TableForm): string {
  const { columns, separator } = form;
  const place = columns.indexOf('text');
  // Text that comes last may have the separator in it, unquoted.
  const isLast = place === columns.length - 1 && row.length > columns.length;
  const said = isLast ? row.slice(place).join(separator) : cellAt(row, form, 'text');
  const text = said === '' ? cellAt(row, form, 'label') : said;
  // A bar in other cells is how subtitle programs write a line end.
  return withoutMarkup(text.replace(separator === '|' ? /\\n/g : /\\n|\|/g, '\n'));
}

function cellAt(row: readonly string[], { columns }: TableForm, column: Column): string {
  return row[columns.indexOf(column)]?.trim() ?? '';
}

function secondsIn(cell: string, fps: number): number | undefined {
  const [time = ''] = timesIn(cell);
  if (isClock(time)) return timeWithFrames(time, fps);
  const number = /^-?\d{1,12}(?:[.,]\d{1,9})?$/.test(time) ? time.replace(',', '.') : undefined;
  return number === undefined ? undefined : Number(number);
}

/** Numbers may be milliseconds: as the head says, else as their lengths show. */
function scaledBy(cues: readonly Cue[], { head, columns }: TableForm): readonly Cue[] {
  if (!IN_THOUSANDTHS.test(head[columns.indexOf('start')] ?? '')) return inSeconds(cues);
  return cues.map((cue) => ({ ...cue, start: cue.start / 1000, end: cue.end / 1000 }));
}
