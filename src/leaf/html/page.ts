import { isChinese } from '../../model/language.ts';
import type { Talk } from '../../model/talk.ts';
import { renderingOf, type Term } from '../../model/term.ts';
import { warningText } from '../../model/warning.ts';
import type { TalkFacts } from '../shown/talk-facts.ts';
import { pageLink } from '../shown/time-links.ts';
import { htmlLanguage, type NoteWords } from '../words/note-words.ts';
import { tag, type Content, type Html } from './html.ts';
import { markCount } from './marks.ts';

/** Title and facts. */
export function openingHtml(talk: Talk, facts: TalkFacts, words: NoteWords): Html {
  const page = pageLink(talk.source);
  const source: Content =
    page === undefined
      ? talk.source.name
      : tag('a', { href: page, target: '_blank', rel: 'noopener' }, talk.source.name);
  const gap =
    facts.longestGap === undefined ? '' : ` (${words.facts.longestGap} ${facts.longestGap})`;
  const rows: readonly (readonly [string, Content])[] = [
    [words.facts.speakers, facts.speakers],
    [words.facts.source, source],
    [words.facts.channel, facts.channel],
    [words.facts.date, facts.date],
    [words.facts.duration, facts.duration],
    [words.facts.transcript, facts.transcript],
    [words.facts.languages, facts.languages],
    [words.facts.sentences, String(facts.sentences)],
    [words.facts.marked, markCount(facts.marked, words)],
    [words.facts.coverage, facts.coverage && facts.coverage + gap],
    [words.facts.dropped, facts.dropped > 0 ? String(facts.dropped) : undefined],
    [words.facts.verified, facts.verified],
    [words.facts.model, talk.model],
    [words.facts.cost, facts.cost],
  ];
  return tag('header', { class: 'opening' }, [
    tag('h1', {}, facts.title),
    facts.originalTitle === undefined
      ? undefined
      : tag(
          'p',
          { class: 'original', lang: htmlLanguage(talk.language), dir: 'auto' },
          facts.originalTitle,
        ),
    facts.topic === undefined ? undefined : tag('p', { class: 'topic' }, facts.topic),
    tag(
      'dl',
      { class: 'facts' },
      rows.flatMap(([name, value]) =>
        value === undefined ? [] : [tag('div', {}, [tag('dt', {}, name), tag('dd', {}, value)])],
      ),
    ),
    talk.warnings.map((warning) =>
      tag(
        'p',
        { class: 'warn' },
        `⚠ ${warningText(warning, isChinese(talk.target) ? 'zh' : 'en')}`,
      ),
    ),
  ]);
}

/** The terms of the talk as a table. */
export function termsHtml(
  terms: readonly Term[],
  { words, talk }: { words: NoteWords; talk: Talk },
): Html {
  const isHeard = terms.some(({ heard }) => heard.length > 0);
  const heads = [words.term, words.rendering, ...(isHeard ? [words.heardAs] : [])];
  const rows = terms.map((term) =>
    tag('tr', {}, [
      tag(
        'th',
        { scope: 'row', lang: htmlLanguage(talk.language) },
        tag('span', { class: 'find' }, term.source),
      ),
      tag('td', {}, tag('span', { class: 'find' }, renderingOf(term))),
      isHeard ? tag('td', { lang: htmlLanguage(talk.language) }, term.heard.join(', ')) : undefined,
    ]),
  );
  return tag('table', {}, [
    tag(
      'thead',
      {},
      tag(
        'tr',
        {},
        heads.map((head) => tag('th', { scope: 'col' }, head)),
      ),
    ),
    tag('tbody', {}, rows),
  ]);
}
