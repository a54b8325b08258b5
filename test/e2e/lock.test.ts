/** Several processes that start at once on a folder whose last user was killed: one gets it. */
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

import { expect, it } from 'vitest';

import { bundled } from '../support/bundle.ts';

const PROCESSES = 5;

async function outputOf(script: string): Promise<string> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', script]);
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  await new Promise((done) => child.once('close', done));
  return said.trim();
}

it('a dead lock goes to one of many processes', async () => {
  const out = await mkdtemp(join(tmpdir(), 'talkleaf-lock-'));
  const module = await bundled('src/store/talk-folder.ts');
  const dead = await outputOf('console.log(process.pid)');
  await mkdir(join(out, 'T', '.talkleaf'), { recursive: true });
  await writeFile(join(out, 'T', '.talkleaf', 'lock'), dead);
  const script = `
    import { claimFolder } from ${JSON.stringify(module)};
    try {
      await claimFolder(${JSON.stringify(out)}, { title: 'T', sourceKey: 'k' });
      console.log('won');
      setTimeout(() => {}, 1000);
    } catch (error) { console.log(error.code); }
  `;
  const outcomes = await Promise.all(Array.from({ length: PROCESSES }, () => outputOf(script)));
  expect(outcomes.toSorted()).toEqual([...Array(PROCESSES - 1).fill('FOLDER_BUSY'), 'won']);
  await rm(out, { recursive: true });
});
