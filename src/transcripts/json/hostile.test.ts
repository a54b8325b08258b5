/** JSON that was made to be slow, or to be read wrongly. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { AppError } from '../../base/errors.ts';
import type { Transcript } from '../../model/transcript.ts';
import { readTranscript } from '../read.ts';

function readOrCode(text: string): Transcript | string {
  try {
    return readTranscript(Buffer.from(text), { name: 'a.json' });
  } catch (error) {
    const code = AppError.find(error)?.code;
    if (code === undefined) throw error;
    return code;
  }
}
const times = (count: number, text: string): string => text.repeat(count);
const list = (count: number, item: (at: number) => string): string =>
  `[${Array.from({ length: count }, (_, at) => item(at)).join(',')}]`;

describe('JSON that is large in one way', () => {
  it.each([
    ['nested lists', `${times(200_000, '[')}1${times(200_000, ']')}`],
    ['nested objects', `${times(100_000, '{"text":')}"a"${times(100_000, '}')}`],
    ['nested rows', `${times(50_000, '[1,2,"a",')}1${times(50_000, ']')}`],
    ['nested hearings', `${times(50_000, '{"alternatives":[')}1${times(50_000, ']}')}`],
    ['nested times', `[{"text":"a","time":${times(50_000, '{"time":')}1${times(50_000, '}')}}]`],
    ['quotes without an end', `{"a": NaN, ${times(500_000, String.raw`\'`)}`],
    ['quotes that open', `[NaN, ${times(500_000, `"'`)}`],
    ['commas', `[1${times(500_000, ', ')}`],
    ['values one after another', times(100_000, '{}\n')],
    ['words of Python', `[${times(200_000, 'None,')}]`],
    ['numbers', list(300_000, (at) => `${at}`)],
    ['pairs of numbers', list(100_000, (at) => `[${at},${at + 1}]`)],
    ['rows', list(100_000, (at) => `[${at},${at + 1},"word"]`)],
    ['wide rows', list(1000, () => `[${times(500, '1,')}"a"]`)],
    ['strings', list(200_000, () => '"abc"')],
    ['words', list(50_000, (at) => `{"word":"a","start":${at},"end":${at + 1}}`)],
    ['tokens', list(50_000, (at) => `{"text":" a","start_ms":${at},"end_ms":${at + 1}}`)],
    ['lists of one word', list(20_000, (at) => `{"words":[{"word":"a","start":${at}}]}`)],
    ['people', `{"speakers":${list(50_000, (at) => `{"id":${at},"name":"A"}`)},"text":"a"}`],
    [
      'turns',
      `{"turns":${list(50_000, (at) => `{"start":${at},"speaker":"A"}`)},"words":${list(50_000, (at) => `{"word":"a","start":${at}}`)}}`,
    ],
    [
      'lists of their own',
      `{${Array.from({ length: 200_000 }, (_, at) => `"a${at}":[{"text":"a","start":${at}}]`).join(',')}}`,
    ],
    ['names of fields', `{${Array.from({ length: 100_000 }, (_, at) => `"a${at}_":1`).join(',')}}`],
    [
      'numbers as names',
      `{${Array.from({ length: 100_000 }, (_, at) => `"${at}":{"text":"a","start":${at}}`).join(',')}}`,
    ],
    [
      'JSON in strings',
      `{"a":${JSON.stringify(`{"b":${JSON.stringify(`{"c":"${times(300_000, 'x')}"}`)}}`)}}`,
    ],
    ['cues at one time', list(50_000, () => '{"text":"a b","start":1,"end":2}')],
  ])('%s', (_, text) => {
    const read = readOrCode(text);
    expect(typeof read === 'string' ? read : read.cues.length).toSatisfy(
      (found) => typeof found === 'number' || /^[A-Z_]+$/.test(found),
    );
  });
});

describe('JSON that tells its text several ways', () => {
  const word = fc.stringMatching(/^[a-z]{2,9}$/);
  const sentence = fc.array(word, { minLength: 3, maxLength: 8 });
  const names = fc.record({
    text: fc.constantFrom('text', 'Text', 'transcript', 'content', 'TEXT', 'sentence'),
    start: fc.constantFrom('start', 'start_time', 'StartTime', 'begin-time', 'from', 'offset'),
    end: fc.constantFrom('end', 'end_time', 'EndTime', 'to', 'stop'),
    unit: fc.constantFrom(1, 1000, 1e7),
  });

  it('gives each sentence once, at its time, whatever its fields are called', () => {
    const talk = fc.array(sentence, { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(talk, names, fc.boolean(), (sentences, called, both) => {
        const items = sentences.map((words, at) => ({
          [called.text]: `${words.join(' ')}.`,
          [called.start]: at * 4 * called.unit,
          [called.end]: (at * 4 + 3) * called.unit,
        }));
        const whole = items.map((item) => item[called.text]).join(' ');
        const words = sentences.flatMap((each, at) =>
          each.map((text, of) => ({ word: text, start: (at * 4 + of / 4) * called.unit })),
        );
        const value = both ? { text: whole, data: items, words } : { meta: { a: 1 }, items };
        const read = readOrCode(JSON.stringify(value));
        const cues = typeof read === 'string' ? [] : read.cues;
        expect(cues.map(({ text, start }) => [text, Math.round(start)])).toEqual(
          sentences.map((each, at) => [`${each.join(' ')}.`, at * 4]),
        );
      }),
      { numRuns: 300 },
    );
  });
});
