import { readFileSync } from 'node:fs';

import { expect, it } from 'vitest';

import type { Cue, Transcript } from '../../model/transcript.ts';
import { readTranscript } from '../../transcripts/read.ts';
import { isSameSpokenLanguage, refuseCaptions } from './captions.ts';

/** One cue every ten seconds, as many as fill the minutes. */
function talk(minutes: number, textOf: (at: number) => string): Transcript {
  const cues = Array.from({ length: minutes * 6 }, (_, at): Cue => {
    return { start: at * 10, end: at * 10 + 9, text: textOf(at) };
  });
  return { cues, timed: true, warnings: [] };
}

const WORDS = 'memory cache page disk process thread kernel driver'.split(' ');
/** So many words that come in another order each time. */
function words(count: number): (at: number) => string {
  return (at) =>
    Array.from({ length: count }, (_, word) => WORDS[(at * 3 + word * at) % WORDS.length])
      .concat(String(at))
      .join(' ');
}
const english = { written: 'en', spoken: 'en-US', duration: 600 };

it('takes good captions', () => {
  expect(refuseCaptions(talk(10, words(20)), english)).toBeUndefined();
  expect(refuseCaptions(talk(10, words(20)), { written: 'en' })).toBeUndefined();
});

it("takes the sample talk's own", () => {
  const bytes = readFileSync('sample/talk.srt');
  const transcript = readTranscript(bytes, { name: 'talk.srt' });
  expect(refuseCaptions(transcript, { written: 'en', duration: 116.8 })).toBeUndefined();
});

/** So many characters that come in another order each time. */
function chinese(count: number): (at: number) => string {
  return (at) =>
    String.fromCodePoint(...Array.from({ length: count }, (_, sign) => 0x4e_00 + at * 40 + sign));
}

it('counts characters in Chinese and Japanese', () => {
  const facts = { written: 'zh-Hans', spoken: 'zh', duration: 600 };
  expect(refuseCaptions(talk(10, chinese(40)), facts)).toBeUndefined();
  expect(refuseCaptions(talk(10, chinese(10)), facts)?.reason).toBe('too-few-words');
  expect(refuseCaptions(talk(10, chinese(90)), facts)?.reason).toBe('too-many-words');
});

it.each([
  ['no-text', talk(0, words(1)), english],
  ['no-times', { ...talk(10, words(20)), timed: false }, english],
  ['too-few-words', talk(10, words(5)), english],
  ['too-many-words', talk(10, words(60)), english],
  ['gaps', talk(10, words(20)), { ...english, duration: 1200 }],
  ['repeats', talk(10, (at) => words(20)(Math.floor(at / 2))), english],
  ['other-language', talk(10, words(20)), { ...english, spoken: 'de' }],
])('refuses: %s', (reason, transcript, facts) => {
  expect(refuseCaptions(transcript, facts)?.reason).toBe(reason);
});

it('measures', () => {
  const half = refuseCaptions(talk(10, words(20)), { ...english, duration: 1200 });
  expect(half?.measured).toBeCloseTo(0.5, 1);
});

it('takes short lines that repeat by nature', () => {
  const polite = talk(10, (at) => (at % 3 === 0 ? 'Thank you.' : words(30)(at)));
  expect(refuseCaptions(polite, english)).toBeUndefined();
});

it.each([
  ['en', 'en-GB', true],
  ['zh-Hans', 'zh-TW', true],
  ['yue', 'zh', true],
  ['en', 'es', false],
])('%s and %s', (one, other, isSame) => {
  expect(isSameSpokenLanguage(one, other)).toBe(isSame);
});
