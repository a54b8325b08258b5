import { describe, expect, it } from 'vitest';

import { Level } from './level.ts';

/** Answers come, each as quickly as the last. */
function answer(level: Level, times: number, firstMs = 600): void {
  for (let each = 0; each < times; each++) level.answered({ firstMs });
}

describe('Level', () => {
  it('rises by one with each answer, up to its bound', () => {
    const level = new Level({ start: 4, most: 16 });
    expect(level.now).toBe(4);
    answer(level, 4);
    expect(level.now).toBe(8);
    answer(level, 20);
    expect(level.now).toBe(16);
  });

  it('never passes its bound, not even at the beginning', () => {
    expect(new Level({ start: 8, most: 3 }).now).toBe(3);
  });

  it('is halved by a refusal, once for all that were under way, and comes back', () => {
    const level = new Level({ start: 12, most: 16 });
    for (const nowMs of [5000, 5001, 5002]) level.refused({ sentMs: 4000, nowMs, underWay: 9 });
    expect(level.now).toBe(4);
    for (let each = 0; each < 19; each++) level.climb();
    expect(level.now).toBe(12);
    expect(level.isClimbing).toBe(false);
  });

  it('stays one below what is refused again, and tries more after a round of answers', () => {
    const level = new Level({ start: 9, most: 16 });
    level.refused({ sentMs: 4000, nowMs: 5000, underWay: 9 });
    answer(level, 5);
    level.refused({ sentMs: 6000, nowMs: 7000, underWay: 9 });
    for (let each = 0; each < 9; each++) level.climb();
    expect(level.now).toBe(8);
    answer(level, 7);
    expect(level.now).toBe(8);
    answer(level, 1);
    expect(level.now).toBe(9);
  });

  it('never falls below one', () => {
    const level = new Level({ start: 1, most: 4 });
    level.refused({ sentMs: 0, nowMs: 1, underWay: 1 });
    expect(level.now).toBe(1);
  });

  it('stays where answers begin to come later than usual', () => {
    const level = new Level({ start: 2, most: 16 });
    answer(level, 4);
    expect(level.now).toBe(6);
    answer(level, 1, 5000);
    answer(level, 5);
    expect(level.now).toBe(6);
    answer(level, 1);
    expect(level.now).toBe(7);
  });
});
