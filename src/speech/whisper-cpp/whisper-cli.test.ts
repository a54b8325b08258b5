import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { recognizerContract, SENTENCE, sentenceSound } from '../../../test/contracts/recognizer.ts';
import { hasFfmpeg } from '../../../test/support/flash-and-beep.ts';
import { ears, GGML, heardWords, script, TONES } from '../../../test/support/hearing.ts';
import { drain } from '../../base/async.ts';
import { AppError } from '../../base/errors.ts';
import { parseJson } from '../../base/json.ts';
import { openAudio } from '../../media/open-audio.ts';
import type { RecogniseOptions, Recognizer } from '../recognizer.ts';
import { SherpaEngine } from '../sherpa/engine/engine.ts';
import { transcribe } from '../transcribe.ts';
import { whisperCpp, type WhisperCppOptions } from './whisper-cpp.ts';

/** No server, so that a real program that behaves like whisper-cli is run; POSIX only, as it is a script. */
const FAKE = { server: 'no-such-server', cli: resolve('test/support/fake-whisper-cli.mjs') };
/** whisper-cli itself, where a machine has it, and a model of its kind that knows the recording with tones. */
const hasProgram = spawnSync('whisper-cli', ['--help']).status === 0;

let folder = '';
let sound: Float32Array = new Float32Array();
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'whisper-cli-'));
  sound = await sentenceSound();
  // So that nobody else's files are among those looked for.
  process.env['TMPDIR'] = folder;
});
afterAll(() => rm(folder, { recursive: true }));

async function modelThat(does: string): Promise<string> {
  const file = join(folder, `ggml-${does}.bin`);
  await writeFile(file, `lmgg ${does}`);
  return file;
}

async function open(does: string, more: Partial<WhisperCppOptions> = {}): Promise<Recognizer> {
  return whisperCpp({ model: await modelThat(does), programs: FAKE, send: fetch, ...more });
}

async function failureOf(work: Promise<unknown>): Promise<AppError | undefined> {
  return work.then(
    () => undefined,
    (error: unknown) => AppError.find(error),
  );
}

async function argumentsWith(
  more: Partial<WhisperCppOptions>,
  how?: RecogniseOptions,
): Promise<string> {
  await (await open('plain', more)).recognise(sound, how);
  return String(parseJson(await readFile(join(folder, 'ggml-plain.bin.args'), 'utf8')));
}

async function leftovers(): Promise<string[]> {
  return (await readdir(folder)).filter((name) => name.startsWith('talkleaf-whisper-'));
}

recognizerContract('whisper-cli (a stand-in)', async () => {
  const place = await mkdtemp(join(tmpdir(), 'whisper-contract-'));
  const model = join(place, 'ggml-plain.bin');
  await writeFile(model, 'lmgg plain');
  const close = (): Promise<void> => rm(place, { recursive: true });
  return { recognizer: await whisperCpp({ model, programs: FAKE, send: fetch }), close };
});

function itself(): Promise<Recognizer> {
  const programs = { server: 'no-such-server', cli: 'whisper-cli' };
  return whisperCpp({ model: GGML, programs, language: 'en', send: fetch });
}

describe.skipIf(!hasProgram || !hasFfmpeg)('whisper-cli itself', () => {
  recognizerContract('whisper-cli', async () => ({ recognizer: await itself() }), TONES);

  it('writes down the whole talk, sentence by sentence', async () => {
    await using engine = new SherpaEngine();
    const { voiceActivity } = await ears(engine);
    const heard = await drain(
      transcribe(openAudio(TONES), { recognizer: await itself(), voiceActivity }),
    );
    expect(heard.cues.map((cue) => cue.text)).toEqual(script.map((each) => each.text));
    for (const [index, { start }] of heard.cues.entries())
      expect(Math.abs(start - (script[index]?.start ?? 0))).toBeLessThan(0.3);
    const [first] = heard.cues;
    expect(first?.words?.map((word) => word.text).join(' ')).toBe(first?.text);
  });
});

describe('whisperCpp without a server', () => {
  it('gives words with times, without the marks of the model', async () => {
    const { cues, language } = await (await open('plain')).recognise(sound);
    expect(language).toBe('en');
    const words = cues[0]?.words ?? [];
    expect(words.map((word) => word.text)).toEqual('Let us start with the release.'.split(' '));
    expect(words[1]).toMatchObject({ start: 0.37, end: 0.59 });
    expect(words[1]?.confidence).toBeCloseTo(0.9, 5);
  });

  it('puts characters together that were cut into two tokens', async () => {
    const { cues, language } = await (await open('chinese')).recognise(sound);
    expect(language).toBe('zh');
    expect(cues.map((cue) => cue.text)).toEqual(['你好。']);
    expect(cues[0]?.words?.map((word) => word.text)).toEqual(['你', '好。']);
    expect(cues[0]?.words?.[1]?.start).toBe(0.3);
  });

  it('hears a window that is shorter than the program takes', async () => {
    const heard = await (await open('plain')).recognise(sound.slice(0, 8000));
    expect(heardWords(heard.cues)).toEqual(SENTENCE.slice(0, 3));
    expect(heard.cues[0]?.end).toBeLessThanOrEqual(0.5);
  });

  it('carries no text over, but leaves room for a prompt', async () => {
    const plain = await argumentsWith({});
    expect(plain).toContain('-bs,5,-mc,0');
    expect(plain).toContain('-l,auto');
    const told = await argumentsWith({ prompt: 'Talkleaf', language: 'en-GB', threads: 3 });
    expect(told).toContain('-mc,224,--prompt,Talkleaf');
    expect(told).toContain('-l,en');
    expect(told).toContain('-t,3');
  });

  it('is warmed up for the other way of decoding, and told a language it was to detect', async () => {
    expect(await argumentsWith({})).toContain('-l,auto,-tp,0,-tpi,0.4');
    const other = await argumentsWith({}, { isOtherWay: true, language: 'en' });
    expect(other).toContain('-l,en,-tp,0.4,-tpi,0.4,-bo,5');
    expect(await argumentsWith({ language: 'de' }, { language: 'en' })).toContain('-l,de');
  });

  it('has an id of its model and options, not of its threads', async () => {
    const ids = new Set([
      (await open('plain')).id,
      (await open('plain', { threads: 5 })).id,
      (await open('plain', { prompt: 'a' })).id,
      (await open('plain', { language: 'de' })).id,
      (await open('chinese')).id,
    ]);
    expect(ids.size).toBe(4);
  });

  it('says what is missing or damaged before anything is heard', async () => {
    const absent = await failureOf(
      open('plain', { programs: { server: 'no-such-server', cli: 'no-such-cli' } }),
    );
    expect(absent).toMatchObject({ code: 'PROGRAM_MISSING' });
    expect(absent?.hint).toMatch(/whisper-cpp|cmake/);
    const none = await failureOf(
      whisperCpp({ model: join(folder, 'none.bin'), programs: FAKE, send: fetch }),
    );
    expect(none?.code).toBe('FILE_MISSING');
    const other = join(folder, 'other.bin');
    await writeFile(other, 'GGUF and so on');
    expect(
      await failureOf(whisperCpp({ model: other, programs: FAKE, send: fetch })),
    ).toMatchObject({
      code: 'SPEECH_MODEL_DAMAGED',
      values: { path: other },
    });
  });

  it('tells the complaint of a model that cannot be loaded', async () => {
    const failure = await failureOf((await open('broken')).recognise(sound));
    expect(failure?.code).toBe('SPEECH_MODEL_DAMAGED');
    expect(failure?.message).toContain('not all tensors loaded');
  });

  it('tells the complaint of a run that ended well without an answer', async () => {
    const failure = await failureOf((await open('plain', { language: 'tlh' })).recognise(sound));
    expect(failure?.code).toBe('SPEECH_PROGRAM_FAILED');
    expect(failure?.message).toContain("unknown language 'tlh'");
  });

  it('counts a program that was killed twice as dead', async () => {
    const failure = await failureOf((await open('dies')).recognise(sound));
    expect(failure?.code).toBe('SPEECH_ENGINE_DIED');
    expect(failure?.message).toContain('SIGKILL');
  });

  it('ends a running program with its signal and leaves no file behind', async () => {
    const recognizer = await open('hangs');
    const controller = new AbortController();
    const call = recognizer.recognise(sound, { signal: controller.signal });
    const pidFile = join(folder, 'ggml-hangs.bin.pid');
    let pid = '';
    while (pid === '') {
      await sleep(20);
      pid = await readFile(pidFile, 'utf8').catch(() => '');
    }
    controller.abort(new Error('enough'));
    await expect(call).rejects.toThrow('enough');
    expect((await execa('kill', ['-0', pid], { reject: false })).exitCode).not.toBe(0);
    expect(await leftovers()).toEqual([]);
  });
});
