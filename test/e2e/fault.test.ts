/** An exception that nobody caught, in the built command: it ends one talk with a sentence, and never a list. */
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, it } from 'vitest';

import { type SimulatedProvider, startSimulatedProvider } from '../../src/testing.ts';
import { run } from '../support/command.ts';
import { goodAnswers } from '../support/good-answers.ts';
import { lecturePairs, talkOf } from '../support/long-talk.ts';

/** Thrown out of a timer, as a library's callback would, once a request has gone out. */
const PLANTED = `data:text/javascript,${encodeURIComponent(`
  import http from 'node:http';
  const { request } = http;
  let isPlanted = false;
  http.request = (...given) => {
    if (!isPlanted) setTimeout(() => { throw new TypeError('planted') }, 50);
    isPlanted = true;
    return request(...given);
  };
`)}`;

/** A write of a translated line that never ends, as a promise that nobody settles would be: Node has nothing left to do then. */
const STUCK = `data:text/javascript,${encodeURIComponent(`
  import { open } from 'node:fs/promises';
  const file = await open(process.execPath);
  const handle = Object.getPrototypeOf(file);
  const { appendFile } = handle;
  handle.appendFile = function (text) {
    return text.includes('"status"') ? new Promise(() => {}) : appendFile.call(this, text);
  };
  await file.close();
`)}`;

let root = '';
let provider: SimulatedProvider;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'talkleaf-fault-'));
  const pairs = lecturePairs();
  const speed = { firstTokenMs: 300, tokensPerSecond: 2000 };
  provider = await startSimulatedProvider({ answer: goodAnswers(pairs), speed });
  for (const name of ['a.srt', 'b.srt']) await writeFile(join(root, name), talkOf(0.02, pairs));
});
afterAll(async () => {
  await provider.close();
  await rm(root, { recursive: true, force: true });
});

const work = (names: readonly string[], env: Record<string, string>, ...flags: string[]) =>
  run(
    [
      ...names.map((name) => join(root, name)),
      '--out',
      root,
      '--model',
      'local:sim',
      '--base-url',
      `${provider.url}/v1`,
      ...flags,
    ],
    { env },
  );

it('ends the talk it comes up in, with a sentence, and goes on with the next', async () => {
  const { status, stderr, stdout } = await work(['a.srt', 'b.srt'], {
    NODE_OPTIONS: `--import ${PLANTED}`,
  });
  expect(status).toBe(1);
  expect(stderr).toContain('a.srt: Something went wrong that should not (planted).');
  expect(stderr).toContain("This is a fault of Talkleaf's. Finished work is kept");
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(stdout.trim()).toBe(join(root, 'b', 'note.md'));
  // What was begun is gone on with.
  expect((await work(['a.srt'], {})).status).toBe(0);
  expect(await readdir(join(root, 'a'))).toContain('note.md');
});

it('says where it is when that is wanted, and speaks Chinese', async () => {
  await writeFile(join(root, 'c.srt'), talkOf(0.02, lecturePairs()));
  const env = { NODE_OPTIONS: `--import ${PLANTED}`, LANG: 'zh_CN.UTF-8' };
  const { status, stderr } = await work(['c.srt'], env, '--verbose');
  expect(status).toBe(1);
  expect(stderr).toContain('这是 Talkleaf 自身的问题');
  expect(stderr).toMatch(/^\s+at /m);
});

it('says so when the work has come to a standstill, and lets go of the folder', async () => {
  await writeFile(join(root, 'd.srt'), talkOf(0.02, lecturePairs()));
  const env = { NODE_OPTIONS: `--import ${STUCK}` };
  const { status, stderr, stdout } = await work(['d.srt', 'a.srt'], env, '--json');
  expect(status).toBe(1);
  expect(stderr).toContain('d.srt: Something went wrong that should not (the work came to a');
  expect(stderr).not.toContain('unsettled');
  expect(stdout).toContain('"code":"BUG"');
  // The next in the list was made long ago, and needs no writing.
  expect(stdout.trim().split('\n').at(-1)).toContain('"type":"done"');
  expect(await readdir(join(root, 'd', '.talkleaf'))).not.toContain('lock');
  expect((await work(['d.srt'], {})).status).toBe(0);
});
