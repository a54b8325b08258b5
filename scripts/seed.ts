/** Makes the database that new libraries begin with, `dist/jobs/seed.tar.gz`; one that was made before of the same is taken again. */
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { isThere } from '../src/base/is-there.ts';
import { packageFile } from '../src/base/package-file.ts';
import { makeSeed } from '../src/jobs/database/embedded.ts';
import { migrate, STEPS } from '../src/jobs/database/tables.ts';
import { TalkQueue } from '../src/jobs/queue.ts';

const TARGET = packageFile('dist/jobs/seed.tar.gz');

/** What the seed is made of: versions of the database and the queue, and our tables. */
async function fingerprint(): Promise<string> {
  const parts = ['@electric-sql/pglite', 'pg-boss'].map(
    async (name) => await readFile(packageFile(`node_modules/${name}/package.json`), 'utf8'),
  );
  const made = [...(await Promise.all(parts)), ...STEPS].join('\n');
  return createHash('sha256').update(made).digest('hex').slice(0, 16);
}

const kept = packageFile(`build/seed-${await fingerprint()}.tar.gz`);
if (!(await isThere(kept))) {
  const seed = await makeSeed(async (database) => {
    await migrate(database);
    await (await TalkQueue.open(database)).close();
  });
  await mkdir(join(kept, '..'), { recursive: true });
  await writeFile(kept, seed);
}
await mkdir(join(TARGET, '..'), { recursive: true });
await copyFile(kept, TARGET);
