import { createHash } from 'node:crypto';

import { isRightToLeft } from '../model/language.ts';
import type { Talk } from '../model/talk.ts';
import { bodyHtml } from './html/body.ts';
import type { Hosted } from './html/hosted.ts';
import { contentHtml, tag, verbatim, type Html } from './html/html.ts';
import { pageFiles, type PageFiles } from './html/page-files.ts';
import { frameSource, playbackOf, type Playback } from './html/playback.ts';
import { talkFacts } from './shown/talk-facts.ts';
import { htmlLanguage } from './words/note-words.ts';

export type { Hosted };

/**
 * The note of a talk as one self-contained page, to read beside the recording. It asks the network for
 * nothing; its policy lets only its own script and style run. Without script it is still all readable.
 */
export function noteHtml(talk: Talk): string {
  const playback = playbackOf(talk);
  const facts = talkFacts(talk);
  const files = pageFiles();
  const policy = policyFor(playback, files);
  return pageHtml(talk, {
    title: facts.title,
    policy: tag('meta', { 'http-equiv': 'Content-Security-Policy', content: policy }),
    head: [verbatim('style', files.style)],
    body: tag('body', { id: 'top' }, [
      ...bodyHtml(talk, { facts, playback }),
      verbatim('script', files.script),
    ]),
  });
}

/** The same page from a server: its script and style are files of their own, and it leads to what a server can do more. */
export function hostedHtml(talk: Talk, hosted: Hosted): string {
  const playback = playbackOf(talk);
  const facts = talkFacts(talk);
  const styles = hosted.styles.map((href) => tag('link', { rel: 'stylesheet', href }));
  return pageHtml(talk, {
    title: `${facts.title} – Talkleaf`,
    head: [...styles, tag('script', { type: 'module', src: hosted.script })],
    body: tag('body', { id: 'top', 'data-talk': hosted.id }, [
      ...bodyHtml(talk, { facts, playback, hosted }),
    ]),
  });
}

type Parts = {
  /** Before all that it is about. */
  readonly policy?: Html;
  readonly title: string;
  readonly head: readonly Html[];
  readonly body: Html;
};

function pageHtml(talk: Talk, { policy, title, head, body }: Parts): string {
  const dir = isRightToLeft(talk.target) ? 'rtl' : undefined;
  const page = tag('html', { lang: htmlLanguage(talk.target), dir, 'data-show': 'both' }, [
    tag('head', {}, [
      tag('meta', { charset: 'utf-8' }),
      policy,
      tag('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
      tag('meta', { name: 'color-scheme', content: 'light dark' }),
      tag('title', {}, title),
      head,
    ]),
    body,
  ]);
  return `<!doctype html>\n${contentHtml(page)}\n`;
}

/** Only what this page needs: its own script and style, its recording, and YouTube's frame where that is offered. */
function policyFor(playback: Playback, { script, style }: PageFiles): string {
  const frame = frameSource(playback);
  return [
    "default-src 'none'",
    `script-src '${integrity(script)}'`,
    `style-src '${integrity(style)}'`,
    // Browsers differ on whether 'self' covers files beside a page opened from disk.
    ...(playback.kind === 'media' ? ["media-src 'self' file:"] : []),
    ...(frame === undefined ? [] : [`frame-src ${frame}`]),
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

function integrity(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
