import { isChinese } from '../model/language.ts';
import type { Talk } from '../model/talk.ts';
import { renderingOf, type Term } from '../model/term.ts';
import { warningText } from '../model/warning.ts';
import { isCjkLanguage } from '../text/languages/writing.ts';
import { chaptersMarkdown } from './markdown/chapters.ts';
import { citations } from './markdown/citations.ts';
import { frontMatter } from './markdown/front-matter.ts';
import { planHeadings, textKey } from './markdown/headings.ts';
import { blockMarkdown, inlineMarkdown } from './markdown/markdown-escape.ts';
import {
  claimMarkdown,
  outlineMarkdown,
  sectionMarkdown,
  type NoteTools,
} from './markdown/points.ts';
import { sentenceWriter, WARNING } from './markdown/sentences.ts';
import { fullText, type TextPart } from './shown/full-text.ts';
import { isCorrected } from './shown/marked-source.ts';
import { numberOutline } from './shown/outline-numbers.ts';
import { talkFacts } from './shown/talk-facts.ts';
import { type NoteWords, noteWords } from './words/note-words.ts';

/**
 * The note of a talk as Markdown: front matter, summary, outline, detailed points, terms, and the full
 * text in both languages. Headed in the note's language. Without a note it is the terms and the text,
 * without a translation the source alone. Links go to headings as GitHub names them.
 */
export function noteMarkdown(talk: Talk): string {
  const words = noteWords(talk.target);
  const cite = citations(talk, words);
  const parts = fullText(talk);
  const sentences = parts.flatMap((part) => part.paragraphs.flatMap((each) => [...each.sentences]));
  const tools: NoteTools = {
    words,
    cite,
    headings: planHeadings(talk, words),
    write: sentenceWriter(words, cite),
    shown: new Map(sentences.map((shown) => [shown.sentence.id, shown])),
  };
  const text = textMarkdown(parts, tools);
  const legend = talkFacts(talk).marked > 0 ? [`> ${words.markedLegend}`] : [];
  const blocks = [
    frontMatter(talk),
    tools.headings.markdown('title'),
    ...introduction(talk, words),
    ...talk.warnings.map(
      (warning) =>
        `> ${WARNING} ${inlineMarkdown(warningText(warning, isChinese(talk.target) ? 'zh' : 'en')).trim()}`,
    ),
    ...legend,
    ...noteBlocks(talk, tools),
    ...termBlocks(talk.terms, { tools, isMarked: talk.sentences.some(isCorrected) }),
    tools.headings.markdown('text'),
    ...text,
  ];
  return `${blocks.join('\n\n')}\n`;
}

/** What the talk is about and who speaks: what a reader wants to know first. */
function introduction(talk: Talk, words: NoteWords): string[] {
  const { topic, speakers } = talkFacts(talk);
  return [
    ...(topic === undefined ? [] : [blockMarkdown(topic)]),
    ...(speakers === undefined
      ? []
      : [words.facts.speakers + colon(talk.target) + inlineMarkdown(speakers).trim()]),
  ];
}

function colon(language: string): string {
  return isCjkLanguage(language) ? '：' : ': ';
}

function noteBlocks(talk: Talk, tools: NoteTools): string[] {
  const { note } = talk;
  const { headings, words } = tools;
  if (!note) return chaptersMarkdown(talk, words);
  const sections = numberOutline(note);
  const summary = note.summary.map((claim) => `- ${claimMarkdown(claim, claim.cites, tools)}`);
  return [
    ...(summary.length > 0 ? [headings.markdown('summary'), summary.join('\n')] : []),
    headings.markdown('outline'),
    outlineMarkdown(sections, tools),
    ...chaptersMarkdown(talk, words),
    headings.markdown('points'),
    ...sections.flatMap((section) => sectionMarkdown(section, tools)),
  ].filter((block) => block !== '');
}

function termBlocks(
  terms: readonly Term[],
  { tools, isMarked }: { tools: NoteTools; isMarked: boolean },
): string[] {
  const { words, headings } = tools;
  const table = [
    row([words.term, words.rendering, words.heardAs]),
    row(['---', '---', '---']),
    ...terms.map((term) =>
      row([
        blockMarkdown(term.source),
        blockMarkdown(renderingOf(term)),
        term.heard.map(blockMarkdown).join(', '),
      ]),
    ),
  ];
  return [
    ...(terms.length > 0 ? [headings.markdown('terms'), table.join('\n')] : []),
    ...(isMarked ? [words.correctedLegend] : []),
  ];
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function textMarkdown(parts: readonly TextPart[], { headings, write }: NoteTools): string[] {
  return parts.flatMap(({ heading, paragraphs }) => [
    ...(heading ? [headings.markdown(textKey(heading.number))] : []),
    ...paragraphs.flatMap((paragraph) => write.paragraph(paragraph)),
  ]);
}
