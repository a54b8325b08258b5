import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import { recognizerContract, SENTENCE, sentenceSound } from '../../../test/contracts/recognizer.ts';
import { hasFfmpeg } from '../../../test/support/flash-and-beep.ts';
import { GGML, heardWords, TONES } from '../../../test/support/hearing.ts';
import { AppError } from '../../base/errors.ts';
import type { Recognizer } from '../recognizer.ts';
import { whisperCpp, type WhisperCppOptions } from './whisper-cpp.ts';

/** Real programs that behave like whisper.cpp's; POSIX only, as they are scripts. */
const FAKES = {
  server: resolve('test/support/fake-whisper-server.mjs'),
  cli: resolve('test/support/fake-whisper-cli.mjs'),
};
/** The server itself, where a machine has it, and a model of its kind that knows the recording with tones. */
const hasProgram = spawnSync('whisper-server', ['--help']).status === 0;

let folder = '';
let sound: Float32Array = new Float32Array();
const opened: Recognizer[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'whisper-server-'));
  sound = await sentenceSound();
});
afterEach(async () => {
  for (const each of opened.splice(0)) await each.close?.();
});
afterAll(() => rm(folder, { recursive: true }));

async function open(does: string, more: Partial<WhisperCppOptions> = {}): Promise<Recognizer> {
  const model = join(folder, `ggml-${does}.bin`);
  await Promise.all(['.starts', '.asked', '.looked'].map((of) => rm(model + of, { force: true })));
  await writeFile(model, `lmgg ${does}`);
  const recognizer = await whisperCpp({ model, programs: FAKES, send: fetch, ...more });
  opened.push(recognizer);
  return recognizer;
}

async function linesOf(does: string, of: 'starts' | 'asked' | 'looked'): Promise<string[]> {
  const text = await readFile(join(folder, `ggml-${does}.bin.${of}`), 'utf8').catch(() => '');
  return text.split('\n').filter((line) => line !== '');
}

async function failureOf(work: Promise<unknown>): Promise<AppError | undefined> {
  return work.then(
    () => undefined,
    (error: unknown) => AppError.find(error),
  );
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Waits until a process is gone, 5 s at most. */
async function isGone(pid: number): Promise<boolean> {
  for (let look = 0; look < 100 && isAlive(pid); look++) await sleep(50);
  return !isAlive(pid);
}

recognizerContract('whisper-server (a stand-in)', async () => {
  const place = await mkdtemp(join(tmpdir(), 'whisper-contract-'));
  const model = join(place, 'ggml-plain.bin');
  await writeFile(model, 'lmgg plain');
  const recognizer = await whisperCpp({ model, programs: FAKES, send: fetch });
  const close = async (): Promise<void> => {
    await recognizer.close?.();
    await rm(place, { recursive: true });
  };
  return { recognizer, close };
});

describe.skipIf(!hasProgram || !hasFfmpeg)('whisper-server itself', () => {
  recognizerContract(
    'whisper-server',
    async () => {
      const programs = { server: 'whisper-server', cli: 'no-such-cli' };
      const recognizer = await whisperCpp({ model: GGML, programs, language: 'en', send: fetch });
      return { recognizer, close: async () => await recognizer.close?.() };
    },
    TONES,
  );
});

describe('whisperCpp with a server', () => {
  it('loads the model once for all windows, and ends the server when it is closed', async () => {
    const recognizer = await open('loads');
    const [first, second] = [
      await recognizer.recognise(sound),
      await recognizer.recognise(sound.slice(0, 19_000)),
    ];
    expect(heardWords(first.cues)).toEqual(SENTENCE);
    expect(heardWords(second.cues)).toEqual(SENTENCE.slice(0, 3));
    const starts = await linesOf('loads', 'starts');
    expect(starts).toHaveLength(1);
    const pid = Number.parseInt(starts[0] ?? '', 10);
    expect(isAlive(pid)).toBe(true);
    await recognizer.close?.();
    expect(await isGone(pid)).toBe(true);
  });

  it('hears two windows side by side, but not on a graphics processor', async () => {
    for (const [does, servers] of [
      ['plain', 2],
      ['graphics', 1],
    ] as const) {
      const recognizer = await open(does, { threads: 4 });
      expect(recognizer.parallel).toBe(2);
      const heard = await Promise.all(
        [sound, sound.slice(0, 19_000), sound].map((each) => recognizer.recognise(each)),
      );
      expect(heard.map(({ cues }) => heardWords(cues).length)).toEqual([6, 3, 6]);
      const starts = await linesOf(does, 'starts');
      expect(starts).toHaveLength(servers);
      for (const start of starts) expect(start).toContain('-t 2');
      await recognizer.close?.();
      for (const start of starts) expect(await isGone(Number.parseInt(start, 10))).toBe(true);
    }
  });

  it('goes on with one server where a second will not start', async () => {
    const recognizer = await open('alone', { threads: 2 });
    const heard = await Promise.all([recognizer.recognise(sound), recognizer.recognise(sound)]);
    for (const { cues } of heard) expect(heardWords(cues)).toEqual(SENTENCE);
    expect(await linesOf('alone', 'asked')).toHaveLength(2);
  });

  it('starts nothing before it is given a window', async () => {
    await open('plain');
    expect(await linesOf('plain', 'starts')).toEqual([]);
  });

  it('gives words with times, put together from pieces, and the language', async () => {
    const { cues, language } = await (await open('plain')).recognise(sound);
    expect(language).toBe('en');
    const words = cues[0]?.words ?? [];
    expect(words.map((word) => word.text)).toEqual('Let us start with the release.'.split(' '));
    expect(words[1]).toMatchObject({ start: 0.37, end: 0.59 });
    const chinese = await (await open('chinese')).recognise(sound);
    expect(chinese).toMatchObject({ language: 'zh', cues: [{ text: '你好。' }] });
  });

  it('asks for whole cues and five beams, and for the other way when it is wanted', async () => {
    const recognizer = await open('plain', { prompt: 'Talkleaf', language: 'en-GB', threads: 6 });
    await recognizer.recognise(sound, { isOtherWay: true });
    const [start] = await linesOf('plain', 'starts');
    expect(start).toContain('-l en -t 3 --host 127.0.0.1');
    const [asked = ''] = await linesOf('plain', 'asked');
    expect(JSON.parse(asked)).toMatchObject({
      response_format: 'verbose_json',
      max_len: '10000',
      beam_size: '5',
      temperature: '0.4',
      max_context: '224',
      prompt: 'Talkleaf',
      language: 'en',
    });
  });

  it('waits for an older one, and tries another port where the first is taken', async () => {
    for (const does of ['old', 'taken']) {
      const { cues } = await (await open(does)).recognise(sound);
      expect(heardWords(cues)).toEqual(SENTENCE);
      expect(await linesOf(does, 'starts')).toHaveLength(does === 'taken' ? 2 : 1);
    }
  });

  it('runs whisper-cli where the server will not start', async () => {
    const { cues } = await (await open('unable')).recognise(sound);
    expect(heardWords(cues)).toEqual(SENTENCE);
  });

  it('starts a server that died once more, and counts one that died twice as dead', async () => {
    const { cues } = await (await open('dies-once')).recognise(sound);
    expect(heardWords(cues)).toEqual(SENTENCE);
    expect(await linesOf('dies-once', 'starts')).toHaveLength(2);
    const failure = await failureOf((await open('dies')).recognise(sound));
    expect(failure?.code).toBe('SPEECH_ENGINE_DIED');
    expect(failure?.message).toContain('SIGSEGV');
  });

  it('tells what it complains of', async () => {
    const broken = await failureOf((await open('broken')).recognise(sound));
    expect(broken?.code).toBe('SPEECH_MODEL_DAMAGED');
    expect(broken?.message).toContain('not all tensors loaded');
    const refused = await failureOf((await open('refuses')).recognise(sound));
    expect(refused?.code).toBe('SPEECH_PROGRAM_FAILED');
    expect(refused?.message).toContain('failed to process audio');
  });

  it('ends a call with its signal', async () => {
    const recognizer = await open('hangs');
    const controller = new AbortController();
    const call = recognizer.recognise(sound, { signal: controller.signal });
    while ((await linesOf('hangs', 'asked')).length === 0) await sleep(20);
    controller.abort(new Error('enough'));
    await expect(call).rejects.toThrow('enough');
  });

  it('ends a call whose server never says that it is ready', async () => {
    const recognizer = await open('mute');
    const controller = new AbortController();
    const call = recognizer.recognise(sound, { signal: controller.signal });
    while ((await linesOf('mute', 'looked')).length === 0) await sleep(20);
    controller.abort(new Error('enough'));
    await expect(call).rejects.toThrow('enough');
  });

  it('leaves no server behind a process that is killed', async () => {
    const keeper = resolve('dist/speech/whisper-cpp/keeper.js');
    const model = join(folder, 'ggml-left.bin');
    await writeFile(model, 'lmgg left');
    const start =
      `require('node:child_process').spawn(process.execPath, ${JSON.stringify([keeper, FAKES.server, '-m', model, '--port', '0'])},` +
      ` { stdio: ['pipe', 'ignore', 'ignore'] }); setInterval(() => undefined, 1000);`;
    const parent = spawn(process.execPath, ['-e', start], { stdio: 'ignore' });
    while ((await linesOf('left', 'starts')).length === 0) await sleep(20);
    const [line = ''] = await linesOf('left', 'starts');
    const pid = Number.parseInt(line, 10);
    parent.kill('SIGKILL');
    expect(await isGone(pid)).toBe(true);
  });
});
