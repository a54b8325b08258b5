import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { languageEngine } from '../../../test/support/language-engine.ts';
import { writeTinyModel } from '../../../test/support/tiny-gguf.ts';
import { packageFile } from '../../base/package-file.ts';
import { EngineProcess, type Said } from './engine-process.ts';
import type { Task } from './protocol.ts';

const CHILD = packageFile('dist/llm/embedded/child.js');
let folder = '';
let engine = '';
let task: Task;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'talkleaf-engine-'));
  engine = resolve(await languageEngine());
  const file = join(folder, 'tiny.gguf');
  await writeTinyModel(file);
  task = {
    file,
    user: 'hello',
    maxTokens: 20,
    expectTokens: 1,
    window: 2048,
    gpu: false,
  };
}, 300_000);
afterAll(() => rm(folder, { recursive: true }));

/** What a process says of a task, to its end. */
async function run(process: EngineProcess, signal?: AbortSignal): Promise<Said[]> {
  return await new Promise((done) => {
    const said: Said[] = [];
    process.run(
      task,
      (each) => {
        said.push(each);
        if (each.type === 'done' || each.type === 'refused' || each.type === 'died') done(said);
      },
      signal,
    );
  });
}

function lives(pid: number | undefined): boolean {
  try {
    execFileSync('kill', ['-0', String(pid)], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

describe('EngineProcess', () => {
  it('goes when nobody asks, not while somebody does', async () => {
    const process = new EngineProcess(CHILD, engine, 300);
    expect((await run(process)).at(-1)?.type).toBe('done');
    expect(process.isOpen).toBe(true);
    expect((await run(process)).at(-1)?.type).toBe('done');
    expect(lives(process.pid)).toBe(true);
    for (let tries = 0; tries < 50 && lives(process.pid); tries++) await sleep(100);
    expect(lives(process.pid)).toBe(false);
    expect(process.isOpen).toBe(false);
  });

  it('gives each of several tasks its own answer, in order', async () => {
    const process = new EngineProcess(CHILD, engine);
    const all = await Promise.all([run(process), run(process), run(process)]);
    const texts = all.map((said) =>
      said.flatMap((each) => (each.type === 'text' ? [each.text] : [])).join(''),
    );
    // The same question, and no chance in the answer.
    expect(new Set(texts).size).toBe(1);
    expect(texts[0]).not.toBe('');
    process.kill();
  });

  it('does not begin what was broken off while it waited', async () => {
    const process = new EngineProcess(CHILD, engine);
    const stop = new AbortController();
    const [first, second] = [run(process), run(process, stop.signal)];
    stop.abort();
    expect((await second).map(({ type }) => type)).toEqual(['refused']);
    expect((await first).at(-1)?.type).toBe('done');
    process.kill();
  });

  it('says of its tasks that it died', async () => {
    const process = new EngineProcess(CHILD, engine);
    const running = run(process);
    process.kill();
    expect((await running).at(-1)).toMatchObject({ type: 'died', said: 'SIGKILL' });
    expect(process.isOpen).toBe(false);
  });

  it('says of an engine that is not there why', async () => {
    const process = new EngineProcess(CHILD, join(folder, 'nowhere'));
    const [said] = await run(process);
    expect(said).toMatchObject({ type: 'refused', why: 'engine' });
    process.kill();
  });
});
