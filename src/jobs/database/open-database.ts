import { join } from 'node:path';

import { AppError } from '../../base/errors.ts';
import { ensureFolder } from '../../store/ensure-folder.ts';
import { takeLock } from '../../store/lock.ts';
import type { Database } from './database.ts';
import { migrate } from './tables.ts';

/** Where the embedded database is kept, and where a server's is reached instead. */
export type DatabaseOptions = {
  /** A folder that is ours. */
  readonly folder: string;
  /** `postgres://…`. @default embedded */
  readonly url?: string | undefined;
};

/**
 * Opens the database with our tables in it. Throws `LIBRARY_BUSY` where another process has the embedded one open, and
 * `DATABASE_FAILED`.
 */
export async function openDatabase({ folder, url }: DatabaseOptions): Promise<Database> {
  const database = await (url === undefined ? openLocked(folder) : openOnServer(url));
  try {
    await migrate(database);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Drivers are loaded where they are needed. */
async function openOnServer(url: string): Promise<Database> {
  const { openServer } = await import('./server.ts');
  return await openServer(url);
}

/** Two processes on one embedded database would open it both, and one would lose what it wrote. */
async function openLocked(folder: string): Promise<Database> {
  await ensureFolder(folder);
  const release = await takeLock(join(folder, 'lock'), folder).catch((error: unknown) => {
    const busy = AppError.find(error);
    if (busy?.code !== 'FOLDER_BUSY') throw error;
    throw new AppError('LIBRARY_BUSY', { ...busy.values, path: folder });
  });
  try {
    const { openEmbedded } = await import('./embedded.ts');
    const database = await openEmbedded(join(folder, 'database'));
    return {
      ...database,
      close: async () => {
        await database.close();
        await release();
      },
    };
  } catch (error) {
    await release();
    throw error;
  }
}
