import { describe, expect, it } from 'vitest';

import { sharingOf } from './lanes.ts';

describe('sharingOf', () => {
  it('gives each of two lanes its share of the threads, as many as it can use', () => {
    expect(sharingOf(1e8, { threads: 2, memory: 8e9 })).toEqual({ lanes: 2, threads: 1 });
    expect(sharingOf(1e8, { threads: 5, memory: 8e9 })).toEqual({ lanes: 2, threads: 2 });
    expect(sharingOf(1e8, { threads: 32, memory: 8e9 })).toEqual({ lanes: 2, threads: 4 });
  });
  it('has one lane where there is one processor, or memory for one model', () => {
    expect(sharingOf(1e8, { threads: 1, memory: 8e9 })).toEqual({ lanes: 1, threads: 1 });
    expect(sharingOf(3e9, { threads: 8, memory: 6e9 })).toEqual({ lanes: 1, threads: 8 });
  });
});
