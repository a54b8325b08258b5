/** Forms in which recognisers, meeting programs and sites give their texts out. */
import { describe, expect, it } from 'vitest';

import { AppError } from '../base/errors.ts';
import type { Transcript } from '../model/transcript.ts';
import { readTranscript } from './read.ts';

const read = (name: string, text: string): Transcript =>
  readTranscript(Buffer.from(text), { name });
const json = (value: unknown): Transcript => read('a.json', JSON.stringify(value));
const spoken = (transcript: Transcript): [number, string | undefined, string][] =>
  transcript.cues.map((cue) => [cue.start, cue.speaker, cue.text]);
const brief = (transcript: Transcript): [number, number, string][] =>
  transcript.cues.map((cue) => [cue.start, cue.end, cue.text]);
const codeOf = (name: string, text: string): string | undefined => {
  try {
    read(name, text);
  } catch (error) {
    return AppError.find(error)?.code;
  }
  return undefined;
};

const srt = (...texts: string[]): string =>
  texts.map((text, at) => `${at + 1}\n00:00:0${at},000 --> 00:00:0${at},900\n${text}\n`).join('\n');
const event = (at: number, style: string, text: string): string =>
  `Dialogue: 0,0:00:0${at}.00,0:00:0${at}.90,${style},,0,0,0,,${text}\n`;
const word = (text: string, start: number): object => ({ word: text, start, end: start + 0.5 });
const item = (content: string, time?: string, speaker = 'spk_0'): object => ({
  alternatives: [{ confidence: '1', content }, { content: 'other' }],
  ...(time !== undefined && { start_time: time, end_time: `${Number(time) + 0.4}` }),
  speaker_label: speaker,
});

const TWO: [number, number, string][] = [
  [1, 2, 'alpha one'],
  [3, 4, 'bravo two'],
];

describe('texts with names and times', () => {
  it.each([
    ['Otter', 'Ann 1  0:03  \nHello all.\nGood day.\n\nBo  1:02:05  \nHi.\n', 'Ann 1', 'Bo'],
    ['Rev', 'Ann (00:03):\nHello all. Good day.\n\nBo (01:02:05):\nHi.\n', 'Ann', 'Bo'],
    [
      'Descript',
      '**Ann:** [00:00:03] Hello all. Good day.\n\n**Bo:** [01:02:05] Hi.\n',
      'Ann',
      'Bo',
    ],
    ['Zoom', '[Ann Lee] 00:00:03\nHello all. Good day.\n\n[Bo] 01:02:05\nHi.\n', 'Ann Lee', 'Bo'],
    ['Feishu', '张三 00:00:03\nHello all. Good day.\n李四 01:02:05\nHi.\n', '张三', '李四'],
    [
      'Tongyi',
      '发言人1 00:03\nHello all. Good day.\n\n发言人2 01:02:05\nHi.\n',
      '发言人1',
      '发言人2',
    ],
    ['Tencent', '张三(00:00:03): Hello all. Good day.\n李四(01:02:05): Hi.\n', '张三', '李四'],
    [
      'full-width marks',
      '张三（00:00:03）：Hello all. Good day.\n李四（01:02:05）：Hi.\n',
      '张三',
      '李四',
    ],
  ])('reads %s', (_, text, first, second) => {
    const transcript = read('a.md', text);
    expect(transcript.timed).toBe(true);
    expect(spoken(transcript)).toEqual([
      [3, first, 'Hello all. Good day.'],
      [3725, second, 'Hi.'],
    ]);
    // Nobody says so little for an hour: there is a pause.
    expect(transcript.cues[0]?.end).toBeCloseTo(5.9, 0);
  });

  it('keeps the title and date above', () => {
    const text =
      '周会\n2024年3月1日 14:00\n文字记录:\n张三 00:03\n大家好。\n\n李四 00:10\n好。\n\n张三 00:20\n开始。\n';
    expect(spoken(read('a.txt', text)).map(([start, speaker]) => [start, speaker])).toEqual([
      [0, undefined],
      [3, '张三'],
      [10, '李四'],
      [20, '张三'],
    ]);
  });

  it('reads times above names that come again, and keeps what stands above', () => {
    const text = 'Our meeting\n0:01 Ann\nHello.\n0:02 Bo\nHi.\n0:03 Ann\nBye.\n0:04 Bo\nBye.\n';
    expect(spoken(read('a.txt', text)).slice(0, 3)).toEqual([
      [0, undefined, 'Our meeting'],
      [1, 'Ann', 'Hello.'],
      [2, 'Bo', 'Hi.'],
    ]);
  });

  it.each([
    [
      'times in prose',
      'We met at 10:30\nand left at 12:45\nThen it rained.\nIt was late.\nAnd cold.',
    ],
    ['a list of times', 'Doors open 18:00\nDinner 19:00\nTalk 20:00\n'],
    ['times going back', 'Ann 9:00\nHello.\nBo 3:00\nHi.\nAnn 8:00\nYes.\nBo 2:00\nNo.\n'],
  ])('leaves %s alone', (_, text) => {
    const transcript = read('a.txt', text);
    expect(transcript.timed).toBe(false);
    expect(transcript.cues.map((cue) => cue.text).join(' ')).toContain(text.slice(0, 8));
  });

  it('leaves the pane of YouTube alone', () => {
    const transcript = read('a.txt', '0:00\nso today we look\n0:03\nat this\n0:07\nagain\n');
    expect(spoken(transcript)[0]).toEqual([0, undefined, 'so today we look']);
  });
});

const vtt = (...texts: string[]): string =>
  `WEBVTT\n\n${texts.map((text, at) => `00:0${at}.000 --> 00:0${at}.900\n${text}\n`).join('\n')}`;
const said = (...texts: string[]): (string | undefined)[][] =>
  spoken(read('a.vtt', vtt(...texts))).map(([, ...each]) => each);

describe('names before what is said', () => {
  it('are speakers where they stand throughout', () => {
    expect(said('Ann Lee: Hello.', 'Bo: Note: this', 'Ann Lee: is\nlate', 'Bo: x', 'well')).toEqual(
      [
        ['Ann Lee', 'Hello.'],
        ['Bo', 'Note: this'],
        ['Ann Lee', 'is late'],
        ['Bo', 'x'],
        ['Bo', 'well'],
      ],
    );
    expect(said('张三：你好', '李四：你好', '张三：再见')[2]).toEqual(['张三', '再见']);
  });

  it.each([
    [['Note: this matters.', 'It does.', 'Really.', 'Warning: it is hot.']],
    [['One: a', 'Two: b', 'Three: c', 'Four: d']],
    [['note: a', 'note: b', 'note: c']],
    [['At 10:30', 'At 10:31', 'At 10:32']],
  ])('are words of the talk in %j', (texts) => {
    expect(said(...texts)).toEqual(texts.map((text) => [undefined, text]));
  });

  it.each([
    ['(speaker 0) Hello.', '(speaker 1) Hi.', '(speaker 0) Bye.', 'Speaker 0', 'Speaker 1'],
    ['[SPEAKER_00]: Hello.', '[SPEAKER_01]: Hi.', '[SPEAKER_00]: Bye.', 'SPEAKER_00', 'SPEAKER_01'],
  ])('are speakers in brackets: %s', (one, two, three, first, second) => {
    expect(said(one, two, three)).toEqual([
      [first, 'Hello.'],
      [second, 'Hi.'],
      [first, 'Bye.'],
    ]);
  });

  it('are speakers in capitals, which stand only where another begins', () => {
    const talk = [
      'HOST: Hello.',
      'And so on.',
      'DR. LEE: Hi.',
      'Yes.',
      'HOST: NASA: is',
      'so.',
      'DR. LEE: No.',
    ];
    expect(said(...talk).map(([name]) => name)).toEqual([
      'HOST',
      'HOST',
      'DR. LEE',
      'DR. LEE',
      'HOST',
      'HOST',
      'DR. LEE',
    ]);
    const once = ['NASA: this is', 'what', 'we', 'said', 'OK: it is', 'so'];
    expect(said(...once).map(([, text]) => text)).toEqual(once);
  });

  it('are speakers in text without times', () => {
    const text = 'Ann: Hello. I am here.\n\nBo: Hi.\n\nAnn: Bye.\n';
    for (const each of [text, text.replaceAll('\n\n', '\n')]) {
      expect(spoken(read('a.txt', each)).map(([, ...rest]) => rest)).toEqual([
        ['Ann', 'Hello. I am here.'],
        ['Bo', 'Hi.'],
        ['Ann', 'Bye.'],
      ]);
    }
  });
});

describe('times in brackets', () => {
  it('have hours where they have three parts and no hundredths', () => {
    const text = '[00:00:03] Ann: hello\n[00:01:05] Bo: hi\n[01:00:09] Ann: fine\n';
    expect(spoken(read('a.txt', text))).toEqual([
      [3, 'Ann', 'hello'],
      [65, 'Bo', 'hi'],
      [3609, 'Ann', 'fine'],
    ]);
  });
});

describe('bilingual subtitles', () => {
  it.each([
    ['below', srt('Hello there\n你好', 'We use CUDA\n我们用 CUDA kernel', 'GPU\nGPU', 'Yes\n2 次')],
    ['above', srt('你好\nHello there', '我们用 CUDA kernel\nWe use CUDA', 'GPU\nGPU', '2 次\nYes')],
  ])('keep what is not Chinese, with Chinese %s', (_, text) => {
    const transcript = read('a.srt', text.replaceAll('GPU\nGPU', 'So it is\n是的'));
    expect(transcript.cues.map((cue) => cue.text)).toEqual([
      'Hello there',
      'We use CUDA',
      'So it is',
      'Yes',
    ]);
    expect(transcript.warnings).toEqual([{ code: 'bilingual', count: 4 }]);
  });

  it('keep the one line of a cue that has but one, and a line said twice once', () => {
    const pairs = [
      'Hello\n你好',
      'Yes\n是',
      'No\n不',
      'We go\n走',
      'And\n和',
      'Or\n或',
      'If\n若',
      'Go\n去',
    ];
    const transcript = read('a.srt', srt(...pairs, '字幕翻译：小王', 'GPU\nGPU'));
    expect(transcript.cues.slice(8).map((cue) => cue.text)).toEqual(['字幕翻译：小王', 'GPU']);
  });

  it('may stand in two events of the same times', () => {
    const lines = [0, 1, 2].map((at) => event(at, 'Zh', '你好') + event(at, 'En', `Hello ${at}`));
    const transcript = read('a.ass', `[Events]\n${lines.join('')}`);
    expect(transcript.cues.map((cue) => cue.text)).toEqual(['Hello 0', 'Hello 1', 'Hello 2']);
    const inOne = read('b.ass', `[Events]\n${event(0, 'A', '你好\\N{\\rEn}Hello')}`);
    expect(inOne.cues.map((cue) => cue.text)).toEqual(['Hello']);
  });

  it('are not seen in a talk that quotes', () => {
    const texts = ['我们用\nTransformer', '来做翻译', '它叫\nAttention', '今天讲它'];
    const transcript = read('a.srt', srt(...texts));
    expect(transcript.cues).toHaveLength(4);
    expect(transcript.warnings).toEqual([]);
    expect(read('a.srt', srt('東京大学\nです', '何ですか\nはい')).cues[0]?.text).toBe(
      '東京大学です',
    );
  });
});

describe('other files of sites and recognisers', () => {
  it.each([
    ['a.sbv', '0:00:01.000,0:00:02.000\nalpha one\n\n0:00:03.000,0:00:04.000\nbravo[br]two\n'],
    ['a.tsv', 'start\tend\ttext\n1000\t2000\talpha one\n3000\t4000\tbravo two\n'],
    ['labels.txt', '1.000000\t2.000000\talpha one\n3.0\t4.0\tbravo two\n'],
    ['a.jsonl', '{"start":1,"end":2,"text":"alpha one"}\n{"start":3,"end":4,"text":"bravo two"}\n'],
  ])('reads %s', (name, text) => {
    expect(brief(read(name, text))).toEqual(TWO);
  });

  it.each([
    ['a.srv3', '<?xml version="1.0" encoding="utf-8" ?><timedtext format="3">', 'CAPTIONS_XML'],
    ['a.smil', '<smil><body><par><textstream src="a.rt"/></par></body></smil>', 'CAPTIONS_XML'],
    ['a.smi', '<SAMI><BODY><SYNC Start=100><P>Hello', undefined],
    ['a.xml', '<transcript><line>Hello</line></transcript>', 'CAPTIONS_XML'],
    ['a.txt', '<?xml version="1.0"?>\n<tt xml:lang="en"><body>', 'CAPTIONS_XML'],
    ['a.txt', '<!-- saved --><!DOCTYPE html>\n<html lang="en">', 'FILE_WEB_PAGE'],
    ['a.md', '<html><body>Hello</body></html>', 'FILE_WEB_PAGE'],
    ['a.html', '<!doctype html><p>Hello</p>', 'FILE_WEB_PAGE'],
    ['a.txt', 'Write <html> first.', undefined],
  ])('%s with %j is %s', (name, text, code) => {
    expect(codeOf(name, text)).toBe(code);
  });
});

describe('JSON of any shape', () => {
  const one = { start: 1000, end: 2000, text: 'alpha one' };
  const two = { start: 3000, end: 4000, text: 'bravo two' };
  it.each([
    [
      'Transformers',
      {
        text: 'x',
        chunks: [
          { timestamp: [1, 2], text: ' alpha one' },
          { timestamp: [3, 4], text: ' bravo two' },
        ],
      },
    ],
    ['AssemblyAI', { text: 'x', utterances: [one, two], words: [{ ...one, text: 'alpha' }] }],
    ['sentences in milliseconds', { sentences: [one, two], audio_duration: 9 }],
    [
      'Paraformer',
      {
        transcripts: [
          {
            sentences: [
              { begin_time: 1000, end_time: 2000, text: 'alpha one' },
              { begin_time: 3000, end_time: 4000, text: 'bravo two' },
            ],
          },
        ],
      },
    ],
    [
      'iFlytek',
      [
        { bg: '1000', ed: '2000', onebest: 'alpha one' },
        { bg: '3000', ed: '4000', onebest: 'bravo two' },
      ],
    ],
    [
      'a pair of segments and facts',
      [
        [
          { ...one, start: 1, end: 2 },
          { ...two, start: 3, end: 4 },
        ],
        { language: 'en' },
      ],
    ],
    [
      'Deepgram',
      {
        results: {
          channels: [
            {
              alternatives: [
                {
                  transcript: 'x',
                  words: [
                    word('alpha', 1),
                    { ...word('one', 1.5) },
                    word('bravo', 3),
                    word('two', 3.5),
                  ],
                },
              ],
            },
          ],
        },
      },
    ],
    [
      'times as texts',
      [
        { start: '00:00:01.000', end: '00:00:02.000', text: 'alpha one' },
        { start: '3s', end: '4s', text: 'bravo two' },
      ],
    ],
  ])('reads %s', (_, value) => {
    const transcript = json(value);
    expect(transcript.timed).toBe(true);
    expect(brief(transcript)).toEqual(TWO);
  });

  it('ends a cue without an end by how long it is said', () => {
    const { cues } = json({
      chunks: [
        { timestamp: [0, 1.5], text: ' Hello.' },
        { timestamp: [1.5, null], text: ' How are you today?' },
      ],
    });
    expect(cues[1]?.start).toBe(1.5);
    expect(cues[1]?.end).toBeGreaterThan(2.4);
  });

  it('puts words together, with their marks and speakers', () => {
    const items = [
      item('Hello', '1.0'),
      item(','),
      item('all', '1.5'),
      item('.'),
      item('Hi', '2.0', 'spk_1'),
    ];
    const transcript = json({
      results: { transcripts: [{ transcript: 'Hello, all. Hi' }], items },
    });
    expect(spoken(transcript)).toEqual([
      [1, 'spk_0', 'Hello, all.'],
      [2, 'spk_1', 'Hi'],
    ]);
    expect(transcript.cues[0]?.words?.map((each) => each.text)).toEqual(['Hello,', 'all.']);
  });

  it('gives what a list says its speaker, numbers too', () => {
    const paragraphs = [0, 1].map((speaker) => ({
      speaker,
      sentences: [{ text: `said by ${speaker}`, start: speaker, end: speaker + 0.9 }],
    }));
    expect(spoken(json({ results: { paragraphs } }))).toEqual([
      [0, 'Speaker 0', 'said by 0'],
      [1, 'Speaker 1', 'said by 1'],
    ]);
  });

  it('leaves whole seconds alone', () => {
    expect(json([{ start: 0, end: 30, text: 'a rather slow one' }]).cues[0]?.end).toBe(30);
  });
});
