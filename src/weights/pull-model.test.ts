import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { modelHub, type Hub, type HubFault } from '../../test/support/model-hub.ts';
import {
  failureOf,
  FILES,
  OPEN,
  PINNED,
  sourceOf,
  WANTED,
} from '../../test/support/small-models.ts';
import { listModels, removeModel } from './local-models.ts';
import type { ModelEntry } from './model-entry.ts';
import { pullModel, type PullOptions, type PullProgress } from './pull-model.ts';

let folder = '';
let hubs: Hub[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'models-'));
});
afterEach(async () => {
  await Promise.all(hubs.map((each) => each.close()));
  hubs = [];
  await rm(folder, { recursive: true });
});

/** Does something with an answer, and says that it is done. */
function did(_done: unknown): true {
  return true;
}

const unredirected: PullOptions['send'] = (url, init) =>
  fetch(url, { ...init, redirect: 'manual' });

async function hub(fault?: HubFault): Promise<Hub> {
  const opened = await modelHub(FILES, fault);
  hubs.push(opened);
  return opened;
}

async function pull(name: string, more: Partial<PullOptions> = {}): Promise<string> {
  return pullModel(name, {
    folder,
    send: fetch,
    sources: hubs.map((each) => sourceOf(each)),
    models: [OPEN, PINNED],
    pause: () => Promise.resolve(),
    ...more,
  });
}

async function expectWhole(path: string): Promise<void> {
  expect((await readdir(path)).toSorted()).toEqual(WANTED);
  for (const name of WANTED) {
    const right = Object.entries(FILES).find(([each]) => each === name)?.[1];
    expect(right?.equals(await readFile(join(path, name)))).toBe(true);
  }
}

/** Sends the first half of what was asked for, and closes. */
const cut: HubFault = (_file, response, { bytes, from }) => {
  const rest = bytes.subarray(from);
  const range = { 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` };
  response.writeHead(from > 0 ? 206 : 200, { 'content-length': rest.length, ...range });
  response.write(rest.subarray(0, Math.ceil(rest.length / 2)), () => {
    // Until then the other side has read it: what is unread when a connection breaks is lost.
    setTimeout(() => response.destroy(), 30);
  });
  return true;
};

describe('pullModel', () => {
  it.each(['small', 'sherpa-onnx-small', 'pinned'])('fetches %s, and not again', async (name) => {
    const { asked } = await hub();
    const progress: PullProgress[] = [];
    const path = await pull(name, { onProgress: (each) => progress.push(each) });
    await expectWhole(path);
    expect(await readdir(folder)).toEqual([name === 'pinned' ? PINNED.folder : OPEN.folder]);
    const received = progress.map((each) => each.received);
    expect(received).toEqual(received.toSorted((a, b) => a - b));
    expect(progress.at(-1)?.received).toBe(progress[0]?.total);
    expect(asked).not.toContain('encoder.onnx');
    const before = asked.length;
    expect(await pull(name)).toBe(path);
    expect(asked.length).toBe(before);
  });

  it('goes on after every cut where it stopped', async () => {
    const { asked } = await hub((file, response, about) =>
      file === 'encoder.int8.onnx' && about.count % 2 === 1 && about.from < 200_000
        ? cut(file, response, about)
        : false,
    );
    await expectWhole(await pull('pinned'));
    const ranges = asked.filter((each) => each.startsWith('encoder.int8.onnx bytes='));
    expect(ranges.length).toBeGreaterThan(0);
  });

  it('goes on after an earlier run', async () => {
    const { asked } = await hub();
    const staging = join(folder, '.fetching', PINNED.folder);
    await mkdir(staging, { recursive: true });
    const bytes = FILES['encoder.int8.onnx'].subarray(0, 123_456);
    await writeFile(join(staging, 'encoder.int8.onnx.part'), bytes);
    await expectWhole(await pull('pinned'));
    expect(asked[0]).toBe('encoder.int8.onnx bytes=123456-');
  });

  it('begins anew where a server knows no ranges', async () => {
    await hub((file, response, { bytes, from }) => {
      if (file === '' || from === 0) return false;
      response.writeHead(200).end(bytes);
      return true;
    });
    const staging = join(folder, '.fetching', PINNED.folder);
    await mkdir(staging, { recursive: true });
    await writeFile(join(staging, 'encoder.int8.onnx.part'), Buffer.alloc(1000));
    await expectWhole(await pull('pinned'));
  });

  it('throws away a wrong beginning of an earlier run', async () => {
    const { asked } = await hub();
    const staging = join(folder, '.fetching', PINNED.folder);
    await mkdir(staging, { recursive: true });
    await writeFile(join(staging, 'encoder.int8.onnx.part'), Buffer.alloc(1000));
    await expectWhole(await pull('pinned'));
    expect(asked.slice(0, 2)).toEqual(['encoder.int8.onnx bytes=1000-', 'encoder.int8.onnx']);
  });

  it.each<[string, HubFault]>([
    ['serves something else', (_, response, { bytes }) => sendWhole(response, flipped(bytes))],
    ['serves less and says so', (_, response, { bytes }) => sendWhole(response, bytes.subarray(9))],
    ['serves more', (_, response, { bytes }) => sendWhole(response, Buffer.concat([bytes, bytes]))],
    [
      'serves a web page',
      (_, response) => sendWhole(response, Buffer.from('<html>sign in</html>')),
    ],
    ['is not there', (_, response) => did(response.destroy())],
    ['refuses', (_, response) => did(response.writeHead(403).end())],
    [
      'lies about its length',
      (_, response, { bytes }) => {
        response.writeHead(200, { 'content-length': bytes.length + 500 });
        response.write(bytes.subarray(0, -5), () => response.destroy());
        return true;
      },
    ],
    [
      'sends another range',
      (_, response, { bytes }) => {
        response.writeHead(206, { 'content-range': 'bytes 7-99/100' }).end(bytes);
        return true;
      },
    ],
    ['sends on for ever', (_, response) => did(response.writeHead(302, { location: '/x' }).end())],
  ])('takes the next mirror when one %s', async (_, fault) => {
    await hub((file, response, about) => file !== '' && fault(file, response, about));
    await hub();
    await expectWhole(await pull('pinned'));
    await expectWhole(await pull('small'));
  });

  it('leaves a mirror that stops sending', async () => {
    await hub((_, response, { bytes }) => {
      response.writeHead(200, { 'content-length': bytes.length }).write(bytes.subarray(0, 10));
      return true;
    });
    await hub();
    await expectWhole(await pull('pinned', { stallMs: 50 }));
  });

  it('follows the hub to its storage', async () => {
    const storage = await hub();
    await hub((file, response) => {
      if (file === '') return false;
      response.writeHead(302, { location: `${storage.base}/s/resolve/main/${file}` }).end();
      return true;
    });
    const sources = hubs.slice(1).map((each) => sourceOf(each));
    await expectWhole(await pull('pinned', { sources, send: unredirected }));
    expect(storage.asked.length).toBe(4);
  });

  it('names every mirror when none has it, and leaves no model behind', async () => {
    await hub((_, response) => did(response.writeHead(500).end()));
    await hub((file, response) => file === 'tokens.txt' && did(response.destroy()));
    const failure = await failureOf(pull('pinned'));
    expect(failure?.code).toBe('MODEL_UNFETCHED');
    for (const { base } of hubs) expect(failure?.message).toContain(new URL(base).host);
    expect(failure?.message).toContain('status 500');
    expect(await readdir(folder)).toEqual(['.fetching']);
    expect((await listModels({ folder, models: [PINNED] }))[0]?.isInstalled).toBe(false);
  });

  it('ends with its signal and keeps what is here', async () => {
    await hub();
    const controller = new AbortController();
    const onProgress = ({ file }: PullProgress): void => {
      if (file === 'decoder.int8.onnx') controller.abort(new Error('enough'));
    };
    const call = pull('pinned', { signal: controller.signal, onProgress });
    await expect(call).rejects.toThrow('enough');
    const kept = await readdir(join(folder, '.fetching', PINNED.folder));
    expect(kept).toContain('encoder.int8.onnx');
    await expectWhole(await pull('pinned'));
  });

  it('mends a folder that is not whole', async () => {
    await hub();
    const path = join(folder, PINNED.folder);
    await mkdir(path);
    await writeFile(join(path, 'tokens.txt'), 'cut');
    await expectWhole(await pull('pinned'));
  });

  it('says which models there are, and that a folder cannot be written', async () => {
    expect(await failureOf(pull('none'))).toMatchObject({
      code: 'MODEL_UNLISTED',
      values: { names: { en: 'small, pinned', zh: 'small、pinned' } },
    });
    await hub();
    const file = join(folder, 'a-file');
    await writeFile(file, '');
    expect((await failureOf(pull('pinned', { folder: file })))?.code).toBe('MODELS_UNWRITABLE');
  });
});

function sendWhole(response: Parameters<HubFault>[1], bytes: Buffer): true {
  response.writeHead(200, { 'content-length': bytes.length }).end(bytes);
  return true;
}

function flipped(bytes: Buffer): Buffer {
  return Buffer.from(bytes.map((byte) => byte ^ 1));
}

describe('a model with a tokenizer in a folder of its own', () => {
  const TABLES = {
    'llm.int8.onnx': randomBytes(3000),
    'Qwen3-0.6B/vocab.json': randomBytes(2000),
    'Qwen3-0.6B/merges.txt': Buffer.from('h e'),
    'test_wavs/vocab.wav': randomBytes(10),
  };
  const model: ModelEntry = { ...OPEN, name: 'tables', parts: ['llm', 'tokenizer'] };
  const models = [model];

  async function pullTables(): Promise<string> {
    const opened = await modelHub(TABLES);
    hubs.push(opened);
    return await pull('tables', { models, sources: [sourceOf(opened)] });
  }

  it('is fetched with it, replaces half of one, and is removed', async () => {
    const path = join(folder, model.folder);
    await mkdir(join(path, 'Qwen3-0.6B'), { recursive: true });
    await writeFile(join(path, 'Qwen3-0.6B', 'merges.txt'), 'of before');
    expect((await listModels({ folder, models }))[0]?.isInstalled).toBe(false);
    expect(await pullTables()).toBe(path);
    for (const name of ['llm.int8.onnx', 'Qwen3-0.6B/vocab.json', 'Qwen3-0.6B/merges.txt'])
      expect(await readFile(join(path, name))).toEqual(
        Object.entries(TABLES).find(([each]) => each === name)?.[1],
      );
    expect((await readdir(path)).toSorted()).toEqual(['Qwen3-0.6B', 'llm.int8.onnx']);
    expect((await listModels({ folder, models }))[0]?.isInstalled).toBe(true);
    expect(await removeModel('tables', { folder, models })).toBe(5003);
    expect(await readdir(folder)).toEqual([]);
  });
});
