/** The library takes what the command takes: transcripts, recordings, links, folders and lists of them. */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { parseJson } from '../../src/base/json.ts';
import { makeLeaf, makeLeaves, type MakeLeafOptions } from '../../src/index.ts';
import { Recording, recordedAnswers } from '../../src/llm/simulated/recorded.ts';
import { type SimulatedProvider, startSimulatedProvider } from '../../src/testing.ts';
import { listen } from '../support/listen.ts';

let root: string;
let provider: SimulatedProvider;
let site: Server;
let address: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'talkleaf-library-'));
  const recording = Recording.parse(parseJson(await readFile('sample/answers.json', 'utf8')));
  provider = await startSimulatedProvider({ answer: recordedAnswers(recording) });
  const sound = await readFile('sample/talk.wav');
  site = createServer(({ url }, response) => {
    if (url === '/gone.wav') response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': 'audio/wav' }).end(sound);
  });
  address = await listen(site);
});
afterAll(async () => {
  site.close();
  await provider.close();
  await rm(root, { recursive: true, force: true });
});

function wishes(out: string): MakeLeafOptions {
  return {
    to: 'zh',
    out,
    model: 'local:sim',
    baseUrl: `${provider.url}/v1`,
    speech: resolve('sample/mini-ctc'),
    env: { TALKLEAF_SETTINGS: join(root, 'none.json') },
  };
}

describe('makeLeaf', () => {
  it('takes a recording at a link, and tells the plan', async () => {
    const out = await mkdtemp(join(root, 'link-'));
    const titles: string[] = [];
    const leaf = await makeLeaf(`${address}/tidemark.wav`, {
      ...wishes(out),
      onEvent: (event) => {
        if (event.type === 'plan-made') titles.push(event.title);
      },
    });
    expect(leaf.status).toBe('complete');
    expect(leaf.talk.translation).toHaveLength(25);
    expect(titles).toEqual(['tidemark']);
  });

  it('only plans on request', async () => {
    const out = await mkdtemp(join(root, 'plan-'));
    const leaf = await makeLeaf(resolve('sample/talk.wav'), { ...wishes(out), dryRun: true });
    expect(leaf.status).toBe('planned');
    expect(await readdir(out)).toEqual([]);
  });

  it('takes one talk of a folder, and refuses several', async () => {
    const folder = await mkdtemp(join(root, 'folder-'));
    await writeFile(join(folder, 'one.srt'), await readFile('sample/talk.srt'));
    const out = await mkdtemp(join(root, 'out-'));
    const { title } = await makeLeaf(folder, { ...wishes(out), note: false });
    expect(title).toBe('one');
    await writeFile(join(folder, 'two.srt'), await readFile('sample/talk.srt'));
    await expect(makeLeaf(folder, wishes(out))).rejects.toMatchObject({ code: 'SOURCE_LIST' });
  });
});

describe('makeLeaves', () => {
  it('works through folders and lists of links; one that fails does not stop the others', async () => {
    const out = await mkdtemp(join(root, 'several-'));
    const folder = join(out, 'talks');
    await mkdir(folder);
    await writeFile(join(folder, 'one.srt'), await readFile('sample/talk.srt'));
    const list = join(out, 'links.txt');
    await writeFile(list, `${address}/gone.wav\n# a remark\n${address}/two.wav\n`);
    const outcomes: string[] = [];
    for await (const outcome of makeLeaves([list, folder], { ...wishes(out), note: false })) {
      outcomes.push('result' in outcome ? outcome.result.title : String(outcome.error));
    }
    expect(outcomes).toEqual([expect.stringContaining('AppError'), 'two', 'one']);
  });

  it('stops when it is told to', async () => {
    const out = await mkdtemp(join(root, 'stopped-'));
    const signal = AbortSignal.abort(new Error('enough'));
    const leaves = makeLeaves([resolve('sample/talk.srt')], { ...wishes(out), signal });
    await expect(leaves.next()).rejects.toThrow('enough');
  });
});
