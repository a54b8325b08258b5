/** Several sources: the one that answers first is taken and remembered; each form of address is spoken. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import {
  type Hub,
  type HubFault,
  type HubOptions,
  modelHub,
} from '../../test/support/model-hub.ts';
import { failureOf, FILES, GGUF, OPEN, sourceOf, TALKER } from '../../test/support/small-models.ts';
import { pullModel, type PullOptions } from './pull-model.ts';

const FILE = 'Talker-Q4_K_M.gguf';
const SERVED = { ...FILES, [FILE]: GGUF, 'Talker-Q8_0.gguf': Buffer.alloc(10) };

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

async function hub(options: HubOptions & { readonly fault?: HubFault } = {}): Promise<Hub> {
  const opened = await modelHub(SERVED, options.fault, options);
  hubs.push(opened);
  return opened;
}

/** Leaves whoever asks for a file without an answer. */
const listsOnly: HubFault = (file) => file !== '';

/** Late enough to lose, even on a machine that is busy. */
const LATE_MS = 600;

function pull(name: string, sources: PullOptions['sources']): Promise<string> {
  return pullModel(name, {
    folder,
    models: [OPEN, TALKER],
    send: fetch,
    sources,
    pause: () => Promise.resolve(),
  });
}

async function remembered(): Promise<string> {
  return readFile(join(folder, '.models-from.json'), 'utf8').catch(() => '');
}

/** How often the whole file, or the rest of it, was asked for. */
function wholes({ asked }: Hub): number {
  return asked.filter((each) => each === FILE || /bytes=\d+-$/.test(each)).length;
}

describe('of several sources', () => {
  it('the one that answers first gives the model, and is remembered with the day', async () => {
    const slow = await hub({ lateMs: LATE_MS });
    const fast = await hub();
    const path = await pull('talker', [sourceOf(slow), sourceOf(fast)]);
    expect((await readFile(path)).equals(GGUF)).toBe(true);
    expect([wholes(slow), wholes(fast)]).toEqual([0, 1]);
    expect(JSON.parse(await remembered())).toEqual({
      base: fast.base,
      day: new Date().toISOString().slice(0, 10),
    });
  });

  it('the remembered one is asked before the others, which are not asked when it answers', async () => {
    const first = await hub({ lateMs: 50 });
    const other = await hub();
    const day = new Date().toISOString().slice(0, 10);
    await writeFile(join(folder, '.models-from.json'), JSON.stringify({ base: first.base, day }));
    await pull('talker', [sourceOf(other), sourceOf(first)]);
    expect(other.asked).toEqual([]);
    expect(wholes(first)).toBe(1);
  });

  it('one that was remembered long ago has no advantage', async () => {
    const former = await hub({ lateMs: LATE_MS });
    const other = await hub();
    const memory = { base: former.base, day: '2020-01-01' };
    await writeFile(join(folder, '.models-from.json'), JSON.stringify(memory));
    await pull('talker', [sourceOf(former), sourceOf(other)]);
    expect(wholes(other)).toBe(1);
  });

  it('one that fails is forgotten, and another goes on with what it had sent', async () => {
    const failing = await hub({
      fault: (file, response, { bytes, from, range }) => {
        if (file === '' || range) return false;
        if (from > 0) response.writeHead(503).end();
        else {
          response.writeHead(200, { 'content-length': bytes.length });
          response.write(bytes.subarray(0, 100_000), () =>
            setTimeout(() => response.destroy(), 30),
          );
        }
        return true;
      },
    });
    const other = await hub({ lateMs: LATE_MS });
    const path = await pull('talker', [sourceOf(failing), sourceOf(other)]);
    expect((await readFile(path)).equals(GGUF)).toBe(true);
    expect(other.asked).toContain(`${FILE} bytes=100000-`);
    expect(await remembered()).toContain(other.base);
  });

  it('one that fails is not asked for the files that come after', async () => {
    const failing = await hub({
      fault: (file, response, { range }) => {
        if (file === '' || range) return false;
        response.writeHead(503).end();
        return true;
      },
    });
    const other = await hub({ lateMs: LATE_MS });
    await pull('small', [sourceOf(failing), sourceOf(other)]);
    const asked = failing.asked.filter((each) => /^(?:decoder|joiner|tokens)/.test(each));
    expect(asked).toEqual([]);
    expect(other.asked).toContain('tokens.txt');
  });

  it('one that lists the model and does not send it is passed over', async () => {
    const silent = await hub({ fault: listsOnly });
    const other = await hub({ lateMs: 50 });
    await pull('talker', [sourceOf(silent), sourceOf(other)]);
    expect(wholes(other)).toBe(1);
  });

  it('one that lists nothing can still give a model of which all is known', async () => {
    const unlisted = await hub({
      fault: (file, response) => {
        if (file === '') response.writeHead(403).end();
        return file === '';
      },
    });
    const gone = await hub();
    await gone.close();
    hubs.pop();
    await pull('talker', [sourceOf(gone), sourceOf(unlisted)]);
    expect(wholes(unlisted)).toBe(1);
  });

  it('one with another version of the file is not even tried', async () => {
    const newer = await modelHub({ [FILE]: Buffer.alloc(GGUF.length) });
    hubs.push(newer);
    const other = await hub({ lateMs: LATE_MS });
    await pull('talker', [sourceOf(newer), sourceOf(other)]);
    expect(wholes(newer)).toBe(0);
  });

  it('none: each of them is named with its reason, and nothing is remembered', async () => {
    const refusing = await hub({
      fault: (_, response) => {
        response.writeHead(451).end();
        return true;
      },
    });
    const gone = await hub();
    await gone.close();
    hubs.pop();
    const failure = await failureOf(pull('small', [sourceOf(refusing), sourceOf(gone)]));
    expect(failure?.code).toBe('MODEL_UNFETCHED');
    expect(failure?.message).toContain(
      `${new URL(refusing.base).host}: it answered with status 451`,
    );
    expect(failure?.message).toContain(new URL(gone.base).host);
    expect(failure?.in('zh').message).toContain('返回状态 451');
    expect(await remembered()).toBe('');
  });

  it('the signal ends the asking', async () => {
    const slow = [await hub({ lateMs: 5000 }), await hub({ lateMs: 5000 })];
    const stop = new AbortController();
    setTimeout(() => stop.abort(new Error('enough')), 50);
    const call = pullModel('talker', {
      folder,
      models: [TALKER],
      send: fetch,
      sources: slow.map((each) => sourceOf(each)),
      signal: stop.signal,
    });
    await expect(call).rejects.toThrow('enough');
  });
});

describe('ModelScope', () => {
  it.each(['talker', 'small'])('gives %s in its own form', async (name) => {
    const { base } = await hub({ form: 'modelscope' });
    await pull(name, [{ base, form: 'modelscope' }]);
    expect(hubs[0]?.paths.every((path) => /^\/(?:api\/v1\/)?models\//.test(path))).toBe(true);
    const repository = name === 'talker' ? '/Maker/Talker/' : '/csukuangfj/sherpa-onnx-small/';
    expect(hubs[0]?.paths.every((path) => path.includes(repository))).toBe(true);
  });

  it('is taken where the hub cannot be reached', async () => {
    const gone = await hub();
    await gone.close();
    hubs.pop();
    const scope = await hub({ form: 'modelscope' });
    const sources = [sourceOf(gone), sourceOf(scope, 'modelscope')];
    expect((await readFile(await pull('talker', sources))).equals(GGUF)).toBe(true);
    await pull('small', sources);
    expect(await remembered()).toContain(scope.base);
  });
});

it('a pinned commit is what the hub is asked for', async () => {
  const only = await hub();
  await pull('talker', [sourceOf(only)]);
  expect(only.paths).toEqual([`/maker/Talker-GGUF/resolve/${TALKER.revision}/${FILE}`]);
});
