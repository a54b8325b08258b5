import type { Talk } from '../../model/talk.ts';
import { fullText, type Paragraph, type ShownSentence, type TextPart } from '../full-text.ts';
import { htmlLanguage, type NoteWords } from '../note-words.ts';
import { flat, gapBetween } from '../texts/flat-text.ts';
import { markedSource } from '../texts/marked-source.ts';
import { tag, type Content, type Html } from './html.ts';
import { timeHtml } from './playback.ts';

/** What writing sentences needs. */
export type TextTools = {
  readonly talk: Talk;
  readonly words: NoteWords;
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

/** A sentence's translation, marked where it is doubtful or missing; nothing where there is none. */
export function translationHtml({ translation }: ShownSentence, words: NoteWords): Content {
  if (translation?.state === 'untranslated')
    return tag('span', { class: 'warn' }, `⚠〔${words.untranslated}〕`);
  if (translation?.state !== 'flagged') return translation?.text;
  return [translation.text, ' ', warning(words)];
}

/** The mark of what a check still doubts. */
export function warning(words: NoteWords): Html {
  return tag(
    'span',
    { class: 'warn', title: words.doubtful, role: 'img', 'aria-label': words.doubtful },
    '⚠',
  );
}

function partHtml({ heading, paragraphs }: TextPart, tools: TextTools): Html {
  const { number, section } = heading ?? {};
  return tag('section', { class: 'part', id: number && `t-${number}`, 'data-n': number }, [
    section && tag('h3', {}, [tag('span', { class: 'num' }, `${number}`), ' ', section.title]),
    paragraphs.map((paragraph) => paragraphHtml(paragraph, tools)),
  ]);
}

function paragraphHtml({ speaker, sentences }: Paragraph, tools: TextTools): Html {
  const { talk, words } = tools;
  const label = speaker?.trim() ? [tag('b', { class: 'speaker' }, `${speaker.trim()}:`), ' '] : [];
  const source = sentences.map((shown): Said => ({
    text: flat(shown.sentence.text).trim(),
    html: line(shown, sourceHtml(shown, tools), true),
  }));
  const translation = sentences
    .filter((shown) => shown.translation?.state !== 'said' || shown.translation.text !== '')
    .filter((shown) => shown.translation !== undefined)
    .map((shown): Said => ({
      text: shown.translation?.text || '〕',
      html: line(shown, translationHtml(shown, words), false),
    }));
  return tag('div', { class: 'para' }, [
    timeHtml(talk, { at: sentences[0].sentence.start, words }),
    tag('p', { class: 'src', lang: htmlLanguage(talk.language), dir: 'auto' }, [
      label,
      spaced(source),
    ]),
    translation.length > 0
      ? tag('p', { class: 'tr', lang: htmlLanguage(talk.target), dir: 'auto' }, spaced(translation))
      : undefined,
  ]);
}

type Said = { readonly text: string; readonly html: Html };

function line({ sentence }: ShownSentence, content: Content, isSource: boolean): Html {
  const at = isSource ? { id: `s${sentence.id}`, 'data-t': sentence.start } : {};
  return tag('span', { class: 'line', 'data-s': sentence.id, ...at }, content);
}

function spaced(said: readonly Said[]): Content[] {
  return said.map(({ text, html }, index) => [gapBetween(said[index - 1]?.text ?? '', text), html]);
}
