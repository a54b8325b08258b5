import { describe, expect, it } from 'vitest';

import { type Talk, TALK_SCHEMA } from '../../model/talk.ts';
import { chooseTicked, fits, timesOfCues, timesOfTalk } from './choose-kept.ts';
import { readNumberedCues } from './numbered-cues.ts';
import { readTicks } from './tick-list.ts';

/** A list as autocut writes it, and its subtitles. */
const list = (done: string, ticked: readonly number[]): string =>
  [
    `- [${done}] <-- Mark if you are done editing.`,
    '\n<video controls="true" allowfullscreen="true"> <source src="a.mp4" type="video/mp4"> </video>\n',
    '\nTexts generated from [a%20b.srt](a%20b.srt).Mark the sentences to keep for autocut.\n',
    ...[1, 2, 3].map(
      (number) =>
        `- [${ticked.includes(number) ? 'X' : ' '}] [${number},0${number * 20}:05]   text ${number}\nsecond line`,
    ),
  ].join('\n');
const SRT = [1, 2, 3]
  .map((n) => {
    const minutes = String(n * 20).padStart(2, '0');
    const from = n === 3 ? '01:00:05,250' : `00:${minutes}:05,250`;
    const to = n === 3 ? '01:00:07,000' : `00:${minutes}:07,000`;
    return `${n}\n${from} --> ${to}\ntext ${n}\nText ${n} in the other language\n`;
  })
  .join('\n');
const times = timesOfCues('a.srt', readNumberedCues(SRT));

const failure = (run: () => unknown): unknown => {
  try {
    return run();
  } catch (error) {
    return error;
  }
};

describe('readTicks', () => {
  it("reads autocut's list: done, numbers, minutes beyond 59, the subtitles it names", () => {
    const found = readTicks(list('x', [2]));
    expect(found.isDone).toBe(true);
    expect(found.subtitles).toBe('a b.srt');
    expect(found.ticks).toEqual([
      { number: 1, start: 1205, isTicked: false },
      { number: 2, start: 2405, isTicked: true },
      { number: 3, start: 3605, isTicked: false },
    ]);
  });

  it("reads Talkleaf's own, also with an hour and after an editor has put escapes in", () => {
    const own =
      '- [X] \\<-- Mark if you are done editing.\r\n\r\n* [x] \\[7,01:02:03\\] Hello / 你好\r\n';
    expect(readTicks(own)).toMatchObject({
      isDone: true,
      ticks: [{ number: 7, start: 3723, isTicked: true }],
    });
  });

  it('takes a box in a sentence of that wording for done only without a number', () => {
    expect(readTicks('- [x] [1,00:01] Mark if you are done editing.').isDone).toBe(false);
  });
});

describe('readNumberedCues', () => {
  it('keeps numbers and lines; a number among the text stays text', () => {
    expect(times.cues[1]).toEqual({
      number: 2,
      start: 2405.25,
      end: 2407,
      lines: ['text 2', 'Text 2 in the other language'],
    });
    const left = readNumberedCues(
      '5\n00:00:01,000 --> 00:00:02,000\n42\n\n9\n00:00:03,000 --> 00:00:04,000\n<i>b</i>\n',
    );
    expect(left.map((cue) => [cue.number, ...cue.lines])).toEqual([
      [5, '42'],
      [9, 'b'],
    ]);
  });

  it('reads one line a cue, and WebVTT', () => {
    const compact = '00:00:01,000 --> 00:00:02,000 one\n00:00:03,000 --> 00:00:04,000 two words\n';
    expect(readNumberedCues(compact).map((cue) => [cue.number, cue.lines])).toEqual([
      [1, ['one']],
      [2, ['two words']],
    ]);
    expect(readNumberedCues('WEBVTT\n\n00:01.000 --> 00:02.000 align:start\nhi\n')).toEqual([
      { number: 1, start: 1, end: 2, lines: ['hi'] },
    ]);
  });
});

describe('chooseTicked', () => {
  it('gives the cues the ticked numbers stand for', () => {
    const kept = chooseTicked(readTicks(list('x', [1, 3])), 'a.md', times);
    expect(kept.map((cue) => [cue.number, cue.start, cue.end])).toEqual([
      [1, 1205.25, 1207],
      [3, 3605.25, 3607],
    ]);
  });

  it.each([
    ['CUT_NOT_DONE', list(' ', [1])],
    ['CUT_NOTHING_KEPT', list('x', [])],
    ['CUT_NOTHING_KEPT', '- [x] <-- Mark if you are done editing.\n'],
    ['CUT_LIST_STALE', list('x', [2]).replace('040:05', '041:05')],
    ['CUT_LIST_STALE', list('x', [2]).replace('[2,', '[8,')],
  ])('refuses with %s', (code, text) => {
    expect(failure(() => chooseTicked(readTicks(text), 'a.md', times))).toMatchObject({ code });
  });

  it('knows by the ticked ones whether a list fits', () => {
    expect(fits(readTicks(list('x', [2])), times)).toBe(true);
    expect(fits(readTicks(list('x', [2]).replace('[2,', '[8,')), times)).toBe(false);
  });
});

describe('timesOfTalk', () => {
  const talk: Talk = {
    schema: TALK_SCHEMA,
    title: 't',
    source: { name: 't.mp4' },
    language: 'en',
    target: 'zh',
    timed: true,
    duration: 2,
    topic: '',
    speakers: [],
    terms: [],
    warnings: [],
    sentences: [
      { id: 1, start: 0, end: 1, text: 'helo', corrected: 'hello', paragraph: true },
      { id: 2, start: 1, end: 2, text: 'two', paragraph: false },
    ],
    translation: [{ id: 1, text: '你好', status: 'ok' }],
  };

  it('takes sentences as they should be read, with their translations', () => {
    expect(timesOfTalk('talk.json', talk).cues).toEqual([
      { number: 1, start: 0, end: 1, lines: ['hello'], translation: '你好' },
      { number: 2, start: 1, end: 2, lines: ['two'], translation: undefined },
    ]);
  });

  it('refuses a talk without times', () => {
    expect(failure(() => timesOfTalk('talk.json', { ...talk, timed: false }))).toMatchObject({
      code: 'CUT_UNTIMED',
    });
  });
});
