import { describe, expect, it } from 'vitest';

import { Shares } from './shares.ts';

const chunks = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

describe('Shares', () => {
  it('gives each lane neighbours', () => {
    const shares = new Shares(chunks(7), 3);
    expect([shares.next(), shares.next(), shares.next()]).toEqual([
      [1, 2],
      [3, 4, 5],
      [6, 7],
    ]);
  });

  it('gives one more lane half of what the busiest has left', () => {
    const shares = new Shares(chunks(8), 1);
    const first = shares.next();
    expect(first?.shift()).toBe(1);
    expect(shares.next()).toEqual([5, 6, 7, 8]);
    expect(first).toEqual([2, 3, 4]);
    expect(shares.next()).toEqual([7, 8]);
  });

  it('takes the last chunk of a lane that is busy with another', () => {
    const shares = new Shares(chunks(2), 1);
    const first = shares.next();
    first?.shift();
    expect(shares.next()?.shift()).toBe(2);
    expect(first).toEqual([]);
    expect(shares.next()).toBeUndefined();
  });

  it('has nothing to give of nothing', () => {
    expect(new Shares([], 3).next()).toBeUndefined();
  });
});
