import type { Claim, Note, Point } from '../../model/note.ts';
import type { Sentence } from '../../model/sentence.ts';
import { clock } from '../../text/timecode.ts';
import type { ShownSentence } from '../shown/full-text.ts';
import { numberOutline, type NumberedSection } from '../shown/outline-numbers.ts';
import { lineReason, statementReason } from '../shown/reasons.ts';
import { htmlLanguage } from '../words/note-words.ts';
import { copyButton } from './button.ts';
import { tag, type Content, type Html } from './html.ts';
import { citedHtml, timeHtml } from './playback.ts';
import { sourceHtml, translationHtml, type TextTools } from './text.ts';

/** What writing the note needs besides the text. */
export type NoteHtmlTools = TextTools & {
  /** All sentences by their ID. */
  readonly shown: ReadonlyMap<number, ShownSentence>;
};

/** The main claims of the talk, each with the times it rests on. */
export function summaryHtml({ summary }: Note, tools: NoteHtmlTools): Html {
  return tag(
    'ul',
    { class: 'summary' },
    summary.map((claim) => tag('li', {}, claimHtml(claim, claim.cites, tools))),
  );
}

/** The outline as a tree of links to the detailed points, with the time each begins. */
export function outlineHtml(note: Note, tools: NoteHtmlTools): Html {
  const items = numberOutline(note).map(({ number, section, parts }) =>
    tag('li', { class: section.skip ? 'skip' : undefined }, [
      tag('div', { class: 'entry' }, [
        entry(number, section.title),
        placesOf([section.from], tools),
      ]),
      parts.length > 0
        ? tag(
            'ol',
            {},
            parts.map((part) =>
              tag(
                'li',
                {},
                tag('div', { class: 'entry' }, [
                  entry(part.number, part.title),
                  partPlace(part.points, tools),
                ]),
              ),
            ),
          )
        : undefined,
    ]),
  );
  return tag('ol', { class: 'tree' }, items);
}

function entry(number: string, title: string): Html {
  return tag('a', { href: `#${pointsId(number)}`, 'data-n': number }, [
    tag('span', { class: 'num' }, number),
    ' ',
    tag('span', {}, title),
  ]);
}

/** The detailed points, section by section. */
export function pointsHtml(note: Note, tools: NoteHtmlTools): Html[] {
  return numberOutline(note).map((numbered) => sectionHtml(numbered, tools));
}

function sectionHtml(
  { number, section, points, parts }: NumberedSection,
  tools: NoteHtmlTools,
): Html {
  const { words, marks } = tools;
  return tag('section', { class: 'sec', id: pointsId(number), 'data-n': number }, [
    tag('h3', {}, [
      tag('span', { class: 'num' }, number),
      ' ',
      tag('span', { class: 'find' }, section.title),
    ]),
    tag('p', { class: 'where' }, [
      rangeHtml(section, tools),
      tag('a', { href: `#t-${number}`, class: 'to-text' }, words.toText),
      copyButton(words),
    ]),
    section.skip ? tag('p', { class: 'aside' }, words.skipped) : undefined,
    section.missing ? marks.place(words.missing, { isOpen: true }) : undefined,
    listOf(points, tools),
    parts.map((part) => [
      tag('h4', { id: pointsId(part.number) }, [
        tag('span', { class: 'num' }, part.number),
        ' ',
        tag('span', { class: 'find' }, part.title),
      ]),
      listOf(part.points, tools),
    ]),
    section.quotes.map((id) => quoteHtml(id, tools)),
  ]);
}

function listOf(points: readonly Point[], tools: NoteHtmlTools): Content {
  if (points.length === 0) return undefined;
  const item = (claim: Claim, sub: readonly Claim[] = []): Html =>
    tag('li', {}, [
      claimHtml(claim, claim.cites.slice(0, 1), tools),
      sub.length > 0
        ? tag(
            'ul',
            {},
            sub.map((each) => item(each)),
          )
        : undefined,
    ]);
  return tag(
    'ul',
    { class: 'points' },
    points.map((point) => item(point, point.sub)),
  );
}

function claimHtml(claim: Claim, cites: readonly number[], tools: NoteHtmlTools): Content {
  const reason = statementReason(claim, tools.words);
  return [
    tag('span', { class: 'find' }, claim.text),
    placesOf(cites, tools, claim.cites),
    reason === undefined ? undefined : [' ', tools.marks.place(reason)],
  ];
}

function quoteHtml(id: number, tools: NoteHtmlTools): Content {
  const quoted = tools.shown.get(id);
  if (quoted === undefined) return undefined;
  const { talk, words, marks } = tools;
  const translation = translationHtml(quoted, words);
  const reason = lineReason(quoted.translation, words);
  return tag('blockquote', {}, [
    tag('p', { class: 'src', lang: htmlLanguage(talk.language), dir: 'auto' }, [
      sourceHtml(quoted, tools),
      placesOf([id], tools),
    ]),
    translation === undefined || translation === ''
      ? undefined
      : tag('div', { class: 'tr', lang: htmlLanguage(talk.target), dir: 'auto' }, [
          translation,
          reason === undefined ? undefined : [' ', marks.again(reason)],
        ]),
  ]);
}

function rangeHtml(
  { from, to }: { from: number; to: number },
  { shown, talk, words }: NoteHtmlTools,
): Content {
  const [first, last] = [shown.get(from)?.sentence, shown.get(to)?.sentence];
  if (!talk.timed || !first || !last) return undefined;
  const range = `${clock(first.start)}–${clock(last.end)}`;
  return timeHtml(talk, { at: first.start, shown: range, words });
}

function placesOf(
  ids: readonly number[],
  { shown, talk, words }: NoteHtmlTools,
  cites?: readonly number[],
): Html[] {
  const sentences = ids.flatMap((id): Sentence | [] => shown.get(id)?.sentence ?? []);
  return citedHtml(sentences, { talk, words, cites });
}

/** A part begins where the earliest of its points does. */
function partPlace(points: readonly Point[], tools: NoteHtmlTools): Html[] {
  const first = points.flatMap((point) => point.cites.slice(0, 1));
  return first.length > 0 ? placesOf([Math.min(...first)], tools) : [];
}

function pointsId(number: string): string {
  return `p-${number.replace('.', '-')}`;
}
