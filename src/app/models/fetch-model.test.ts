/** One model that several processes want at once: one fetches it, the others look on, and go on when it dies. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';

import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { bundled } from '../../../test/support/bundle.ts';
import { type Hub, type HubFault, modelHub } from '../../../test/support/model-hub.ts';
import { failureOf, FILES, GGUF, WANTED } from '../../../test/support/small-models.ts';
import { Gate } from '../../base/gate.ts';
import { MODELS } from '../../weights/model-list.ts';
import { dropModel, fetchModel, type FetchProgress, takeModel } from './fetch-model.ts';
import { languageModelFile } from './language-model-file.ts';
import { allModels, modelPath } from './models.ts';

/** Its files are read from the hub's listing, so that small ones will do. */
const NAME = 'parakeet-110m';

let module = '';
beforeAll(async () => {
  module = await bundled('src/app/models/fetch-model.ts');
});

let folder = '';
let hub: Hub;
let gate = new Gate();
let started: Fetcher[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'models-'));
  gate = new Gate();
  hub = await modelHub(FILES, (...asked) => held(...asked));
});
afterEach(async () => {
  for (const { child } of started) child.kill('SIGKILL');
  started = [];
  await hub.close();
  await rm(folder, { recursive: true });
});

/** Sends half of the encoder, and the rest when the gate is open. */
const held: HubFault = (file, response, { bytes, from }) => {
  if (file !== 'encoder.int8.onnx' || from > 0) return false;
  response.writeHead(200, { 'content-length': bytes.length });
  response.write(bytes.subarray(0, 150_000));
  void gate.opened.then(() => response.end(bytes.subarray(150_000)));
  return true;
};

const env = (): Record<string, string> => ({
  TALKLEAF_MODELS: folder,
  HF_ENDPOINT: hub.base,
  NO_PROXY: '127.0.0.1',
});

type Fetcher = { readonly child: ChildProcess; readonly said: () => string };

/** Fetches the model in a process of its own, which says how far it is, and last the path or the failure's code. */
function fetcher(): Fetcher {
  const script = `
    import { fetchModel } from ${JSON.stringify(module)};
    const tell = (value) => console.log(JSON.stringify(value));
    fetchModel('${NAME}', { env: ${JSON.stringify(env())}, onProgress: tell }).then(
      (path) => tell({ path }),
      (error) => tell({ code: error.code ?? String(error) }),
    );
  `;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script]);
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  const fetching = { child, said: () => said };
  started.push(fetching);
  return fetching;
}

async function until(is: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 30_000; Date.now() < end; await sleep(20)) if (await is()) return;
  throw new Error(`not within 30 s: ${started.map(({ said }) => said()).join('\n')}`);
}

async function lastOf({ child, said }: Fetcher): Promise<unknown> {
  if (child.exitCode === null) await once(child, 'close');
  return JSON.parse(said().trim().split('\n').at(-1) ?? '');
}

const wholeEncoders = (): number => hub.asked.filter((each) => each === 'encoder.int8.onnx').length;

describe('two processes', () => {
  it('share one download, and the second shows how far the first is', async () => {
    const first = fetcher();
    await until(() => first.said().includes('"received":150000'));
    const second = fetcher();
    await until(() => second.said().includes('"received":150000'));
    expect(second.said()).toContain(`"sharedWith":${first.child.pid}`);
    gate.open();
    const path = join(folder, MODELS.find(({ name }) => name === NAME)?.folder ?? '');
    expect(await lastOf(first)).toEqual({ path });
    expect(await lastOf(second)).toEqual({ path });
    expect((await readdir(path)).toSorted()).toEqual(WANTED);
    expect(wholeEncoders()).toBe(1);
    expect(await readdir(folder)).toHaveLength(1);
  });

  it('the second goes on where the first was killed', async () => {
    const first = fetcher();
    await until(() => first.said().includes('"received":150000'));
    const second = fetcher();
    await until(() => second.said().includes('sharedWith'));
    first.child.kill('SIGKILL');
    const ended = await lastOf(second);
    expect(ended).toHaveProperty('path');
    expect(hub.asked).toContain('encoder.int8.onnx bytes=150000-');
    expect(wholeEncoders()).toBe(1);
    const encoder = await readFile(join(await modelPath(NAME, env()), 'encoder.int8.onnx'));
    expect(encoder.equals(FILES['encoder.int8.onnx'])).toBe(true);
  });
});

it('one process that wants it twice fetches it once', async () => {
  const seen: FetchProgress[] = [];
  const both = [1, 2].map(() =>
    fetchModel(NAME, { env: env(), onProgress: (each) => seen.push(each) }),
  );
  await until(() => seen.some(({ sharedWith }) => sharedWith === process.pid));
  const busy = await failureOf(dropModel(NAME, env()));
  expect(busy?.code).toBe('FOLDER_BUSY');
  gate.open();
  const paths = await Promise.all(both);
  expect(paths[0]).toBe(paths[1]);
  expect(wholeEncoders()).toBe(1);
  expect(await dropModel(NAME, env())).toBeGreaterThan(300_000);
  expect(await readdir(folder)).toEqual([]);
});

it('whoever waits can give up', async () => {
  const first = fetcher();
  await until(() => first.said().includes('"received":150000'));
  const stop = new AbortController();
  const waiting = fetchModel(NAME, { env: env(), signal: stop.signal });
  stop.abort(new Error('enough'));
  await expect(waiting).rejects.toThrow('enough');
});

it('a model that is here is found without the network, and without a lock', async () => {
  gate.open();
  const path = await fetchModel(NAME, { env: env() });
  await hub.close();
  expect(await fetchModel(NAME, { env: env() })).toBe(path);
  expect(await modelPath(NAME, env())).toBe(path);
  const here = (await allModels(env())).filter(({ isInstalled }) => isInstalled);
  expect(here.map(({ name }) => name)).toEqual([NAME]);
  hub = await modelHub(FILES);
});

describe('languageModelFile', () => {
  it('says which command brings one that is not here', async () => {
    const failure = await failureOf(languageModelFile('qwen3.5-4b', env()));
    expect(failure?.code).toBe('MODEL_ABSENT');
    expect(failure?.hint).toContain('talkleaf models pull qwen3.5-4b');
    const other = await failureOf(languageModelFile('sense-voice', env()));
    expect(other?.code).toBe('MODEL_UNLISTED');
    expect(other?.in('zh').hint).toContain('qwen3.5-4b、');
  });

  it('does not take half a file, or a wrong one, for a model', async () => {
    const model = MODELS.find(({ name }) => name === 'hy-mt2-1.8b');
    const place = join(folder, model?.folder ?? '');
    await mkdir(place);
    await writeFile(join(place, model?.files?.[0]?.name ?? ''), GGUF);
    expect((await failureOf(languageModelFile('hy-mt2-1.8b', env())))?.code).toBe('MODEL_ABSENT');
    const given = join(folder, 'given.gguf');
    await writeFile(given, GGUF);
    const refused = await failureOf(takeModel('hy-mt2-1.8b', given, env()));
    expect(refused?.code).toBe('MODEL_FILE_WRONG');
  });
});
