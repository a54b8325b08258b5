/** A file system of a few kilobytes, for tests of what happens when the disk is full. */
import { execFile } from 'node:child_process';
import { mkdtemp, open, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export type TinyDisk = {
  readonly path: string;
  /** Takes up all that is left, but for the rest of the last block; gives the file that does. */
  fill(): Promise<string>;
  unmount(): Promise<void>;
};

/** Mounts a tiny file system; `undefined` where this process may not. */
export async function mountTiny(kilobytes = 256): Promise<TinyDisk | undefined> {
  const path = await mkdtemp(join(tmpdir(), 'talkleaf-disk-'));
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', path]);
  } catch {
    await rmdir(path);
    return undefined;
  }
  return {
    path,
    fill: async () => {
      const filler = join(path, 'filler');
      await fillUp(filler);
      return filler;
    },
    unmount: async () => {
      await run('umount', [path]);
      await rmdir(path);
    },
  };
}

async function fillUp(path: string): Promise<void> {
  const file = await open(path, 'w');
  try {
    const block = Buffer.alloc(4096);
    for (;;) await file.write(block);
  } catch {
    // Full, as wanted.
  } finally {
    await file.close();
  }
}
