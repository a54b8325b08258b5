import { setImmediate as turn } from 'node:timers/promises';

import { describe, expect, it } from 'vitest';

import { drain, mapOrdered, merge, pooled, shared, turned } from './async.ts';

/** Yields names, one a turn of the event loop, and returns the last. */
async function* speak(name: string, count: number): AsyncGenerator<string, string> {
  for (let at = 1; at <= count; at++) {
    await turn();
    yield `${name}${at}`;
  }
  return name.toUpperCase();
}

async function* failClosing(): AsyncGenerator<string, void> {
  try {
    yield* speak('bad', 9);
  } finally {
    await Promise.reject(new Error('while closing'));
  }
}

/** Notes when it is closed. */
async function* noted(closed: string[]): AsyncGenerator<string, string> {
  try {
    return yield* speak('a', 9);
  } finally {
    closed.push('a');
  }
}

/** A promise that is resolved from outside. */
function latch(): { promise: Promise<void>; resolve: () => void } {
  const opened = new AbortController();
  const promise = new Promise<void>((resolve) => {
    opened.signal.addEventListener('abort', () => resolve());
  });
  return { promise, resolve: () => opened.abort() };
}

async function* fail(reason: string, after: number): AsyncGenerator<string, never> {
  for (let at = 1; at <= after; at++) {
    await turn();
    yield `${reason}${at}`;
  }
  throw new Error(reason);
}

async function collect<T, R>(merged: AsyncGenerator<T, R>): Promise<{ events: T[]; result: R }> {
  const events: T[] = [];
  const result = await drain(merged, (event) => events.push(event));
  return { events, result };
}

/** Generators that each end when they are let; tells which have begun. */
function heldUp(count: number) {
  const begun: number[] = [];
  const latches = Array.from({ length: count }, () => latch());
  let next = 0;
  async function* work(index: number): AsyncGenerator<string, void> {
    begun.push(index);
    yield `begin ${index}`;
    await latches[index]?.promise;
    yield `end ${index}`;
  }
  const more = (): AsyncGenerator<string, void> | undefined =>
    next < count ? work(next++) : undefined;
  return { begun, latches, more };
}

describe('pooled', () => {
  it('runs as many at once as there may be just now', async () => {
    const { begun, latches, more } = heldUp(5);
    let atOnce = 2;
    const pool = pooled(more, () => atOnce);
    await pool.next();
    await pool.next();
    expect(begun).toEqual([0, 1]);
    atOnce = 3;
    latches[0]?.resolve();
    const next = [(await pool.next()).value, (await pool.next()).value, (await pool.next()).value];
    // One more for the place there is now, and one for that of the first.
    expect(new Set(next)).toEqual(new Set(['begin 2', 'begin 3', 'end 0']));
    expect(begun).toEqual([0, 1, 2, 3]);
    for (const each of latches) each.resolve();
    const rest: string[] = [];
    for await (const event of pool) rest.push(event);
    expect(rest.filter((event) => event.startsWith('end'))).toHaveLength(4);
  });

  it('begins none after a failure, lets those under way end, and throws it', async () => {
    const { begun, latches, more } = heldUp(4);
    let isFirst = true;
    const next = (): AsyncGenerator<string, void> | undefined => {
      if (!isFirst) return more();
      isFirst = false;
      return fail('no', 0);
    };
    for (const each of latches) each.resolve();
    const seen: string[] = [];
    const running = drain(
      pooled(next, () => 2),
      (event) => seen.push(event),
    );
    await expect(running).rejects.toThrow('no');
    expect(begun).toEqual([0]);
    expect(seen).toEqual(['begin 0', 'end 0']);
  });

  it('closes those that run when it is left', async () => {
    let closed = 0;
    async function* work(): AsyncGenerator<string, void> {
      try {
        for (;;) yield 'on';
      } finally {
        closed += 1;
      }
    }
    for await (const _ of pooled(work, () => 3)) break;
    await Promise.resolve();
    expect(closed).toBe(3);
  });
});

describe('merge', () => {
  it('yields each generator in its own order and gives the results by place', async () => {
    const { events, result } = await collect(
      merge<string, string[]>([speak('a', 3), speak('b', 1), speak('c', 2)]),
    );
    expect(result).toEqual(['A', 'B', 'C']);
    expect(events.toSorted()).toEqual(['a1', 'a2', 'a3', 'b1', 'c1', 'c2']);
    expect(events.filter((event) => event.startsWith('a'))).toEqual(['a1', 'a2', 'a3']);
    expect(events.indexOf('b1')).toBeLessThan(events.indexOf('a2'));
  });

  it('keeps the place of results that are undefined', async () => {
    const nothing = (async function* (): AsyncGenerator<string, undefined> {})();
    const { result } = await collect(merge([nothing, speak('b', 1)]));
    expect(result).toEqual([undefined, 'B']);
  });

  it('ends at once when there is nothing to run', async () => {
    expect(await collect(merge([]))).toEqual({ events: [], result: [] });
  });

  it('lets a quick one go on while a slow one waits', async () => {
    const { promise: held, resolve: release } = latch();
    const slow = (async function* (): AsyncGenerator<string, string> {
      await held;
      yield 'slow';
      return 'S';
    })();
    const merged = merge([slow, speak('a', 3)]);
    const seen: unknown[] = [];
    for (let at = 0; at < 3; at++) seen.push((await merged.next()).value);
    expect(seen).toEqual(['a1', 'a2', 'a3']);
    release();
    expect((await merged.next()).value).toBe('slow');
    expect(await merged.next()).toEqual({ done: true, value: ['S', 'A'] });
  });

  it('throws the first failure after the others have come to their end', async () => {
    const events: string[] = [];
    const merged = merge<string, string[]>([speak('a', 4), fail('first', 1), fail('second', 2)]);
    await expect(drain(merged, (event) => events.push(event))).rejects.toThrow('first');
    expect(events).toContain('a4');
    expect(events).toContain('second2');
  });

  it('closes what is still running when it is left early', async () => {
    const closed: string[] = [];
    async function* guarded(name: string): AsyncGenerator<string, void> {
      try {
        yield* speak(name, 9);
      } finally {
        closed.push(name);
      }
    }
    for await (const event of merge([guarded('a'), guarded('b')])) if (event === 'b1') break;
    await turn();
    await turn();
    expect(closed.toSorted()).toEqual(['a', 'b']);
  });

  it('is not disturbed by what fails while it closes', async () => {
    const merged = merge<string, [void, never]>([failClosing(), fail('later', 2)]);
    // An unhandled rejection would fail the whole run of the tests.
    for await (const event of merged) if (event === 'bad1') break;
    expect(await merged.next()).toEqual({ done: true, value: undefined });
    for (let at = 0; at < 5; at++) await turn();
  });

  it('nests', async () => {
    const { result } = await collect(merge([merge([speak('a', 1), speak('b', 2)]), speak('c', 1)]));
    expect(result).toEqual([['A', 'B'], 'C']);
  });
});

/** Work that is done by hand: `begun` in order, each ended by name. */
function byHand(): {
  work: (item: string, signal: AbortSignal) => Promise<string>;
  begun: string[];
  end: (item: string, failure?: Error) => Promise<void>;
} {
  const begun: string[] = [];
  const ends = new Map<string, (failure?: Error) => void>();
  return {
    begun,
    work: (item, signal) =>
      new Promise((resolve, reject) => {
        begun.push(item);
        ends.set(item, (failure) => (failure ? reject(failure) : resolve(item.toUpperCase())));
        signal.addEventListener('abort', () => reject(new Error('told to stop')));
      }),
    end: async (item, failure) => {
      ends.get(item)?.(failure);
      for (let at = 0; at < 5; at++) await turn();
    },
  };
}

describe('mapOrdered', () => {
  it('yields in the order of the items, whatever is done first', async () => {
    const { work, begun, end } = byHand();
    const mapped = mapOrdered(() => speak('i', 5), work, { atOnce: 2 });
    const first = mapped.next();
    await end('none');
    expect(begun).toEqual(['i1', 'i2']);
    await end('i2');
    expect(begun).toEqual(['i1', 'i2', 'i3']);
    await end('i1');
    expect(await first).toEqual({ done: false, value: 'I1' });
    expect((await mapped.next()).value).toBe('I2');
    await end('i3');
    await end('i4');
    await end('i5');
    expect((await mapped.next()).value).toBe('I3');
    expect((await mapped.next()).value).toBe('I4');
    expect((await mapped.next()).value).toBe('I5');
    expect(await mapped.next()).toEqual({ done: true, value: undefined });
  });
  it('reads and begins only so far ahead of its reader', async () => {
    let read = 0;
    async function* numbers(): AsyncGenerator<number, void> {
      for (;;) yield read++;
    }
    let begun = 0;
    const work = async (item: number): Promise<number> => {
      begun++;
      return item;
    };
    const mapped = mapOrdered(numbers, work, { atOnce: 3 });
    for (let taken = 1; taken <= 20; taken++) {
      expect((await mapped.next()).value).toBe(taken - 1);
      for (let at = 0; at < 20; at++) await turn();
      expect(begun).toBeLessThanOrEqual(taken + 6);
      expect(read).toBeLessThanOrEqual(taken + 8);
    }
    await mapped.return();
  });
  it('yields what stands before a failure, begins nothing after it, and stops the rest', async () => {
    const { work, begun, end } = byHand();
    const mapped = mapOrdered(() => speak('i', 9), work, { atOnce: 3 });
    const first = mapped.next();
    await end('none');
    await end('i2', new Error('second'));
    expect(begun).toEqual(['i1', 'i2', 'i3']);
    await end('i1');
    expect((await first).value).toBe('I1');
    // The third rejects when it is told to stop; an unhandled rejection would fail the run of the tests.
    await expect(mapped.next()).rejects.toThrow('second');
    expect(begun).toEqual(['i1', 'i2', 'i3']);
  });
  it('yields what was begun before its source failed', async () => {
    const mapped = mapOrdered(
      () => fail('torn', 1),
      async (item) => item,
      { atOnce: 2 },
    );
    expect((await mapped.next()).value).toBe('torn1');
    await expect(mapped.next()).rejects.toThrow('torn');
  });
  it('closes its source and stops the work when it is left early, or aborted', async () => {
    const closed: string[] = [];
    async function* guarded(signal: AbortSignal): AsyncGenerator<string, void> {
      try {
        yield* speak('i', 9);
      } finally {
        closed.push(signal.aborted ? 'told' : 'not told');
      }
    }
    const { work, end } = byHand();
    const mapped = mapOrdered(guarded, work, { atOnce: 2 });
    const first = mapped.next();
    await end('none');
    await end('i1');
    await first;
    await mapped.return();
    expect(closed).toEqual(['told']);
    const stop = new AbortController();
    const aborted = mapOrdered(guarded, byHand().work, { atOnce: 2, signal: stop.signal });
    const next = aborted.next();
    await end('none');
    stop.abort(new Error('enough'));
    await expect(next).rejects.toThrow('told to stop');
    expect(closed).toEqual(['told', 'told']);
  });
});

async function* failing(): AsyncGenerator<string, string> {
  yield* speak('a', 1);
  throw new Error('broken');
}

describe('shared', () => {
  it('gives its result to those who wait, and its events to who runs it', async () => {
    const { work, result } = shared(speak('a', 2));
    const events: string[] = [];
    expect(await drain(work, (event) => events.push(event))).toBe('A');
    expect(await result).toBe('A');
    expect(events).toEqual(['a1', 'a2']);
  });

  it('fails for all of them', async () => {
    const { work, result } = shared(failing());
    await expect(drain(work)).rejects.toThrow('broken');
    await expect(result).rejects.toThrow('broken');
  });
});

describe('turned', () => {
  it('yields what each event is turned into, and returns the result', async () => {
    const twice = turned(speak('a', 2), (event) => [event, event.toUpperCase()]);
    expect(await collect(twice)).toEqual({ events: ['a1', 'A1', 'a2', 'A2'], result: 'A' });
  });

  it.each([
    ['what turns its events fails', 'bad'],
    ['its reader leaves', 'left'],
  ])('closes the generator when %s', async (_, how) => {
    const closed: string[] = [];
    const reading = turned(noted(closed), (event) => {
      if (how === 'bad') throw new Error('bad');
      return [event];
    });
    await reading.next().catch(() => undefined);
    await reading.return('');
    expect(closed).toEqual(['a']);
  });
});

describe('drain', () => {
  it('closes the generator when its listener fails', async () => {
    const closed: string[] = [];
    const draining = drain(noted(closed), () => {
      throw new Error('bad');
    });
    await expect(draining).rejects.toThrow('bad');
    expect(closed).toEqual(['a']);
  });
});
