import type { Cue } from '../model/transcript.ts';
import { eachLine, type Draft } from './draft.ts';
import { decodeEntities } from './entities.ts';
import { inSeconds } from './json-fields.ts';

const LINE = /^(\d{1,9}(?:\.\d{1,9})?)\t(\d{1,9}(?:\.\d{1,9})?)\t(.*)$/s;
const HEADER = /^start\tend\ttext\s*$/i;

/** Whether a text is a table of start, end and text: what Whisper writes as `.tsv`, and Audacity's labels. */
export function isTimeTable(text: string): boolean {
  let [rows, others] = [0, 0];
  for (const line of eachLine(text)) {
    if (LINE.test(line)) rows += 1;
    else if (line.trim() !== '' && !HEADER.test(line)) others += 1;
    // Most texts are no table, and that shows soon.
    if (others > rows) return false;
  }
  return rows > 0 && others === 0;
}

/** Reads such a table; its times may be seconds or, as Whisper has them, milliseconds. */
export function readTimeTable(text: string): Draft {
  const cues: Cue[] = [];
  for (const line of eachLine(text)) {
    const [, start, end, said] = LINE.exec(line) ?? [];
    if (said !== undefined)
      cues.push({ start: Number(start), end: Number(end), text: decodeEntities(said) });
  }
  return { cues: inSeconds(cues), timed: true };
}
