import { describe, expect, it } from 'vitest';

import type { Transcript } from '../../model/transcript.ts';
import { readTranscript } from '../read.ts';

const read = (name: string, text: string): Transcript =>
  readTranscript(Buffer.from(text), { name });
const json = (value: unknown): Transcript => read('a.json', JSON.stringify(value));
const brief = (transcript: Transcript): [number, number, string][] =>
  transcript.cues.map((cue) => [cue.start, cue.end, cue.text]);
const time = (ms: number): string => `00:00:${(ms / 1000).toFixed(3).padStart(6, '0')}`;
/** A second each, one right after the other. */
const inTurn = (texts: readonly string[]): string =>
  texts
    .map((text, at) => `${at + 1}\n${time(at * 1000)} --> ${time(at * 1000 + 1000)}\n${text}\n`)
    .join('\n');
const open = (start: number, text: string): string =>
  `${time(start)} --> ${time(start)}\n${text}\n`;

describe('times that say little', () => {
  it('ends a cue that shows while the next one is said', () => {
    const items = [
      { text: 'we look at the first one', start: 1, duration: 5 },
      { text: 'and then at the second', start: 3, duration: 5 },
      { text: 'and so on', start: 5, duration: 4 },
    ];
    expect(brief(json(items))).toEqual([
      [1, 3, 'we look at the first one'],
      [3, 5, 'and then at the second'],
      [5, 9, 'and so on'],
    ]);
  });

  it('leaves two who speak at once, and what outlasts the next', () => {
    const items = [
      { text: 'we look at the first one', start: 1, end: 6, speaker: 'A' },
      { text: 'yes', start: 3, end: 7, speaker: 'B' },
      { text: 'and so on until the very end', start: 10, end: 20, speaker: 'A' },
      { text: 'right', start: 12, end: 13, speaker: 'A' },
    ];
    expect(json(items).cues.map((cue) => cue.end)).toEqual([6, 7, 20, 13]);
  });

  it('ends cues without a length with the next, and knows when there are no times at all', () => {
    const ended = read('a.srt', [open(1000, 'one'), open(3000, 'two')].join('\n'));
    expect(ended.cues.map((cue) => cue.end)).toEqual([3, 4]);
    const none = read('a.srt', [open(0, 'one'), open(0, 'two')].join('\n'));
    expect(none.timed).toBe(false);
  });

  it('reads a file with blank lines between all of its lines', () => {
    const file = inTurn(['one', 'two', '3 of them', '44']).replaceAll('\n', '\n\n');
    expect(read('a.srt', file).cues.map((cue) => cue.text)).toEqual([
      'one',
      'two',
      '3 of them',
      '44',
    ]);
  });
});

describe('times as texts have them', () => {
  it.each([
    ['ranges with a dash', '00:01 - 00:02\nalpha one\n\n00:03 – 00:04\nbravo two\n', 3],
    ['ranges in brackets', '[0:01-0:02] alpha one\n[0:03-0:04] bravo two\n', 3],
    ['what faster-whisper prints', '[1.00s -> 2.00s] alpha one\n[3.00s -> 4.00s]  bravo two\n', 2],
    ["whisper.cpp's CSV", 'start,end,text\n1000,2000,"alpha one"\n3000,4000,"bravo two"\n', 2],
  ])('%s', (_, text, end) => {
    const { cues } = read('a.txt', text);
    expect(cues.map((cue) => cue.text)).toEqual(['alpha one', 'bravo two']);
    expect(cues.map((cue) => cue.start)).toEqual([1, 3]);
    expect(cues[0]?.end).toBe(end);
  });

  it('parts a text that was pasted as one line at its times', () => {
    const text = Array.from({ length: 6 }, (_, at) => `0:0${at + 1} it is line ${at}`).join(' ');
    expect(read('a.txt', text).cues.map((cue) => cue.start)).toEqual([1, 2, 3, 4, 5, 6]);
    const prose =
      'We met at 10:30 and then again at 9:15 and 12:00 or so, but 8:05 and 7:10 were too early.';
    expect(read('a.txt', prose).timed).toBe(false);
  });
});
