import { eachLine } from '../../text/each-line.ts';
import { timeLine } from '../times/time-line.ts';

/** So few lines of times may be quoted in a talk: when more text stands around them than anybody says while they show, in characters, and in characters a second. */
const MOST_QUOTED = 3;
const QUOTED_FROM = 300;
const LONGEST_INDEX = 40;
const FASTEST = 60;

/** Whether a text begins with a cue as SRT has it, with a number above or without: nearly all subtitles, told by their first lines. */
export function beginsWithCue(text: string): boolean {
  let lines = 0;
  for (const line of eachLine(text)) {
    if (line.trim() === '') continue;
    if (timeLine(line) !== undefined) return true;
    lines += 1;
    if (lines === 2 || line.length > LONGEST_INDEX) return false;
  }
  return false;
}

/** Whether lines of times stand in a text, and not as a cue that is quoted in a talk about subtitles. */
export function hasCues(text: string): boolean {
  if (beginsWithCue(text)) return true;
  let [found, shown, letters] = [0, 0, 0];
  for (const line of eachLine(text)) {
    const times = timeLine(line);
    if (times === undefined) {
      letters += line.trim().length;
      continue;
    }
    found += 1;
    shown += Math.max(0, (times.end ?? times.start) - times.start);
    if (found > MOST_QUOTED) return true;
  }
  return found > 0 && letters <= QUOTED_FROM + shown * FASTEST;
}
