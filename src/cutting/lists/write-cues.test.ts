import { describe, expect, it } from 'vitest';

import { readTranscript } from '../../transcripts/read.ts';
import type { KeptCue } from './choose-kept.ts';
import { readNumberedCues } from './numbered-cues.ts';
import { cutSubtitles } from './subtitles-beside.ts';
import { readTicks } from './tick-list.ts';
import { type CueFormat, writeCues } from './write-cues.ts';
import { writeTickList } from './write-tick-list.ts';

const SRT = `1
00:00:01,000 --> 00:00:02,500
Hello there,
you all

4
01:02:03,250 --> 01:02:05,000
*Second* [one]
第二句
`;
const cues = readNumberedCues(SRT);
const options = { title: 'a', subtitles: 'a.srt' };

const flat = (text: readonly string[]): string => text.join(' ');

describe('writeCues', () => {
  it.each<CueFormat>(['srt', 'compact', 'vtt'])('%s is read again as it was', (format) => {
    const again = readNumberedCues(writeCues(cues, format, options));
    expect(again.map(({ start, end, lines }) => [start, end, flat(lines)])).toEqual(
      cues.map(({ start, end, lines }) => [start, end, flat(lines)]),
    );
  });

  it('writes the full text in pieces of a thousand characters, none of it lost', () => {
    const many = Array.from({ length: 120 }, (_, index) => ({
      number: index + 1,
      start: index,
      end: index + 1,
      lines: [index % 10 === 3 ? '< No Speech >' : `This is sentence number ${index + 1}.`],
    }));
    const pieces = writeCues(many, 'pieces', options).trimEnd().split('\n');
    expect(pieces.length).toBe(3);
    expect(pieces[0]?.length).toBeGreaterThan(1000);
    expect(pieces.join(',').match(/sentence number/g)).toHaveLength(108);
    expect(pieces[0]).toContain('number 1.,This is sentence number 2.');
    expect(pieces.at(-1)).toContain('number 120.');
    expect(pieces.join('')).not.toContain('Speech >');
    const read = readTranscript(new TextEncoder().encode(`${pieces.join('\n')}\n`), {
      name: 'a_full_text.md',
    });
    expect(read.cues.length).toBeGreaterThanOrEqual(100);
  });

  it('writes one line a cue as autocut does', () => {
    expect(writeCues(cues, 'compact', options).split('\n')).toEqual([
      '00:00:01,000 --> 00:00:02,500 Hello there, you all',
      '01:02:03,250 --> 01:02:05,000 *Second* [one] 第二句',
      '',
    ]);
  });

  it.each<CueFormat>(['ass', 'lrc', 'json'])('%s keeps times and texts', (format) => {
    const bytes = new TextEncoder().encode(writeCues(cues, format, options));
    const found = readTranscript(bytes, { name: `a.${format}` }).cues;
    const [first, second] = found.filter((cue) => cue.text !== '');
    expect(first).toMatchObject({ start: 1, text: 'Hello there, you all' });
    expect(first?.end).toBeCloseTo(2.5, 2);
    expect(second).toMatchObject({ start: 3723.25 });
    expect(second?.text).toContain('第二句');
  });

  it('writes times in JSON with at most three decimals', () => {
    const added = { number: 1, start: 0.1 + 0.2, end: 3 * 1.1, lines: ['a'] };
    const frames = { number: 2, start: 100 / 23.976, end: 5, lines: ['b'] };
    expect(writeCues([added, frames], 'json', options)).toBe(
      '[\n{"number":1,"start":0.3,"end":3.3,"text":"a"},\n{"number":2,"start":4.171,"end":5,"text":"b"}\n]\n',
    );
  });

  it('writes plain text, a cue a line', () => {
    expect(writeCues(cues, 'txt', options)).toBe('Hello there, you all\n*Second* [one] 第二句\n');
  });

  it('writes a tick list with the numbers of the cues, which is read again', () => {
    const list = writeCues(cues, 'md', { ...options, media: 'a b.mp4' });
    expect(list).toContain('- [ ] <-- Mark if you are done editing.');
    expect(list).toContain('<video controls src="a%20b.mp4"></video>');
    const ticked = readTicks(list.replaceAll('- [ ]', '- [x]'));
    expect(ticked).toMatchObject({ isDone: true, subtitles: 'a.srt' });
    expect(ticked.ticks).toEqual([
      { number: 1, start: 1, isTicked: true },
      { number: 4, start: 3723, isTicked: true },
    ]);
  });
});

describe('cutSubtitles', () => {
  const segments = [
    { start: 10, end: 14 },
    { start: 20, end: 22 },
  ];
  const kept: readonly KeptCue[] = [
    { number: 3, start: 10, end: 14, lines: ['One sentence.'], translation: '一句。' },
    { number: 7, start: 20.02, end: 22.1, lines: ['Another.'], translation: undefined },
  ];

  it('moves cues to where they are now and keeps their lines', () => {
    const moved = cutSubtitles(kept, segments, { areSentences: false });
    expect(moved.map(({ start, end }) => [start.toFixed(2), end.toFixed(2)])).toEqual([
      ['0.00', '4.00'],
      ['4.02', '6.00'],
    ]);
  });

  it('lays sentences out in both languages, never beyond the end', () => {
    const laid = cutSubtitles(kept, segments, { areSentences: true });
    expect(laid[0]?.lines).toEqual([
      { text: 'One sentence.', role: 'source' },
      { text: '一句。', role: 'target' },
    ]);
    expect(laid.at(-1)?.end).toBeLessThanOrEqual(6);
  });

  it('makes a list of them with a slash between the languages', () => {
    const laid = cutSubtitles(kept, segments, { areSentences: true });
    const numbered = laid.map((cue, index) => ({ ...cue, number: index + 1 }));
    const list = writeTickList(numbered, {
      subtitles: 'a_cut.srt',
      media: 'a_cut.mp3',
      hasPicture: false,
    });
    expect(list).toContain('- [ ] [1,00:00] One sentence. / 一句。');
    expect(list).toContain('<audio controls src="a_cut.mp3"></audio>');
  });
});
