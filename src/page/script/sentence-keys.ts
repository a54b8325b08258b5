import { eventIn } from './elements.ts';
import { onKey } from './keys.ts';
import { type Lines } from './lines.ts';
import { LEAD_IN } from './player.ts';
import type { Recording } from './recording.ts';

/** Back to the beginning of a sentence once it has been played for longer than this, in seconds; before, to the one before. */
const BEGUN = 1.5;

/** The arrows play the sentence before and after. */
export function startSentenceKeys(recording: Recording, lines: Lines): void {
  const go = (event: KeyboardEvent, step: -1 | 1): void => {
    // A player that has the keyboard seeks by itself.
    if (!recording.isReady() || eventIn(event, 'audio, video, input')) return;
    const now = recording.time() + LEAD_IN;
    const isBegun = step === -1 && now - (lines.at(now)?.start ?? 0) > BEGUN;
    const line = isBegun ? lines.at(now) : lines.beside(now, step);
    if (!line) return;
    event.preventDefault();
    recording.playFrom(line.start);
  };
  onKey('ArrowLeft', (event) => go(event, -1));
  onKey('ArrowRight', (event) => go(event, 1));
}
