import { describe, expect, it } from 'vitest';

import type { Word } from '../../model/transcript.ts';
import { atEdges } from './word-edges.ts';

/** Tones from second to second, and faint noise between them. */
function sound(spoken: readonly (readonly [number, number])[], noise = 0.0005): Float32Array {
  let state = 1;
  return Float32Array.from({ length: 4 * 16_000 }, (_, at) => {
    state = (state * 16_807) % 2_147_483_647;
    const isSpoken = spoken.some(([from, to]) => at >= from * 16_000 && at < to * 16_000);
    return (isSpoken ? 0.3 * Math.sin(at / 8) : 0) + noise * (state / 1_073_741_823 - 1);
  });
}
const cue = (...words: readonly (readonly [number, number])[]) => ({
  start: 0,
  end: 4,
  text: 'as said',
  words: words.map(([start, end], at): Word => ({ text: `w${at}`, start, end })),
});
function edges(words: ReturnType<typeof cue>, samples: Float32Array): number[][] {
  return atEdges([words], samples).flatMap((each) =>
    each.words.map(({ start, end }) => [start, end]),
  );
}

describe('atEdges', () => {
  const talk = sound([
    [0.5, 1.2],
    [1.6, 2.4],
    [3, 3.5],
  ]);
  it('puts words to the edges of the rests between them, and their cue with them', () => {
    const [first] = atEdges([cue([0.42, 1.3], [1.5, 2.33], [2.9, 3.6])], talk);
    const found = first?.words.flatMap(({ start, end }) => [start, end]) ?? [];
    for (const [at, time] of [0.5, 1.2, 1.6, 2.4, 3, 3.5].entries())
      expect(Math.abs((found[at] ?? 0) - time)).toBeLessThanOrEqual(0.02);
    expect([first?.start, first?.end]).toEqual([found[0], found.at(-1)]);
  });
  it('leaves words that touch within a stretch of sound, and such as lie elsewhere', () => {
    const words = [
      [0.5, 0.9],
      [0.9, 1.2],
    ] as const;
    expect(edges(cue(...words), talk)[0]?.[1]).toBe(0.9);
    expect(edges(cue([1.8, 2.1]), talk)).toEqual([[1.8, 2.1]]);
  });
  it('takes the closure of a consonant for no rest', () => {
    const stop = sound([
      [0.5, 1],
      [1.06, 1.5],
    ]);
    expect(edges(cue([0.5, 0.95], [0.95, 1.5]), stop)[0]?.[1]).toBe(0.95);
  });
  it('leaves everything where there is no telling speech from noise', () => {
    const loud = sound([[0.5, 1.2]], 0.4);
    expect(edges(cue([0.4, 1.3]), loud)).toEqual([[0.4, 1.3]]);
  });
  it('never makes words overlap, and leaves cues without words', () => {
    const found = edges(cue([0.5, 1.65], [1.62, 2.4]), talk);
    expect(found[0]?.[1]).toBeLessThanOrEqual(found[1]?.[0] ?? 0);
    const plain = [{ start: 0, end: 1, text: 'as said' }];
    expect(atEdges(plain, talk)).toEqual(plain);
  });
});
