import { setTimeout } from 'node:timers/promises';

import { Client, escapeIdentifier, Pool } from 'pg';

import { AppError } from '../../base/errors.ts';
import type { Database, Row } from './database.ts';

/** Connections at most: the queue, the events and the page's questions. */
const CONNECTIONS = 10;
/** Before a lost line is tried again, in milliseconds. */
const AGAIN_MS = 1000;

/** Opens a database on a PostgreSQL server. Throws `DATABASE_FAILED` where it cannot be reached. */
export async function openServer(url: string): Promise<Database> {
  const pool = new Pool({ connectionString: url, max: CONNECTIONS });
  // A connection that breaks while nobody uses it is replaced at the next use.
  pool.on('error', () => undefined);
  try {
    await pool.query('select 1');
  } catch (error) {
    await pool.end();
    throw new AppError('DATABASE_FAILED', { reason: reasonOf(error) }, { cause: error });
  }
  return {
    kind: 'server',
    query: async (sql, values = []) => (await pool.query<Row>(sql, [...values])).rows,
    run: async (sql) => void (await pool.query(sql)),
    listen: async (channel, onNote, onLost) => await listen({ url, channel, onNote, onLost }),
    forBoss: { connectionString: url, max: CONNECTIONS },
    close: async () => await pool.end(),
  };
}

function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return reasonOf(error.errors[0]);
  return error instanceof Error ? error.message : String(error);
}

type Listening = {
  readonly url: string;
  readonly channel: string;
  readonly onNote: (said: string) => void;
  readonly onLost: () => void;
};

/** A line of its own, put up again whenever it breaks. */
async function listen(listening: Listening): Promise<() => Promise<void>> {
  const { url, channel, onNote, onLost } = listening;
  const over = new AbortController();
  let line: Client | undefined;
  const connect = async (): Promise<void> => {
    const client = new Client({ connectionString: url });
    client.on('notification', ({ payload = '' }) => onNote(payload));
    client.on('error', () => undefined);
    client.on('end', () => {
      if (!over.signal.aborted && line === client) void reconnect();
    });
    await client.connect();
    await client.query(`listen ${escapeIdentifier(channel)}`);
    line = client;
  };
  const reconnect = async (): Promise<void> => {
    while (!over.signal.aborted) {
      await setTimeout(AGAIN_MS);
      const isBack = await connect().then(
        () => true,
        () => false,
      );
      if (isBack) break;
    }
    // What was said meanwhile was not heard.
    if (!over.signal.aborted) onLost();
  };
  await connect();
  return async () => {
    over.abort();
    await line?.end();
  };
}
