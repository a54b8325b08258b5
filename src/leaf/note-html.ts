import { createHash } from 'node:crypto';

import { isRightToLeft } from '../model/language.ts';
import type { Talk } from '../model/talk.ts';
import { barHtml } from './html/bar.ts';
import { chaptersHtml } from './html/chapters.ts';
import { contentHtml, tag, verbatim, type Content, type Html } from './html/html.ts';
import { markWalkHtml } from './html/mark-walk.ts';
import { markWriter } from './html/marks.ts';
import { outlineHtml, pointsHtml, summaryHtml, type NoteHtmlTools } from './html/note.ts';
import { outlineSheetHtml } from './html/outline-sheet.ts';
import { pageFiles, type PageFiles } from './html/page-files.ts';
import { openingHtml, termsHtml } from './html/page.ts';
import { playbackOf, playerHtml, type Playback } from './html/playback.ts';
import { fullTextHtml } from './html/text.ts';
import { shownSentences } from './shown/full-text.ts';
import { talkFacts, type TalkFacts } from './shown/talk-facts.ts';
import { htmlLanguage, noteWords } from './words/note-words.ts';

/**
 * The note of a talk as one self-contained page, to read beside the recording. It asks the network for
 * nothing; its policy lets only its own script and style run. Without script it is still all readable.
 */
export function noteHtml(talk: Talk): string {
  const words = noteWords(talk.target);
  const playback = playbackOf(talk);
  const facts = talkFacts(talk);
  const hasOutline = talk.note !== undefined;
  const files = pageFiles();
  const body = tag('body', { id: 'top' }, [
    tag('a', { class: 'skip-link', href: '#text' }, words.page.skipToText),
    barHtml(facts.title, { words, hasTranslation: talk.translation !== undefined, hasOutline }),
    pageBody(talk, facts, playback),
    hasOutline ? outlineSheetHtml(words) : undefined,
    markWalkHtml(facts.marked, words),
    verbatim('script', files.script),
  ]);
  const head = tag('head', {}, [
    tag('meta', { charset: 'utf-8' }),
    tag('meta', { 'http-equiv': 'Content-Security-Policy', content: policy(playback, files) }),
    tag('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    tag('meta', { name: 'color-scheme', content: 'light dark' }),
    tag('title', {}, facts.title),
    verbatim('style', files.style),
  ]);
  const dir = isRightToLeft(talk.target) ? 'rtl' : undefined;
  const page = tag('html', { lang: htmlLanguage(talk.target), dir, 'data-show': 'both' }, [
    head,
    body,
  ]);
  return `<!doctype html>\n${contentHtml(page)}\n`;
}

function pageBody(talk: Talk, facts: TalkFacts, playback: Playback): Html {
  const words = noteWords(talk.target);
  const tools: NoteHtmlTools = {
    talk,
    words,
    marks: markWriter(facts.marked, words),
    shown: new Map(shownSentences(talk).map((shown) => [shown.sentence.id, shown])),
  };
  const { note } = talk;
  const outline =
    note &&
    tag('nav', { class: 'outline', id: 'outline', 'aria-labelledby': 'outline-heading' }, [
      tag('h2', { id: 'outline-heading' }, words.outline),
      outlineHtml(note, tools),
    ]);
  const player = playerHtml(playback, words);
  const chapters = chaptersHtml(talk, words);
  const hasSide = (outline ?? player ?? chapters) !== undefined;
  return tag('main', { class: hasSide ? 'page' : 'page plain' }, [
    tag('div', { class: 'front' }, [
      openingHtml(talk, facts, words),
      note && note.summary.length > 0
        ? block('summary', words.summary, summaryHtml(note, tools))
        : undefined,
    ]),
    hasSide ? tag('div', { class: 'side' }, [player, outline, chapters]) : undefined,
    tag('div', { class: 'rest' }, [
      note && block('points', words.points, pointsHtml(note, tools)),
      talk.terms.length > 0
        ? block('terms', words.terms, termsHtml(talk.terms, { words, talk }))
        : undefined,
      block('text', words.fullText, fullTextHtml(tools)),
      playback.kind === 'media' ? tag('p', { class: 'keys' }, words.page.keys) : undefined,
      facts.marked > 0 ? tag('p', { class: 'keys' }, words.page.markKeys) : undefined,
    ]),
  ]);
}

function block(id: string, heading: string, content: Content): Html {
  return tag('section', { id, 'aria-labelledby': `${id}-heading` }, [
    tag('h2', { id: `${id}-heading` }, heading),
    content,
  ]);
}

/** Only what this page needs: its own script and style, its recording, and YouTube's frame where that is offered. */
function policy(playback: Playback, { script, style }: PageFiles): string {
  return [
    "default-src 'none'",
    `script-src '${integrity(script)}'`,
    `style-src '${integrity(style)}'`,
    // Browsers differ on whether 'self' covers files beside a page opened from disk.
    ...(playback.kind === 'media' ? ["media-src 'self' file:"] : []),
    ...(playback.kind === 'youtube' ? ['frame-src https://www.youtube-nocookie.com'] : []),
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

function integrity(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
