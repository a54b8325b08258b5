import { describe, expect, it } from 'vitest';

import { segmentsOf } from './segments.ts';
import { signsFrom } from './signs.ts';

const DESCRIPTION: Readonly<Record<string, string>> = {
  n_mels: '80',
  n_text_layer: '1',
  n_text_state: '8',
  n_text_ctx: '16',
  n_vocab: '170',
  eot: '10',
  sot: '11',
  transcribe: '12',
  translate: '13',
  sot_lm: '14',
  sot_prev: '15',
  no_speech: '16',
  no_timestamps: '17',
};
const signs = signsFrom((key) => DESCRIPTION[key]);
/** The token of a time in seconds. */
const at = (seconds: number): number => signs.firstTime + Math.round(seconds / 0.02);

describe('segmentsOf', () => {
  it('takes the text between two times', () => {
    const tokens = [at(0), 1, 2, at(1), at(1.2), 3, at(2)];
    expect(segmentsOf(tokens, { signs, length: 2.5 })).toEqual({
      segments: [
        { start: 0, end: 1, tokens: [1, 2] },
        { start: 1.2, end: 2, tokens: [3] },
      ],
    });
  });
  it('leaves what has no end, after what has one, to be heard again', () => {
    const tokens = [at(0), 1, at(1), at(1.2), 3, 4];
    expect(segmentsOf(tokens, { signs, length: 2.5 })).toEqual({
      segments: [{ start: 0, end: 1, tokens: [1] }],
      rest: 1.2,
    });
  });
  it('takes all of the sound for text with no end before it', () => {
    const whole = { segments: [{ start: 0.2, end: 2.5, tokens: [1, 2] }] };
    expect(segmentsOf([at(0.2), 1, 2], { signs, length: 2.5 })).toEqual(whole);
  });
  it('keeps times within the sound, and signs out of the text', () => {
    expect(segmentsOf([at(0), 1, 12, at(3)], { signs, length: 2.5 }).segments).toEqual([
      { start: 0, end: 2.5, tokens: [1] },
    ]);
  });
  it('finds nothing in times alone', () => {
    expect(segmentsOf([at(0), at(2)], { signs, length: 2.5 })).toEqual({ segments: [] });
  });
});

describe('signsFrom', () => {
  it('says what a description lacks', () => {
    const { no_speech: _, ...rest } = DESCRIPTION;
    const lacking: Readonly<Record<string, string | undefined>> = rest;
    expect(() => signsFrom((key) => lacking[key])).toThrow('no_speech');
  });
  it('reads the languages of a model that knows several', () => {
    const several: Readonly<Record<string, string>> = {
      ...DESCRIPTION,
      all_language_codes: 'en,zh',
      all_language_tokens: '5,6',
    };
    const { languages, unwritten } = signsFrom((key) => several[key]);
    expect([...languages]).toEqual([
      ['en', 5],
      ['zh', 6],
    ]);
    expect(unwritten).toEqual(expect.arrayContaining([5, 6, 11, 12, 13, 14, 15, 16, 17]));
    expect(signs.languages.size).toBe(0);
  });
});
