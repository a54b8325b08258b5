/** What the README shows is run: the library example, and the excerpt of the demo's note. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { parseJson } from '../src/base/json.ts';
import { Recording, recordedAnswers } from '../src/llm/simulated/recorded.ts';
import { type SimulatedProvider, startSimulatedProvider } from '../src/testing.ts';
import { run, runScript } from './support/command.ts';
import { listen } from './support/listen.ts';

let folder: string;
let provider: SimulatedProvider;
let server: Server;
let site: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'talkleaf-readme-'));
  const recording = Recording.parse(parseJson(await readFile('sample/answers.json', 'utf8')));
  provider = await startSimulatedProvider({ answer: recordedAnswers(recording) });
  const subtitles = await readFile('sample/talk.srt');
  server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'application/x-subrip' }).end(subtitles);
  });
  site = await listen(server);
});
afterAll(async () => {
  server.close();
  await provider.close();
  await rm(folder, { recursive: true, force: true });
});

describe.each(['README.md', 'README.zh-CN.md'])('%s', (page) => {
  it('has a library example that works', async () => {
    const text = await readFile(page, 'utf8');
    const code = /```ts\n([\s\S]*?)```/.exec(text)?.[1] ?? '';
    const library = pathToFileURL(resolve('dist/index.js')).href;
    const script = join(folder, 'example.mjs');
    await writeFile(script, code.replace("'talkleaf'", `'${library}'`));
    await mkdir(join(folder, 'talks'), { recursive: true });
    for (const name of ['talk.srt', 'talks/second.srt'])
      await writeFile(join(folder, name), await readFile('sample/talk.srt', 'utf8'));
    await writeFile(join(folder, 'links.txt'), `${site}/third.srt\n`);
    const { status, stdout, stderr } = await runScript(script, {
      cwd: folder,
      env: { TALKLEAF_MODEL: 'local:recorded', TALKLEAF_BASE_URL: `${provider.url}/v1` },
    });
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout).toContain('13 第一，数据迁移比提高速度更难。');
    const told = stdout.trimEnd().split('\n').slice(-3);
    expect(told[0]).toMatch(/^complete .*talk Tidemark 这一年/);
    expect(told.slice(1)).toEqual(['talks/second.srt complete', `${site}/third.srt complete`]);
  });

  it('shows lines the demo really writes', async () => {
    const out = join(folder, 'demo');
    expect((await run(['demo', '--out', out])).status).toBe(0);
    const note = await readFile(join(out, 'tidemark', 'note.md'), 'utf8');
    const text = await readFile(page, 'utf8');
    const excerpt = /```markdown\n([\s\S]*?)```/.exec(text)?.[1] ?? '';
    const shown = excerpt.split('\n').filter((line) => line.trim() !== '');
    expect(shown.length).toBeGreaterThan(5);
    expect(shown.filter((line) => !note.split('\n').includes(line))).toEqual([]);
  });
});
