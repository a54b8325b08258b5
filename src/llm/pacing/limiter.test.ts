import { describe, expect, it } from 'vitest';

import type { Clock } from './clock.ts';
import { Limiter, Limiters } from './limiter.ts';

/** A clock that jumps ahead as soon as someone waits. */
function jumpingClock(): Clock & { readonly waits: number[] } {
  const waits: number[] = [];
  let nowMs = 1000;
  return {
    waits,
    now: () => nowMs,
    sleep: async (ms, signal) => {
      signal?.throwIfAborted();
      waits.push(ms);
      nowMs += ms;
    },
    random: () => 0.5,
  };
}

describe('Limiter', () => {
  it('lets only so many in at once, in the order they came', async () => {
    const limiter = new Limiter({ concurrency: 2 }, jumpingClock());
    const entered: number[] = [];
    const passes = [1, 2, 3].map(async (name) => {
      const pass = await limiter.enter(10);
      entered.push(name);
      return pass;
    });
    const [first] = await Promise.all(passes.slice(0, 2));
    expect(entered).toEqual([1, 2]);
    first?.leave();
    await passes[2];
    expect(entered).toEqual([1, 2, 3]);
  });

  it('spreads requests over the minute once the first minute is used up', async () => {
    const clock = jumpingClock();
    const limiter = new Limiter({ concurrency: 9, requestsPerMinute: 2 }, clock);
    for (let index = 0; index < 4; index += 1) (await limiter.enter(1)).leave();
    expect(clock.waits).toEqual([30_000, 30_000]);
  });

  it('gives back tokens that were not used, and takes those that were', async () => {
    const clock = jumpingClock();
    const limiter = new Limiter({ tokensPerMinute: 6000 }, clock);
    (await limiter.enter(6000)).leave(3000);
    (await limiter.enter(3000)).leave();
    expect(clock.waits).toEqual([]);
    (await limiter.enter(600)).leave();
    expect(clock.waits).toEqual([6000]);
  });

  it('lets something larger than a minute through when the minute is full', async () => {
    const clock = jumpingClock();
    const limiter = new Limiter({ tokensPerMinute: 1000 }, clock);
    (await limiter.enter(2000)).leave();
    (await limiter.enter(500)).leave();
    expect(clock.waits).toEqual([90_000]);
  });

  it('pauses everyone and lets half as many in, then comes back', async () => {
    const clock = jumpingClock();
    const limiter = new Limiter({ concurrency: 4 }, clock);
    const passes = await Promise.all([1, 2, 3, 4].map(() => limiter.enter(1)));
    expect(limiter.peak).toBe(4);
    limiter.slowDown(5000, clock.now());
    expect(limiter.concurrency).toBe(2);
    for (const pass of passes) pass.leave();
    (await limiter.enter(1)).leave();
    expect(clock.waits).toEqual([5000]);
    limiter.speedUp({});
    expect(limiter.concurrency).toBe(3);
    for (let index = 0; index < 9; index += 1) limiter.speedUp({});
    expect(limiter.concurrency).toBe(4);
  });

  it('begins low where it is told to, and goes up while answers come', () => {
    const limiter = new Limiter({ concurrency: 5, start: 2 }, jumpingClock());
    expect(limiter.concurrency).toBe(2);
    for (let index = 0; index < 9; index += 1) limiter.speedUp({ firstMs: 500 });
    expect(limiter.concurrency).toBe(5);
  });

  it('lets the most urgent in first', async () => {
    const limiter = new Limiter({ concurrency: 1 }, jumpingClock());
    const first = await limiter.enter(1);
    const entered: number[] = [];
    const waiting = [0, 2, 1].map(async (urgency) => {
      const pass = await limiter.enter(1, { urgency });
      entered.push(urgency);
      pass.leave();
    });
    first.leave();
    await Promise.all(waiting);
    expect(entered).toEqual([2, 1, 0]);
  });

  it('learns limits from headers, but keeps those of the user', () => {
    const clock = jumpingClock();
    const open = new Limiter({}, clock);
    open.learn(new Headers({ 'x-ratelimit-limit-tokens': '30000' }));
    expect(open.tokensPerMinute).toBe(30_000);
    const anthropic = new Limiter({}, clock);
    anthropic.learn(new Headers({ 'anthropic-ratelimit-tokens-limit': '80000' }));
    expect(anthropic.tokensPerMinute).toBe(80_000);
    const set = new Limiter({ tokensPerMinute: 1000 }, clock);
    set.learn(new Headers({ 'x-ratelimit-limit-tokens': '30000' }));
    set.learnTokensPerMinute(6000);
    expect(set.tokensPerMinute).toBe(1000);
  });

  it('waits until the requests come back when the headers say none are left', async () => {
    const clock = jumpingClock();
    const limiter = new Limiter({}, clock);
    limiter.learn(
      new Headers({ 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '6.5s' }),
    );
    (await limiter.enter(1)).leave();
    expect(clock.waits).toEqual([6500]);
  });

  it('forgets those who give up while waiting', async () => {
    const limiter = new Limiter({ concurrency: 1 }, jumpingClock());
    const first = await limiter.enter(1);
    const stop = new AbortController();
    const second = limiter.enter(1, stop);
    const third = limiter.enter(1);
    const reason = new Error('no longer');
    stop.abort(reason);
    await expect(second).rejects.toBe(reason);
    first.leave();
    (await third).leave();
    await expect(limiter.enter(1, stop)).rejects.toBe(reason);
  });
});

describe('Limiters', () => {
  it('keeps one limiter for each account', () => {
    const limiters = new Limiters(jumpingClock());
    const one = limiters.for({ baseUrl: 'http://a', key: 'k' }, { concurrency: 2 });
    expect(limiters.for({ baseUrl: 'http://a', key: 'k' }, {})).toBe(one);
    expect(limiters.for({ baseUrl: 'http://a', key: 'other' }, {})).not.toBe(one);
    expect(limiters.for({ baseUrl: 'http://b', key: 'k' }, {})).not.toBe(one);
  });
});
