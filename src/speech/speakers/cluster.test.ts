import { describe, expect, it } from 'vitest';

import { clusterPrints, type Print } from './cluster.ts';

/** Prints of a voice: its direction in eight dimensions, with some of others in it, the same each time. */
function printsOf(voice: number, count: number, noise = 0.3): Print[] {
  let seed = voice + 1;
  const next = (): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    return seed / 2 ** 30 - 1;
  };
  return Array.from({ length: count }, () => ({
    vector: Float32Array.from(
      { length: 8 },
      (_, at) => 5 * (Number(at === voice) + noise * next()),
    ),
    weight: 4,
  }));
}

describe('clusterPrints', () => {
  it('finds as many voices as there are, numbered as they come', () => {
    const prints = [...printsOf(3, 5), ...printsOf(0, 4), ...printsOf(3, 2), ...printsOf(6, 1)];
    expect(clusterPrints(prints)).toEqual([0, 0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 2]);
  });
  it('takes one voice for one', () => {
    expect(new Set(clusterPrints(printsOf(1, 60)))).toEqual(new Set([0]));
  });
  it('makes as many as it is told', () => {
    const prints = [...printsOf(0, 6), ...printsOf(1, 6), ...printsOf(2, 6)];
    expect(Math.max(...clusterPrints(prints, { voices: 2 }))).toBe(1);
    expect(Math.max(...clusterPrints(prints, { voices: 1 }))).toBe(0);
    expect(clusterPrints(printsOf(0, 2), { voices: 5 })).toEqual([0, 1]);
  });
  it('sorts the voices of ten hours, part by part', () => {
    const prints = Array.from({ length: 1800 }, (_, at) => printsOf(at % 300 < 100 ? 0 : 1, 1, 0.1))
      .flat()
      .concat(printsOf(2, 200));
    const labels = clusterPrints(prints);
    expect(labels.every((label, at) => label === (at >= 1800 ? 2 : at % 300 < 100 ? 0 : 1))).toBe(
      true,
    );
  });
  it('is at home with nothing, one and silence', () => {
    expect(clusterPrints([])).toEqual([]);
    expect(clusterPrints(printsOf(0, 1))).toEqual([0]);
    const silent = { vector: new Float32Array(8), weight: 1 };
    expect(clusterPrints([silent, ...printsOf(0, 1)])).toHaveLength(2);
  });
});
