import { root } from './elements.ts';
import { LEAD_IN, type Player } from './player.ts';

/** How a site's player is shown, and told where to play. */
type Site = {
  readonly address: (button: HTMLElement) => string;
  readonly seek: (frame: Frame, seconds: number) => void;
};
type Frame = {
  readonly element: HTMLIFrameElement;
  /** Resolved once its page is there; what is said to it before is lost. */
  readonly loaded: Promise<unknown>;
};

const YOUTUBE = 'https://www.youtube-nocookie.com';
const BILIBILI = 'https://player.bilibili.com';

const SITES: Readonly<Record<string, Site>> = {
  youtube: {
    address: ({ dataset }) =>
      `${YOUTUBE}/embed/${dataset['video']}?enablejsapi=1&playsinline=1&autoplay=1`,
    seek: ({ element, loaded }, seconds) => {
      const command = JSON.stringify({ event: 'command', func: 'seekTo', args: [seconds, true] });
      void loaded.then(() => element.contentWindow?.postMessage(command, YOUTUBE));
    },
  },
  bilibili: {
    address: ({ dataset }) => {
      const video = dataset['video'] ?? '';
      const name = video.startsWith('av') ? `aid=${video.slice(2)}` : `bvid=${video}`;
      return `${BILIBILI}/player.html?${name}&p=${dataset['part'] ?? '1'}&autoplay=1&high_quality=1`;
    },
    // It takes no commands: it is loaded anew from the moment that is wanted.
    seek: ({ element }, seconds) => {
      const address = new URL(element.src);
      address.searchParams.set('t', String(Math.floor(seconds)));
      element.src = address.href;
    },
  },
};

/** A site's own player in place of the button that asks for it; nothing in a page without the button. */
export function findSite(): Player | undefined {
  const button = document.getElementById('play-here');
  const site = SITES[button?.dataset['site'] ?? ''];
  // A page opened from disk names no referrer, and the sites then refuse to play.
  if (!button || !site || !location.protocol.startsWith('http')) return undefined;
  let frame: Frame | undefined;
  button.parentElement?.removeAttribute('hidden');
  button.addEventListener('click', () => {
    frame = frameOf(site.address(button));
    frame.element.title = button.parentElement?.getAttribute('aria-label') ?? '';
    button.replaceWith(frame.element);
    root.classList.add('playable');
  });
  return {
    isReady: () => frame !== undefined,
    playFrom: (seconds) => {
      if (frame) site.seek(frame, Math.max(0, seconds - LEAD_IN));
    },
  };
}

function frameOf(address: string): Frame {
  const element = document.createElement('iframe');
  element.src = address;
  element.allow = 'autoplay; encrypted-media; fullscreen; picture-in-picture';
  element.referrerPolicy = 'strict-origin-when-cross-origin';
  const loaded = new Promise((resolve) => {
    element.addEventListener('load', resolve, { once: true });
  });
  return { element, loaded };
}
