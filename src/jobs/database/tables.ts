import type { Database } from './database.ts';

/**
 * Our tables, one step after another; a step that was ever released is never changed. The folders of the talks are the
 * truth: all of this but what waits in the queue can be made anew from them.
 */
export const STEPS: readonly string[] = [
  `create table talkleaf.talk (
     id text primary key,
     input jsonb not null default '{}',
     wishes jsonb not null default '{}',
     folder text unique,
     title text not null,
     status text not null,
     job uuid,
     tries int not null default 0,
     worker text,
     lease timestamptz,
     progress jsonb,
     failure jsonb,
     facts jsonb not null default '{}',
     tags text[] not null default '{}',
     created timestamptz not null default now(),
     changed timestamptz not null default now()
   );
   create index talk_by_time on talkleaf.talk (created desc, id);
   create table talkleaf.event (
     talk text not null references talkleaf.talk on delete cascade,
     seq int not null,
     at timestamptz not null default now(),
     data jsonb not null,
     primary key (talk, seq)
   );`,
  `create table talkleaf.passage (
     talk text not null references talkleaf.talk on delete cascade,
     kind text not null,
     sentence int,
     time float8,
     text text not null,
     terms tsvector not null
   );
   create index passage_by_talk on talkleaf.passage (talk);
   create index passage_by_term on talkleaf.passage using gin (terms);`,
];

/** Keeps two processes from making the tables at once; any number that is ours alone. */
const LOCK = 8_240_615;

/** Brings our tables up to date. */
export async function migrate(database: Database): Promise<void> {
  const version = await versionOf(database);
  if (version === STEPS.length) return;
  await database.run(`
    begin;
    select pg_advisory_xact_lock(${LOCK});
    create schema if not exists talkleaf;
    create table if not exists talkleaf.version (step int not null);
    commit;`);
  for (const [at, step] of STEPS.entries()) await take(database, at + 1, step);
}

async function versionOf(database: Database): Promise<number> {
  const [known] = await database.query(`select to_regclass('talkleaf.version') as name`);
  if (known?.['name'] == null) return 0;
  const [row] = await database.query(
    'select coalesce(max(step), 0)::int as step from talkleaf.version',
  );
  return Number(row?.['step'] ?? 0);
}

/** Takes one step unless somebody else has; the whole of it or nothing. */
async function take(database: Database, number: number, step: string): Promise<void> {
  await database.run(`
    do $step$
    begin
      perform pg_advisory_xact_lock(${LOCK});
      if not exists (select from talkleaf.version where step = ${number}) then
        ${step}
        insert into talkleaf.version values (${number});
      end if;
    end
    $step$;`);
}
