import { describe, expect, it } from 'vitest';

import type { Transcript } from '../../model/transcript.ts';
import { readTranscript } from '../read.ts';

const read = (text: string, fps?: number): Transcript =>
  readTranscript(Buffer.from(text), { name: 'a.srt', fps });
const startOf = (text: string, fps?: number): number => read(text, fps).cues[0]?.start ?? -1;
/** A cue of three seconds. */
const cue = (start: string): string => {
  const end = start.replace(/:(\d\d)([:;]\d\d)$/, (_, seconds: string, frames: string) => {
    return `:${String(Number(seconds) + 3).padStart(2, '0')}${frames}`;
  });
  return `1\n${start} --> ${end}\nGood morning.\n`;
};
const codes = (text: string, fps?: number): string[] =>
  read(text, fps).warnings.map(({ code }) => code);

describe('times that count frames', () => {
  it.each([
    ['as given', cue('00:00:01:12'), 24, 1.5, []],
    ['as given, a thousandth slower', cue('00:16:40:00'), 24_000 / 1001, 1001, []],
    ['as the file says', `fps: 24\n\n${cue('00:00:01:12')}`, undefined, 1.5, []],
    ['25 where nothing is said', cue('00:00:01:12'), undefined, 1.48, ['frame-rate']],
    ['30 where a frame shows it', cue('00:00:01:27'), undefined, 1.9, ['frame-rate']],
    ['50 where a frame shows it', cue('00:00:01:45'), undefined, 1.9, ['frame-rate']],
    ['60 where a frame shows it', cue('00:00:01:54'), undefined, 1.9, ['frame-rate']],
    ['hundredths past 59', cue('00:00:01:90'), undefined, 1.9, []],
    ['thousandths of three digits', '1\n00:00:01:900 --> 00:00:03:000\nHi.\n', undefined, 1.9, []],
    ['drop frames', cue('00:01:00;02'), undefined, 60.06, []],
    ['drop frames of ten minutes', cue('00:10:00;00'), undefined, 599.9994, []],
    ['a timeline that begins at one hour', cue('01:00:01:00'), undefined, 1, ['frame-rate']],
    [
      'no timeline where the first words come late',
      cue('01:30:00:00'),
      undefined,
      5400,
      ['frame-rate'],
    ],
  ])('%s', (_, text, fps, start, warned) => {
    expect(startOf(text, fps)).toBeCloseTo(start, 3);
    expect(codes(text, fps)).toEqual(warned);
  });

  it('may be those of MicroDVD, with a rate or without', () => {
    expect(startOf('{50}{75}Hi.\n{100}{120}Ho.\n')).toBe(2);
    expect(startOf('{50}{75}Hi.\n{100}{120}Ho.\n', 20)).toBe(2.5);
    expect(startOf('{1}{1}20\n{50}{75}Hi.\n')).toBe(2.5);
    expect(startOf('{1}{1}20\n{50}{75}Hi.\n', 25)).toBe(2);
  });

  it('do not touch times without frames', () => {
    const text = '1\n00:00:01,480 --> 00:00:02,000\nAt 00:00:01:12 it begins.\n';
    expect(startOf(text, 50)).toBe(1.48);
    expect(read(text).cues[0]?.text).toBe('At 00:00:01:12 it begins.');
    expect(codes(text)).toEqual([]);
  });
});
