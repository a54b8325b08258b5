/** The built command where there is no network at all: in a network namespace of its own, which not even loopback is up in. */
import { execFileSync, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import process from 'node:process';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type Outcome, outcomeOf, run } from '../support/command.ts';
import { languageEngine } from '../support/language-engine.ts';
import { writeTinyModel } from '../support/tiny-gguf.ts';

const MODEL = resolve('sample/mini-ctc');
const TALK = resolve('sample/talk.wav');

/** Whether this system lets a process have a network of its own. */
function canUnshare(): boolean {
  try {
    execFileSync('unshare', ['-rn', 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const isPermitted = canUnshare();
if (!isPermitted) process.stderr.write('unshare -rn is not permitted here: not tried offline.\n');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'talkleaf-offline-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function runWithoutNetwork(
  args: readonly string[],
  variables: Readonly<Record<string, string>> = {},
): Promise<Outcome> {
  const child = spawn(
    'unshare',
    ['-rn', process.execPath, resolve('dist/cli/bin.js'), ...args, '--offline', '--out', folder],
    {
      cwd: folder,
      env: {
        PATH: process.env['PATH'],
        HOME: '/nonexistent',
        LANG: 'en_US.UTF-8',
        TALKLEAF_SETTINGS: '/nonexistent/settings.json',
        ...variables,
      },
      stdio: ['pipe', 'pipe', 'pipe'],
    },
  );
  child.stdin.end();
  return await outcomeOf(child);
}

describe.skipIf(!isPermitted)('without any network', () => {
  it('a recording is heard, to the same words', async () => {
    const heard = await runWithoutNetwork(['transcribe', TALK, '--speech', MODEL]);
    expect(heard.stderr).toContain('Complete.');
    expect(heard.status).toBe(0);
    const out = join(folder, 'with-network');
    await run(['transcribe', TALK, '--speech', MODEL, '--out', out]);
    const [without, online] = await Promise.all(
      [folder, out].map((each) => readFile(join(each, 'talk', 'transcript.txt'), 'utf8')),
    );
    expect(without).toBe(online);
    expect(without?.length).toBeGreaterThan(1000);
  });

  it('a recording becomes a note, by models of this machine', async () => {
    const home = join(folder, 'home');
    await mkdir(join(home, '.engines'), { recursive: true });
    const engine = resolve(await languageEngine());
    await symlink(engine, join(home, '.engines', basename(engine)));
    const model = join(home, 'tiny.gguf');
    await writeTinyModel(model, { context: 8192 });
    const made = await runWithoutNetwork(
      [TALK, '--speech', MODEL, '--model', `local:${model}`, '--to', 'en', '--format', 'note'],
      { TALKLEAF_MODELS: home },
    );
    // Random weights have nothing to say of a talk: all that they claim is refused, and said to be missing.
    expect(made.stderr).toMatch(/\d+ sections? without points/);
    expect(made.stderr).toContain('tokens this run');
    expect(made.status).toBe(3);
    const note = await readFile(join(folder, 'talk', 'note.md'), 'utf8');
    expect(note).toContain('model: "local:tiny.gguf"');
    expect(note).toContain('open source time series database');
  }, 300_000);

  it('a transcript is read', async () => {
    const read = await runWithoutNetwork(['transcribe', resolve('sample/talk.srt')]);
    expect(read.stderr).toContain('Complete.');
    expect(read.status).toBe(0);
  });

  it.each([
    [['https://www.youtube.com/watch?v=abc'], /Download the talk beforehand and give the file/],
    [[TALK, '--model', 'deepseek:x', '--speech', MODEL], /Name a model on this machine/],
    [['transcribe', TALK], /talkleaf models pull \S+/],
  ])('%j is refused with what to do', async (args, hint) => {
    const { status, stderr } = await runWithoutNetwork(args);
    expect(stderr).toMatch(hint);
    expect(stderr).not.toMatch(/ENOTFOUND|EAI_AGAIN|ENETUNREACH/);
    expect(status).toBe(1);
  });
});

describe('TALKLEAF_OFFLINE', () => {
  const env = { TALKLEAF_OFFLINE: '1' };
  it('is told by doctor, which then asks nothing', async () => {
    const { stdout } = await run(['doctor'], { env });
    expect(stdout).toContain('offline: nothing beyond this machine is asked');
    expect(stdout).not.toContain('github.com');
  });
  it('holds for programs, too', async () => {
    const { stderr, status } = await run(['programs', 'pull', 'ffmpeg'], { env });
    expect(stderr).toContain('Fetch it beforehand with "talkleaf programs pull ffmpeg"');
    expect(status).toBe(1);
  });
});
