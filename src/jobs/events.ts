import { setTimeout } from 'node:timers/promises';

import type { Database } from './database/database.ts';
import { keptJson } from './database/kept-text.ts';

/** One thing that happened while a talk was worked on. */
export type Told = {
  /** Count from 1 within the talk, without gaps. */
  readonly seq: number;
  /** When, in ISO 8601. */
  readonly at: string;
  /** As it was written. */
  readonly data: unknown;
};

const CHANNEL = 'talkleaf_event';
/** Events read at once, as a count. */
const PAGE = 500;
/** Looked after this long even when nothing was heard of, in milliseconds: a line may be lost without a word. */
const LOOK_MS = 5000;

/** So long it is kept what happened to a talk that is done, in days. */
const KEPT_DAYS = 14;

/** What happened to each talk, kept and told to whoever follows. One writer a talk at a time. */
export class EventLog {
  readonly #database: Database;
  /** Goes up with each note of a talk; `''` for all of them. */
  readonly #versions = new Map<string, number>();
  readonly #waiting = new Set<() => void>();
  /** What was read from a place on, so that many who follow are one question. */
  readonly #pages = new Map<string, Promise<Told[]>>();
  #unlisten: () => Promise<void> = async () => undefined;

  private constructor(database: Database) {
    this.#database = database;
  }

  static async open(database: Database): Promise<EventLog> {
    const log = new EventLog(database);
    log.#unlisten = await database.listen(
      CHANNEL,
      (talk) => log.#note(talk),
      () => log.#note(''),
    );
    return log;
  }

  /** Opens a talk's log for writing, behind what is there. */
  async writer(talk: string): Promise<(events: readonly unknown[]) => Promise<void>> {
    const [row] = await this.#database.query(
      'select coalesce(max(seq), 0)::int as last from talkleaf.event where talk = $1',
      [talk],
    );
    let last = Number(row?.['last'] ?? 0);
    return async (events) => {
      if (events.length === 0) return;
      await this.#database.query(
        `with added as (
           insert into talkleaf.event (talk, seq, data)
           select $1, $2::int + place::int, value
           from jsonb_array_elements($3::jsonb) with ordinality as told(value, place)
         )
         select pg_notify('${CHANNEL}', $1)`,
        [talk, last, keptJson(events)],
      );
      last += events.length;
    };
  }

  /** Forgets what happened long ago to talks that are done: their folders hold what came of it. */
  async prune(): Promise<void> {
    await this.#database.query(
      `delete from talkleaf.event using talkleaf.talk
       where talk.id = event.talk and talk.status not in ('queued', 'running')
         and talk.changed < now() - interval '${KEPT_DAYS} days'`,
    );
  }

  /** Tells everything that happened after `seq`, and then what happens, as it happens, until the signal. */
  async *follow(talk: string, seq: number, signal: AbortSignal): AsyncGenerator<Told[], void> {
    let after = seq;
    while (!signal.aborted) {
      const version = this.#versionOf(talk);
      const page = await this.#page(talk, after);
      if (page.length > 0) {
        yield page;
        after = page.at(-1)?.seq ?? after;
      } else await this.#next(talk, version, signal);
    }
  }

  async close(): Promise<void> {
    await this.#unlisten();
  }

  #versionOf(talk: string): number {
    return (this.#versions.get(talk) ?? 0) + (this.#versions.get('') ?? 0);
  }

  #note(talk: string): void {
    this.#versions.set(talk, (this.#versions.get(talk) ?? 0) + 1);
    this.#pages.clear();
    for (const wake of this.#waiting) wake();
  }

  async #page(talk: string, after: number): Promise<Told[]> {
    const key = `${after} ${talk}`;
    const known = this.#pages.get(key) ?? this.#read(talk, after);
    this.#pages.set(key, known);
    return await known.catch((error: unknown) => {
      this.#pages.delete(key);
      throw error;
    });
  }

  async #read(talk: string, after: number): Promise<Told[]> {
    const rows = await this.#database.query(
      'select seq, at, data from talkleaf.event where talk = $1 and seq > $2 order by seq limit $3',
      [talk, after, PAGE],
    );
    return rows.map(({ seq, at, data }) => ({
      seq: Number(seq),
      at: new Date(String(at)).toISOString(),
      data,
    }));
  }

  /** Waits until more may be there than at a version. */
  async #next(talk: string, version: number, signal: AbortSignal): Promise<void> {
    const over = new AbortController();
    const either = AbortSignal.any([signal, over.signal]);
    const wake = (): void => {
      if (this.#versionOf(talk) !== version) over.abort();
    };
    this.#waiting.add(wake);
    try {
      wake();
      await setTimeout(LOOK_MS, undefined, { signal: either });
    } catch {
      // Something was noted, or the one who followed has gone.
    } finally {
      this.#waiting.delete(wake);
      if (this.#versionOf(talk) === version) this.#pages.clear();
    }
  }
}
