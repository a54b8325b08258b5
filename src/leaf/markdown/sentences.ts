import { joinSentences } from '../shown/flat-text.ts';
import type { Paragraph, ShownLine, ShownSentence } from '../shown/full-text.ts';
import { markedSource } from '../shown/marked-source.ts';
import { lineReason } from '../shown/reasons.ts';
import type { NoteWords } from '../words/note-words.ts';
import type { Citations } from './citations.ts';
import { inlineMarkdown, startOfLine } from './markdown-escape.ts';

/** Stands after a corrected word; a reader of the bare text knows it for a footnote. */
const CORRECTED = '†';
/** Stands after what is doubtful, and for what is missing. */
export const WARNING = '⚠';

/** A mark with why it stands there: `⚠ *(…)*`. */
export function warningMarkdown(reason: string): string {
  return `${WARNING} *(${inlineMarkdown(reason).trim()})*`;
}

/** Sentences and paragraphs of a talk as Markdown. */
export type SentenceWriter = {
  /** A sentence as shown, corrections marked, and what was perhaps never said set apart. */
  readonly source: (shown: ShownSentence) => string;
  /** Its translation, marked where it is doubtful or missing; empty where there is nothing to say. */
  readonly translation: (shown: ShownSentence) => string;
  /** Source and translation, as one Markdown paragraph each. */
  readonly paragraph: (paragraph: Paragraph) => string[];
};

/** Prepares writing a talk's sentences. */
export function sentenceWriter(words: NoteWords, cite: Citations): SentenceWriter {
  const source = ({ sentence }: ShownSentence): string => {
    const marked = markedSource(sentence).map(({ text, heard }) =>
      heard === undefined ? inlineMarkdown(text) : inlineMarkdown(text) + CORRECTED,
    );
    const text = marked.join('').trim();
    return sentence.doubt === undefined ? text : `〔${text} — ${words[sentence.doubt]}〕`;
  };
  const translation = ({ translation: line }: ShownSentence): string =>
    line ? translated(line, words) : '';
  const paragraph = ({ speaker, sentences }: Paragraph): string[] => {
    const label = speaker?.trim() ? `**${inlineMarkdown(speaker).trim()}:** ` : '';
    const before = cite.mark(sentences[0].sentence) + label;
    const said = joinSentences(
      sentences.map((shown) => cite.anchor(shown.sentence.id) + source(shown)),
    );
    const foreign = sentences.filter(({ isOwn }) => !isOwn);
    const rendered = startOfLine(joinSentences(foreign.map(translation)));
    return [before + (before === '' ? startOfLine(said) : said), rendered].filter(
      (text) => text !== '',
    );
  };
  return { source, translation, paragraph };
}

function translated(line: ShownLine, words: NoteWords): string {
  const { state, text } = line;
  const shown =
    state === 'untranslated' ? `〔${words.untranslated}〕` : inlineMarkdown(text).trim();
  const reason = lineReason(line, words);
  return reason === undefined ? shown : `${shown} ${warningMarkdown(reason)}`;
}
