import type { Talk } from '../../model/talk.ts';
import { flat, gapBetween } from '../shown/flat-text.ts';
import { fullText, type Paragraph, type ShownSentence, type TextPart } from '../shown/full-text.ts';
import { markedSource } from '../shown/marked-source.ts';
import { lineReason } from '../shown/reasons.ts';
import { htmlLanguage, type NoteWords } from '../words/note-words.ts';
import { tag, type Content, type Html } from './html.ts';
import type { MarkWriter } from './marks.ts';
import { timeHtml } from './playback.ts';

/** What writing sentences needs. */
export type TextTools = {
  readonly talk: Talk;
  readonly words: NoteWords;
  readonly marks: MarkWriter;
};

/** The full text by section: each paragraph with its time, its source and its translation. */
export function fullTextHtml(tools: TextTools): Html[] {
  return fullText(tools.talk).map((part) => partHtml(part, tools));
}

/** A sentence's source, corrections marked, and what was perhaps never said set apart. */
export function sourceHtml({ sentence }: ShownSentence, { words }: TextTools): Content {
  const said = markedSource(sentence).map(({ text, heard }) =>
    heard === undefined
      ? text
      : tag(
          'abbr',
          { class: 'fixed', title: words.correctedWord.replace('{heard}', () => heard) },
          text,
        ),
  );
  if (sentence.doubt === undefined) return said;
  return [tag('s', {}, said), ' ', tag('small', { class: 'warn' }, `〔${words[sentence.doubt]}〕`)];
}

/** A sentence's translation, or that it has none where it needs one. */
export function translationHtml({ translation }: ShownSentence, words: NoteWords): Content {
  if (translation?.state !== 'untranslated') return translation?.text;
  return tag('span', { class: 'warn' }, `〔${words.untranslated}〕`);
}

function partHtml({ heading, paragraphs }: TextPart, tools: TextTools): Html {
  const { number, section } = heading ?? {};
  return tag('section', { class: 'part', id: number && `t-${number}`, 'data-n': number }, [
    section && tag('h3', {}, [tag('span', { class: 'num' }, `${number}`), ' ', section.title]),
    paragraphs.map((paragraph) => paragraphHtml(paragraph, tools)),
  ]);
}

function paragraphHtml({ speaker, sentences }: Paragraph, tools: TextTools): Html {
  const { talk, words, marks } = tools;
  const label = speaker?.trim() ? [tag('b', { class: 'speaker' }, `${speaker.trim()}:`), ' '] : [];
  const source = sentences.map((shown): Said => ({
    text: flat(shown.sentence.text).trim(),
    html: line(shown, sourceHtml(shown, tools), true),
  }));
  const translation = sentences
    .filter((shown) => shown.translation?.state !== 'said' || shown.translation.text !== '')
    .filter((shown) => shown.translation !== undefined)
    .map((shown): Said => {
      const reason = lineReason(shown.translation, words);
      const said = line(shown, translationHtml(shown, words), false);
      return {
        text: shown.translation?.text || '〕',
        html: reason === undefined ? said : [said, ' ', marks.place(reason)],
      };
    });
  return tag('div', { class: 'para' }, [
    timeHtml(talk, { at: sentences[0].sentence.start, words }),
    tag('p', { class: 'src', lang: htmlLanguage(talk.language), dir: 'auto' }, [
      label,
      spaced(source),
    ]),
    translation.length > 0
      ? // No paragraph: a browser would end it where a mark that opens begins.
        tag(
          'div',
          { class: 'tr', lang: htmlLanguage(talk.target), dir: 'auto' },
          spaced(translation),
        )
      : undefined,
  ]);
}

type Said = { readonly text: string; readonly html: Content };

function line({ sentence, isOwn }: ShownSentence, content: Content, isSource: boolean): Html {
  const at = isSource ? { id: `s${sentence.id}`, 'data-t': sentence.start } : {};
  // The paragraph says the language of the talk.
  const own = isSource && sentence.language ? { lang: htmlLanguage(sentence.language) } : {};
  // Beside its source it would be read twice.
  const kind = !isSource && isOwn ? 'line own' : 'line';
  return tag('span', { class: kind, 'data-s': sentence.id, ...at, ...own }, content);
}

function spaced(said: readonly Said[]): Content[] {
  return said.map(({ text, html }, index) => [gapBetween(said[index - 1]?.text ?? '', text), html]);
}
