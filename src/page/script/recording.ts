import { root } from './elements.ts';
import { LEAD_IN, type Player } from './player.ts';

/** The recording in the page. */
export type Recording = Player & {
  readonly isPlaying: () => boolean;
  /** Plays or pauses. */
  readonly toggle: () => void;
  /** Tells the moment being played, in seconds, several times a second. */
  readonly onTime: (listener: (seconds: number) => void) => void;
};

/** The recording, as long as the browser can play it; nothing in a page without one. */
export function findRecording(): Recording | undefined {
  const media = document.getElementById('media');
  if (!(media instanceof HTMLMediaElement)) return undefined;
  let isReady = true;
  root.classList.add('playable');
  media.addEventListener('error', () => {
    isReady = false;
    root.classList.remove('playable');
    media.parentElement?.setAttribute('hidden', '');
  });
  return {
    isReady: () => isReady,
    isPlaying: () => !media.paused,
    playFrom: (seconds) => {
      media.currentTime = Math.max(0, seconds - LEAD_IN);
      play(media);
    },
    toggle: () => {
      if (media.paused) play(media);
      else media.pause();
    },
    onTime: (listener) => {
      for (const name of ['timeupdate', 'seeked']) {
        media.addEventListener(name, () => listener(media.currentTime));
      }
    },
  };
}

function play(media: HTMLMediaElement): void {
  // A browser may refuse, or be told to pause before it has begun; its own controls show that.
  media.play().catch(() => undefined);
}
