import type { Talk } from '../../model/talk.ts';
import { shownSentences } from '../shown/full-text.ts';
import type { TalkFacts } from '../shown/talk-facts.ts';
import { noteWords, type NoteWords } from '../words/note-words.ts';
import { barHtml } from './bar.ts';
import { buttonHtml, copyButton } from './button.ts';
import { chaptersHtml } from './chapters.ts';
import { type Hosted, hostedBar, hostedFiles } from './hosted.ts';
import { type Content, type Html, tag } from './html.ts';
import { markWalkHtml } from './mark-walk.ts';
import { markWriter } from './marks.ts';
import { outlineHtml, pointsHtml, summaryHtml, type NoteHtmlTools } from './note.ts';
import { outlineSheetHtml } from './outline-sheet.ts';
import { openingHtml, termsHtml } from './page.ts';
import { playerHtml, type Playback } from './playback.ts';
import { fullTextHtml } from './text.ts';

/** What a page shows besides the talk itself. */
export type Around = {
  readonly facts: TalkFacts;
  readonly playback: Playback;
  /** Where a server shows the page. */
  readonly hosted?: Hosted | undefined;
};

/** All that stands in a talk's page, the same in a file and from a server. */
export function bodyHtml(talk: Talk, around: Around): Html[] {
  const { facts, playback, hosted } = around;
  const words = noteWords(talk.target);
  const hasOutline = talk.note !== undefined;
  const hasTranslation = talk.translation !== undefined;
  const lead = hosted && hostedBar(hosted);
  return [
    tag('a', { class: 'skip-link', href: '#text' }, words.page.skipToText),
    barHtml(facts.title, { words, hasTranslation, hasOutline, lead }),
    pageBody(talk, around),
    ...(hasOutline ? [outlineSheetHtml(words)] : []),
    ...[markWalkHtml(facts.marked, words), keysSheetHtml(playback, facts, words)].filter(
      (each) => each !== undefined,
    ),
  ];
}

function pageBody(talk: Talk, { facts, playback, hosted }: Around): Html {
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
      note && block('points', words.points, [copyButton(words), pointsHtml(note, tools)]),
      talk.terms.length > 0
        ? block('terms', words.terms, termsHtml(talk.terms, { words, talk }))
        : undefined,
      block('text', words.fullText, fullTextHtml(tools)),
      hosted && block('files', hosted.words.files, hostedFiles(hosted)),
      keysHtml(playback, facts, words),
    ]),
  ]);
}

/** What the keys do, at the end of the page. */
function keysHtml(playback: Playback, facts: TalkFacts, { page }: NoteWords): Html[] {
  const said = [
    ...(playback.kind === 'media' ? [page.keys] : []),
    ...(facts.marked > 0 ? [page.markKeys] : []),
  ];
  return said.map((text) => tag('p', { class: 'keys' }, text));
}

/** The same in the middle of it, when one asks with `?`. */
function keysSheetHtml(playback: Playback, facts: TalkFacts, words: NoteWords): Html | undefined {
  const said = keysHtml(playback, facts, words);
  return said.length > 0
    ? tag('dialog', { class: 'keys-sheet', id: 'keys-sheet', 'aria-label': words.page.keysName }, [
        ...said,
        buttonHtml('✕', { id: 'close-keys', label: words.page.close }),
      ])
    : undefined;
}

function block(id: string, heading: string, content: Content): Html {
  return tag('section', { id, 'aria-labelledby': `${id}-heading` }, [
    tag('h2', { id: `${id}-heading` }, heading),
    content,
  ]);
}
