import { eventIn, isForBrowser } from './elements.ts';
import { onKey } from './keys.ts';
import type { Lines } from './lines.ts';
import type { Player } from './player.ts';
import type { Recording } from './recording.ts';

/** A click on a time or a sentence plays from there. */
export function startPlayback(player: Player, lines: Lines): void {
  document.addEventListener('click', (event) => {
    if (!player.isReady() || isForBrowser(event)) return;
    const time = eventIn(event, 'a.time[data-t]');
    if (time) {
      event.preventDefault();
      player.playFrom(Number(time.dataset['t']));
      return;
    }
    const element = eventIn(event, '.line');
    const line = element && lines.of(element);
    // Who marks words to copy them wants no sound.
    if (line && getSelection()?.isCollapsed) player.playFrom(line.start);
  });
}

/** The space key plays and pauses, except on what it works by itself. */
export function startSpaceKey(recording: Recording): void {
  onKey(' ', (event) => {
    if (!recording.isReady() || eventIn(event, 'button, input, summary, audio, video')) return;
    event.preventDefault();
    recording.toggle();
  });
}
