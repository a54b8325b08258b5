import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

/** A real PostgreSQL of its own, on loopback. */
export type Postgres = {
  readonly url: string;
  /** Ends it at once, as a crash would, and starts it again. */
  crash(): Promise<void>;
  stop(): void;
};

/** Where Debian puts the programs of each version; elsewhere they are on the path. */
const DEBIAN = '/usr/lib/postgresql';

/** The folder of the newest PostgreSQL here; `undefined` where there is none. */
function postgresPrograms(): string | undefined {
  if (!existsSync(DEBIAN)) return undefined;
  const versions = readdirSync(DEBIAN).toSorted((a, b) => Number(b) - Number(a));
  return versions.map((version) => join(DEBIAN, version, 'bin')).find((bin) => existsSync(bin));
}

export async function startPostgres(): Promise<Postgres> {
  const bin = postgresPrograms();
  if (bin === undefined) throw new Error('PostgreSQL is not installed: apt install postgresql');
  const root = mkdtempSync(join(tmpdir(), 'talkleaf-postgres-'));
  // It refuses to run as root.
  const isRoot = process.getuid?.() === 0;
  if (isRoot) execFileSync('chown', ['postgres', root]);
  else chmodSync(root, 0o700);
  const run = (program: string, args: readonly string[]): void => {
    const command = join(bin, program);
    const [name, rest] = isRoot
      ? ['runuser', ['-u', 'postgres', '--', command, ...args]]
      : [command, args];
    execFileSync(name, rest, { stdio: 'ignore', cwd: root });
  };
  const data = join(root, 'data');
  run('initdb', ['-D', data, '-U', 'talkleaf', '-A', 'trust', '--no-sync', '-E', 'UTF8']);
  const port = await freePort();
  const start = (): void => {
    const options = `-p ${port} -k ${root} -h 127.0.0.1 -c fsync=off`;
    run('pg_ctl', ['-D', data, '-o', options, '-l', join(root, 'log'), '-w', 'start']);
  };
  start();
  return {
    url: `postgres://talkleaf@127.0.0.1:${port}/postgres`,
    crash: async () => {
      run('pg_ctl', ['-D', data, '-m', 'immediate', '-w', 'stop']);
      start();
    },
    stop: () => {
      run('pg_ctl', ['-D', data, '-m', 'immediate', '-w', 'stop']);
      rmSync(root, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}
