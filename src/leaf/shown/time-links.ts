import type { Source } from '../../model/source.ts';
import type { Talk } from '../../model/talk.ts';
import type { Seconds } from '../../model/time.ts';

/** How long before the moment a link starts to play, in seconds, so that the first word is not cut off. */
const LEAD_IN = 1;

const YOUTUBE_HOSTS = /^(?:(?:www|m|music)\.)?youtube(?:-nocookie)?\.com$/;
const YOUTUBE_ID = /^[\w-]{6,20}$/;
const BILIBILI_HOSTS = /^(?:(?:www|m)\.)?bilibili\.com$/;
const VIMEO_HOSTS = /^(?:(?:www|player)\.)?vimeo\.com$/;

/**
 * A link that plays the talk from a moment on: the recording where there is one, else the page if
 * its platform takes a time (YouTube, Bilibili, Vimeo). `undefined` when nothing can be linked to.
 * Starts a second early, never below 0. The parameters a page already has are kept.
 */
export function timeLink(source: Source, seconds: Seconds): string | undefined {
  const second = startSecond(seconds);
  const media = mediaLink(source);
  if (media !== undefined) return `${media}#t=${second}`;
  const page = pageOf(source);
  if (page === undefined) return undefined;
  return youTubeTime(page, second) ?? bilibiliTime(page, second) ?? vimeoTime(page, second);
}

/** The same for a moment of a talk; `undefined` when the talk has no times of its own. */
export function talkTimeLink(talk: Talk, seconds: Seconds): string | undefined {
  return talk.timed ? timeLink(talk.source, seconds) : undefined;
}

/** The whole second a link starts at. */
function startSecond(seconds: Seconds): number {
  return Math.max(0, Math.floor(Number.isFinite(seconds) ? seconds : 0) - LEAD_IN);
}

/** The recording as a relative link, each part of its path encoded; `undefined` when there is none. */
export function mediaLink({ media }: Source): string | undefined {
  const parts = (media ?? '').split(/[\\/]+/).filter((part) => part !== '' && part !== '.');
  return parts.length > 0 ? parts.map(encodePart).join('/') : undefined;
}

/** The page of the talk as an address that is safe to link to; `undefined` for anything but http and https. */
export function pageLink(source: Source): string | undefined {
  return pageOf(source)?.href;
}

/** Which YouTube video a talk is; `undefined` when it is none. */
export function youTubeId(source: Source): string | undefined {
  const page = pageOf(source);
  return page && videoId(page);
}

/** Which part of which Bilibili video a talk is; `undefined` when it is none. */
export function bilibiliVideo(source: Source): { id: string; part: number } | undefined {
  const page = pageOf(source);
  if (!page || !BILIBILI_HOSTS.test(page.hostname)) return undefined;
  const id = /^\/video\/(BV[\dA-Za-z]{8,14}|av\d{1,15})(?:\/|$)/.exec(page.pathname)?.[1];
  const part = Number(page.searchParams.get('p') ?? 1);
  return id === undefined ? undefined : { id, part: Number.isInteger(part) && part > 0 ? part : 1 };
}

function pageOf({ url }: Source): URL | undefined {
  if (url === undefined || !URL.canParse(url)) return undefined;
  const page = new URL(url);
  return /^https?:$/.test(page.protocol) ? page : undefined;
}

function youTubeTime(page: URL, second: number): string | undefined {
  const id = videoId(page);
  if (id === undefined) return undefined;
  const watch = new URL('https://www.youtube.com/watch');
  watch.searchParams.set('v', id);
  for (const [name, value] of page.searchParams) {
    if (!['v', 't', 'start', 'time_continue'].includes(name))
      watch.searchParams.append(name, value);
  }
  watch.searchParams.set('t', `${second}s`);
  return watch.href;
}

function videoId({ hostname, pathname, searchParams }: URL): string | undefined {
  const [first = '', second = ''] = pathname.split('/').filter((part) => part !== '');
  let id: string | null = null;
  if (hostname === 'youtu.be') id = first;
  else if (YOUTUBE_HOSTS.test(hostname)) {
    id = ['shorts', 'live', 'embed', 'v'].includes(first) ? second : searchParams.get('v');
  }
  return id !== null && YOUTUBE_ID.test(id) ? id : undefined;
}

function bilibiliTime(page: URL, second: number): string | undefined {
  const isVideo = /^\/(?:video|bangumi\/play)\/\w/.test(page.pathname);
  if (!BILIBILI_HOSTS.test(page.hostname) || !isVideo) return undefined;
  const link = new URL(page.href);
  // The mobile site does not take a time.
  link.host = 'www.bilibili.com';
  link.protocol = 'https:';
  link.searchParams.set('t', String(second));
  link.hash = '';
  return link.href;
}

function vimeoTime(page: URL, second: number): string | undefined {
  if (!VIMEO_HOSTS.test(page.hostname) || !/\/\d{5,}/.test(page.pathname)) return undefined;
  const link = new URL(page.href);
  link.hash = `t=${second}s`;
  return link.href;
}

/** Round brackets too: Markdown ends a link at them. */
function encodePart(part: string): string {
  return encodeURIComponent(part.replace(/\p{Surrogate}/gu, '\uFFFD')).replace(
    /[()'*!~]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
