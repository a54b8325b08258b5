import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Cue } from '../../model/transcript.ts';
import { toSentences } from './sentences.ts';

/** Cues of three seconds each, one right after the other; a number is a pause before the next, in seconds. */
function cuesOf(...parts: (string | number | Partial<Cue>)[]): Cue[] {
  let at = 0;
  const cues: Cue[] = [];
  for (const part of parts) {
    if (typeof part === 'number') {
      at += part;
      continue;
    }
    const cue = typeof part === 'string' ? { text: part } : part;
    cues.push({ text: '', ...cue, start: at, end: at + 3 });
    at += 3;
  }
  return cues;
}

const row = (count: number, word = 'word'): string =>
  Array.from({ length: count }, (_, index) => `${word}${index}`).join(' ');
const letters = (texts: readonly string[]): string => texts.join('').replace(/\s+/g, '');
const textsOf = (cues: readonly Cue[]): string[] =>
  toSentences(cues).map((sentence) => sentence.text);

describe('toSentences, closing marks', () => {
  it.each<[string, string, string[]]>([
    [
      'full stops and other marks',
      'This is the first one. Is that the second? It is! And so on.',
      ['This is the first one.', 'Is that the second? It is!', 'And so on.'],
    ],
    [
      'closing quotes and brackets',
      'He said "this is enough." Then he left the room (and that was that). We were all alone.',
      [
        'He said "this is enough."',
        'Then he left the room (and that was that).',
        'We were all alone.',
      ],
    ],
    [
      'no end at abbreviations',
      'We met Dr. Smith and Prof. Jones, e.g. at work. They were late again.',
      ['We met Dr. Smith and Prof. Jones, e.g. at work.', 'They were late again.'],
    ],
    [
      'no end at decimals',
      'It takes 3.5 seconds and costs 2.50 dollars. That is too much.',
      ['It takes 3.5 seconds and costs 2.50 dollars.', 'That is too much.'],
    ],
    [
      'a year ends a sentence',
      'It was published in 1990. 200 people read it then.',
      ['It was published in 1990.', '200 people read it then.'],
    ],
    [
      'no end at initials',
      'The book by J. R. Hartley was sold out. I was very sad.',
      ['The book by J. R. Hartley was sold out.', 'I was very sad.'],
    ],
    [
      'an end after a letter or a number where what follows begins a sentence',
      'We call it the remainder R. Because it is small, we drop it. Take plan B. Now we go on. This is version 3. It is the last. See appendix A. The proof is short. Das ist Teil B. Wir machen weiter.',
      [
        'We call it the remainder R.',
        'Because it is small, we drop it.',
        'Take plan B.',
        'Now we go on.',
        'This is version 3.',
        'It is the last.',
        'See appendix A.',
        'The proof is short.',
        'Das ist Teil B.',
        'Wir machen weiter.',
      ],
    ],
    [
      'no end after an initial where a name follows',
      'George W. Bush met Samuel L. Jackson and J. White there. A. Young came too late.',
      ['George W. Bush met Samuel L. Jackson and J. White there.', 'A. Young came too late.'],
    ],
    [
      'no end inside "z. B." and the like',
      'Wir sehen uns z. B. Berlin und d. h. Potsdam an. Dann ist es gut.',
      ['Wir sehen uns z. B. Berlin und d. h. Potsdam an.', 'Dann ist es gut.'],
    ],
    [
      'no end at millions, nor before a number',
      'Das ist ca. 20 Mio. Euro wert. Если она занимает 100 байт, т. е. 20 гигабайт, это долго.',
      [
        'Das ist ca. 20 Mio. Euro wert.',
        'Если она занимает 100 байт, т. е. 20 гигабайт, это долго.',
      ],
    ],
    [
      'French quotes, and a number after "No."',
      'Il a dit « Oui. » Puis il est parti. See No. 5 and no. 6 of them.',
      ['Il a dit « Oui. »', 'Puis il est parti.', 'See No. 5 and no. 6 of them.'],
    ],
    [
      'German quotes',
      'Er sagte: „Das geht so nicht.“ Dann ging er weg. »Ja, das ist gut.« Dann kam er wieder.',
      [
        'Er sagte: „Das geht so nicht.“',
        'Dann ging er weg.',
        '»Ja, das ist gut.«',
        'Dann kam er wieder.',
      ],
    ],
    [
      'Arabic, Urdu and Hindi marks',
      'هل لديكم أسئلة أخرى اليوم؟ نحتاج إلى مثال واحد. यह एक लंबा वाक्य है। यह दूसरा वाक्य है।',
      [
        'هل لديكم أسئلة أخرى اليوم؟',
        'نحتاج إلى مثال واحد.',
        'यह एक लंबा वाक्य है।',
        'यह दूसरा वाक्य है।',
      ],
    ],
    [
      'marks before a wide bracket',
      '他说得很对（我也这么想。）然后我们就走了。',
      ['他说得很对（我也这么想。）', '然后我们就走了。'],
    ],
    [
      'no end before a small letter',
      'We use node.js and vue. they are fine. Now the next one.',
      ['We use node.js and vue. they are fine.', 'Now the next one.'],
    ],
    [
      'U.S. in the middle and at the end',
      'The U.S. market is big. We sell in the U.S. Nobody else does.',
      ['The U.S. market is big.', 'We sell in the U.S.', 'Nobody else does.'],
    ],
    [
      'Chinese marks',
      '今天我们讲数据库。它为什么这么快？因为有索引！“好的。”他说道。',
      ['今天我们讲数据库。', '它为什么这么快？', '因为有索引！“好的。”', '他说道。'],
    ],
    [
      'Chinese with Latin words',
      '我们用 PyTorch 2.0 来训练。然后用 ONNX 导出模型。',
      ['我们用 PyTorch 2.0 来训练。', '然后用 ONNX 导出模型。'],
    ],
    [
      'Japanese',
      '今日は天気がいいです。散歩に行きましょう。',
      ['今日は天気がいいです。', '散歩に行きましょう。'],
    ],
  ])('%s', (_what, text, sentences) => {
    expect(textsOf(cuesOf(text))).toEqual(sentences);
  });

  it('runs sentences across cues', () => {
    const cues = cuesOf('So today we will', 'look at trees. And then', 'at some graphs.');
    const [first, second] = toSentences(cues);
    expect(first).toMatchObject({ id: 1, text: 'So today we will look at trees.', start: 0 });
    expect(second).toMatchObject({ id: 2, text: 'And then at some graphs.', end: 9 });
    expect(first?.end).toBeGreaterThan(4);
    expect(first?.end).toBeLessThan(6);
  });

  it('joins Chinese cues without a space', () => {
    expect(textsOf(cuesOf('我们今天', '来讲数据库。'))).toEqual(['我们今天来讲数据库。']);
  });

  it('takes the times of words where there are any', () => {
    const words = ['Here', 'we', 'go', 'again.', 'That', 'was', 'all.'].map((text, index) => ({
      text,
      start: index < 4 ? index * 0.2 : 2 + index * 0.1,
      end: index < 4 ? index * 0.2 + 0.2 : 2 + index * 0.1 + 0.1,
    }));
    const [cue] = cuesOf({ text: words.map((word) => word.text).join(' '), words });
    expect(toSentences(cue ? [cue] : [])).toMatchObject([
      { text: 'Here we go again.', start: 0, end: 0.8 },
      { text: 'That was all.', start: 2.4 },
    ]);
  });
});

describe('toSentences, text without marks', () => {
  it('cuts at long pauses, and at short ones before a discourse word', () => {
    const cues = cuesOf(
      row(12, 'a'),
      0.9,
      row(12, 'b'),
      0.4,
      `so ${row(8, 'c')}`,
      0.4,
      row(8, 'd'),
    );
    expect(textsOf(cues)).toEqual([row(12, 'a'), row(12, 'b'), `so ${row(8, 'c')} ${row(8, 'd')}`]);
  });

  it('leaves marked text alone, whatever its pauses', () => {
    const cues = cuesOf('I think that', 2, 'this is one sentence.');
    expect(textsOf(cues)).toEqual(['I think that this is one sentence.']);
  });

  it('cuts what is too long near its middle, at a comma where there is one', () => {
    const [first = '', second = ''] = textsOf(cuesOf(`${row(28, 'a')}, ${row(30, 'b')}`));
    expect(first).toBe(`${row(28, 'a')},`);
    expect(second).toBe(row(30, 'b'));
  });

  it('leaves no sentence above the limits', () => {
    const cues = cuesOf(row(500), '字'.repeat(500));
    for (const { text } of toSentences(cues)) {
      expect(text.split(' ').length).toBeLessThanOrEqual(46);
      expect((text.match(/字/g) ?? []).length).toBeLessThanOrEqual(80);
    }
  });
});

describe('toSentences, what belongs together', () => {
  it('joins one or two words to their neighbour', () => {
    expect(textsOf(cuesOf('Is it over? Yes. Let us begin with the next part.'))).toEqual([
      'Is it over? Yes.',
      'Let us begin with the next part.',
    ]);
    expect(textsOf(cuesOf('这样行吗？好的。那我们继续往下看。'))).toEqual([
      '这样行吗？好的。',
      '那我们继续往下看。',
    ]);
  });

  it('does not let a row of them grow without end', () => {
    expect(textsOf(cuesOf('Yes. No. Yes. No. Yes. No.'))).toEqual([
      'Yes. No.',
      'Yes. No.',
      'Yes. No.',
    ]);
  });

  it('leaves them alone behind a pause', () => {
    expect(textsOf(cuesOf('That was the first part.', 2, 'Okay.', 2, 'Let us go on now.'))).toEqual(
      ['That was the first part.', 'Okay.', 'Let us go on now.'],
    );
  });

  it('never joins two speakers', () => {
    const cues = cuesOf(
      { text: 'How did you', speaker: 'A' },
      { text: 'Well.', speaker: 'B' },
      { text: 'do that?', speaker: 'A' },
    );
    expect(toSentences(cues).map(({ text, speaker }) => [speaker, text])).toEqual([
      ['A', 'How did you'],
      ['B', 'Well.'],
      ['A', 'do that?'],
    ]);
  });

  it('lets no paragraph begin inside a sentence', () => {
    const paragraph = true;
    const parts = [
      { text: 'We went to the old town and', paragraph },
      { text: 'looked for the place. It was closed.', paragraph },
      { text: 'So we came back.', paragraph },
      { text: 'Key points', paragraph },
      { text: 'The town is old.', paragraph },
    ];
    const sentences = toSentences(cuesOf(...parts));
    expect(sentences.map(({ text, paragraph: begins }) => [begins, text])).toEqual([
      [true, 'We went to the old town and looked for the place.'],
      [false, 'It was closed.'],
      [true, 'So we came back.'],
      [true, 'Key points'],
      [true, 'The town is old.'],
    ]);
  });

  it('never joins two paragraphs of the source', () => {
    const cues = cuesOf('A heading', { text: 'and the text below it.', paragraph: true });
    const sentences = toSentences(cues);
    expect(sentences.map((sentence) => sentence.text)).toEqual([
      'A heading',
      'and the text below it.',
    ]);
    expect(sentences.map((sentence) => sentence.paragraph)).toEqual([true, true]);
  });

  it('begins a paragraph after a long pause, and when one is long enough', () => {
    const line = 'This is a sentence of exactly ten words, no more.';
    const cues = cuesOf(line, line, 4, line, ...Array.from({ length: 11 }, () => line));
    const starts = toSentences(cues).flatMap(({ id, paragraph }) => (paragraph ? [id] : []));
    expect(starts).toEqual([1, 3, 14]);
  });

  it('keeps doubted cues apart', () => {
    const cues = cuesOf('We begin', 'Thanks for watching!', 'with the first part.');
    expect(toSentences(cues, [undefined, 'boilerplate', undefined])).toMatchObject([
      { text: 'We begin' },
      { text: 'Thanks for watching!', doubt: 'boilerplate' },
      { text: 'with the first part.' },
    ]);
  });
});

describe('toSentences, always', () => {
  const word = fc.constantFrom(
    'so',
    'we',
    'Tree',
    'end.',
    'why?',
    'e.g.',
    '3.5',
    'Dr.',
    'well,',
    '“yes”',
    '数据库',
    '很快。',
    '为什么？',
    'GPT-4',
    '(or',
    'not)',
    'です',
    '…',
    '--',
    'I.',
    '7.',
    'ไทย',
    '한국어',
    '😀',
  );
  const cue = fc.record({
    words: fc.array(word, { minLength: 1, maxLength: 12 }),
    gap: fc.constantFrom(0, 0, 0, 0.4, 1, 3),
    length: fc.constantFrom(0.5, 2, 5),
    speaker: fc.constantFrom(undefined, 'A', 'B'),
    doubt: fc.constantFrom(undefined, undefined, undefined, 'loop' as const),
  });

  it('keeps every word in order, numbers from 1, times in order and inside the talk', () => {
    fc.assert(
      fc.property(fc.array(cue, { maxLength: 30 }), (parts) => {
        let at = 0;
        const cues = parts.map(({ words, gap, length, speaker }) => {
          const start = at + gap;
          at = start + length;
          return { start, end: at, text: words.join(' '), speaker };
        });
        const sentences = toSentences(
          cues,
          parts.map((part) => part.doubt),
        );
        expect(letters(sentences.map((each) => each.text))).toBe(
          letters(cues.map((each) => each.text)),
        );
        expect(sentences.map((each) => each.id)).toEqual(sentences.map((_, index) => index + 1));
        let last = cues[0]?.start ?? 0;
        for (const { start, end } of sentences) {
          expect(start).toBeGreaterThanOrEqual(last - 1e-9);
          expect(end).toBeGreaterThanOrEqual(start);
          last = start;
        }
        expect(sentences.at(-1)?.end ?? at).toBeLessThanOrEqual(at + 1e-9);
      }),
      { numRuns: 200 },
    );
  });
});

const spokenAt = (starts: readonly number[], said: readonly string[]): Cue[] => {
  const words = said.map((text, at) => ({
    text,
    start: starts[at] ?? 0,
    end: starts[at + 1] ?? (starts[at] ?? 0) + 0.4,
  }));
  return [{ start: 0, end: words.at(-1)?.end ?? 0, text: said.join(' '), words }];
};

describe('toSentences, words shown until the next begins', () => {
  it('finds the pause after a word that takes longer than it is said', () => {
    const said = row(50).split(' ');
    const starts = said.map((_, at) => at * 0.4 + (at >= 20 ? 1 : 0));
    const sentences = toSentences(spokenAt(starts, said));
    expect(sentences.map((sentence) => sentence.text.split(' ').length)).toEqual([20, 30]);
  });

  it('does not take a long word for a pause', () => {
    const said = row(50).split(' ').with(19, 'internationalisation');
    const starts = said.map((_, at) => at * 0.4 + (at >= 20 ? 0.9 : 0));
    const sizes = toSentences(spokenAt(starts, said)).map(({ text }) => text.split(' ').length);
    expect(sizes).not.toContain(20);
  });
});

it('keeps phrases of Thai apart, which has spaces between them only', () => {
  expect(textsOf(cuesOf('สวัสดีครับทุกคน', 'วันนี้เราจะพูด'))).toEqual(['สวัสดีครับทุกคน วันนี้เราจะพูด']);
});

it('never parts a Thai letter from the marks above it', () => {
  const text = 'เพราะฉะนั้นเราจึงสร้างดัชนี ดัชนีคือสำเนาที่เล็กกว่าและเรียงลำดับไว้แล้วสำหรับทุกคนที่อยู่ที่นี่ มีคำถามไหมครับ';
  const sentences = textsOf(cuesOf(`${text} ${text}`));
  expect(sentences.filter((sentence) => /^\p{M}/u.test(sentence))).toEqual([]);
  expect(
    sentences.every((sentence) => text.includes(` ${sentence}`) || text.startsWith(sentence)),
  ).toBe(true);
});

describe('toSentences, text that has no marks to go by', () => {
  it('ends no sentence after a word that belongs to the next', () => {
    const said =
      'it takes you know maybe forty seconds on a decent disk and nobody wants to wait for a login page ' +
      'the classic structure here has been around since the seventies it is in all of the books by the way ' +
      'every insert has to touch the index as well any questions so far yes in the back of the room';
    const ends = textsOf(cuesOf(said)).map((sentence) => sentence.split(' ').at(-1));
    for (const end of ends) expect(['the', 'of', 'a', 'as', 'to', 'questions']).not.toContain(end);
  });

  it('cuts Chinese where a cue ends rather than inside a word', () => {
    const cues = cuesOf(
      '索引其实就是数据的第二份拷贝更小',
      '而且按你要查的字段排好了序',
      '这里的经典结构是一棵树',
      '它从上个世纪七十年代就有了',
      '没有人说得清这个名字代表什么',
      '树的每个节点装几百个键',
    );
    const whole = cues.map((cue) => cue.text);
    for (const sentence of textsOf(cues)) {
      expect(whole.some((cue) => sentence.endsWith(cue))).toBe(true);
    }
  });

  it('takes the spaces of Chinese subtitles for commas', () => {
    const phrases = '大家早上好我们开始吧 今天我想讲讲数据库 怎样不读整张表就能找到一行数据'.split(
      ' ',
    );
    const text = [...phrases, ...phrases, ...phrases].join(' ');
    for (const sentence of textsOf(cuesOf(text))) {
      expect(phrases.some((phrase) => sentence.endsWith(phrase))).toBe(true);
    }
  });

  it('knows the ends of polite Japanese and Korean', () => {
    const japanese =
      'みなさんおはようございます今日はデータベースがどうやって一行を見つけるかについて話しますもし一行が百バイトなら二十ギガバイトのデータがあることになりますそれを全部読むには四十秒ぐらいかかりますが誰も待ちたくありませんそこで小さなコピーを作ります';
    for (const sentence of textsOf(cuesOf(japanese))) expect(sentence).toMatch(/(?:ます|せん)$/);
    const korean =
      '여러분 안녕하세요 오늘은 데이터베이스가 어떻게 한 행을 찾는지에 대해 이야기하려고 합니다 이억 행이 있는 테이블을 상상해 보세요 ' +
      '그것을 모두 읽으려면 사십 초 정도 걸립니다 로그인 페이지를 위해 사십 초를 기다리고 싶은 사람은 없습니다 그래서 우리는 인덱스를 만듭니다';
    const twice = `${korean} ${korean}`;
    for (const sentence of textsOf(cuesOf(twice))) expect(sentence).toMatch(/(?:니다|세요)$/);
  });

  it('ends sentences at marks in a text without capitals', () => {
    expect(
      textsOf(
        cuesOf(
          'okay so this is the first one. then we go on with it. is that all of it? it is not.',
        ),
      ),
    ).toEqual([
      'okay so this is the first one.',
      'then we go on with it.',
      'is that all of it?',
      'it is not.',
    ]);
  });

  it('cuts what takes too long at its silence', () => {
    expect(textsOf(cuesOf('Please subscribe to my channel.', 30, 'you', 30, 'you and me'))).toEqual(
      ['Please subscribe to my channel.', 'you', 'you and me'],
    );
  });
});

describe('toSentences, in several languages', () => {
  it('begins a sentence where the language changes, and says which it is', () => {
    const found = toSentences(
      cuesOf(
        '今天我们来讲',
        { text: 'what a language', language: 'en' },
        { text: 'really is.', language: 'en' },
        '就是这样',
      ),
    );
    expect(found.map(({ text, language }) => [language, text])).toEqual([
      [undefined, '今天我们来讲'],
      ['en', 'what a language really is.'],
      [undefined, '就是这样'],
    ]);
  });
});
