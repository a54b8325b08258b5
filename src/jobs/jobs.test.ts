import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

import { type Postgres, startPostgres } from '../../test/support/postgres.ts';
import { AppError } from '../base/errors.ts';
import { type DatabaseOptions, openDatabase } from './database/open-database.ts';
import type { Told } from './events.ts';
import { Jobs } from './jobs.ts';
import type { TalkRow } from './talks.ts';
import type { Outcome, Work } from './worker.ts';

/** What a made-up talk does: one unit after another. */
const UnitEvent = z.object({ type: z.literal('unit'), unit: z.number() });
type Unit = z.infer<typeof UnitEvent>;

let postgres: Postgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => {
  postgres.stop();
});

async function office(
  run: Work<Unit>['run'],
  place: DatabaseOptions,
  slots = 2,
): Promise<Jobs<Unit>> {
  const work: Work<Unit> = {
    run,
    watch: () => {
      let done = 0;
      return { add: () => (done += 1), change: () => ({ progress: { units: done } }) };
    },
    told: (event) => event,
    isNew: () => true,
  };
  return await Jobs.open({ ...place, work, slots, report: () => undefined });
}

async function until(
  { talks }: Jobs<Unit>,
  id: string,
  status: TalkRow['status'],
): Promise<TalkRow> {
  for (;;) {
    const talk = await talks.get(id);
    if (talk?.status === status) return talk;
    await setTimeout(50);
  }
}

/** Units with a pause between them; ends early by the signal. */
function units(count: number, pauseMs = 20): Work<Unit>['run'] {
  return async function* run(_, signal): AsyncGenerator<Unit, Outcome> {
    for (let unit = 1; unit <= count; unit++) {
      await setTimeout(pauseMs, undefined, { signal });
      yield { type: 'unit', unit };
    }
    return { status: 'done', change: { folder: undefined, facts: { count } }, passages: [] };
  };
}

describe.each(['embedded', 'server'] as const)('jobs on the %s database', (kind) => {
  let folder: string;
  let place: DatabaseOptions;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'talkleaf-jobs-'));
    place = { folder, url: kind === 'server' ? postgres.url : undefined };
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it('works on what is handed in, several at once, and keeps what happened', async () => {
    const jobs = await office(units(5), place);
    const titles = ['a', 'b', 'c', 'd'];
    const ids = await Promise.all(titles.map((title) => jobs.add({ title, tags: [title, 'x'] })));
    for (const [at, id] of ids.entries()) {
      const tags = [titles[at], 'x'];
      const talk = await until(jobs, id, 'done');
      expect(talk).toMatchObject({ progress: { units: 5 }, facts: { count: 5 }, tags });
    }
    const page = await firstPage(jobs, ids[0]);
    expect(page.map(({ data }) => data)).toEqual([
      ...[1, 2, 3, 4, 5].map((unit) => ({ type: 'unit', unit })),
      { type: 'talk-ended', status: 'done' },
    ]);
    expect(page.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6]);
    await jobs.close();
  });

  it('tells everybody who follows everything, from wherever they begin', async () => {
    const jobs = await office(units(30, 10), place);
    const id = await jobs.add({ title: 'followed' });
    const over = new AbortController();
    const heard = Array.from({ length: 50 }, async (_, each) => {
      const begin = each % 10;
      const seen: number[] = [];
      for await (const page of jobs.events.follow(id, begin, over.signal)) {
        seen.push(...page.map(({ seq }) => seq));
        if (seen.at(-1) === 31) break;
      }
      return { begin, seen };
    });
    for (const { begin, seen } of await Promise.all(heard)) {
      expect(seen).toEqual(Array.from({ length: 31 - begin }, (_, at) => at + begin + 1));
    }
    over.abort();
    await jobs.close();
  });

  it('ends what is cancelled, waiting or under way', async () => {
    const jobs = await office(units(1000), place, 1);
    const running = await jobs.add({ title: 'running' });
    await until(jobs, running, 'running');
    const waiting = await jobs.add({ title: 'waiting' });
    expect(await jobs.cancel(running)).toBe(true);
    expect(await jobs.cancel(waiting)).toBe(true);
    expect(await jobs.cancel(waiting)).toBe(false);
    const next = await jobs.add({ title: 'next' });
    await until(jobs, next, 'running');
    expect((await jobs.talks.get(running))?.status).toBe('cancelled');
    expect((await jobs.talks.get(waiting))?.progress).toBeUndefined();
    expect(await jobs.again(next)).toBe(false);
    expect(await jobs.cancel(next)).toBe(true);
    expect(await jobs.again(waiting)).toBe(true);
    await until(jobs, waiting, 'running');
    await jobs.cancel(waiting);
    await jobs.close();
  });

  it('goes on after a stop, and gives nothing up', async () => {
    const first = await office(units(1000), place);
    const ids = [await first.add({ title: 'stopped' }), await first.add({ title: 'stopped too' })];
    for (const id of ids) await until(first, id, 'running');
    await first.close();
    const second = await office(units(3), place);
    const ends = await Promise.all(ids.map(async (id) => await until(second, id, 'done')));
    expect(ends.map(({ tries }) => tries)).toEqual([0, 0]);
    await second.close();
  });

  it('says what kept a talk from being done, and does not try again by itself', async () => {
    let runs = 0;
    // oxlint-disable-next-line require-yield
    const jobs = await office(async function* failing() {
      runs += 1;
      throw runs === 1 ? new AppError('FILE_MISSING', { path: 'a.srt' }) : new TypeError('oops');
    }, place);
    const missing = await jobs.add({ title: 'missing' });
    expect((await until(jobs, missing, 'failed')).failure).toEqual({
      code: 'FILE_MISSING',
      values: { path: 'a.srt' },
    });
    const broken = await jobs.add({ title: 'broken' });
    expect((await until(jobs, broken, 'failed')).failure).toMatchObject({
      code: 'WORK_BROKEN',
      values: { reason: 'oops' },
    });
    await setTimeout(1500);
    expect(runs).toBe(2);
    await jobs.close();
  });
});

async function firstPage({ events }: Jobs<Unit>, talk = ''): Promise<Told[]> {
  const over = new AbortController();
  const { value } = await events.follow(talk, 0, over.signal).next();
  over.abort();
  return value ?? [];
}

it('refuses a second process on one embedded database', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'talkleaf-jobs-'));
  const jobs = await office(units(1), { folder });
  await expect(office(units(1), { folder })).rejects.toMatchObject({ code: 'LIBRARY_BUSY' });
  await jobs.close();
  await (await office(units(1), { folder })).close();
  await rm(folder, { recursive: true });
});

it('says when a database cannot be reached', async () => {
  const url = 'postgres://nobody@127.0.0.1:1/none';
  await expect(openDatabase({ folder: '', url })).rejects.toMatchObject({
    code: 'DATABASE_FAILED',
  });
});

it('loses nothing when the server of the database crashes', async () => {
  const jobs = await office(units(60, 50), { folder: '', url: postgres.url });
  const id = await jobs.add({ title: 'through a crash' });
  await until(jobs, id, 'running');
  await postgres.crash();
  for (let waits = 0; waits < 200; waits++) {
    const talk = await jobs.talks.get(id).catch(() => undefined);
    if (talk?.status === 'done') break;
    await setTimeout(100);
  }
  const page = await firstPage(jobs, id);
  const told = page.flatMap(({ data }) => UnitEvent.safeParse(data).data?.unit ?? []);
  expect(new Set(told).size).toBe(60);
  await jobs.close();
});

it('takes up what another process was at when it was killed, and gives up what kills each', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'talkleaf-jobs-'));
  const jobs = await office(units(1), { folder }, 0);
  const [once, always] = [await jobs.add({ title: 'once' }), await jobs.add({ title: 'always' })];
  // As a process leaves them that is killed.
  await jobs.talks.change(once, { status: 'running', tries: 1 });
  await jobs.talks.change(always, { status: 'running', tries: 5 });
  for (const id of [once, always]) await jobs.talks.claim(id, 'one that is dead');
  await jobs.close();
  const next = await office(units(1), { folder });
  await until(next, once, 'done');
  expect((await until(next, always, 'failed')).failure).toMatchObject({ code: 'WORK_CRASHED' });
  await next.close();
  await rm(folder, { recursive: true });
});

it('forgets what happened long ago to a talk that is done', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'talkleaf-jobs-'));
  const jobs = await office(units(2), { folder });
  const [old, fresh] = [await jobs.add({ title: 'old' }), await jobs.add({ title: 'fresh' })];
  for (const id of [old, fresh]) await until(jobs, id, 'done');
  await jobs.database.query(
    `update talkleaf.talk set changed = now() - interval '30 days' where id = $1`,
    [old],
  );
  await jobs.close();
  const next = await office(units(2), { folder });
  const kept = await next.database.query('select distinct talk from talkleaf.event');
  expect(kept).toEqual([{ talk: fresh }]);
  await next.close();
  await rm(folder, { recursive: true });
});
