import { eachLine } from '../../text/each-line.ts';
import { parseTime } from '../../text/timecode.ts';
import type { Draft } from '../cues/draft.ts';
import { decodeEntities } from '../markup/entities.ts';
import { withEnds, type StartedCue } from '../times/timed-lines.ts';

/** What begins the script of a file of SubViewer 1, and what ends it. */
const SCRIPT = /^\s{0,9}(?:\[begin\]|\*{2,}\s?start script\s?\*{2,})\s*$/im;
const SCRIPT_END = /^\s{0,9}(?:\[end\]|\*{2,}\s?end script\s?\*{2,})\s*$/i;
const TIME = /^\s{0,9}\[(\d{1,3}:\d{1,2}:\d{1,2}(?:[.,]\d{1,3})?)\]\s*$/;
const TITLE = /^\[title\]\s{0,9}(\S.{0,200})?$/im;
/** The script begins below a short head, in characters. */
const HEAD = 5000;

/** Reads SubViewer 1: times alone on their lines, the text of each below it, and nothing below the time where it goes. */
export function readSubViewer(text: string): Draft | undefined {
  const script = SCRIPT.exec(text.slice(0, HEAD));
  if (script === null) return undefined;
  const cues: (StartedCue & { lines: string[] })[] = [];
  for (const line of eachLine(text.slice(script.index + script[0].length))) {
    const start = parseTime(TIME.exec(line.slice(0, 100))?.[1] ?? '');
    if (start !== undefined) cues.push({ start, text: '', lines: [] });
    else if (!SCRIPT.test(line) && !SCRIPT_END.test(line)) cues.at(-1)?.lines.push(line);
  }
  if (cues.length === 0) return undefined;
  const started = cues.map(({ start, lines }) => ({
    start,
    text: decodeEntities(lines.join('\n').replaceAll('|', '\n')).trim(),
  }));
  return { cues: withEnds(started), timed: true, title: TITLE.exec(text.slice(0, HEAD))?.[1] };
}
