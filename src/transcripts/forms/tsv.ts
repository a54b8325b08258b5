import type { Cue } from '../../model/transcript.ts';
import { eachLine } from '../../text/each-line.ts';
import type { Draft } from '../cues/draft.ts';
import { decodeEntities } from '../markup/entities.ts';
import { inSeconds } from '../times/units.ts';

const NUMBER = String.raw`(\d{1,9}(?:\.\d{1,9})?)`;
/** Start, end and text, as Whisper's table, whisper.cpp's, and what faster-whisper's example prints: `[0.00s -> 3.20s] text`. */
const ROWS = [
  new RegExp(String.raw`^${NUMBER}\t${NUMBER}\t(.*)$`, 's'),
  new RegExp(String.raw`^${NUMBER},\s?${NUMBER},\s?"(.*)"\s*$`, 's'),
  new RegExp(String.raw`^\[${NUMBER}s? {0,2}-{1,2}> {0,2}${NUMBER}s?\](.*)$`, 's'),
];
const HEADER = /^"?start"?[\t,]\s?"?end"?[\t,]\s?"?text"?\s*$/i;

/** Audacity writes the frequencies of a label below it. */
const SPECTRUM = /^\\\t/;

/** Whether a text is a table of start, end and text: what Whisper and its kin write, and Audacity's labels. */
export function isTimeTable(text: string): boolean {
  let [rows, others] = [0, 0];
  for (const line of eachLine(text)) {
    if (rowOf(line) !== null) rows += 1;
    else if (line.trim() !== '' && !HEADER.test(line) && !SPECTRUM.test(line)) others += 1;
    // Most texts are no table, and that shows soon.
    if (others > rows) return false;
  }
  return rows > 0 && others === 0;
}

/** Reads such a table; its times may be seconds or, as Whisper has them, milliseconds. */
export function readTimeTable(text: string): Draft {
  const cues: Cue[] = [];
  for (const line of eachLine(text)) {
    const [, start, end, said] = rowOf(line) ?? [];
    if (said !== undefined)
      cues.push({
        start: Number(start),
        end: Number(end),
        text: decodeEntities(said.replaceAll('""', '"')),
      });
  }
  return { cues: inSeconds(cues), timed: true };
}

function rowOf(line: string): RegExpExecArray | null {
  if (!/^\[?\d/.test(line)) return null;
  for (const row of ROWS) {
    const found = row.exec(line);
    if (found !== null) return found;
  }
  return null;
}
