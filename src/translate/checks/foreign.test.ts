/** Two rates: answers in the language asked for that are refused, and answers in another that are seen. */
import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { PARALLEL } from '../../../test/support/parallel.ts';
import { loadLanguageDetector } from '../../text/languages/language-detector.ts';
import { toSentences } from '../../text/sentences/sentences.ts';
import { foreignLanguage } from './foreign.ts';

const detect = await loadLanguageDetector();
const talk = (name: string): string[] =>
  toSentences([
    { start: 0, end: 0, text: readFileSync(`test/fixtures/talks/${name}.txt`, 'utf8') },
  ]).map(({ text }) => text);

/** Lines by their language; the last six were written after the check, which was not changed for them. */
const LINES: Readonly<Record<string, readonly string[]>> = {
  en: [...talk('keynote.en'), ...talk('interview.en'), ...talk('lecture.en')],
  fr: talk('lecture.fr'),
  de: talk('lecture.de'),
  es: talk('lecture.es'),
  it: [
    'Oggi vi racconto come nasce una mappa del fondo del mare.',
    'Non abbiamo mai misurato più di un quarto degli oceani con precisione.',
    'Una nave manda un suono verso il basso e aspetta che ritorni.',
    'Più tardi arriva la risposta, più profondo è il mare in quel punto.',
  ],
  pt: [
    'Hoje vamos falar sobre a maneira como as cidades guardam água.',
    'Quando chove muito, a água tem de ir para algum lado.',
    'Antigamente havia campos, agora há apenas estradas e telhados.',
    'Por isso construímos lagoas que ficam secas quase todo o ano.',
  ],
  nl: [
    'Vandaag gaat het over de vraag waarom fietsen niet omvallen.',
    'Heel lang dachten we dat het aan de draaiende wielen lag.',
    'Toen bouwde iemand een fiets waarbij dat effect was weggenomen.',
    'Hij bleef gewoon overeind, en niemand wist nog precies waarom.',
  ],
  pl: [
    'Dzisiaj opowiem wam o tym, jak rozmawiają ze sobą drzewa.',
    'Pod ziemią są cienkie nitki grzybów, które łączą korzenie.',
    'Nie wiemy jeszcze dokładnie, co przez nie płynie i kiedy.',
  ],
  sv: [
    'I dag ska vi prata om varför snön knarrar när det är kallt.',
    'Kristallerna bryts mot varandra, och det är det ljudet vi hör.',
    'När det är nära noll grader smälter de lite och blir tysta.',
  ],
  tr: [
    'Bugün size eski bir köprünün nasıl onarıldığını anlatacağım.',
    'Taşların arasındaki harç zamanla yağmurla birlikte gitmiş.',
    'Ustalar aynı karışımı bulmak için bir yıl boyunca uğraştı.',
  ],
};
const LANGUAGES = Object.keys(LINES);

function seen(lines: readonly string[], to: string, source = '某某'): number {
  const wanted = { from: 'zh', to, terms: [], detect };
  return lines.filter((line) => foreignLanguage(source, line, wanted) !== undefined).length;
}

describe('the language of an answer', () => {
  it.each(LANGUAGES)('refuses no line in %s, which was asked for', (to) => {
    expect(seen(LINES[to] ?? [], to)).toBe(0);
  });

  it.each(LANGUAGES)('sees nearly all lines in other languages, asked for %s', (to) => {
    const others = LANGUAGES.filter((each) => each !== to).flatMap((each) => LINES[each] ?? []);
    expect(seen(others, to) / others.length).toBeGreaterThan(0.95);
  });

  it('sees English for Chinese, whatever the talk is in, and refuses no Chinese', () => {
    const wanted = { from: 'ja', to: 'zh', terms: [] };
    const english = PARALLEL.filter(
      ({ en }) => foreignLanguage('今日は天気がいいですね。', en, wanted) !== undefined,
    );
    expect(english.length / PARALLEL.length).toBeGreaterThan(0.9);
    const chinese = PARALLEL.filter(
      ({ en, zh }) => foreignLanguage(en, zh, { ...wanted, from: 'en' }) !== undefined,
    );
    expect(chinese).toEqual([]);
  });

  it.each([
    ['es', 'PyTorch, TensorFlow, JAX.', 'PyTorch, TensorFlow y JAX.'],
    ['es', 'The command is npm install --save-dev vitest.', 'npm install --save-dev vitest'],
    [
      'de',
      'Apollo, Boeing, Harvard and the Massachusetts Institute of Technology.',
      'Apollo, Boeing, Harvard, Massachusetts Institute of Technology.',
    ],
    ['zh', 'We use PyTorch and JAX here.', '这里用 PyTorch 和 JAX。'],
    ['zh', 'x squared plus y squared', 'x² + y²'],
    ['zh', 'git commit -m fix', 'git commit -m fix'],
    ['fr', '2, 3, 5, 7, 11', '2, 3, 5, 7, 11'],
  ])('has no language for names, code and figures: %s, %s', (to, source, target) => {
    expect(foreignLanguage(source, target, { from: 'en', to, terms: [], detect })).toBeUndefined();
  });
});
