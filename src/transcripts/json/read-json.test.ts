import { describe, expect, it } from 'vitest';

import type { Transcript } from '../../model/transcript.ts';
import { readTranscript } from '../read.ts';

const json = (value: unknown): Transcript =>
  readTranscript(Buffer.from(JSON.stringify(value)), { name: 'a.json' });
const textsOf = (text: string): string[] =>
  readTranscript(Buffer.from(text), { name: 'a.json' }).cues.map((cue) => cue.text);
const spoken = (transcript: Transcript): [number, string | undefined, string][] =>
  transcript.cues.map((cue) => [cue.start, cue.speaker, cue.text]);
const brief = (transcript: Transcript): [number, number, string][] =>
  transcript.cues.map((cue) => [cue.start, cue.end, cue.text]);
const phrase = (at: number, display: string): object => ({
  channel: 0,
  offset: `PT${at}S`,
  duration: 'PT1S',
  nBest: [{ display }, { display: 'other' }],
});
const result = (transcript: string, end: string): object => ({
  alternatives: [{ transcript }, { transcript: 'other' }],
  resultEndTime: end,
});

const wordAt = (at: number, text: string): object => ({ word: text, start: at, end: at + 0.5 });

describe('JSON as scripts have it', () => {
  const list =
    '[{"start":0,"end":2,"text":"See http://a.example // there."},{"start":2,"end":5,"text":"On."}]';
  const whole = ['See http://a.example // there.', 'On.'];
  it.each([
    ['a callback', `callback(${list});`],
    ['a callback of an object, behind a comment', `/**/ jQuery.cb_1({"segments": ${list}})\n`],
    ['a variable', `var talk = {"segments": ${list}};`],
    ['a module', `export default ${list};`],
    ['comments', `// made by hand\n${list.replace('},{', '}, // first\n /* two\n lines */ {')}`],
    ['keys without quotes', list.replaceAll(/"(start|end|text)":/g, '$1: ')],
  ])('%s', (_, text) => {
    expect(textsOf(text)).toEqual(whole);
  });
  it.each([
    ['cut off', `callback(${list.slice(0, -20)}`],
    ['a comment without an end', `/* ${list}`],
  ])('%s is refused', (_, text) => {
    expect(() => textsOf(text)).toThrow('not valid JSON');
  });
});

describe('JSON of more services', () => {
  it('takes the marks of the sentence from the text where the words have none', () => {
    const words = [wordAt(1, 'Its'), wordAt(2, '1,000'), wordAt(2.5, 'long'), wordAt(3, 'So')];
    const text = " It's 1,000 long. So?";
    expect(brief(json({ task: 'transcribe', text, words }))).toEqual([
      [1, 3, "It's 1,000 long."],
      [3, 3.5, 'So?'],
    ]);
    expect(json({ text: 'Something else.', words }).cues[0]?.text).toBe('Its 1,000 long So');
  });

  it('reads the phrases of Azure', () => {
    const recognizedPhrases = [phrase(1, 'Alpha one.'), phrase(3, 'Bravo two.')];
    const combinedRecognizedPhrases = [{ channel: 0, display: 'Alpha one. Bravo two.' }];
    expect(brief(json({ combinedRecognizedPhrases, recognizedPhrases }))).toEqual([
      [1, 2, 'Alpha one.'],
      [3, 4, 'Bravo two.'],
    ]);
  });

  it('reads what Google says without words, and a podcast', () => {
    const results = [result('alpha one', '2s'), result(' bravo two', '4.5s')];
    expect(brief(json({ results }))).toEqual([
      [0, 2, 'alpha one'],
      [2, 4.5, 'bravo two'],
    ]);
    const segments = [{ speaker: 'Ann', startTime: 1, endTime: 2, body: 'alpha one' }];
    expect(spoken(json({ version: '1.0.0', segments }))).toEqual([[1, 'Ann', 'alpha one']]);
  });

  it.each([
    ['english', 'en'],
    ['Chinese', 'zh'],
    ['mandarin', 'zh'],
    ['eng', 'en'],
    ['en_us', 'en-US'],
    ['zh-hans', 'zh-Hans'],
    ['unknown', undefined],
    ['klingon or so', undefined],
  ])('knows the language %s', (language, tag) => {
    expect(json({ language, segments: [{ start: 1, end: 2, text: 'a' }] }).language).toBe(tag);
  });
});
