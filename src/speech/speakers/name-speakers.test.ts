import { describe, expect, it } from 'vitest';

import type { Cue } from '../../model/transcript.ts';
import { nameSpeakers } from './name-speakers.ts';
import type { Voice } from './window-voices.ts';

const voice = (start: number, end: number, of: number): Voice => ({
  start,
  end,
  print: Float32Array.from({ length: 4 }, (_, at) => Number(at === of)),
});
const cue = (start: number, end: number): Cue => ({ start, end, text: 'Well.' });
const speakers = (cues: readonly Cue[]): (string | undefined)[] => cues.map((each) => each.speaker);

describe('nameSpeakers', () => {
  const voices = [voice(10, 15, 2), voice(15, 20, 2), voice(21, 26, 0), voice(30, 34, 2)];
  it('counts speakers as they are first heard, and knows them again', () => {
    const named = nameSpeakers([cue(10, 14), cue(21, 25), cue(30, 34)], voices);
    expect(speakers(named)).toEqual(['Speaker 1', 'Speaker 2', 'Speaker 1']);
  });
  it('gives a cue to whom most of it belongs, or who speaks nearest', () => {
    const named = nameSpeakers([cue(8, 9), cue(18, 22.5), cue(19, 25), cue(27.5, 28)], voices);
    expect(speakers(named)).toEqual(['Speaker 1', 'Speaker 1', 'Speaker 2', 'Speaker 2']);
  });
  it('parts a cue with words where the speaker changes', () => {
    const words = [
      { text: 'Why?', start: 19, end: 19.5 },
      { text: 'Because', start: 20.8, end: 21.5 },
      { text: 'so.', start: 22, end: 22.4 },
    ];
    const named = nameSpeakers([{ start: 19, end: 22.4, text: 'Why? Because so.', words }], voices);
    expect(named.map(({ start, end, text, speaker }) => [start, end, text, speaker])).toEqual([
      [19, 19.5, 'Why?', 'Speaker 1'],
      [20.8, 22.4, 'Because so.', 'Speaker 2'],
    ]);
    expect(named.flatMap((each) => each.words ?? [])).toEqual(words);
  });
  it('does not make a speaker of a cough', () => {
    const cough = [...voices, voice(40, 41.5, 3), voice(50, 60, 0)];
    const named = nameSpeakers([cue(10, 14), cue(21, 25), cue(40, 41), cue(50, 60)], cough);
    expect(new Set(speakers(named)).size).toBe(2);
  });
  it('makes as many as it is told', () => {
    const three = [...voices, voice(40, 41.5, 3)];
    const named = nameSpeakers([cue(10, 14), cue(21, 25), cue(40, 41)], three, { voices: 3 });
    expect(speakers(named)).toEqual(['Speaker 1', 'Speaker 2', 'Speaker 3']);
  });
  it('leaves cues alone where one voice was heard, or none', () => {
    expect(nameSpeakers([cue(10, 14)], voices, { voices: 1 })).toEqual([cue(10, 14)]);
    expect(nameSpeakers([cue(1, 2)], [])).toEqual([cue(1, 2)]);
    expect(nameSpeakers([], voices)).toEqual([]);
  });
});
