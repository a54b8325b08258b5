import { eachLine } from '../draft.ts';
import { timeLine } from '../time-line.ts';

/** So few lines of times may be quoted in a talk: when more text stands around them than anybody says while they show, in characters, and in characters a second. */
const MOST_QUOTED = 3;
const QUOTED_FROM = 300;
const LONGEST_INDEX = 40;
const FASTEST = 60;

/** Whether lines of times stand in a text, and not as a cue that is quoted in a talk about subtitles. */
export function hasCues(text: string): boolean {
  let [lines, found, shown, letters] = [0, 0, 0, 0];
  for (const line of eachLine(text)) {
    if (line.trim() === '') continue;
    const times = timeLine(line);
    lines += 1;
    if (times === undefined) {
      letters += line.length;
      continue;
    }
    // A file of cues begins with one, or with its number.
    if (lines <= 2 && letters <= LONGEST_INDEX) return true;
    found += 1;
    shown += Math.max(0, (times.end ?? times.start) - times.start);
    if (found > MOST_QUOTED) return true;
  }
  return found > 0 && letters <= QUOTED_FROM + shown * FASTEST;
}
