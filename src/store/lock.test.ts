import { spawn } from 'node:child_process';
import { mkdtemp, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

import { expect, it } from 'vitest';

import { takeLock } from './lock.ts';

async function lockOf(pid: number, agedSeconds = 0): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'talkleaf-lock-'));
  const path = join(folder, 'lock');
  await writeFile(path, String(pid));
  const then = Date.now() / 1000 - agedSeconds;
  await utimes(path, then, then);
  return path;
}

async function takeAndLeave(path: string): Promise<void> {
  const release = await takeLock(path, 'a folder');
  await release();
}

it('refuses what a living process holds, and gives it when that has ended', async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  const path = await lockOf(child.pid ?? 0);
  await expect(takeLock(path, 'a folder')).rejects.toMatchObject({
    code: 'FOLDER_BUSY',
    values: { pid: child.pid },
  });
  child.kill('SIGKILL');
  await new Promise((resolve) => child.once('exit', resolve));
  await expect(takeAndLeave(path)).resolves.toBeUndefined();
});

it.runIf(process.platform === 'linux')(
  'is not taken in by another process that has the same number since',
  async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    try {
      const path = await lockOf(child.pid ?? 0, 60);
      await expect(takeAndLeave(path)).resolves.toBeUndefined();
    } finally {
      child.kill('SIGKILL');
    }
  },
);

it('takes over what was locked before the machine was started', async () => {
  const path = await lockOf(process.ppid, 400 * 24 * 3600);
  await expect(takeAndLeave(path)).resolves.toBeUndefined();
});
