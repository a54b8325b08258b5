import { setImmediate as turn } from 'node:timers/promises';

import { describe, expect, it } from 'vitest';

import { Turns } from './turns.ts';

type Kind = 'wide' | 'narrow';

/** Writes down who is in, in the order they came, and lets them be sent away by name. */
function house(): {
  enter: (name: string, kind: Kind, isAlone?: boolean) => void;
  leave: (name: string) => Promise<void>;
  inside: () => string[];
} {
  const turns = new Turns<Kind>({ wide: 2, narrow: 1 });
  const leaves = new Map<string, () => void>();
  return {
    enter: (name, kind, isAlone = false) =>
      void turns.enter(kind, { isAlone }).then((leave) => leaves.set(name, leave)),
    leave: async (name) => {
      leaves.get(name)?.();
      leaves.delete(name);
      await turn();
    },
    inside: () => [...leaves.keys()],
  };
}

describe('Turns', () => {
  it('lets in so many of each kind, first come, first served', async () => {
    const { enter, leave, inside } = house();
    for (const name of ['a', 'b', 'c']) enter(name, 'wide');
    for (const name of ['x', 'y']) enter(name, 'narrow');
    await turn();
    expect(inside()).toEqual(['a', 'b', 'x']);
    await leave('b');
    expect(inside()).toEqual(['a', 'x', 'c']);
    await leave('x');
    expect(inside()).toEqual(['a', 'c', 'y']);
  });
  it('lets one be alone, before all who wait', async () => {
    const { enter, leave, inside } = house();
    enter('a', 'wide');
    enter('x', 'narrow');
    enter('y', 'narrow');
    enter('alone', 'wide', true);
    enter('b', 'wide');
    await turn();
    expect(inside()).toEqual(['a', 'x']);
    await leave('x');
    expect(inside()).toEqual(['a']);
    await leave('a');
    expect(inside()).toEqual(['alone']);
    await leave('alone');
    expect(inside()).toEqual(['y', 'b']);
  });
});
