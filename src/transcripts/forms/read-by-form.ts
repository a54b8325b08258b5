import type { Draft } from '../cues/draft.ts';
import { readTable } from '../tables/read-table.ts';
import { readEdl } from './edl.ts';
import { readMicroDvd } from './microdvd.ts';
import { readMpl2 } from './mpl2.ts';
import { isSami, readSami } from './sami.ts';
import { readSubViewer } from './subviewer.ts';
import { readTmPlayer } from './tmplayer.ts';
import { isTimeTable, readTimeTable } from './tsv.ts';

/** Gives what a text says in one form, `undefined` when it has another. */
type Reader = (text: string, fps: number | undefined) => Draft | undefined;

/** Each tells its own form by the first lines. */
const READERS: readonly Reader[] = [
  (text) => (isSami(text.slice(0, 10_000)) ? readSami(text) : undefined),
  readMicroDvd,
  readMpl2,
  readTmPlayer,
  readSubViewer,
  readEdl,
  (text) => (isTimeTable(text) ? readTimeTable(text) : undefined),
  readTable,
];

/** Reads a text in one of the forms that have their own marks, where it is in one. */
export function readByForm(text: string, fps: number | undefined): Draft | undefined {
  for (const read of READERS) {
    const draft = read(text, fps);
    if (draft !== undefined) return draft;
  }
  return undefined;
}
