import { root } from './elements.ts';
import { LEAD_IN, type Player } from './player.ts';

/** The recording in the page. */
export type Recording = Player & {
  readonly isPlaying: () => boolean;
  /** The moment being played, in seconds. */
  readonly time: () => number;
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
  if (media instanceof HTMLVideoElement) showWhetherPicture(media);
  media.addEventListener('error', () => {
    isReady = false;
    root.classList.remove('playable');
    media.parentElement?.setAttribute('hidden', '');
  });
  return {
    isReady: () => isReady,
    isPlaying: () => !media.paused,
    time: () => media.currentTime,
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

/** A file in a video's container may hold sound alone, which only who looks into it knows: then it gets a sound player. */
function showWhetherPicture(video: HTMLVideoElement): void {
  const look = (): void => {
    const isSound = video.videoWidth === 0;
    video.parentElement?.classList.toggle('audio', isSound);
    video.parentElement?.classList.toggle('video', !isSound);
  };
  if (video.readyState >= video.HAVE_METADATA) look();
  for (const name of ['loadedmetadata', 'resize']) video.addEventListener(name, look);
}

function play(media: HTMLMediaElement): void {
  // A browser may refuse, or be told to pause before it has begun; its own controls show that.
  media.play().catch(() => undefined);
}
