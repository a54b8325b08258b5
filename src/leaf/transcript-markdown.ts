import type { Talk } from '../model/talk.ts';
import { clock } from '../text/timecode.ts';
import { inlineMarkdown, markdownLink, startOfLine } from './markdown/markdown-escape.ts';
import { joinSentences } from './shown/flat-text.ts';
import { fullText, type Paragraph } from './shown/full-text.ts';
import { shownText } from './shown/marked-source.ts';
import { talkTimeLink } from './shown/time-links.ts';
import { noteWords } from './words/note-words.ts';

/**
 * The full source text as Markdown: title, the note's sections as headings where there is a note, and
 * paragraphs, each with the time it begins. Misheard names are put right; no times where there are none.
 */
export function transcriptMarkdown(talk: Talk): string {
  const blocks = fullText(talk).flatMap((part) => [
    ...(part.heading
      ? [`## ${title(`${part.heading.number}. ${part.heading.section.title}`)}`]
      : []),
    ...part.paragraphs.map((paragraph) => paragraphMarkdown(paragraph, talk)),
  ]);
  return `${[`# ${title(talk.title)}`, ...blocks].join('\n\n')}\n`;
}

function title(text: string): string {
  return inlineMarkdown(text).trim();
}

function paragraphMarkdown({ speaker, sentences }: Paragraph, talk: Talk): string {
  const words = noteWords(talk.language);
  const said = sentences.map(({ sentence }) => {
    const text = inlineMarkdown(shownText(sentence)).trim();
    return sentence.doubt === undefined ? text : `〔${text} — ${words[sentence.doubt]}〕`;
  });
  const label = speaker?.trim() ? `**${inlineMarkdown(speaker).trim()}:** ` : '';
  const before = timeMark(sentences[0].sentence.start, talk) + label;
  const text = joinSentences(said);
  return before + (before === '' ? startOfLine(text) : text);
}

function timeMark(start: number, talk: Talk): string {
  if (!talk.timed) return '';
  const link = talkTimeLink(talk, start);
  return `${link === undefined ? clock(start) : markdownLink(clock(start), link)} `;
}
