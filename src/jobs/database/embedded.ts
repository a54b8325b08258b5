import { randomUUID } from 'node:crypto';
import { appendFile, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { PGlite } from '@electric-sql/pglite';
import { fromPglite } from 'pg-boss';

import { isThere } from '../../base/is-there.ts';
import { packageFile } from '../../base/package-file.ts';
import type { Database, Row } from './database.ts';

/** A database that was made beforehand, for making one takes six seconds and a gigabyte. `scripts/seed.js` makes it. */
const SEED = packageFile('dist/jobs/seed.tar.gz');
/** PostgreSQL's own default takes eight times as much, and a library has little to keep in it. */
const LITTLE_MEMORY = '\nshared_buffers = 16MB\n';

/** Opens the database in a folder, making it first where there is none. Only one process may have it open. */
export async function openEmbedded(folder: string): Promise<Database> {
  if (!(await isThere(join(folder, 'PG_VERSION')))) await settle(folder);
  return databaseOf(await PGlite.create(folder));
}

/** Makes a database beside its place and moves it there whole, so that none is ever half made. */
async function settle(folder: string): Promise<void> {
  const fresh = `${folder}.${randomUUID()}`;
  await mkdir(fresh, { recursive: true, mode: 0o700 });
  try {
    if (await isThere(SEED)) {
      const { x: extract } = await import('tar');
      await extract({ file: SEED, cwd: fresh });
    } else await initialise(fresh);
    await rm(folder, { recursive: true, force: true });
    await rename(fresh, folder);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

async function initialise(folder: string): Promise<void> {
  const made = await PGlite.create(folder);
  await made.close();
  await appendFile(join(folder, 'postgresql.conf'), LITTLE_MEMORY);
}

/** A new database with what `prepare` puts into it, packed. */
export async function makeSeed(
  prepare: (database: Database) => Promise<void>,
): Promise<Uint8Array> {
  const folder = join(await mkdtemp(join(tmpdir(), 'talkleaf-seed-')), 'database');
  try {
    await initialise(folder);
    const lite = await PGlite.create(folder);
    const database = databaseOf(lite);
    await prepare(database);
    await database.run('vacuum');
    await database.run('checkpoint');
    const packed = await lite.dumpDataDir('gzip');
    await database.close();
    return new Uint8Array(await packed.arrayBuffer());
  } finally {
    await rm(dirname(folder), { recursive: true, force: true });
  }
}

function databaseOf(lite: PGlite): Database {
  return {
    kind: 'embedded',
    query: async (sql, values = []) => (await lite.query<Row>(sql, [...values])).rows,
    run: async (sql) => void (await lite.exec(sql)),
    // The line is this process itself: it is never lost.
    listen: async (channel, onNote) => await lite.listen(channel, onNote),
    forBoss: { db: fromPglite(lite), backend: 'pglite' },
    close: async () => await lite.close(),
  };
}
