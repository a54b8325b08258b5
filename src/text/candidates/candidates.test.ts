import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { PARALLEL, talkOf } from '../../../test/support/parallel.ts';
import { toSentences } from '../sentences/sentences.ts';
import { type Candidate, findCandidates } from './candidates.ts';

const find = (texts: readonly string[], language = 'en'): Candidate[] =>
  findCandidates(talkOf(texts), { language });
const textsOf = (found: readonly Candidate[]): string[] => found.map(({ text }) => text);
const english = PARALLEL.map(({ en }) => en);

/** A candidate as one line: `PyTorch 1, by torch 2`. */
const formsOf = ({ text, count, variants }: Candidate): string =>
  [{ text, count }, ...variants].map((form) => `${form.text} ${form.count}`).join(', ');

describe('findCandidates', () => {
  it.each<[string, string, string, language?: string]>([
    ['a name', 'We saw that Rudolf Kalman was right.', 'Rudolf Kalman'],
    ['a name that opens a sentence', 'Grace Hopper wrote one.', 'Grace Hopper'],
    ['a name after an initial', 'I met J. Lovelace there.', 'Lovelace'],
    ['small words inside a name', 'I was at the University of the West.', 'University of the West'],
    ['ordinary words as a name', 'It stands in the North Sea now.', 'North Sea'],
    ['hyphens and apostrophes', "It is Jean-Luc O'Neil here.", "Jean-Luc O'Neil"],
    ['a name with a possessive', "It is Zimbabwe's money.", 'Zimbabwe'],
    ['an acronym', 'It needs a GPU today.', 'GPU'],
    ['an acronym with a number', 'It is GPT-4 now.', 'GPT-4'],
    ['mixed case', 'The mAP went up.', 'mAP'],
    ['mixed case at the start', 'iPhone users know.', 'iPhone'],
    ['digits in a word', 'It ran on one H100 here.', 'H100'],
    ['digits between letters', 'That is b2b for you.', 'b2b'],
    ['a code name', 'We call k8s a cluster.', 'k8s'],
    ['Latin letters in Chinese', '我们今天用 pytorch 训练模型。', 'pytorch', 'zh'],
    ['two Latin words in Chinese', '这叫 gradient descent，很重要。', 'gradient descent', 'zh'],
    ['katakana', '今日はパイトーチを使います。', 'パイトーチ', 'ja'],
    ['Latin letters in Russian', 'Сегодня мы используем pytorch для обучения.', 'pytorch', 'ru'],
    ['a name in Russian', 'Сегодня с нами Анна Ковалёва из банка.', 'Анна Ковалёва', 'ru'],
  ])('finds %s', (_what, text, name, language) => {
    expect(textsOf(find([text], language))).toContain(name);
  });

  it.each([
    ['the start of a sentence', 'Bacteria did it. And then? Nothing came.'],
    ['the start of a quotation', 'She said: "Computers do that." He said, "Maybe not."'],
    ['the pronoun', "Well, I think I'm here, and I'll stay."],
    ['months and days', 'We met in March, on a Monday in November.'],
    ['amounts and ordinals', 'In the 20th week, after 90ms, it was 10x faster in the 90s.'],
    ['one capital on a word that is small elsewhere', 'We like rows, and Rows are good, but rows.'],
    ['a heading in capitals', 'THIS IS ALL ABOUT NOTHING MUCH AT ALL SO FAR'],
    ['ordinary words said often', 'People stopped talking. People talked. So people talk, people.'],
  ])('does not take %s for a name', (_what, text) => {
    expect(find([text])).toEqual([]);
  });

  it('shows forms that sound alike as one, whichever way they are written', () => {
    const found = find([
      'Today we use PyTorch on one machine, and PyTorch is good.',
      'We trained it in by torch for hours.',
      'Byteorch is fine, and a pie torch model is by torch again.',
      'You carry a lantern by night, a lantern by day, a lantern.',
      'The cuber netes cluster runs Kubernetes.',
      'We like post gress, I mean Postgres.',
      'It was trained on Image net, that is ImageNet.',
    ]);
    expect(found.map(formsOf)).toEqual([
      'PyTorch 2, by torch 2, Byteorch 1, pie torch 1',
      'Kubernetes 1, cuber netes 1',
      'Postgres 1, post gress 1',
      'ImageNet 1, Image net 1',
      'lantern 3',
    ]);
  });

  it('keeps apart what differs in digits or is a word with an ending', () => {
    const found = find(['We compare GPT-3 with GPT-4.', 'The Germany of today has German trains.']);
    expect(found.flatMap(({ variants }) => variants)).toEqual([]);
    expect(textsOf(found)).toEqual(expect.arrayContaining(['GPT-3', 'GPT-4', 'Germany', 'German']));
  });

  it('shows about a dozen words around an occurrence, with its sentence', () => {
    const [found] = find([
      'Nothing is here.',
      'So what I want to tell you about this morning is that we use Kubernetes for everything we run in the cloud these days.',
    ]);
    expect(found).toMatchObject({
      id: 2,
      snippet: 'this morning is that we use Kubernetes for everything we run in the',
    });
  });

  it('finds the names of a whole lecture, and hardly anything else', () => {
    const found = find(english);
    const texts = textsOf(found);
    expect(texts).toEqual(
      expect.arrayContaining(['Otto', 'Kalman', 'DNA', 'HTTPS', 'PostgreSQL', 'Cas9', 'inflation']),
    );
    expect(texts.length).toBeLessThanOrEqual(60);
    expect(texts.filter((text) => /^(?:So|Well|Okay|Now|The|And|But)\b/.test(text))).toEqual([]);
    expect(found.slice(0, 10).every(({ count }) => count >= 2)).toBe(true);
  });

  it.each([
    ['without capitals and marks', (text: string) => text.toLowerCase().replace(/[.,?!:]/g, '')],
    ['all in capitals', (text: string) => text.toUpperCase()],
  ])('finds what is repeated in text %s', (_what, change) => {
    const found = find(english.map(change));
    const texts = textsOf(found).map((text) => text.toLowerCase());
    expect(texts).toEqual(
      expect.arrayContaining(['otto', 'kalman', 'inflation', 'genome', 'cas9']),
    );
    expect(texts.length).toBeLessThan(30);
    expect(found.find(({ text }) => /otto/i.test(text))?.count).toBe(5);
  });

  it('finds misheard forms of a name in captions without capitals', () => {
    const found = find([
      'today we look at kubernetes and what it does',
      'with kubernetes you describe what you want',
      'so kubernetes is a loop and cuber netes never sleeps',
      'gradient descent is next and gradient descent is simple',
      'then gradient descent again',
    ]);
    expect(found.map(formsOf)).toEqual(['kubernetes 3, cuber netes 1', 'gradient descent 3']);
  });

  it('takes the words of which the recogniser was not sure, but for ordinary ones', () => {
    const words = 'we use bite orch for the training of it'.split(' ').map((text, index) => ({
      text,
      start: index,
      end: index + 0.8,
      confidence: ['bite', 'orch', 'the'].includes(text) ? 0.3 : 0.9,
    }));
    const cue = { start: 0, end: 9, text: words.map(({ text }) => text).join(' '), words };
    const later = {
      start: 12,
      end: 14,
      text: 'That is all about bite or the orch.',
      paragraph: true,
    };
    const sentences = toSentences([cue, later]);
    expect(sentences.map(({ unsure }) => unsure)).toEqual([['bite', 'orch', 'the'], undefined]);
    expect(findCandidates(sentences, { language: 'en' }).map(formsOf)).toEqual(['bite orch 1']);
  });

  it('does not take every noun of a German talk for a name', () => {
    const german = [
      'Guten Morgen, heute sprechen wir über die Suche in einer Datenbank und über ihre Kosten.',
      'Stellen Sie sich eine Tabelle mit vielen Zeilen vor, die auf einer Platte im Keller liegt.',
      'Wenn jede Zeile hundert Zeichen braucht, dann liest die Maschine eine ganze Weile.',
      'Der Index ist eine zweite Kopie der Daten, nach einem Merkmal der Kunden sortiert.',
      'Mit PostgreSQL sehen wir den Plan, und der Index wird in der Abfrage benutzt.',
      'Die Frage aus dem Saal war, ob der Index das Schreiben in der Nacht langsamer macht.',
      'Ja, das macht er, denn jede Änderung muss auch in die Kopie und in das Protokoll.',
      'Am Ende zählt für die Nutzer nur die Zeit, und die misst man mit einer Uhr an der SSD.',
      'Die Kollegin aus der Verwaltung hat im Sommer einen Vergleich mit Papier gemacht.',
    ];
    const texts = textsOf(find(german, 'de'));
    expect(texts).toEqual(expect.arrayContaining(['PostgreSQL', 'SSD', 'Index']));
    expect(texts.length).toBeLessThanOrEqual(5);
  });

  it('shows sixty at the most', () => {
    const names = Array.from({ length: 200 }, (_, index) => `We met Name${index}x there.`);
    expect(find(names)).toHaveLength(60);
  });

  it('finds nothing in Chinese without Latin letters, and nothing in nothing', () => {
    expect(find(['今天我们讲数据库。', '数据库有索引。', '数据库很快。'], 'zh')).toEqual([]);
    expect(find([])).toEqual([]);
  });

  it('finds nothing in what is not speech, without delay', () => {
    const data = `${'a'.repeat(20_000)} ${'x.'.repeat(10_000)} ${'1a'.repeat(10_000)} ${'. - '.repeat(5000)}`;
    expect(find([`${data}${'B C '.repeat(2000)}`])).toEqual([]);
  });

  it('only ever finds what stands in the talk, and never fails', () => {
    const words = [
      'PyTorch',
      'by torch',
      'the',
      'GPU',
      'Kalman',
      'of',
      '梯度',
      'パイトーチ',
      '\u{1F600}',
    ];
    const marks = [' ', ' ', ', ', '. ', '\n', '-', "'s "];
    const part = fc.oneof(fc.constantFrom(...words, ...marks), fc.string({ unit: 'binary' }));
    const text = fc.array(part, { maxLength: 30 }).map((parts) => parts.join(' '));
    fc.assert(
      fc.property(
        fc.array(text, { maxLength: 8 }),
        fc.constantFrom('en', 'de', 'zh'),
        (texts, language) => {
          const onOneLine = texts.map((each) => each.replace(/\s+/g, ' '));
          for (const { text: form, count, variants, id, snippet } of find(texts, language)) {
            expect(onOneLine[id - 1]).toContain(form);
            expect(onOneLine[id - 1]).toContain(snippet);
            expect(snippet).toContain(form);
            for (const variant of variants) {
              expect(onOneLine.some((each) => each.includes(variant.text))).toBe(true);
              expect(variant.count).toBeGreaterThan(0);
            }
            expect(count).toBeGreaterThan(0);
          }
        },
      ),
    );
  });
});
