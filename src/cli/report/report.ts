import { join } from 'node:path';

import type { WorkResult } from '../../app/talks/work-result.ts';
import { AppError, type InterfaceLanguage } from '../../base/errors.ts';
import { percent } from '../../leaf/shown/talk-facts.ts';
import type { Output } from '../terminal/io.ts';
import { money, short } from '../wording/amounts.ts';
import { MARKS } from '../wording/marks.ts';
import { PROGRESS_WORDS, type ProgressWords } from '../wording/progress-words.ts';
import { findFile } from './find-file.ts';
import { markedPlaces, placeRows } from './marked-places.ts';

/** Exit status of a result: 0 complete, 3 with marked places or without a model. */
export function statusOf({ status }: WorkResult): 0 | 3 {
  return status === 'complete' || status === 'planned' ? 0 : 3;
}

/** Says on standard error how the work ended, and on standard output where the result is. */
export function reportResult(
  result: WorkResult,
  { out, err }: { readonly out: Output; readonly err: Output },
  { language, quiet }: { readonly language: InterfaceLanguage; readonly quiet: boolean },
): void {
  const words = PROGRESS_WORDS[language];
  if (!quiet) for (const row of ending(result, words, language)) err.write(`${row}\n`);
  if (result.status === 'planned') return;
  const main = findFile(result.files, [
    ['note', 'md'],
    ['talk', 'md'],
    ['note', 'html'],
    ['transcript', 'md'],
  ]);
  out.write(`${main === undefined ? result.folder : join(result.folder, main)}\n`);
}

/** A model is too weak when so many of its answers are refused or doubtful, as a ratio; of fewer answers nothing is told. */
const TOO_WEAK = 1 / 3;
const FEWEST_ANSWERS = 8;

function ending(result: WorkResult, words: ProgressWords, language: InterfaceLanguage): string[] {
  if (result.status === 'planned') return [words.planned];
  if (result.status === 'no-model') {
    const isMade = result.files.includes('talk.json');
    const { message, hint } = new AppError(isMade ? 'MODEL_NONE_NOW' : 'MODEL_NONE').in(language);
    return [message, hint];
  }
  const rows =
    result.status === 'complete'
      ? [words.complete]
      : [words.marked(markedParts(result, language)), ...placeRows(result, language)];
  const refused = result.counts.untranslated + result.counts.flagged;
  const answers = result.counts.untranslated + result.counts.translated;
  if (answers >= FEWEST_ANSWERS && refused >= answers * TOO_WEAK)
    rows.push(words.tooWeak(refused, answers));
  const { note } = result.talk;
  if (note) rows.push(words.coverage(percent(note.coverage.share)));
  if (note?.verified) rows.push(words.verified(note.verified, note.dropped));
  const tokens = result.usage.inputTokens + result.usage.outputTokens;
  const cost = result.cost === undefined ? '' : money(result.cost);
  rows.push(words.spent(short(tokens), tokens > 0 ? cost : '', result.atOnce));
  return rows;
}

function markedParts({ counts }: WorkResult, language: InterfaceLanguage): string {
  const words = PROGRESS_WORDS[language];
  const parts = [
    counts.untranslated > 0 && words.untranslated(counts.untranslated),
    counts.flagged > 0 && words.flagged(counts.flagged),
    counts.missingSections > 0 && words.missingSections(counts.missingSections),
    counts.doubtedPoints > 0 && words.doubtedPoints(counts.doubtedPoints),
  ];
  return parts.filter((part) => typeof part === 'string').join(MARKS[language].comma);
}

/** The last event of a talk's work, for programs: with every marked place, and why it is marked. */
export function doneEvent(input: string, result: WorkResult): Readonly<Record<string, unknown>> {
  const { status, title, folder, files, counts, usage, cost, atOnce, talk } = result;
  const paths = files.map((name) => join(folder, name));
  const marked = markedPlaces(talk);
  const spent = { usage, cost, atOnce };
  return { type: 'done', input, status, title, folder, files: paths, counts, marked, ...spent };
}
