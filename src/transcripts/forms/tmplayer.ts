import { parseTime } from '../../text/timecode.ts';
import type { Draft } from '../cues/draft.ts';
import { decodeEntities } from '../markup/entities.ts';
import { withEnds, type StartedCue } from '../times/timed-lines.ts';
import { formLines, withAbove } from './form-lines.ts';

/** `00:00:01:Text|second line`, `0:00:01=Text`, `00:00:01,1=Text` with the number of the line on the screen. */
const LINE = /^\s{0,9}(\d{1,3}:\d{2}:\d{2})(?:,(\d)\s?)?(?:=|:(?!\d{2}(?:\D|$)))(.*)$/s;
/** Fewer lines are no file of this form; a single one may be anything. */
const FEWEST = 2;

/** Reads TMPlayer, whose cues have a start only; one without text ends the one before. */
export function readTmPlayer(text: string): Draft | undefined {
  const found = formLines(text, LINE);
  if (found === undefined || found.lines.length < FEWEST) return undefined;
  const cues: StartedCue[] = [];
  for (const {
    found: [, time = '', line = '1', said = ''],
    more,
  } of found.lines) {
    const start = parseTime(time) ?? 0;
    const below = cues.at(-1);
    const words = decodeEntities([said, ...more].join('\n').replaceAll('|', '\n')).trim();
    if (Number(line) > 1 && below?.start === start) {
      cues[cues.length - 1] = { ...below, text: `${below.text}\n${words}`.trim() };
    } else cues.push({ start, text: words });
  }
  return { cues: withAbove(withEnds(cues), found.above), timed: true };
}
