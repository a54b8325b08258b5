/** The built command as a server of its own, in a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';

import { z } from 'zod';

import { parseJson } from '../../../src/base/json.ts';

const Said = z.object({ type: z.literal('serving'), url: z.url() });

export type Served = {
  /** `http://127.0.0.1:PORT`. */
  readonly origin: string;
  /** From the start of the process until it told its address, in milliseconds. */
  readonly startedMs: number;
  readonly pid: number;
  close(): Promise<void>;
};

/** Serves a library until it is closed. Throws when the command ends before it tells its address. */
export async function serveLibrary(
  library: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Served> {
  const began = performance.now();
  const args = ['dist/cli/bin.js', 'serve', '--library', library, '--port', '0', '--json'];
  const child = spawn(process.execPath, [...args, '--no-open'], {
    env: { PATH: process.env['PATH'], HOME: library, NO_PROXY: '127.0.0.1', ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const { url } = await told(child);
  const startedMs = performance.now() - began;
  return {
    origin: new URL(url).origin,
    startedMs,
    pid: child.pid ?? 0,
    close: async () => {
      const ended = once(child, 'close');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function told(child: ChildProcess): Promise<z.infer<typeof Said>> {
  if (!child.stdout) throw new Error('nothing to read the address from');
  for await (const line of createInterface(child.stdout)) {
    const said = Said.safeParse(parseJson(line));
    if (said.success) return said.data;
  }
  throw new Error('talkleaf serve ended before it told its address');
}

/** Does something with an empty library, which is gone after that. */
export async function withLibrary<Result>(
  use: (folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'talkleaf-bench-'));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
