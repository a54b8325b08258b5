import { describe, expect, it } from 'vitest';

import type { Transcript } from '../../model/transcript.ts';
import { readTranscript } from '../read.ts';

const read = (name: string, text: string | Uint8Array): Transcript =>
  readTranscript(Buffer.from(text), { name });
const brief = (transcript: Transcript): [number, number, string][] =>
  transcript.cues.map((cue) => [cue.start, cue.end, cue.text]);
const ttml = (body: string, attributes = ''): string =>
  `<?xml version="1.0" encoding="utf-8"?>\n<tt xmlns="http://www.w3.org/ns/ttml" ${attributes}>${body}</tt>`;

const paragraphs = (one: string, two: string): string =>
  ttml(
    `<body><div><p ${one}>alpha one</p>\n<p ${two}>bravo<br/>two</p></div></body>`,
    'ttp:frameRate="25" ttp:tickRate="1000"',
  );
const span = (begin: number, end: number, content: string): string =>
  `<span begin="${begin}" end="${end}">${content}</span>`;
const sentence = (start: number, ...words: string[]): string => {
  const inside = words.map((each, at) => span(start + at, start + at + 1, each));
  return span(start, start + 2, inside.join(''));
};

const TWO: [number, number, string][] = [
  [1, 2, 'alpha one'],
  [3, 4, 'bravo two'],
];

describe('TTML', () => {
  it.each([
    ['clocks', 'begin="00:00:01.000" end="00:00:02.000"', 'begin="00:00:03" end="00:00:04"'],
    ['lengths', 'begin="1s" dur="1000ms"', "begin='0.05m' dur='1s'"],
    ['ticks', 'begin="1000t" end="2000t"', 'begin="3000t" end="4000t"'],
    ['frames', 'begin="25f" end="00:00:01:25"', 'begin="00:00:02:25" end="100f"'],
    ['seconds without a unit', 'begin="1" end="2.0"', 'begin="0:03.0" end="4"'],
  ])('times as %s', (_, one, two) => {
    expect(brief(read('a.ttml', paragraphs(one, two)))).toEqual(TWO);
    expect(brief(read('a.xml', Buffer.from(`\uFEFF${paragraphs(one, two)}`, 'utf16le')))).toEqual(
      TWO,
    );
  });

  it('takes prefixes, speakers, the language, and the lines of the file as blanks', () => {
    const text = `<tt:tt xml:lang="fr"><tt:head><tt:metadata><ttm:title>Untitled</ttm:title></tt:metadata></tt:head>
      <tt:body><tt:div begin="1s"><tt:p begin="0s" end="1s" ttm:agent="Alice">
        <tt:span>Bonjour</tt:span>
        <tt:span><![CDATA[<à tous>]]></tt:span>
      </tt:p><!-- <tt:p begin="9s">non</tt:p> --></tt:div></tt:body></tt:tt>`;
    const { cues, language } = read('a.dfxp', text);
    expect(language).toBe('fr');
    expect(cues).toMatchObject([{ start: 1, end: 2, speaker: 'Alice', text: 'Bonjour <à tous>' }]);
  });

  it('takes what is timed inside a paragraph for its words, from wherever it counts', () => {
    const absolute = `<p begin="10" end="11">${span(10, 10.5, 'Hello')} ${span(10.5, 11, 'there.')}</p>`;
    const relative = `<p begin="20" end="21">${span(0, 0.5, 'Hello')} ${span(0.5, 1, 'there.')}</p>`;
    const { cues } = read('a.ttml', ttml(`<body>${absolute}${relative}</body>`));
    expect(cues.map(({ text, words }) => [text, words?.map(({ start }) => start)])).toEqual([
      ['Hello there.', [10, 10.5]],
      ['Hello there.', [20, 20.5]],
    ]);
  });

  it('reads sentences of words, as podcasts have them', () => {
    const text = `<body><div><p begin="0.5" end="5" ttm:agent="SPEAKER_1">${sentence(0.5, 'Hello', 'there.')}${sentence(3, 'It', 'works.')}</p></div></body>`;
    expect(read('a.ttml', ttml(text)).cues).toMatchObject([
      { start: 0.5, end: 2.5, text: 'Hello there.', speaker: 'SPEAKER_1', paragraph: true },
      { start: 3, end: 5, text: 'It works.', words: [{ start: 3 }, { start: 4 }] },
    ]);
  });
});

describe("YouTube's XML", () => {
  it.each([
    [
      'a.srv3',
      '<timedtext format="3"><head><ws id="0"/></head><body><w t="0" id="1"/><p t="1000" d="1000"><s ac="0">alpha</s><s t="500"> one</s></p><p t="2000" d="2000" a="1">\n</p><p t="3000" d="1000">bravo\ntwo</p></body></timedtext>',
    ],
    [
      'a.srv2',
      '<timedtext><text t="1000" d="1000">alpha one</text><text t="3000" d="1000">bravo two</text></timedtext>',
    ],
    [
      'a.xml',
      '<?xml version="1.0" encoding="utf-8" ?><transcript><text start="1" dur="1">&lt;i&gt;alpha&lt;/i&gt; one</text><text start="3" dur="1.0">bravo&amp;nbsp;two</text></transcript>',
    ],
  ])('reads %s', (name, text) => {
    expect(brief(read(name, text))).toEqual(TWO);
    expect(brief(read('-', text))).toEqual(TWO);
  });

  it('has the times of words', () => {
    const text =
      '<timedtext format="3"><body><p t="1000" d="1000"><s>alpha</s><s t="500"> one</s></p></body></timedtext>';
    expect(read('a.srv3', text).cues[0]?.words?.map(({ start }) => start)).toEqual([1, 1.5]);
  });
});

describe('broken XML', () => {
  it('gives what is there of a file that was cut off', () => {
    expect(brief(read('a.ttml', '<tt><body><p begin="1s" end="2s">alpha one'))).toEqual([TWO[0]]);
  });

  it.each([
    ['open elements', '<p begin="1s" end="2s">a '],
    ['open comments', '<!-- '],
    ['words in one paragraph', '<span begin="1s">a</span>'],
    ['deep ones', '<div>'],
    ['brackets', '<'],
    ['ends', '</p>'],
  ])('ends, however much there is of it: %s', (_, piece) => {
    // In time that grows with the square of the length it would not, within the limit of a test.
    const text = `<tt><body><p begin="1s" end="2s">alpha one</p><p>${piece.repeat(200_000)}`;
    expect(read('a.ttml', text).cues[0]?.text).toMatch(/^a/);
  });
});
