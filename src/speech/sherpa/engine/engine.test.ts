import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';

import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { bundled } from '../../../../test/support/bundle.ts';
import {
  CTC,
  ears,
  HEAVY,
  heardWords,
  poison,
  samplesOf,
  SILERO,
  TALK,
  WHISPER,
} from '../../../../test/support/hearing.ts';
import { AppError } from '../../../base/errors.ts';
import { findSpeechModel } from '../families/families.ts';
import { sherpaRecognizer } from '../recognizer.ts';
import { SherpaEngine } from './engine.ts';
import type { Task } from './protocol.ts';

let folder = '';
let sentence = new Float32Array();
/** Long enough for the slow model to be interrupted in. */
let stretch = new Float32Array();
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'engine-'));
  // "Let us start with the release."
  const talk = await samplesOf(TALK);
  sentence = talk.slice(13.6 * 16_000, 15.7 * 16_000);
  stretch = talk.slice(0, 13.3 * 16_000);
});
afterAll(() => rm(folder, { recursive: true }));

const WORDS = 'let us start with the release'.split(' ');

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function codeOf(work: Promise<unknown>): Promise<string | undefined> {
  return work.then(
    () => 'none',
    (error: unknown) => AppError.find(error)?.code ?? String(error),
  );
}

describe('SherpaEngine', () => {
  it('hears words with times, and the language where the model says it', async () => {
    await using engine = new SherpaEngine();
    const ctc = await (await ears(engine)).recognizer.recognise(sentence);
    expect(heardWords(ctc.cues)).toEqual(WORDS);
    expect(ctc.cues[0]?.words?.[0]?.start).toBeCloseTo(0.15, 0);
    const whisper = await (await ears(engine, WHISPER)).recognizer.recognise(sentence);
    expect(whisper.language).toBe('en');
  });
  it('is not troubled by silence, nothing at all, or odd numbers', async () => {
    await using engine = new SherpaEngine();
    const { recognizer, voiceActivity } = await ears(engine);
    for (const length of [0, 1, 1600, 16_000])
      expect(await recognizer.recognise(new Float32Array(length))).toEqual({ cues: [] });
    expect(await voiceActivity.findSpeech(new Float32Array(0))).toEqual([]);
    expect(await voiceActivity.findSpeech(new Float32Array(100))).toEqual([]);
    await recognizer.recognise(new Float32Array(16_000).fill(Number.NaN));
    expect(heardWords((await recognizer.recognise(sentence)).cues)).toEqual(WORDS);
  });
  it('finds the same speech each time it is asked', async () => {
    await using engine = new SherpaEngine();
    const { voiceActivity } = await ears(engine);
    const found = await voiceActivity.findSpeech(sentence);
    expect(found).toHaveLength(1);
    expect(found[0]?.start).toBeCloseTo(0.16, 1);
    expect(await voiceActivity.findSpeech(sentence)).toEqual(found);
  });
  it('dies of one task and does the next', async () => {
    await using engine = new SherpaEngine();
    const { recognizer } = await ears(engine);
    await recognizer.recognise(sentence);
    const first = engine.pid;
    expect(await codeOf(engine.ask(await poison(), { name: CTC }))).toBe('SPEECH_ENGINE_DIED');
    expect(isRunning(first ?? 0)).toBe(false);
    expect(heardWords((await recognizer.recognise(sentence)).cues)).toEqual(WORDS);
  });
  it('blames only the task that it died of', async () => {
    await using engine = new SherpaEngine();
    const { recognizer } = await ears(engine);
    const [before, bad, after] = await Promise.all([
      recognizer.recognise(sentence),
      codeOf(engine.ask(await poison(), { name: CTC })),
      recognizer.recognise(sentence),
    ]);
    expect(bad).toBe('SPEECH_ENGINE_DIED');
    expect(after).toEqual(before);
  });
  it('blames nobody for a death in company', async () => {
    await using engine = new SherpaEngine();
    const { recognizer, voiceActivity } = await ears(engine);
    const [spans, bad, heard] = await Promise.all([
      voiceActivity.findSpeech(stretch),
      codeOf(engine.ask(await poison(), { name: CTC })),
      recognizer.recognise(sentence),
    ]);
    expect(bad).toBe('SPEECH_ENGINE_DIED');
    expect(spans).toEqual(await voiceActivity.findSpeech(stretch));
    expect(heardWords(heard.cues)).toEqual(WORDS);
  });
  it('recognises two windows and looks for speech side by side, in one process', async () => {
    await using engine = new SherpaEngine();
    const { recognizer, voiceActivity } = await ears(engine, HEAVY);
    await recognizer.recognise(sentence);
    const { pid } = engine;
    const done: string[] = [];
    const first = recognizer.recognise(stretch).then(() => done.push('long'));
    const second = recognizer.recognise(sentence).then(() => done.push('short'));
    await Promise.all([
      first,
      second,
      voiceActivity.findSpeech(sentence).then(() => done.push('speech')),
    ]);
    expect(done.at(-1)).toBe('long');
    expect(engine.pid).toBe(pid);
  });
  it('ends a task of its own accord without taking it out on another', async () => {
    await using engine = new SherpaEngine();
    const { recognizer } = await ears(engine, HEAVY);
    await recognizer.recognise(sentence);
    const stop = new AbortController();
    const reason = new Error('enough');
    const ended = recognizer.recognise(stretch, { signal: stop.signal });
    const other = recognizer.recognise(sentence);
    setImmediate(() => stop.abort(reason));
    await expect(ended).rejects.toBe(reason);
    expect(heardWords((await other).cues)).toEqual(WORDS);
  });
  it('writes what Whisper was told it is in, and finds out the rest by itself', async () => {
    await using engine = new SherpaEngine();
    const { recognizer } = await ears(engine, WHISPER);
    expect(recognizer.detectsLanguage).toBe(true);
    // What came before says nothing where the sound is clear.
    expect((await recognizer.recognise(sentence, { language: 'fr' })).language).toBe('en');
    const french = await findSpeechModel(WHISPER, { language: 'fr-CA', threads: 1 });
    const told = sherpaRecognizer(french, engine);
    expect(told.detectsLanguage).toBe(false);
    expect((await told.recognise(sentence)).language).toBe('fr');
  });
  it('goes on after being killed in the middle of a task', async () => {
    await using engine = new SherpaEngine();
    const { recognizer } = await ears(engine, HEAVY);
    await recognizer.recognise(sentence);
    const first = engine.pid;
    const heard = recognizer.recognise(stretch);
    await turn();
    if (first !== undefined) process.kill(first, 'SIGKILL');
    expect(heardWords((await heard).cues).slice(-2)).toEqual(['can', 'help']);
    expect(engine.pid).not.toBe(first);
  });
  it('does not take a model for damaged when something kills whoever loads it', async () => {
    const child = join(folder, 'loading.mjs');
    await writeFile(
      child,
      `process.on('message', ({ id }) =>
         process.send({ id, type: 'stage', stage: 'load' }, () => process.kill(process.pid, 'SIGKILL')));`,
    );
    await using engine = new SherpaEngine({ child });
    expect(await codeOf(engine.ask(await poison(), { name: CTC }))).toBe('SPEECH_ENGINE_DIED');
  });
  it('stops with the reason of the signal, and works again', async () => {
    await using engine = new SherpaEngine();
    const { recognizer } = await ears(engine, HEAVY);
    await recognizer.recognise(sentence);
    const stop = new AbortController();
    const reason = new Error('enough');
    const work = recognizer.recognise(stretch, { signal: stop.signal });
    setImmediate(() => stop.abort(reason));
    await expect(work).rejects.toBe(reason);
    expect(heardWords((await recognizer.recognise(sentence)).cues)).toEqual(WORDS);
  });
  it('says that it cannot run here', async () => {
    const child = join(folder, 'broken.mjs');
    await writeFile(child, 'throw new Error("no such library");');
    await using engine = new SherpaEngine({ child });
    const failure = await engine
      .ask(await poison(), { name: CTC })
      .catch((error: unknown) => AppError.find(error));
    expect(failure).toMatchObject({ code: 'SPEECH_ENGINE_BROKEN' });
    expect(failure).toMatchObject({ message: expect.stringContaining('no such library') });
  });
  it('says that it was never built', async () => {
    await using engine = new SherpaEngine({ child: join(folder, 'none.mjs') });
    const work = engine.ask(await poison(), { name: CTC });
    await expect(work).rejects.toThrow(/cannot start.*Cannot find module/);
  });
  it('gives up a process that never answers', async () => {
    const child = join(folder, 'mute.mjs');
    await writeFile(child, 'process.on("message", () => undefined);');
    await using engine = new SherpaEngine({ child, taskMs: 100 });
    expect(await codeOf(engine.ask(await poison(), { name: CTC }))).toBe('SPEECH_ENGINE_BROKEN');
  });
  it('leaves no process behind', async () => {
    const engine = new SherpaEngine();
    const task: Task = { kind: 'find-speech', model: SILERO, samples: new Float32Array(512) };
    await engine.ask(task, { name: SILERO });
    const { pid } = engine;
    await engine.stop();
    expect(isRunning(pid ?? 0)).toBe(false);
    await engine.stop();
  });
  it('is stopped for good, in the middle of a task as well', async () => {
    const engine = new SherpaEngine();
    const { recognizer } = await ears(engine, HEAVY);
    await recognizer.recognise(sentence);
    const { pid } = engine;
    const work = codeOf(recognizer.recognise(stretch));
    await turn();
    void engine.stop();
    expect(await work).toBe('INTERRUPTED');
    expect(await codeOf(recognizer.recognise(sentence))).toBe('INTERRUPTED');
    expect(isRunning(pid ?? 0)).toBe(false);
    expect(engine.pid).toBeUndefined();
  });
  it('leaves no process behind when its own is killed', async () => {
    const parent = join(folder, 'parent.mjs');
    const built = await bundled('src/speech/sherpa/engine/engine.ts');
    const task = `{ kind: 'find-speech', model: ${JSON.stringify(resolve(SILERO))}, samples: new Float32Array(512) }`;
    await writeFile(
      parent,
      `import { SherpaEngine } from ${JSON.stringify(built)};
       const engine = new SherpaEngine();
       await engine.ask(${task}, { name: '' });
       console.log(engine.pid);`,
    );
    const running = execa('node', [parent], { reject: false });
    let pid = 0;
    for await (const line of running) {
      pid = Number(line);
      running.kill('SIGKILL');
    }
    await expect.poll(() => isRunning(pid), { timeout: 10_000 }).toBe(false);
  });
});
