/** A disk that is full while translation and note are under way: every run says so, and the next goes on from there. */
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, it } from 'vitest';

import { type SimulatedProvider, startSimulatedProvider } from '../../src/testing.ts';
import { run } from '../support/command.ts';
import { goodAnswers } from '../support/good-answers.ts';
import { lecturePairs, talkOf } from '../support/long-talk.ts';
import { mountTiny } from '../support/tiny-disk.ts';

/** Less than the journal of half an hour of talk takes. */
const KILOBYTES = 48;
const HOURS = 0.5;

let root = '';
let provider: SimulatedProvider;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'talkleaf-full-'));
  const pairs = lecturePairs();
  provider = await startSimulatedProvider({ answer: goodAnswers(pairs) });
  await writeFile(join(root, 'talk.srt'), talkOf(HOURS, pairs));
});
afterAll(async () => {
  await provider.close();
  await rm(root, { recursive: true, force: true });
});

it('says so each time, and lets go of the folder', { timeout: 60_000 }, async ({ skip }) => {
  const disk = await mountTiny(KILOBYTES);
  if (!disk) {
    skip('no file systems can be mounted here');
    return;
  }
  const server = ['--base-url', `${provider.url}/v1`, '--model', 'local:sim'];
  const work = (out: string) => run([join(root, 'talk.srt'), '--out', out, ...server, '--json']);
  try {
    for (const time of ['first', 'second', 'third']) {
      const { status, stdout, stderr } = await work(disk.path);
      expect(status, `${time}: ${stderr}`).toBe(1);
      expect(stderr).toContain('There is no space left for');
      expect(stdout.trim().split('\n').at(-1)).toContain('"code":"DISK_FULL"');
      expect(await readdir(join(disk.path, 'talk', '.talkleaf'))).not.toContain('lock');
    }
  } finally {
    await disk.unmount();
  }
});

it('is no fault of the demo either', async ({ skip }) => {
  const disk = await mountTiny(KILOBYTES);
  if (!disk) {
    skip('no file systems can be mounted here');
    return;
  }
  try {
    const { status, stderr } = await run(['demo'], { cwd: disk.path });
    expect(status).toBe(1);
    expect(stderr).toMatch(/^There is no space left for ".+"\.\nFree some space and /m);
  } finally {
    await disk.unmount();
  }
});
