import { spawn } from 'node:child_process';

import { describe, expect, it } from 'vitest';

import { execa } from './execa.ts';

describe('a program that is not there', () => {
  it('is not ended, nor our process group instead of it', async () => {
    const child = spawn('/no/such/program');
    const failed = new Promise((resolve) => {
      child.once('error', resolve);
    });
    // Signal 0 only asks whether there is somebody to get it.
    expect(child.kill(0)).toBe(false);
    await expect(failed).resolves.toMatchObject({ code: 'ENOENT' });
  });

  it('is not ended by a signal that was aborted before', async () => {
    const { failed } = await execa('/no/such/program', {
      cancelSignal: AbortSignal.abort(),
      reject: false,
    });
    expect(failed).toBe(true);
  });

  it('leaves the others to be ended as before', async () => {
    const running = execa(process.execPath, ['-e', 'setInterval(() => 0, 1000)'], {
      reject: false,
    });
    expect(running.kill()).toBe(true);
    expect(await running).toMatchObject({ signal: 'SIGTERM' });
  });
});
