import { describe, expect, it } from 'vitest';

import type { Cue, Transcript } from '../model/transcript.ts';
import { prepare } from './prepare.ts';

function transcript(cues: readonly Cue[], timed = true): Transcript {
  return { cues, timed, warnings: [{ code: 'reversed', count: 2 }] };
}

const cue = (at: number, text: string): Cue => ({ start: at, end: at + 2, text });

describe('prepare', () => {
  it('rebuilds sentences with IDs from 1 and keeps the times', () => {
    const { sentences } = prepare(
      transcript([cue(0, 'This is the'), cue(2, 'first one. And this'), cue(4, 'is the second.')]),
    );
    expect(sentences.map(({ id, text }) => [id, text])).toEqual([
      [1, 'This is the first one.'],
      [2, 'And this is the second.'],
    ]);
    expect(sentences[0]?.start).toBe(0);
    expect(sentences.at(-1)?.end).toBe(6);
  });

  it('is the same every time', () => {
    const given = transcript([cue(0, 'One. Two.'), cue(2, 'Three.')]);
    expect(prepare(given)).toEqual(prepare(given));
  });

  it('hands on what reading noticed, and adds what it finds itself', () => {
    const loop = Array.from({ length: 9 }, (_, at) =>
      cue(10 + at * 2, 'And this is what they always say.'),
    );
    const { sentences, warnings } = prepare(transcript([cue(0, 'It begins here.'), ...loop]));
    expect(warnings).toEqual([
      { code: 'reversed', count: 2 },
      { code: 'loops', count: 8 },
    ]);
    expect(sentences.filter(({ doubt }) => doubt === 'loop').length).toBeGreaterThan(0);
    expect(
      sentences.some(({ doubt, text }) => !doubt && text === 'And this is what they always say.'),
    ).toBe(true);
    expect(sentences.map(({ id }) => id)).toEqual(sentences.map((_, at) => at + 1));
  });

  it('gives untimed text a clock by its words', () => {
    const text = 'One two three four five. Six seven eight nine ten.';
    const { sentences } = prepare(transcript([{ start: 0, end: 0, text }], false));
    expect(sentences.map(({ start, end }) => [start, end])).toEqual([
      [0, 2],
      [2, 4],
    ]);
    const han = prepare(transcript([{ start: 0, end: 0, text: '今天我们来看看这个。' }], false));
    expect(han.sentences[0]?.end).toBeGreaterThan(1);
  });
});
