/** A watched folder, with the built command, the real engine and the real ffmpeg. */
import type { ChildProcess } from 'node:child_process';
import { access, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { outcomeOf, run, start } from '../support/command.ts';
import {
  beeps,
  ffmpeg,
  flashes,
  hasFfmpeg,
  lengthsOf,
  writePattern,
} from '../support/flash-and-beep.ts';

let folder: string;
let other: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'talkleaf-watching-'));
  other = await mkdtemp(join(tmpdir(), 'talkleaf-watching-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await rm(other, { recursive: true, force: true });
});

const file = (name: string): string => join(folder, name);
const poll = { timeout: 60_000, interval: 100 };

function isThere(name: string, where = folder): Promise<boolean> {
  return access(join(where, name)).then(
    () => true,
    () => false,
  );
}

function watching(where = folder): ChildProcess {
  const speech = ['--speech', resolve('sample/mini-ctc')];
  return start(['watch', where, ...speech, '--settle', '0.5', '--json']);
}

async function stopped(child: ChildProcess, ended: ReturnType<typeof outcomeOf>): Promise<string> {
  child.kill('SIGINT');
  const { status, stdout } = await ended;
  expect(status).toBe(130);
  return stdout;
}

const jobs = (stdout: string): string[] =>
  stdout.match(/"type":"job-end","job":"\w+"/g)?.map((each) => each.slice(24, -1)) ?? [];

const SUBTITLES =
  '1\n00:00:02,500 --> 00:00:04,500\nKept.\n\n2\n00:00:06,500 --> 00:00:08,500\nLeft out.\n';
const list = (done: string): string =>
  `- [${done}] <-- Mark if you are done editing.\n\n- [x] [1,00:02] Kept.\n- [ ] [2,00:06] Left out.\n`;

describe.skipIf(!hasFfmpeg)('talkleaf watch (needs ffmpeg)', () => {
  it(
    'hears, cuts and joins, and after a restart does nothing twice',
    { timeout: 240_000 },
    async () => {
      const picture = ['-f', 'lavfi', '-i', 'testsrc=s=64x36:r=5'];
      const sound = ['-i', resolve('sample/talk.wav')];
      ffmpeg(...picture, ...sound, '-shortest', '-preset', 'ultrafast', file('talk.mp4'));
      const first = watching();
      const ended = outcomeOf(first);
      await expect.poll(() => isThere('talk/cut.md'), poll).toBe(true);
      const written = await readFile(file('talk/cut.md'), 'utf8');
      // The box at the top, and the first two sentences.
      let left = 3;
      const ticked = written.replaceAll('- [ ]', (box) => (left-- > 0 ? '- [x]' : box));
      await writeFile(file('talk/cut.md'), ticked);
      await expect.poll(() => isThere('talk_cut.md'), poll).toBe(true);
      expect(lengthsOf(file('talk_cut.mp4')).whole).toBeLessThan(20);
      const overview = (): Promise<string> => readFile(file('autocut.md'), 'utf8');
      await expect.poll(overview, poll).toContain('[talk_cut.mp4]');
      const marked = (await overview())
        .replace('- [ ] <--', '- [x] <--')
        .replace('- [ ] [talk_cut.mp4]', '- [x] [talk_cut.mp4]');
      await writeFile(file('autocut.md'), marked);
      await expect.poll(() => isThere('autocut_merged.srt'), poll).toBe(true);
      expect(jobs(await stopped(first, ended))).toEqual(['hear', 'cut', 'merge']);
      const subtitles = await readFile(file('autocut_merged.srt'), 'utf8');
      expect(subtitles).toContain('Hello everyone');

      const { mtimeMs } = await stat(file('talk_cut.mp4'));
      const second = watching();
      const over = outcomeOf(second);
      await new Promise((done) => setTimeout(done, 2500));
      expect(jobs(await stopped(second, over))).toEqual([]);
      expect((await stat(file('talk_cut.mp4'))).mtimeMs).toBe(mtimeMs);
    },
  );

  it('joins what was cut when a list and the overview are marked in one go', async () => {
    const at = (name: string): string => join(other, name);
    for (const name of ['a', 'b']) {
      writePattern(at(`${name}.mp4`));
      await writeFile(at(`${name}.srt`), SUBTITLES);
      await writeFile(at(`${name}.md`), list(' '));
    }
    const child = watching(other);
    const ended = outcomeOf(child);
    const overview = (): Promise<string> => readFile(at('autocut.md'), 'utf8');
    await expect.poll(overview, poll).toContain('- [ ] [b.mp4](b.md)');
    const ticked = (await overview()).replaceAll('- [ ]', '- [x]');
    await writeFile(at('a.md'), list('x'));
    await writeFile(at('autocut.md'), ticked);
    await expect.poll(() => isThere('autocut_merged.srt', other), poll).toBe(true);
    expect(jobs(await stopped(child, ended))).toEqual(['cut', 'merge']);
    // Two seconds of the one, all of the other; what is at 3 s in it, and what is at 0 s in the other.
    const made = at('autocut_merged.mp4');
    expect(Math.abs(lengthsOf(made).whole - 14)).toBeLessThan(0.1);
    const seen = flashes(made).map((time) => time.toFixed(1));
    expect(seen.slice(0, 4)).toEqual(['0.5', '1.5', '2.0', '3.0']);
    expect(beeps(made).map((time) => time.toFixed(1))).toEqual(seen);
    expect(await readFile(at('autocut_merged.srt'), 'utf8')).toContain(
      '00:00:00,000 --> 00:00:02,000\nKept.',
    );

    // The list changes after the cut: neither that nor the whole is what is meant.
    await rm(made);
    await rm(at('autocut_merged.srt'));
    await writeFile(at('a.md'), `${list('x')}\n`);
    const refused = await run(['merge', at('autocut.md')]);
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain('there is no cut of it by the list as it is now');
  });

  it('merge by itself refuses an overview that is not done, and what is there', async () => {
    await writeFile(
      file('own.md'),
      '- [ ] <-- Mark if you are done editing.\n- [x] [talk.mp4](x)\n',
    );
    const undone = await run(['merge', file('own.md')]);
    expect(undone.status).toBe(1);
    expect(undone.stderr).toContain('not marked as done');
    const there = await run(['merge', file('autocut.md')]);
    expect(there.status).toBe(1);
    expect(there.stderr).toContain('autocut_merged.mp4');
    expect(there.stderr).not.toMatch(/\n\s+at /);
    const overview = '- [x] <-- Mark if you are done editing.\n- [x] [talk.mp4](x)\n';
    await writeFile(file('mine.md'), overview);
    await writeFile(file('mine_merged.srt'), 'my own work');
    const kept = await run(['merge', file('mine.md')]);
    expect(kept.stderr).toContain('mine_merged.srt');
    expect(await readFile(file('mine_merged.srt'), 'utf8')).toBe('my own work');
  });
});
