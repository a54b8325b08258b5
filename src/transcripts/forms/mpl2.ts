import type { Draft } from '../cues/draft.ts';
import { decodeEntities } from '../markup/entities.ts';
import { formLines, withAbove } from './form-lines.ts';

/** `[10][35]text|second line`, in tenths of a second; the end may be missing. */
const LINE = /^\s{0,9}\[(\d{1,7})\]\s?\[(\d{0,7})\](.*)$/s;
/** A slash at the start of a line makes it italic. */
const ITALIC = /^\s?\/(?=\S)/gm;
/** A cue without an end is shown so long, in tenths of a second. */
const UNENDED = 20;

/** Reads MPL2, MPlayer's own form. */
export function readMpl2(text: string): Draft | undefined {
  const found = formLines(text, LINE);
  if (found === undefined) return undefined;
  const cues = found.lines.map(({ found: [, start = '', end = '', said = ''], more }) => ({
    start: Number(start) / 10,
    end: (end === '' ? Number(start) + UNENDED : Number(end)) / 10,
    text: decodeEntities(
      [said, ...more].join('\n').replaceAll('|', '\n').replace(ITALIC, '').trim(),
    ),
  }));
  return { cues: withAbove(cues, found.above), timed: true };
}
