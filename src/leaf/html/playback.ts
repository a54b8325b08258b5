import type { Sentence } from '../../model/sentence.ts';
import type { Talk } from '../../model/talk.ts';
import type { Seconds } from '../../model/time.ts';
import { clock } from '../../text/timecode.ts';
import { bilibiliVideo, mediaLink, talkTimeLink, youTubeId } from '../shown/time-links.ts';
import type { NoteWords } from '../words/note-words.ts';
import { tag, type Content, type Html } from './html.ts';

/** What the page can play: its recording, the player of its site on request, or nothing. */
export type Playback =
  | { readonly kind: 'media'; readonly href: string; readonly isVideo: boolean }
  | { readonly kind: 'youtube'; readonly id: string }
  | { readonly kind: 'bilibili'; readonly id: string; readonly part: number }
  | { readonly kind: 'none' };

/** How a talk can be played beside its note. A talk without times cannot be followed, so it is not. */
export function playbackOf(talk: Talk): Playback {
  if (!talk.timed) return { kind: 'none' };
  const href = mediaLink(talk.source);
  if (href !== undefined) return { kind: 'media', href, isVideo: talk.source.video === true };
  const id = youTubeId(talk.source);
  if (id !== undefined) return { kind: 'youtube', id };
  const video = bilibiliVideo(talk.source);
  return video ? { kind: 'bilibili', ...video } : { kind: 'none' };
}

/** Where a site's player is framed from; `undefined` where none is. */
export function frameSource({ kind }: Playback): string | undefined {
  if (kind === 'youtube') return 'https://www.youtube-nocookie.com';
  return kind === 'bilibili' ? 'https://player.bilibili.com' : undefined;
}

const SITES = { youtube: 'YouTube', bilibili: 'Bilibili' } as const;

/** The player; nothing where there is nothing to play. A site's player is loaded only when its button is clicked. */
export function playerHtml(playback: Playback, words: NoteWords): Content {
  if (playback.kind === 'none') return undefined;
  if (playback.kind === 'media') {
    const media = {
      src: playback.href,
      controls: true,
      preload: 'metadata',
      playsinline: playback.isVideo,
    };
    return tag(
      'div',
      {
        class: `player ${playback.isVideo ? 'video' : 'audio'}`,
        role: 'region',
        'aria-label': words.page.player,
      },
      tag(playback.isVideo ? 'video' : 'audio', { id: 'media', ...media }),
    );
  }
  const button = tag(
    'button',
    {
      type: 'button',
      id: 'play-here',
      'data-site': playback.kind,
      'data-video': playback.id,
      'data-part': playback.kind === 'bilibili' ? playback.part : undefined,
    },
    words.page.playHere.replace('{site}', SITES[playback.kind]),
  );
  // A page opened from disk names no referrer, and sites then refuse to play: the script shows this only over HTTP.
  return tag(
    'div',
    { class: 'player youtube', role: 'region', 'aria-label': words.page.player, hidden: true },
    button,
  );
}

/** A moment of the talk: a link that plays it, or the bare time. Nothing in a talk without times. */
export function timeHtml(
  talk: Talk,
  { at, shown = clock(at), words }: { at: Seconds; shown?: string | undefined; words: NoteWords },
): Content {
  if (!talk.timed) return undefined;
  const href = talkTimeLink(talk, at);
  if (href === undefined) return tag('span', { class: 'time' }, shown);
  const isOutside = talk.source.media === undefined;
  return tag(
    'a',
    {
      class: 'time',
      href,
      'data-t': at,
      'aria-label': words.page.playFrom.replace('{n}', shown),
      target: isOutside ? '_blank' : undefined,
      rel: isOutside ? 'noopener' : undefined,
    },
    shown,
  );
}

/** Where some sentences were said: times, or the sentences' numbers in a talk without times. `cites` are all that is shown of them. */
export function citedHtml(
  sentences: readonly Sentence[],
  { talk, words, cites }: { talk: Talk; words: NoteWords; cites?: readonly number[] | undefined },
): Html[] {
  const seen = new Set<string>();
  return sentences.flatMap(({ id, start }) => {
    const place = talk.timed
      ? timeHtml(talk, { at: start, words })
      : tag('a', { class: 'time', href: `#s${id}` }, words.sentence.replace('{n}', String(id)));
    const key = talk.timed ? clock(start) : String(id);
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ html: ' ' }, tag('span', { class: 'cite', 'data-cites': cites?.join(' ') }, place)];
  });
}
