import { describe, expect, it } from 'vitest';

import { searched } from './beam-search.ts';
import type { Logits } from './decoding.ts';
import type { Signs } from './signs.ts';

/** Six tokens of text, the end, and times from 0.00 s on. */
const SIGNS: Signs = {
  bands: 80,
  layers: 1,
  width: 8,
  context: 40,
  tokens: 60,
  start: 7,
  end: 6,
  transcribe: 7,
  noSpeech: 7,
  noTimes: 7,
  firstTime: 8,
  languages: new Map(),
  unwritten: [7],
};
const TIME = SIGNS.firstTime;
const END = SIGNS.end;

/** How likely each token is behind each text, as ratios; every text begins with a time. */
type Chances = (text: readonly number[]) => Readonly<Record<number, number>>;

/** A decoder that knows these chances, and how many tokens it was given in each step. */
function decoder(chances: Chances, isTree = true) {
  const texts: number[][] = [[]];
  const counts: number[] = [];
  const logits = (text: readonly number[]): Logits => {
    const all = new Float32Array(SIGNS.tokens).fill(-30);
    for (const [token, chance] of Object.entries(chances(text)))
      all[Number(token)] = Math.log(chance);
    return all;
  };
  const decoding = {
    isTree,
    get length() {
      return texts.length;
    },
    async step(tokens: readonly number[], after: readonly number[] = []) {
      counts.push(tokens.length);
      return tokens.map((token, at) => {
        const text = [...(texts[after[at] ?? texts.length - 1] ?? []), token];
        texts.push(text);
        return logits(text);
      });
    },
  };
  const search = () =>
    searched(decoding, logits([]), { signs: SIGNS, barred: SIGNS.unwritten, longest: 20 });
  return { search, counts };
}

/** A likely word that leads nowhere, and a less likely one that the rest follows from. */
const trap: Chances = (text) => {
  if (text.length === 0) return { [TIME]: 1 };
  if (text.length === 1) return { 0: 0.6, 1: 0.4 };
  if (text.at(-1) === 0) return { 2: 0.2, 3: 0.2, 4: 0.2, 5: 0.2, [END]: 0.2 };
  return text.length < 5 ? { 2: 1 } : { [END]: 1 };
};

describe('searched', () => {
  it('finds a text whose beginning is less likely than another, and how likely it is', async () => {
    const { tokens, sum } = await decoder(trap).search();
    expect(tokens).toEqual([TIME, 1, 2, 2, 2]);
    expect(sum).toBeCloseTo(Math.log(0.4), 3);
  });
  it('takes the likeliest token each time where it can follow but one text', async () => {
    const { search, counts } = decoder(trap, false);
    expect((await search()).tokens[1]).toBe(0);
    expect(new Set(counts)).toEqual(new Set([1]));
  });
  it('follows one text where the decoder is sure', async () => {
    const { search, counts } = decoder((text) =>
      text.length === 0 ? { [TIME]: 1 } : text.length < 8 ? { 0: 0.99, 1: 0.01 } : { [END]: 1 },
    );
    expect((await search()).tokens).toHaveLength(8);
    expect(new Set(counts)).toEqual(new Set([1]));
  });
  it('gives up one of two texts that have become the same', async () => {
    const { search, counts } = decoder((text) => {
      if (text.length === 0) return { [TIME]: 1 };
      if (text.length === 1) return { 0: 0.55, 1: 0.45 };
      return text.length < 12 ? { [text.length % 6]: 1 } : { [END]: 1 };
    });
    await search();
    expect(counts.slice(0, 3)).toEqual([1, 2, 2]);
    expect(counts.slice(7).every((count) => count === 1)).toBe(true);
  });
  it('ends a text that goes on for ever', async () => {
    const { tokens } = await decoder((text) =>
      text.length === 0 ? { [TIME]: 1 } : { 0: 0.5, 1: 0.5 },
    ).search();
    expect(tokens.length).toBe(20);
  });
});
