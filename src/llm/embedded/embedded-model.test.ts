import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { languageEngine } from '../../../test/support/language-engine.ts';
import { writeTinyModel } from '../../../test/support/tiny-gguf.ts';
import { drain } from '../../base/async.ts';
import type { ChatEvent, ChatModel, ChatRequest, ChatResult } from '../chat-model.ts';
import { embeddedModel } from './embedded-model.ts';

let folder = '';
let engine = '';
let tiny = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'talkleaf-embedded-'));
  engine = resolve(await languageEngine());
  tiny = join(folder, 'tiny.gguf');
  await writeTinyModel(tiny);
}, 300_000);
afterAll(() => rm(folder, { recursive: true }));

function open(file = tiny, window = 8192): ChatModel {
  return embeddedModel({
    file,
    engine,
    info: {
      id: 'local:tiny',
      host: 'local',
      window,
      maxOutput: 2 ** 30,
      family: 'claude',
      thinking: 'off',
      size: 'small',
      concurrency: 1,
    },
  });
}

const ids = [7, 8, 9, 12];
const rows = ids.map((id) => ({ id, characters: 60 }));
const question: ChatRequest = {
  task: 'translate',
  system: 'You translate.',
  user: ids.map((id) => `${id}|hello there`).join('\n'),
  maxTokens: 1200,
  expectTokens: 500,
  rows,
};

async function ask(
  model: ChatModel,
  more: Partial<ChatRequest> = {},
  onEvent?: (event: ChatEvent) => void,
): Promise<ChatResult> {
  return await drain(model.ask({ ...question, ...more }), onEvent);
}

/** Processes of the engine below this one. */
function children(): number[] {
  const listed = execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(process.pid)], {
    encoding: 'utf8',
  });
  return listed
    .split('\n')
    .filter((line) => line.includes('llm/embedded/child.js'))
    .map((line) => Number.parseInt(line, 10));
}

describe('embeddedModel', () => {
  it('writes exactly the rows that are asked for, whatever its weights say', async () => {
    const model = open();
    let text = '';
    const result = await ask(model, {}, (event) => {
      if (event.type === 'text-delta') text += event.text;
    });
    expect(result.finish).toBe('stop');
    expect(text).toBe(result.text);
    const lines = result.text.trimEnd().split('\n');
    expect(lines.map((line) => Number(line.split('|')[0]))).toEqual(ids);
    for (const line of lines) expect(line).toMatch(/^\d+\|[^\s|]/);
    // Twelve times "hello there" and the template around it, each letter a token.
    expect(result.usage.inputTokens).toBeGreaterThan(60);
    expect(result.usage.outputTokens).toBeGreaterThan(ids.length * 3);
    expect(result.usage.requests).toBe(1);
  });

  it('writes JSON of a schema', async () => {
    const schema = {
      type: 'object',
      properties: {
        title: { type: 'string', enum: ['a', 'b'] },
        points: { type: 'array', items: { type: 'integer' } },
      },
      required: ['title', 'points'],
      additionalProperties: false,
    };
    const { text } = await ask(open(), { schema, rows: undefined, maxTokens: 400 });
    expect(text.replaceAll(/\s/g, '')).toMatch(/^\{"title":"[ab]","points":\[/);
  });

  it('says how much of a model is loaded', async () => {
    const shares: number[] = [];
    // Models that are loaded stay so, for whoever asks.
    const fresh = join(folder, 'fresh.gguf');
    await writeTinyModel(fresh);
    await ask(open(fresh), {}, (event) => {
      if (event.type === 'model-loading') shares.push(event.share);
    });
    expect(shares.at(-1)).toBe(1);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  });

  it('refuses a prompt that does not fit before anything is computed, and says by how much', async () => {
    const model = open();
    const long = 'a word and another '.repeat(200);
    await expect(ask(model, { user: long })).rejects.toMatchObject({
      code: 'MODEL_CONTEXT',
      learnt: { context: 2048 },
    });
    await expect(ask(open(tiny, 256), { user: 'short '.repeat(40) })).rejects.toMatchObject({
      code: 'MODEL_CONTEXT',
      learnt: { context: 256 },
    });
    // And goes on with what does.
    expect((await ask(model)).finish).toBe('stop');
  });

  it('breaks off at once when it is told to', async () => {
    const model = open();
    const stop = new AbortController();
    const endless = { rows: undefined, expectTokens: undefined, maxTokens: 1800 };
    const asking = ask(model, { ...endless, signal: stop.signal }, (event) => {
      if (event.type === 'text-delta') stop.abort(new Error('enough'));
    });
    await expect(asking).rejects.toThrow('enough');
    expect((await ask(model)).finish).toBe('stop');
  });

  it('ends an answer at its limit and says so', async () => {
    const { finish } = await ask(open(), { maxTokens: 12, expectTokens: 12 });
    expect(finish).toBe('length');
  });

  it.each([
    ['cut short', async (file: string) => truncate(file, 3000)],
    ['another kind of file', async (file: string) => writeFile(file, '<html>not here</html>')],
    ['empty', async (file: string) => truncate(file, 0)],
    ['without its weights', async (file: string) => truncate(file, 60_000)],
  ])('calls a file damaged that is %s', async (how, damage) => {
    const file = join(folder, `${how.replaceAll(' ', '-')}.gguf`);
    await writeTinyModel(file);
    await damage(file);
    await expect(ask(open(file))).rejects.toMatchObject({ code: 'MODEL_FILE_DAMAGED' });
  });

  it('loses one request and not the run when its process is killed', async () => {
    const model = open();
    await ask(model);
    const before = children();
    const failed: string[] = [];
    const endless = { rows: undefined, expectTokens: undefined, maxTokens: 1800 };
    let killed = 0;
    const result = await ask(model, endless, (event) => {
      if (event.type === 'attempt-failed') failed.push(event.code);
      if (event.type === 'text-delta' && killed === 0)
        for (killed of before) process.kill(killed, 'SIGKILL');
    });
    expect(failed).toEqual(['MODEL_CRASHED']);
    expect(result.text).not.toBe('');
    expect(result.usage).toMatchObject({ requests: 2, failedRequests: 1 });
  });

  it('keeps the half of an answer that is of use', async () => {
    const model = open();
    let isKilled = false;
    const result = await ask(model, { salvage: true }, (event) => {
      if (event.type !== 'text-delta' || isKilled) return;
      isKilled = true;
      for (const pid of children()) process.kill(pid, 'SIGKILL');
    });
    expect(result).toMatchObject({ finish: 'cut' });
  });

  it('gives up when its process dies each time', async () => {
    const model = open();
    const reaper = setInterval(() => {
      for (const pid of children()) process.kill(pid, 'SIGKILL');
    }, 50);
    try {
      const codes = [];
      for (let at = 0; at < 2; at++)
        codes.push(await ask(model).catch((error: { code: string }) => error.code));
      expect(codes).toEqual(['MODEL_CRASHED', 'MODEL_ENGINE_DOWN']);
    } finally {
      clearInterval(reaper);
    }
  });

  it('says that memory does not suffice, for a model or for its context', async () => {
    const file = join(folder, 'huge.gguf');
    await writeTinyModel(file, { context: 2 ** 30 });
    await expect(
      ask(open(file, 2 ** 30), { maxTokens: 2 ** 29, rows: undefined }),
    ).rejects.toMatchObject({ code: 'MODEL_MEMORY' });
    const large = join(folder, 'large.gguf');
    await writeTinyModel(large);
    // Takes no room on the disk.
    await truncate(large, 2 ** 42);
    await expect(ask(open(large))).rejects.toMatchObject({ code: 'MODEL_MEMORY' });
  });
});
