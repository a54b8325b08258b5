import type { ConstructorOptions } from 'pg-boss';

/** What a statement gives: rows of whatever shape it asks for. */
export type Row = Readonly<Record<string, unknown>>;

/** A value of a statement; tables of their own go in as JSON text. */
export type Value = string | number | boolean | null | readonly string[];

/** Where jobs, events and the index of the library are kept: PostgreSQL, inside this process or on a server. */
export type Database = {
  readonly kind: 'embedded' | 'server';
  /** Runs one statement with its values, `$1` and on. */
  query(sql: string, values?: readonly Value[]): Promise<Row[]>;
  /** Runs several statements without values. */
  run(sql: string): Promise<void>;
  /** Hears what is said on a channel, and of each time the line to the server was lost; gives what ends it. */
  listen(
    channel: string,
    onNote: (said: string) => void,
    onLost: () => void,
  ): Promise<() => Promise<void>>;
  /** How pg-boss reaches the same database. */
  readonly forBoss: Pick<ConstructorOptions, 'db' | 'backend' | 'connectionString' | 'max'>;
  close(): Promise<void>;
};
