import { describe, expect, it } from 'vitest';

import type { AudioSpan } from '../../model/audio.ts';
import { languageParts, type Languages } from './language-parts.ts';

const ALL = ['en', 'zh', 'de', 'es', ...Array.from({ length: 20 }, (_, at) => `x${at}`), 'cy'];
/** Three stretches of speech in ten seconds. */
const SPEECH = [
  { start: 0.2, end: 3 },
  { start: 4, end: 6 },
  { start: 7, end: 9.8 },
];
const MIXED: Languages = [
  ['en', 0.97],
  ['zh', 0.02],
];

async function parts(
  spoken: readonly Languages[],
  {
    languages = MIXED,
    speech = SPEECH,
    divide = (all: readonly AudioSpan[]): readonly AudioSpan[] => all,
  } = {},
): Promise<{ readonly found: string[]; readonly looked: number }> {
  let looked = 0;
  const look = async (part: AudioSpan): Promise<Languages> => {
    looked++;
    return spoken[speech.findIndex(({ end }) => end > part.start)] ?? [];
  };
  const made = await languageParts({ length: 10, speech, languages, all: ALL, look, divide });
  const found = made.map(({ start, end, language }) => `${start} ${end} ${language}`);
  return { found, looked };
}

describe('languageParts', () => {
  it('cuts in the middle of the pause where the language changes', async () => {
    const { found } = await parts([[['en', 0.9]], [['zh', 0.99]], [['zh', 0.95]]]);
    expect(found).toEqual(['0 3.5 en', '3.5 10 zh']);
    const turns = await parts([[['zh', 0.9]], [['en', 0.99]], [['zh', 0.95]]]);
    expect(turns.found).toEqual(['0 3.5 zh', '3.5 6.5 en', '6.5 10 zh']);
  });
  it('does not look where no second language is likely, and cuts nothing that has no rest', async () => {
    const alone: Languages = [
      ['en', 0.99],
      ['cy', 0.009],
      ['zh', 0.001],
    ];
    const zh: Languages = [['zh', 0.99]];
    expect(await parts([zh, zh, zh], { languages: alone })).toEqual({
      found: ['0 10 en'],
      looked: 0,
    });
    const one = await parts([zh], { speech: [{ start: 0, end: 9 }] });
    expect(one).toEqual({ found: ['0 10 en'], looked: 1 });
  });
  it('looks between the rests of a stretch', async () => {
    const pieces = [
      { start: 1, end: 4 },
      { start: 4.2, end: 9 },
    ];
    const made = await languageParts({
      length: 10,
      speech: [{ start: 1, end: 9 }],
      languages: MIXED,
      all: ALL,
      look: async ({ start }) => (start < 4 ? [['zh', 0.9]] : [['en', 0.99]]),
      divide: () => pieces,
    });
    expect(made).toEqual([
      { start: 0, end: 4.1, language: 'zh' },
      { start: 4.1, end: 10, language: 'en' },
    ]);
  });
  it('takes no piece for a language that nothing in the window sounds like', async () => {
    const { found } = await parts([[['en', 0.9]], [['de', 0.99]], [['en', 0.95]]]);
    expect(found).toEqual(['0 10 en']);
  });
  it('leaves a stretch with its neighbour where its language is not clear', async () => {
    expect((await parts([[['en', 0.9]], [['zh', 0.7]], [['en', 0.9]]])).found).toEqual(['0 10 en']);
    const accent = await parts([[['en', 0.9]], [['cy', 0.95]], [['en', 0.9]]]);
    expect(accent.found).toEqual(['0 10 en']);
  });
  it('does not ask a word for its language', async () => {
    const speech = [
      { start: 0.2, end: 3 },
      { start: 4, end: 4.5 },
    ];
    const { found, looked } = await parts([[['en', 0.9]], [['zh', 0.99]]], { speech });
    expect(found).toEqual(['0 10 en']);
    expect(looked).toBe(1);
  });
});
