import type { Claim, Point } from '../../model/note.ts';
import type { ShownSentence } from '../shown/full-text.ts';
import type { NumberedSection } from '../shown/outline-numbers.ts';
import { statementReason } from '../shown/reasons.ts';
import type { NoteWords } from '../words/note-words.ts';
import type { Citations } from './citations.ts';
import { pointsKey, textKey, type Headings } from './headings.ts';
import { blockMarkdown, inlineMarkdown, markdownLink, startOfLine } from './markdown-escape.ts';
import { WARNING, warningMarkdown, type SentenceWriter } from './sentences.ts';

/** What writing the parts of a note needs. */
export type NoteTools = {
  readonly words: NoteWords;
  readonly headings: Headings;
  readonly cite: Citations;
  readonly write: SentenceWriter;
  /** All sentences by their ID. */
  readonly shown: ReadonlyMap<number, ShownSentence>;
};

/** The outline: every section and part, with its number, a link to its points, and when it begins. */
export function outlineMarkdown(sections: readonly NumberedSection[], tools: NoteTools): string {
  const entry = (number: string, title: string): string =>
    markdownLink(inlineMarkdown(title).trim(), tools.headings.target(pointsKey(number)));
  return sections
    .flatMap(({ number, section, parts }) => [
      `- ${entry(number, `${number}. ${section.title}`)}${tools.cite.places([section.from])}`,
      ...parts.map(
        (part) =>
          `  - ${entry(part.number, `${part.number} ${part.title}`)}${partPlace(part.points, tools)}`,
      ),
    ])
    .join('\n');
}

/** The detailed points of one section: when it was, its points under their parts, its quotes. */
export function sectionMarkdown(numbered: NumberedSection, tools: NoteTools): string[] {
  const { number, section, points, parts } = numbered;
  const { headings, cite, words } = tools;
  const range = cite.range(section.from, section.to);
  const toText = markdownLink(words.toText, headings.target(textKey(number)));
  return [
    headings.markdown(pointsKey(number)),
    range === '' ? toText : `${range} · ${toText}`,
    ...(section.skip ? [words.skipped] : []),
    ...(section.missing ? [`${WARNING} ${words.missing}`] : []),
    ...listOf(points, tools),
    ...parts.flatMap((part) => [
      headings.markdown(pointsKey(part.number)),
      ...listOf(part.points, tools),
    ]),
    ...quotesMarkdown(section.quotes, tools),
  ];
}

/** A statement of the note with the places it rests on, and why it is doubtful if it is. */
export function claimMarkdown(claim: Claim, cites: readonly number[], tools: NoteTools): string {
  const reason = statementReason(claim, tools.words);
  const mark = reason === undefined ? '' : ` ${warningMarkdown(reason)}`;
  // An empty list item would turn the line above it into a heading.
  return (blockMarkdown(claim.text) || '…') + tools.cite.places(cites) + mark;
}

/** A part begins where the earliest of its points does. */
function partPlace(points: readonly Point[], { cite }: NoteTools): string {
  const first = points.flatMap((point) => point.cites.slice(0, 1));
  return first.length > 0 ? cite.places([Math.min(...first)]) : '';
}

function listOf(points: readonly Point[], tools: NoteTools): string[] {
  const lines = points.flatMap((point) => [
    `- ${claimMarkdown(point, point.cites.slice(0, 1), tools)}`,
    ...point.sub.map((claim) => `  - ${claimMarkdown(claim, claim.cites.slice(0, 1), tools)}`),
  ]);
  return lines.length > 0 ? [lines.join('\n')] : [];
}

function quotesMarkdown(ids: readonly number[], { shown, write, cite }: NoteTools): string[] {
  return ids.flatMap((id) => {
    const quoted = shown.get(id);
    if (quoted === undefined) return [];
    const said = startOfLine(write.source(quoted)) + cite.places([id]);
    const rendered = startOfLine(write.translation(quoted));
    const lines = rendered === '' ? [said] : [said, '', rendered];
    return [lines.map((line) => `> ${line}`.trim()).join('\n')];
  });
}
