import type { Line, Lines } from './lines.ts';
import { LEAD_IN } from './player.ts';
import type { Recording } from './recording.ts';
import { isInSight, isShown, reveal } from './sight.ts';

/** A player's moments do not fall on the exact time that was asked for; in seconds. */
const TOLERANCE = 0.05;

/** Marks the sentence being played, and keeps it in sight. */
export function followRecording(
  recording: Recording,
  options: { readonly lines: Lines; readonly onLine: (line: Line) => void },
): void {
  let current: Line | undefined;
  recording.onTime((seconds) => {
    const line = options.lines.at(seconds + LEAD_IN + TOLERANCE);
    if (line === current) return;
    // Who has scrolled away from the line being played wants to read elsewhere.
    const isWatched = current?.elements.some(isInSight) ?? false;
    setPlayed(current, false);
    setPlayed(line, true);
    current = line;
    if (!line) return;
    options.onLine(line);
    const shown = line.elements.find(isShown);
    if (isWatched && shown && isNearEdge(shown)) reveal(shown);
  });
}

function setPlayed(line: Line | undefined, isPlayed: boolean): void {
  for (const element of line?.elements ?? []) element.classList.toggle('now', isPlayed);
}

function isNearEdge(element: Element): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  return top < innerHeight * 0.3 || bottom > innerHeight * 0.75;
}
