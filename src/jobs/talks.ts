import { randomUUID } from 'node:crypto';

import type { Database, Row, Value } from './database/database.ts';
import { keptJson, keptText } from './database/kept-text.ts';

/** Where a talk stands. `marked`: done with marked places; `bare`: only the transcript, for there was no model. */
export const STATUSES = [
  'queued',
  'running',
  'done',
  'marked',
  'bare',
  'failed',
  'cancelled',
] as const;
export type Status = (typeof STATUSES)[number];

/** A talk of the library, as the database has it; what is JSON belongs to those who wrote it. */
export type TalkRow = {
  readonly id: string;
  /** What was handed in. */
  readonly input: unknown;
  /** How it is to be worked on. */
  readonly wishes: unknown;
  /** Its folder, relative to the library; absent before it is known. */
  readonly folder: string | undefined;
  readonly title: string;
  readonly status: Status;
  readonly job: string | undefined;
  /** Starts in a row that brought nothing. */
  readonly tries: number;
  readonly progress: unknown;
  /** Code and values of what kept it from being done. */
  readonly failure: unknown;
  /** What is told of it when it is done. */
  readonly facts: unknown;
  readonly tags: readonly string[];
  /** In ISO 8601. */
  readonly created: string;
  readonly changed: string;
};

/** What may change of a talk. */
export type TalkChange = Partial<Omit<TalkRow, 'id' | 'created' | 'changed'>>;

const CHANNEL = 'talkleaf_talk';
/** So long a talk belongs to the worker that last said so, in seconds. */
const LEASE_SECONDS = 10;

/** The talks of a library. */
export class TalkTable {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async get(id: string): Promise<TalkRow | undefined> {
    const [row] = await this.#database.query('select * from talkleaf.talk where id = $1', [id]);
    return row && talkOf(row);
  }

  /** The newest first. */
  async list(): Promise<TalkRow[]> {
    const rows = await this.#database.query(
      'select * from talkleaf.talk order by created desc, id',
    );
    return rows.map((row) => talkOf(row));
  }

  /** How many stand so. */
  async count(status: Status): Promise<number> {
    const [row] = await this.#database.query(
      'select count(*)::int as count from talkleaf.talk where status = $1',
      [status],
    );
    return Number(row?.['count'] ?? 0);
  }

  /** Puts a talk into the library; gives its ID. */
  async add(
    talk: TalkChange & Pick<TalkRow, 'title' | 'status'> & { id?: string },
  ): Promise<string> {
    const id = talk.id ?? newId();
    const { names, values } = columnsOf(talk);
    const places = names.map((_, at) => `$${at + 2}${castOf(names[at])}`);
    await this.#database.query(
      `insert into talkleaf.talk (id, ${names.join(', ')}) values ($1, ${places.join(', ')})`,
      [id, ...values],
    );
    await this.#tell(id);
    return id;
  }

  /** Changes a talk; with `only`, only where it stands so. True when it did. */
  async change(id: string, change: TalkChange, only?: readonly Status[]): Promise<boolean> {
    const { names, values } = columnsOf(change);
    const sets = names.map((name, at) => `${name} = $${at + 3}${castOf(name)}`);
    const rows = await this.#database.query(
      `update talkleaf.talk set ${[...sets, 'changed = now()'].join(', ')}
       where id = $1 and ($2::text[] is null or status = any($2::text[])) returning id`,
      [id, only ? [...only] : null, ...values],
    );
    if (rows.length > 0) await this.#tell(id);
    return rows.length > 0;
  }

  /** Takes a talk for a worker, or keeps it; false where another one has it. */
  async claim(id: string, worker: string): Promise<boolean> {
    const rows = await this.#database.query(
      `update talkleaf.talk set worker = $2, lease = now() + interval '${LEASE_SECONDS} seconds'
       where id = $1 and (worker is null or worker = $2 or lease < now()) returning id`,
      [id, worker],
    );
    return rows.length > 0;
  }

  /** Gives back what a worker has; without one, all that anybody has. */
  async release(worker?: string, id?: string): Promise<void> {
    await this.#database.query(
      `update talkleaf.talk set worker = null, lease = null
       where ($1::text is null or worker = $1) and ($2::text is null or id = $2)`,
      [worker ?? null, id ?? null],
    );
  }

  async remove(id: string): Promise<void> {
    await this.#database.query('delete from talkleaf.talk where id = $1', [id]);
    await this.#tell(id);
  }

  /** Hears the ID of each talk that changed, and `''` when some may have been missed. */
  async listen(onChange: (id: string) => void): Promise<() => Promise<void>> {
    return await this.#database.listen(CHANNEL, onChange, () => onChange(''));
  }

  async #tell(id: string): Promise<void> {
    await this.#database.query(`select pg_notify('${CHANNEL}', $1)`, [id]);
  }
}

/** Short enough for an address, and nobody guesses it. */
export function newId(): string {
  return randomUUID().replaceAll('-', '').slice(0, 16);
}

const JSON_COLUMNS: ReadonlySet<string> = new Set([
  'input',
  'wishes',
  'progress',
  'failure',
  'facts',
]);

function columnsOf(change: TalkChange): { names: string[]; values: Value[] } {
  const given = Object.entries(change).filter(([name]) => name !== 'id');
  return {
    names: given.map(([name]) => name),
    values: given.map(([name, value]) => valueOf(name, value)),
  };
}

function valueOf(name: string, value: unknown): Value {
  if (value === undefined || value === null) return null;
  if (JSON_COLUMNS.has(name)) return keptJson(value);
  if (Array.isArray(value)) return value.map((each) => keptText(String(each)));
  if (typeof value === 'string') return keptText(value);
  if (typeof value === 'number') return value;
  throw new TypeError(`no value for ${name}`);
}

function castOf(name: string | undefined): string {
  if (name === 'tags') return '::text[]';
  return JSON_COLUMNS.has(name ?? '') ? '::jsonb' : '';
}

function talkOf(row: Row): TalkRow {
  const text = (name: string): string | undefined => {
    const value = row[name];
    return typeof value === 'string' ? value : undefined;
  };
  const time = (name: string): string => new Date(String(row[name])).toISOString();
  return {
    id: text('id') ?? '',
    input: row['input'],
    wishes: row['wishes'],
    folder: text('folder'),
    title: text('title') ?? '',
    status: STATUSES.find((status) => status === row['status']) ?? 'failed',
    job: text('job'),
    tries: Number(row['tries']),
    progress: row['progress'] ?? undefined,
    failure: row['failure'] ?? undefined,
    facts: row['facts'],
    tags: Array.isArray(row['tags']) ? row['tags'].map(String) : [],
    created: time('created'),
    changed: time('changed'),
  };
}
