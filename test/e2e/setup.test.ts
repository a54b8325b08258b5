/** `talkleaf setup`, built: what it prints where nobody can be asked, and the questions on a terminal of its own. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { parseJson } from '../../src/base/json.ts';
import { type SimulatedProvider, startSimulatedProvider } from '../../src/testing.ts';
import { type Outcome, run } from '../support/command.ts';
import { languageEngine } from '../support/language-engine.ts';
import { type LockedServer, lockedServer } from '../support/locked-server.ts';
import { type Hub, modelHub } from '../support/model-hub.ts';
import { writeTinyModel } from '../support/tiny-gguf.ts';

const KEY = 'no-service-has-such-keys';

let root: string;
let provider: SimulatedProvider;
let locked: LockedServer;
let hub: Hub;
let bin: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'talkleaf-setup-'));
  provider = await startSimulatedProvider({ answer: () => '感谢大家来听讲座。' });
  locked = await lockedServer(provider.url, KEY);
  hub = await modelHub({
    'model.int8.onnx': Buffer.alloc(300_000),
    'tokens.txt': Buffer.from('a 0'),
  });
  bin = join(root, 'bin');
  await mkdir(bin);
  const said = 'ffmpeg version 7.0.2 Copyright (c) 2000-2024 the FFmpeg developers';
  await writeFile(join(bin, 'ffmpeg'), `#!/bin/sh\necho '${said}'\n`);
  await chmod(join(bin, 'ffmpeg'), 0o755);
});
afterAll(async () => {
  await Promise.all([provider.close(), locked.close(), hub.close()]);
  await rm(root, { recursive: true, force: true });
});

let home: string;
let env: Record<string, string>;
beforeEach(async () => {
  home = await mkdtemp(join(root, 'home-'));
  env = {
    PATH: `${bin}:${process.env['PATH']}`,
    HOME: home,
    TALKLEAF_SETTINGS: join(home, 'settings.json'),
    TALKLEAF_MODELS: join(home, 'models'),
  };
});

async function kept(): Promise<unknown> {
  return parseJson(await readFile(join(home, 'settings.json'), 'utf8'));
}

describe('without a terminal', () => {
  it('says what to type, asks nothing and changes nothing', async () => {
    const { status, stdout, stderr } = await run(['setup'], { env, stdin: 'en zh\n' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('talkleaf settings set to zh');
    expect(stdout).toMatch(/talkleaf models pull parakeet-\w+ .* MB/);
    expect(stdout).toMatch(/qwen3\.5-\db on this machine: [\d.]+ GB to fetch/);
    expect(stdout).toContain('talkleaf setup --yes');
    expect(await readdir(home)).toEqual([]);
  });

  it('says it in Chinese', async () => {
    const { stdout } = await run(['setup'], { env: { ...env, LANG: 'zh_CN.UTF-8' } });
    expect(stdout).toMatch(/^这里没有终端/);
    expect(stdout).toMatch(/talkleaf settings set model local:qwen\S+ +在本机运行 .*：需下载/);
  });

  it('names the programs that are missing', async () => {
    const { stdout } = await run(['setup'], { env: { ...env, PATH: root } });
    expect(stdout).toMatch(/talkleaf programs pull ffmpeg +ffmpeg, which reads recordings, \d+ MB/);
  });

  it('takes the defaults with --yes, and fetches what is lacking', async () => {
    const given = {
      ...env,
      TALKLEAF_FROM: 'ja',
      TALKLEAF_MODELS_FROM: hub.base,
      TALKLEAF_BASE_URL: `${locked.base}/v1`,
      TALKLEAF_API_KEY: KEY,
    };
    const { status, stderr } = await run(['setup', '--yes'], { env: given });
    expect(status).toBe(0);
    expect(stderr).toContain('✓ Thank you all for coming to this talk. → 感谢大家来听讲座。');
    expect(stderr.trimEnd().split('\n').at(-1)).toBe('All is set. Type: talkleaf talk.mp4');
    expect(await kept()).toEqual({ to: 'zh' });
    expect((await readdir(join(home, 'models'))).join()).toContain('sense-voice');
    expect(stderr).not.toContain(KEY);
  });

  it('tries a model of this machine by its file', async () => {
    await languageEngine();
    await mkdir(join(home, 'models'));
    await symlink(resolve('build/engine'), join(home, 'models', '.engines'));
    const file = join(home, 'tiny.gguf');
    await writeTinyModel(file, { context: 8192 });
    const given = { ...env, TALKLEAF_FROM: 'ja', TALKLEAF_MODELS_FROM: hub.base };
    const model = { TALKLEAF_MODEL: `local:${file}` };
    const { status, stderr } = await run(['setup', '--yes'], { env: { ...given, ...model } });
    expect(status).toBe(0);
    // Its weights are random: that it says anything is all that can be expected of it.
    expect(stderr).toMatch(/^Trying local:tiny\.gguf …\n✓ Thank you all .* → .+ \(/m);
  });

  it('fails with what failed and what to do', async () => {
    const nobody = { TALKLEAF_BASE_URL: 'http://127.0.0.1:9/v1', TALKLEAF_MODEL: 'local:x' };
    const given = { ...env, ...nobody };
    const { status, stderr } = await run(['setup', '--yes'], { env: given });
    expect(status).toBe(1);
    expect(stderr.trimEnd().split('\n').at(-2)).toMatch(/^127\.0\.0\.1:9 could not be reached/);
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});

const hasScript = (() => {
  try {
    return execFileSync('script', ['--version'], { encoding: 'utf8' }).includes('util-linux');
  } catch {
    return false;
  }
})();
if (!hasScript)
  process.stderr.write('setup on a terminal: skipped, no script of util-linux here\n');

/** A person at a terminal: each line is typed once the words before it are shown. */
async function typing(
  lines: readonly (readonly [shown: string, typed: string])[],
): Promise<Outcome> {
  const command = `"${process.execPath}" "${resolve('dist/cli/bin.js')}" setup`;
  const child: ChildProcess = spawn('script', ['-qec', command, '/dev/null'], {
    env: { LANG: 'en_US.UTF-8', NO_PROXY: '127.0.0.1', SHELL: '/bin/sh', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let [stdout, from] = ['', 0];
  const rest = [...lines];
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    const [next] = rest;
    const at = next ? stdout.indexOf(next[0], from) : -1;
    if (!next || at < 0) return;
    from = at + next[0].length;
    rest.shift();
    child.stdin?.write(next[1]);
  });
  const status = await new Promise<number | null>((done) => child.once('close', done));
  return { status, stdout, stderr: '' };
}

const CTRL_C = '\u0003';

describe.skipIf(!hasScript)('on a terminal', () => {
  it('asks, hides the key, fetches, tries and keeps', async () => {
    const { status, stdout } = await typing([
      ['[en / zh]: ', 'Japanese, zh\r'],
      ["a server's address", `${locked.base}/v1\r`],
      ['not shown while you type): ', `${KEY}\r`],
      ['n fetches nothing', `${hub.base}\r`],
    ]);
    expect(stdout).toContain('no-…keys: accepted');
    expect(stdout).toContain('✓ Thank you all for coming to this talk. → 感谢大家来听讲座。');
    expect(stdout).toContain('All is set. Type: talkleaf talk.mp4');
    expect(stdout).not.toContain(KEY);
    expect(status).toBe(0);
    expect(await kept()).toEqual({
      from: 'ja',
      to: 'zh',
      keys: { local: KEY },
      model: 'local:simulated',
      baseUrl: `${locked.base}/v1`,
      modelsFrom: hub.base,
    });
    // Nobody else on the machine is to read it.
    expect((await stat(join(home, 'settings.json'))).mode & 0o077).toBe(0);
  });

  it('ends politely with Ctrl-C at a question', async () => {
    const { status, stdout } = await typing([['[en / zh]: ', CTRL_C]]);
    expect(stdout).toContain('Stopped.');
    expect(stdout).not.toMatch(/\n\s+at /);
    expect(status).toBe(130);
    expect(await readdir(home)).toEqual([]);
  });

  it('ends politely with Ctrl-C at a key, and keeps what was answered before', async () => {
    const { status, stdout } = await typing([
      ['[en / zh]: ', 'de\r'],
      ["a server's address", 'deepseek\r'],
      ['not shown while you type): ', CTRL_C],
    ]);
    expect(stdout).toContain('Stopped.');
    expect(status).toBe(130);
    expect(await kept()).toEqual({ from: 'de', to: 'zh' });
  });

  it('ends politely with Ctrl-C while it fetches', async () => {
    const silent = await modelHub({ 'model.int8.onnx': Buffer.alloc(9) }, () => true);
    const { status, stdout } = await typing([
      ['[en / zh]: ', 'ja\r'],
      ["a server's address", `none\r`],
      ['n fetches nothing', `${silent.base}\r`],
      [`${silent.base}\r\n`, CTRL_C],
    ]);
    await silent.close();
    expect(stdout).toContain('Stopped.');
    expect(status).toBe(130);
  });
});
