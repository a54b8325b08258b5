import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

import { expect, it } from 'vitest';

import { drain } from '../base/async.ts';
import { workPrefix } from './leftovers.ts';
import { wholeFile } from './whole-file.ts';

it('sweeps what dead processes of this computer left, and nothing else', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'talkleaf-sweep-'));
  try {
    const { pid: dead } = spawnSync(process.execPath, ['-e', '0']);
    const alive = `${workPrefix(process.ppid)}abc`;
    const elsewhere = `.talkleaf-cut-otherhost-${dead}-abc`;
    const names = [`${workPrefix(dead)}abc`, alive, elsewhere, '.talkleaf-cut-mine'];
    for (const name of names) {
      await mkdir(join(folder, name));
      await writeFile(join(folder, name, 'part'), 'half');
    }
    const target = join(folder, 'new.mp4');
    await drain(
      // oxlint-disable-next-line require-yield -- nothing happens on the way
      wholeFile(target, async function* ({ part }) {
        await writeFile(part, 'whole');
      }),
    );
    const left = await readdir(folder);
    expect(left.toSorted()).toEqual([alive, elsewhere, '.talkleaf-cut-mine', 'new.mp4'].toSorted());
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
