import { root } from './elements.ts';
import { LEAD_IN, type Player } from './player.ts';

const YOUTUBE = 'https://www.youtube-nocookie.com';

/** YouTube's frame in place of the button that asks for it; nothing in a page without the button. */
export function findYouTube(): Player | undefined {
  const button = document.getElementById('play-here');
  // A page opened from disk names no referrer, and YouTube then refuses to play.
  if (!button || !location.protocol.startsWith('http')) return undefined;
  let frame: HTMLIFrameElement | undefined;
  button.parentElement?.removeAttribute('hidden');
  button.addEventListener('click', () => {
    frame = frameOf(button.dataset['video'] ?? '');
    frame.title = button.parentElement?.getAttribute('aria-label') ?? '';
    button.replaceWith(frame);
    root.classList.add('playable');
  });
  return {
    isReady: () => frame !== undefined,
    playFrom: (seconds) => {
      const args = [Math.max(0, seconds - LEAD_IN), true];
      const command = JSON.stringify({ event: 'command', func: 'seekTo', args });
      frame?.contentWindow?.postMessage(command, YOUTUBE);
    },
  };
}

function frameOf(video: string): HTMLIFrameElement {
  const frame = document.createElement('iframe');
  frame.src = `${YOUTUBE}/embed/${video}?enablejsapi=1&playsinline=1&autoplay=1`;
  frame.allow = 'autoplay; encrypted-media; fullscreen; picture-in-picture';
  frame.referrerPolicy = 'strict-origin-when-cross-origin';
  return frame;
}
