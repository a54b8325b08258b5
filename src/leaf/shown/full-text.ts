import { isOwn } from '../../model/own-language.ts';
import type { Sentence } from '../../model/sentence.ts';
import type { Talk } from '../../model/talk.ts';
import type { Line, LineFlag } from '../../model/translation.ts';
import { numberOutline, type NumberedSection } from './outline-numbers.ts';

/** A sentence and its translation as they are shown. */
export type ShownSentence = {
  readonly sentence: Sentence;
  /** Absent when the talk has no translation at all. */
  readonly translation?: ShownLine | undefined;
  /** True where its translation is itself: it is said in that language, and read once. */
  readonly isOwn: boolean;
};

/** What is shown for a sentence's translation; `said` without text is noise that needs none. */
export type ShownLine = {
  readonly state: 'said' | 'flagged' | 'untranslated';
  readonly text: string;
  /** Why it is flagged, or why no answer was acceptable. */
  readonly flags?: readonly LineFlag[] | undefined;
  /** What a model that reviewed it found wrong. */
  readonly why?: string | undefined;
};

/** Sentences read in one breath. */
export type Paragraph = {
  /** Who speaks, where that is another than before. */
  readonly speaker: string | undefined;
  readonly sentences: readonly [ShownSentence, ...ShownSentence[]];
};

/** The text of one section. */
export type TextPart = {
  /** Absent for a talk without a note, and for what comes before the first section. */
  readonly heading: NumberedSection | undefined;
  readonly paragraphs: readonly Paragraph[];
};

/**
 * The talk as paragraphs under the sections of its note. Every sentence is in exactly one place, in
 * order, whatever the sections' ranges say; every section has its part, even an empty one.
 */
export function fullText(talk: Talk): TextPart[] {
  const headings = talk.note ? numberOutline(talk.note) : [];
  const shares = shareOut(shownSentences(talk), headings);
  let speaker: string | undefined;
  return shares.map(({ heading, sentences }) => {
    const paragraphs = paragraphsOf(sentences).map((paragraph): Paragraph => {
      const [{ sentence }] = paragraph;
      const isNew = sentence.speaker !== undefined && sentence.speaker !== speaker;
      speaker = sentence.speaker ?? speaker;
      return { speaker: isNew ? sentence.speaker : undefined, sentences: paragraph };
    });
    return { heading, paragraphs };
  });
}

/** Every sentence of a talk with its translation, in order. */
export function shownSentences(talk: Talk): ShownSentence[] {
  const { sentences, translation, language: from, target: to } = talk;
  const lines = translation && new Map(translation.map((line) => [line.id, line]));
  return sentences.map((sentence) => {
    const { id, text, corrected = text } = sentence;
    const line = lines?.get(id);
    const isCopy = line?.status === 'ok' && line.text === corrected;
    const isSame = isCopy && isOwn(sentence, { from, to });
    return { sentence, translation: lines && shownLine(line), isOwn: isSame };
  });
}

function shownLine(line: Line | undefined): ShownLine {
  const text = line?.text.trim() ?? '';
  if (line?.status === 'silent') return { state: 'said', text };
  if (text === '' || line === undefined || line.status === 'untranslated') {
    return { state: 'untranslated', text: '', flags: line?.flags, why: line?.why };
  }
  if (line.status !== 'flagged') return { state: 'said', text };
  return { state: 'flagged', text, flags: line.flags, why: line.why };
}

type Share = { readonly heading: NumberedSection | undefined; readonly sentences: ShownSentence[] };

function shareOut(shown: readonly ShownSentence[], headings: readonly NumberedSection[]): Share[] {
  const before: Share = { heading: undefined, sentences: [] };
  const shares = headings.map((heading): Share => ({ heading, sentences: [] }));
  let next = 0;
  for (const each of shown) {
    while ((headings[next]?.section.from ?? Infinity) <= each.sentence.id) next += 1;
    (shares[next - 1] ?? before).sentences.push(each);
  }
  return before.sentences.length > 0 ? [before, ...shares] : shares;
}

function paragraphsOf(sentences: readonly ShownSentence[]): [ShownSentence, ...ShownSentence[]][] {
  const paragraphs: [ShownSentence, ...ShownSentence[]][] = [];
  for (const shown of sentences) {
    const last = paragraphs.at(-1);
    const isNew = shown.sentence.paragraph || last?.[0].sentence.speaker !== shown.sentence.speaker;
    if (last === undefined || isNew) paragraphs.push([shown]);
    else last.push(shown);
  }
  return paragraphs;
}
