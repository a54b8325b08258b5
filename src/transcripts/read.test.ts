import { describe, expect, it } from 'vitest';

import { AppError } from '../base/errors.ts';
import type { Transcript } from '../model/transcript.ts';
import { readTranscript } from './read.ts';

const read = (name: string, text: string): Transcript =>
  readTranscript(Buffer.from(text), { name });
const texts = (transcript: Transcript): string[] => transcript.cues.map((cue) => cue.text);
const brief = (transcript: Transcript): [number, number, string][] =>
  transcript.cues.map((cue) => [cue.start, cue.end, cue.text]);
const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    return AppError.find(error)?.code ?? String(error);
  }
  return 'nothing thrown';
};

const textOfCue = (text: string): string =>
  read('a.srt', `1\n00:00:01,000 --> 00:00:02,000\n${text}\n`).cues[0]?.text ?? '';
const events = (lines: string): string => `[Script Info]\nTitle: My talk\n\n[Events]\n${lines}`;
const json = (value: unknown): Transcript => read('a.json', JSON.stringify(value));

const TWO: [number, number, string][] = [
  [1, 2, 'alpha one'],
  [3, 4, 'bravo two'],
];
const SRT =
  '1\n00:00:01,000 --> 00:00:02,000\nalpha one\n\n2\n00:00:03,000 --> 00:00:04,000\nbravo two\n';

describe('SRT', () => {
  it.each([
    ['as it should be', SRT],
    ['with Windows line ends', SRT.replaceAll('\n', '\r\n')],
    ['with inner byte order marks', SRT.replace('\n2\n', '\n\uFEFF2\n')],
    [
      'unsorted',
      '2\n00:00:03,000 --> 00:00:04,000\nbravo two\n\n1\n00:00:01,000 --> 00:00:02,000\nalpha one\n',
    ],
    ['without blank lines', SRT.replaceAll('\n\n', '\n')],
    ['without numbers', SRT.replace(/^\d\n/gm, '')],
    ['without hours, with points', SRT.replaceAll('00:00:', '00:').replaceAll(',', '.')],
    ['with short fractions', '1\n00:01,0 --> 00:02\nalpha one\n\n2\n00:03 --> 00:04,00\nbravo two'],
    ['with blank lines inside', SRT.replaceAll(',000\n', ',000\n\n')],
    ['with translated marks', SRT.replaceAll(' --> ', ' -> ').replaceAll(':', '：')],
    ['with coordinates', SRT.replaceAll(/(--> \S+)/g, '$1 X1:10 X2:20 Y1:1 Y2:2')],
    [
      'with text beside the times',
      '00:00:01,000 --> 00:00:02,000 alpha one\n00:00:03,000 --> 00:00:04,000 bravo two',
    ],
    [
      'in brackets, as the whisper command prints it',
      '[00:00:01.000 --> 00:00:02.000]   alpha one\n[00:00:03.000 --> 00:00:04.000]   bravo two\n',
    ],
  ])('%s', (_, text) => {
    expect(brief(read('talk.srt', text))).toEqual(TWO);
    expect(brief(read('talk.txt', text))).toEqual(TWO);
    expect(brief(read('-', text))).toEqual(TWO);
  });

  it('keeps every text of a broken file', () => {
    const broken =
      'left over\n\n5\n00:00:05,000 --> 00:00:05,000\nzero length\n\n6\n00:00:08,000 --> 00:00:07,000\nreversed\n\nafter a blank\n\n-00:00:01,000 --> 00:00:01,500\nnegative\n\n9\n00:00:09,000 -->\nno end\n\n42\n\n10\n00:00:10,000 --> 00:00:11,000\n';
    const transcript = read('talk.srt', broken);
    expect(texts(transcript)).toEqual([
      'left over',
      'zero length',
      'reversed after a blank',
      'negative',
      'no end 42',
    ]);
    for (const cue of transcript.cues) expect(cue.end).toBeGreaterThanOrEqual(cue.start);
    expect(transcript.warnings).toContainEqual({ code: 'reversed', count: 1 });
  });

  it('keeps a text that is a number', () => {
    expect(
      texts(
        read(
          'a.srt',
          '1\n00:00:01,000 --> 00:00:02,000\n42\n\n2\n00:00:03,000 --> 00:00:04,000\n43\n',
        ),
      ),
    ).toEqual(['42', '43']);
    expect(
      texts(read('a.srt', '00:01 --> 00:02\nThe answer is\n42\n00:03 --> 00:04\nyes')),
    ).toEqual(['The answer is 42', 'yes']);
  });

  it('takes out markup but not what only looks like it', () => {
    expect(textOfCue('{\\an8}<i>Hello</i> <font color="#fff">there</font>\\Nfriend')).toBe(
      'Hello there friend',
    );
    expect(textOfCue('R&amp;D &#39;now&#x27; &hellip; &nosuch;')).toBe("R&D 'now' … &nosuch;");
    expect(textOfCue('if a < b and c > d, use Vec<T> {x}')).toBe(
      'if a < b and c > d, use Vec<T> {x}',
    );
    expect(textOfCue('if a <b and c> d, <b>bold</b> <lang en-GB>colour</lang> <c.red>x</c>')).toBe(
      'if a <b and c> d, bold colour x',
    );
    expect(textOfCue('Caf&eacute;, &Eacute;cole &copy; &frac12; &AMP; &Lambda;')).toBe(
      'Café, École © ½ & &Lambda;',
    );
    expect(textOfCue('今天我们\n讲机器学习')).toBe('今天我们讲机器学习');
    expect(textOfCue('用 GPU\n来训练')).toBe('用 GPU 来训练');
  });

  it('parts speakers and takes off their marks', () => {
    const transcript = read(
      'a.srt',
      '1\n00:00:00,000 --> 00:00:10,000\n- Hello\n- Good morning to you\n\n2\n00:00:11,000 --> 00:00:12,000\n-Well.\n\n3\n00:00:13,000 --> 00:00:14,000\n-5 degrees -- and falling\n\n4\n00:00:15,000 --> 00:00:17,000\n&gt;&gt; JANE: Thanks. >> Sure.\n',
    );
    expect(texts(transcript)).toEqual([
      'Hello',
      'Good morning to you',
      'Well.',
      '-5 degrees -- and falling',
      'Thanks.',
      'Sure.',
    ]);
    expect(transcript.cues[1]?.start).toBeCloseTo((10 * 5) / 24, 5);
    expect(transcript.cues[0]?.end).toBe(transcript.cues[1]?.start);
    expect(transcript.cues[4]?.speaker).toBe('JANE');
  });

  it('leaves out sound notes that stand alone, and says how many', () => {
    const notes = [
      '[Music]',
      '(applause)',
      '♪',
      '【掌声】',
      '< No Speech >',
      '[laughs] (cheering)',
    ];
    const spoken = [
      '[Music] Hello',
      '(and this is the most important part of it all)',
      '♪ la la ♪',
      '[1]',
      'word (aside)',
    ];
    const file = [...notes, ...spoken]
      .map(
        (text, index) =>
          `${index + 1}\n00:00:${10 + index * 2},000 --> 00:00:${11 + index * 2},000\n${text}\n`,
      )
      .join('\n');
    const transcript = read('a.srt', file);
    expect(texts(transcript)).toEqual(spoken);
    expect(transcript.warnings).toEqual([{ code: 'sound-notes', count: 6 }]);
  });

  it('reads a file without any time as plain text', () => {
    expect(read('a.srt', 'Only words here.')).toMatchObject({
      timed: false,
      cues: [{ text: 'Only words here.' }],
    });
  });
});

describe('WebVTT', () => {
  it('passes over notes, styles, names and settings', () => {
    const transcript = read(
      'talk.srt',
      'WEBVTT - some talk\nKind: captions\nLanguage: en-US\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:a\n\nNOTE a remark\nof two lines\n\nintro name\n00:01.000 --> 00:02.000 align:start position:0%\n<c.colorE5E5E5>alpha</c> <b>one</b>\n\nNOTE\n\n2\n00:00:03.000 --> 00:00:04.000 line:90%\n<v.loud Jane Doe>bravo two</v>\n',
    );
    expect(brief(transcript)).toEqual(TWO);
    expect(transcript.language).toBe('en-US');
    expect(transcript.cues[1]?.speaker).toBe('Jane Doe');
  });

  it('keeps a text that begins with NOTE', () => {
    expect(
      texts(read('a.vtt', 'WEBVTT\n\n00:01.000 --> 00:02.000\nNOTE that this is said\n')),
    ).toEqual(['NOTE that this is said']);
  });

  it('parts the voices of one cue', () => {
    const { cues } = read(
      'a.vtt',
      'WEBVTT\n\n00:00.000 --> 00:04.000\n<v Ann>Yes we can</v><v Bob>No we don’t</v>\n',
    );
    expect(cues.map((cue) => [cue.speaker, cue.text])).toEqual([
      ['Ann', 'Yes we can'],
      ['Bob', 'No we don’t'],
    ]);
  });

  it('reads rolling captions once, with the times of the words', () => {
    const transcript = read(
      'a.en.vtt',
      'WEBVTT\nKind: captions\nLanguage: en\n\n00:00:00.160 --> 00:00:02.270 align:start position:0%\n \nso<00:00:00.500><c> today</c><00:00:01.000><c> we</c>\n\n00:00:02.270 --> 00:00:02.280 align:start position:0%\nso today we\n \n\n00:00:02.280 --> 00:00:04.500 align:start position:0%\nso today we\nlook<00:00:03.000><c> here</c>\n\n00:00:04.500 --> 00:00:04.510 align:start position:0%\nlook here\n \n\n00:00:04.510 --> 00:00:06.000 align:start position:0%\nlook here\nagain\n',
    );
    expect(texts(transcript)).toEqual(['so today we', 'look here', 'again']);
    expect(transcript.cues[0]?.words).toEqual([
      { text: 'so', start: 0.16, end: 0.5 },
      { text: 'today', start: 0.5, end: 1 },
      { text: 'we', start: 1, end: 2.27 },
    ]);
    expect(transcript.cues[1]?.words?.[1]).toEqual({ text: 'here', start: 3, end: 4.5 });
  });
});

describe('ASS and SSA', () => {
  it('reads events, with commas, overrides, breaks and speakers', () => {
    const transcript = read(
      'a.ass',
      events(
        'Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\nComment: 0,0:00:00.00,0:00:01.00,Default,,0,0,0,,not said\nDialogue: 0,0:00:03.00,0:00:04.00,Default,Jane,0,0,0,,{\\i1}bravo{\\i0}, {note}two\\Nlines\\hhere\nDialogue: 0,0:00:01.00,0:00:02.50,Default,,0,0,0,,{\\p1}m 0 0 l 1 1{\\p0}alpha\n',
      ),
    );
    expect(brief(transcript)).toEqual([
      [1, 2.5, 'alpha'],
      [3, 4, 'bravo, two lines here'],
    ]);
    expect(transcript.title).toBe('My talk');
    expect(transcript.cues[1]?.speaker).toBe('Jane');
  });

  it('reads SSA, unknown names and events without a format or with bad times', () => {
    const ssa = events(
      'Dialogue: Marked=0,0:00:01.00,0:00:02.00,Default,,0,0,0,,alpha, one\nDialogue: Marked=0,bad,0:00:03.00,Default,,0,0,0,,bravo\n',
    );
    expect(brief(read('a.txt', ssa))).toEqual([
      [1, 2, 'alpha, one'],
      [2, 3, 'bravo'],
    ]);
  });
});

describe('LRC', () => {
  it('reads several times a line, the offset and the names', () => {
    const transcript = read(
      'a.lrc',
      '[ti:A talk]\n[offset:500]\n[00:01.50][00:05.50]again\n[00:03.50]once\n[00:09.50]\n',
    );
    expect(brief(transcript)).toEqual([
      [1, 3, 'again'],
      [3, 5, 'once'],
      [5, 9, 'again'],
    ]);
    expect(transcript.title).toBe('A talk');
  });

  it('takes times inside a line for those of words, in any brackets', () => {
    const { cues } = read(
      'a.lrc',
      '[00:01.00][00:01.00]so [00:01.50]it [00:02.00]is\n[00:03.00]\n',
    );
    expect(cues).toHaveLength(1);
    expect(cues[0]).toMatchObject({ start: 1, end: 3, text: 'so it is' });
    expect(cues[0]?.words?.map((word) => word.start)).toEqual([1, 1.5, 2]);
  });

  it('knows lyrics by their content, and word times', () => {
    const transcript = read('-', '[00:01.00]<00:01.00>Hello <00:01.50>there\n[00:02.00]friend\n');
    expect(texts(transcript)).toEqual(['Hello there', 'friend']);
    expect(transcript.cues[0]?.words?.map((word) => word.start)).toEqual([1, 1.5]);
  });
});

describe('JSON', () => {
  it('reads Whisper and its kin', () => {
    const transcript = json({
      language: 'en',
      segments: [
        {
          start: 1,
          end: 2,
          text: ' alpha one',
          no_speech_prob: 0.1,
          speaker: 'A',
          words: [
            { word: ' alpha', start: 1, end: 1.4, probability: 0.9 },
            { word: ' one', start: 1.4, end: 2, score: 0.8 },
          ],
        },
        { start: 3, end: 4, text: ' bravo two' },
      ],
    });
    expect(brief(transcript)).toEqual(TWO);
    expect(transcript).toMatchObject({ language: 'en', timed: true });
    expect(transcript.cues[0]).toMatchObject({
      noSpeech: 0.1,
      speaker: 'A',
      words: [
        { text: 'alpha', confidence: 0.9 },
        { text: 'one', confidence: 0.8 },
      ],
    });
  });

  it.each([
    [
      'whisper.cpp',
      {
        result: { language: 'en' },
        transcription: [
          { offsets: { from: 1000, to: 2000 }, text: ' alpha one' },
          { offsets: { from: 3000, to: 4000 }, text: ' bravo two' },
        ],
      },
    ],
    [
      'YouTube',
      {
        events: [
          { tStartMs: 0, dDurationMs: 9000 },
          {
            tStartMs: 1000,
            dDurationMs: 1000,
            segs: [{ utf8: 'alpha' }, { utf8: ' one', tOffsetMs: 500 }],
          },
          { tStartMs: 2000, segs: [{ utf8: '\n' }] },
          { tStartMs: 3000, dDurationMs: 1000, segs: [{ utf8: 'bravo two' }] },
        ],
      },
    ],
    [
      'Bilibili',
      {
        body: [
          { from: 1, to: 2, content: 'alpha one' },
          { from: 3, to: 4, content: 'bravo two' },
        ],
      },
    ],
    [
      'a list',
      [
        { start: 1, end: 2, text: 'alpha one' },
        { start: '3', end: '4', text: 'bravo two' },
        7,
        null,
      ],
    ],
    [
      'Talkleaf',
      {
        sentences: [
          { id: 1, start: 1, end: 2, text: 'alpha one' },
          { id: 2, start: 3, end: 4, text: 'bravo two' },
        ],
        timed: true,
      },
    ],
  ])('reads %s', (_, value) => {
    expect(brief(json(value))).toEqual(TWO);
    expect(brief(read('-', JSON.stringify(value, undefined, 2)))).toEqual(TWO);
  });

  it('keeps the sentences of Talkleaf to the letter', () => {
    const transcript = json({
      title: 'T',
      language: 'en',
      timed: false,
      sentences: [{ start: 0, end: 1, text: '- [Music]', speaker: 'B', language: 'zh' }],
    });
    expect(transcript).toEqual({
      timed: false,
      language: 'en',
      title: 'T',
      warnings: [],
      cues: [{ start: 0, end: 0, text: '- [Music]', speaker: 'B', language: 'zh' }],
    });
  });

  it('shows a YouTube event until the next one only', () => {
    const { cues } = json({
      events: [
        { tStartMs: 0, dDurationMs: 5000, segs: [{ utf8: 'a b' }] },
        { tStartMs: 2000, dDurationMs: 5000, segs: [{ utf8: 'c d' }] },
      ],
    });
    expect(cues.map((cue) => cue.end)).toEqual([2, 7]);
  });

  it('says what is wrong', () => {
    expect(codeOf(() => read('a.json', '{"segments": ['))).toBe('TRANSCRIPT_SHAPE');
    expect(codeOf(() => json({ recipe: [1] }))).toBe('TRANSCRIPT_SHAPE');
    expect(codeOf(() => json([1, 2]))).toBe('TRANSCRIPT_SHAPE');
    expect(codeOf(() => json({ segments: [] }))).toBe('FILE_EMPTY');
    expect(texts(read('a.txt', '[1, 2]'))).toEqual(['[1, 2]']);
  });
});

describe('Markdown', () => {
  it("reads autocut's tick list with its times", () => {
    const transcript = read(
      'a.md',
      '- [ ] <-- Mark if you are done editing.\n\n<video controls="true">\n<source src="a.mp4" type="video/mp4">\n</video>\n\nTexts generated from [a.srt](a.srt).Mark the sentences to keep for autocut.\n\n- [x] [1,00:00] < No Speech >\n- [x] [2,00:01]   alpha one\n- [ ] [3,00:03]   bravo two\n- [ ] [4,61:05]  charlie\n',
    );
    expect(transcript.cues.map((cue) => [cue.start, cue.text])).toEqual([
      [1, 'alpha one'],
      [3, 'bravo two'],
      [3665, 'charlie'],
    ]);
    expect(transcript.cues[0]?.end).toBe(3);
  });

  it('reads a transcript with times at the start of lines', () => {
    const transcript = read(
      'a.md',
      '# My talk\n\n- **[0:01]** alpha *one*\n- [0:03](https://x.org/?t=3) bravo two\n\n[1:00:00] last words\n',
    );
    expect(transcript.cues.map((cue) => [cue.start, cue.text])).toEqual([
      [1, 'alpha one'],
      [3, 'bravo two'],
      [3600, 'last words'],
    ]);
    expect(transcript).toMatchObject({ title: 'My talk', timed: true });
  });

  it('reads prose', () => {
    const transcript = read(
      'a.md',
      '---\ntitle: "A talk"\nlang: en\n---\n\n# Heading\n\nSome **bold** and *soft* words\nwith a [link](https://x.org), `code_name` and snake_case.\n\n![pic](a.png)\n\n> Quoted.\n\n---\n\n* item 2 * 3\n<!-- hidden -->\n',
    );
    expect(transcript).toMatchObject({ title: 'A talk', language: 'en', timed: false });
    expect(texts(transcript)).toEqual([
      'Heading',
      'Some bold and soft words with a link, code_name and snake_case.',
      'Quoted.',
      'item 2 * 3',
    ]);
    expect(transcript.cues.every((cue) => cue.paragraph === true)).toBe(true);
  });
});

describe('plain text', () => {
  it('joins wrapped lines and marks paragraphs', () => {
    const transcript = read(
      'a.txt',
      'This is a line\nthat was wrapped. And more\nof it.\n\nSecond paragraph.\n',
    );
    expect(transcript.timed).toBe(false);
    expect(transcript.cues.map((cue) => [cue.text, cue.paragraph])).toEqual([
      ['This is a line that was wrapped. And more of it.', true],
      ['Second paragraph.', true],
    ]);
  });

  it('keeps the lines of a text without sentence marks', () => {
    expect(texts(read('a.txt', '今天我们讲\n机器学习\n谢谢大家'))).toEqual([
      '今天我们讲',
      '机器学习',
      '谢谢大家',
    ]);
  });

  it.each([
    ['times in brackets', '[00:01] alpha one\n[00:03] bravo two\n'],
    ['bare times', '0:01 alpha one\n0:03 - bravo\ntwo\n'],
    ['times on their own lines', '0:01\nalpha one\n0:03\nbravo two\n'],
    ["YouTube's pane with spoken times", '0:01\n1 second\nalpha one\n0:03\n3 seconds\nbravo two\n'],
    ["YouTube's pane in Chinese", '0:01\n1秒钟\nalpha one\n0:03\n3秒钟\nbravo two\n'],
  ])('reads %s', (_, text) => {
    const transcript = read('a.txt', text);
    expect(transcript.timed).toBe(true);
    expect(transcript.cues.map((cue) => [cue.start, cue.text])).toEqual([
      [1, 'alpha one'],
      [3, 'bravo two'],
    ]);
    expect(transcript.cues[0]?.end).toBe(3);
  });

  it('does not take a mention of a time for one', () => {
    const transcript = read(
      'a.txt',
      'We met early.\n12:30 was the time we left.\nThen we came back.\nAnd so on.\nIt was late.\nVery late.',
    );
    expect(transcript.timed).toBe(false);
  });

  it('reads text joined by commas as its lines', () => {
    const joined =
      'Hello everyone,today we talk about models.,They are large,,and they learn.,With 1,000 layers, or more,we train them.\n';
    expect(texts(read('a.txt', joined))).toEqual([
      'Hello everyone',
      'today we talk about models.',
      'They are large,',
      'and they learn.',
      'With 1,000 layers, or more',
      'we train them.',
    ]);
    const chinese =
      '大家好,今天我们讲,机器学习,它是什么,怎么用,为什么,有用,好的,我们开始,首先\n第二段,开始\n';
    expect(
      texts(
        read(
          'a_full_text.md',
          `\n<video controls="true" allowfullscreen="true">\n<source src="a.mp4" type="video/mp4">\n</video>\n,${chinese}`,
        ),
      ),
    ).toEqual(chinese.trim().split(/[,\n]/));
  });

  it('leaves ordinary commas alone', () => {
    const prose =
      'First, we look, then, if time allows, we test, we train, and, finally, we talk. Then, again, we look.';
    expect(texts(read('a.txt', prose))).toEqual([prose]);
    const chinese =
      '大家好,今天天气很好。我们去公园,然后回家。他说,可以。我们,也去。你好,我好。他好,大家好。';
    expect(texts(read('a.txt', chinese))).toEqual([chinese]);
  });
});

describe('what cannot be read', () => {
  it.each([
    ['a.srt', '', 'FILE_EMPTY'],
    ['a.txt', ' \n\r\n\t', 'FILE_EMPTY'],
    ['a.srt', '1\n00:00:01,000 --> 00:00:02,000\n[Music]\n', 'NO_SPEECH'],
    ['a.mp4', 'text', 'FORMAT_UNKNOWN'],
    ['A.MP3', 'text', 'FORMAT_UNKNOWN'],
    ['a.xyz', '\u0000\u0001\u0002\u0003\u0004\u0005', 'FILE_NOT_TEXT'],
    ['a.srt', '%PDF-1.7\n', 'FILE_NOT_TEXT'],
  ])('%s with %j is %s', (name, text, code) => {
    expect(codeOf(() => read(name, text))).toBe(code);
  });

  it('takes prose without a suffix, but not under the suffix of another document', () => {
    expect(texts(read('notes', 'Hello.'))).toEqual(['Hello.']);
    expect(codeOf(() => read('a.xyz', 'Hello.'))).toBe('FORMAT_UNKNOWN');
  });

  it('takes subtitles whatever they are called', () => {
    expect(texts(read('a.xyz', '1\n00:00:01,000 --> 00:00:02,000\nHello.\n'))).toEqual(['Hello.']);
  });
});
