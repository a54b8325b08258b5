import { setTimeout as sleep } from 'node:timers/promises';

import { describe, expect, it } from 'vitest';

import { drain } from '../base/async.ts';
import { sideBySide } from './side-by-side.ts';

const LONG_MS = 60_000;

/** Yields its name some times, then gives it; tells `ended` when it is over for whatever reason. */
async function* steps(
  name: string,
  count: number,
  ended: string[],
): AsyncGenerator<string, string> {
  try {
    for (let step = 0; step < count; step++) {
      await sleep(1);
      yield name;
    }
    return name;
  } finally {
    ended.push(name);
  }
}

/** Works until it is told to stop, and then still needs a moment. */
async function* endless(signal: AbortSignal, ended: string[]): AsyncGenerator<string, string> {
  try {
    await sleep(LONG_MS, undefined, { signal });
    yield 'never';
    return 'never';
  } finally {
    await sleep(20);
    ended.push('endless');
  }
}

async function* failing(): AsyncGenerator<string, string> {
  yield 'begun';
  await sleep(1);
  throw new Error('no sound');
}

describe('sideBySide', () => {
  it('yields what both yield and gives what both give', async () => {
    const seen: string[] = [];
    const both = sideBySide(
      undefined,
      () => steps('picture', 3, []),
      () => steps('sound', 2, []),
    );
    const results = await drain(both, (event) => seen.push(event));
    expect(results).toEqual(['picture', 'sound']);
    expect(seen.toSorted()).toEqual(['picture', 'picture', 'picture', 'sound', 'sound']);
  });

  it('stops the other when one fails, and throws once both have ended', async () => {
    const ended: string[] = [];
    const both = sideBySide(undefined, (signal) => endless(signal, ended), failing);
    await expect(drain(both)).rejects.toThrow('no sound');
    expect(ended).toEqual(['endless']);
  });

  it('ends both when the reader leaves', async () => {
    const ended: string[] = [];
    const both = sideBySide(
      undefined,
      (signal) => endless(signal, ended),
      () => steps('sound', 9, ended),
    );
    for await (const event of both) {
      expect(event).toBe('sound');
      break;
    }
    expect(ended.toSorted()).toEqual(['endless', 'sound']);
  });

  it("stops both with the reason of the caller's signal", async () => {
    const ended: string[] = [];
    const stop = new AbortController();
    const both = sideBySide(
      stop.signal,
      (signal) => endless(signal, ended),
      (signal) => endless(signal, ended),
    );
    setTimeout(() => stop.abort(new Error('Ctrl-C')), 5);
    await expect(drain(both)).rejects.toMatchObject({ cause: { message: 'Ctrl-C' } });
    expect(ended).toEqual(['endless', 'endless']);
  });
});
