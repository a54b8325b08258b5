import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { AppError } from '../base/errors.ts';
import { decodeWithFfmpeg } from './ffmpeg.ts';
import { findSound } from './find-sound.ts';
import { openAudio } from './open-audio.ts';
import { probeSound } from './probe-sound.ts';
import { programMissing } from './program/program-missing.ts';

const hasFfmpeg = !(await execa('ffmpeg', ['-version'], { reject: false })).failed;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'audio-'));
});
afterAll(() => rm(folder, { recursive: true }));

const file = (name: string): string => join(folder, name);
async function make(name: string, ...args: string[]): Promise<string> {
  await execa('ffmpeg', ['-v', 'error', '-y', ...args, file(name)]);
  return file(name);
}

async function secondsOf(blocks: AsyncIterable<Float32Array>): Promise<number> {
  let count = 0;
  for await (const block of blocks) count += block.length;
  return count / 16_000;
}

/** When it first becomes loud, in seconds, from some moment on. */
async function onset(blocks: AsyncIterable<Float32Array>, from = 0): Promise<number> {
  let count = 0;
  for await (const block of blocks) {
    const at = block.findIndex(
      (each, index) => Math.abs(each) > 0.05 && count + index > from * 16_000,
    );
    if (at >= 0) return (count + at) / 16_000;
    count += block.length;
  }
  return Number.NaN;
}

async function codeOf(blocks: AsyncIterable<Float32Array>): Promise<string | undefined> {
  return secondsOf(blocks).then(
    () => undefined,
    (error: unknown) => AppError.find(error)?.code ?? String(error),
  );
}

describe('openAudio', () => {
  it('reads a WAV without ffmpeg', async () => {
    const blocks = openAudio('sample/talk.wav', { ffmpeg: file('none') });
    expect(await secondsOf(blocks)).toBeCloseTo(116.8, 0);
    expect((await findSound('sample/talk.wav')).duration).toBeCloseTo(116.8, 0);
  });
  it('says how to get ffmpeg when it is needed and missing', async () => {
    await writeFile(file('a.mp3'), 'x');
    expect(await codeOf(openAudio(file('a.mp3'), { ffmpeg: file('none') }))).toBe(
      'PROGRAM_MISSING',
    );
  });
  it('names a missing file', async () => {
    expect(await codeOf(openAudio(file('none.mp3')))).toBe('FILE_MISSING');
  });
});

describe.skipIf(!hasFfmpeg)('with ffmpeg', () => {
  const talk = ['-t', '4', '-i', 'sample/talk.wav'];

  it('WAV at any rate is read without it', async () => {
    const path = await make('cd.wav', ...talk, '-ar', '44100', '-ac', '2');
    expect(await secondsOf(openAudio(path, { ffmpeg: file('none') }))).toBeCloseTo(4, 2);
    expect((await findSound(path)).duration).toBeCloseTo(4, 2);
  });
  it.each([
    ['a.mp3', []],
    ['a.m4a', []],
    ['a.opus', []],
    ['44100.wav', ['-ar', '44100', '-ac', '2']],
    ["it's -a file: 名前.flac", []],
  ])('decodes %s', async (name, args) => {
    const path = await make(name, ...talk, ...args);
    expect(await secondsOf(openAudio(path))).toBeCloseTo(4, 0);
    expect((await findSound(path)).duration).toBeCloseTo(4, 0);
  });
  it.each(['late.mp4', 'late.mkv'])('%s: silence stands where sound begins late', async (name) => {
    const picture = ['-f', 'lavfi', '-i', 'color=s=32x32:d=4'];
    const tone = ['-itsoffset', '2', '-f', 'lavfi', '-i', 'sine=d=2'];
    const path = await make(name, ...picture, ...tone);
    expect(await onset(openAudio(path))).toBeCloseTo(2, 1);
  });
  it('silence stands where sound has a hole', async () => {
    const holed = "aevalsrc='lt(t,0.2)+gt(t,3)':d=4,aselect='not(between(t,1,2.5))'";
    const path = await make('holed.mkv', '-f', 'lavfi', '-i', holed);
    expect(await secondsOf(openAudio(path))).toBeCloseTo(4, 1);
    expect(await onset(openAudio(path), 1)).toBeCloseTo(3, 1);
  });
  it('knows a file without sound', async () => {
    const path = await make('silent.mp4', '-f', 'lavfi', '-i', 'color=s=32x32:d=0.2');
    expect(await codeOf(openAudio(path))).toBe('MEDIA_NO_AUDIO');
  });
  it('tells what is wrong with a damaged file', async () => {
    await writeFile(file('bad.mp4'), Buffer.alloc(5000, 'no movie '));
    const failure = await secondsOf(openAudio(file('bad.mp4'))).catch((error: unknown) => error);
    expect(AppError.find(failure)?.code).toBe('MEDIA_UNREADABLE');
    expect(AppError.find(failure)?.message).toContain('Invalid data found');
    expect(await probeSound(file('bad.mp4'))).toEqual({ sounds: [] });
  });
  it.each([
    ['[out#0/wav @ 0x1] Output file does not contain any stream', 'MEDIA_NO_AUDIO', 'sound'],
    ['[in#0 @ 0x1] Error opening input: Invalid data', 'MEDIA_UNREADABLE', ': Invalid data'],
  ])('finds the reason before the summary of newer versions: %s', async (reason, code, said) => {
    const summary = 'Error opening output file -.\nError opening output files: Invalid argument';
    const program = await script('sums-up', `printf '%s\\n' "${reason}\n${summary}" >&2; exit 234`);
    const failing = secondsOf(decodeWithFfmpeg('x', { program }));
    const failure = AppError.find(await failing.catch((error: unknown) => error));
    expect(failure?.code).toBe(code);
    expect(failure?.message).toContain(said);
  });
  it('does not follow a playlist to another machine', async () => {
    await writeFile(file('list.m3u8'), '#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:9/a.ts\n');
    expect(await codeOf(openAudio(file('list.m3u8')))).toBe('MEDIA_UNREADABLE');
  });
  it('waits while nobody reads, and stops when the reader leaves', async () => {
    let count = 0;
    for await (const block of decodeWithFfmpeg('/dev/zero', zeros())) {
      count += block.length;
      if (count > 100_000) break;
    }
    expect(count).toBeLessThan(300_000);
  });
  it('stops with the reason of the signal', async () => {
    const stop = new AbortController();
    const reason = new Error('enough');
    const read = async (): Promise<void> => {
      for await (const _ of decodeWithFfmpeg('x', { ...zeros(), signal: stop.signal }))
        stop.abort(reason);
    };
    await expect(read()).rejects.toBe(reason);
  });
  it('stops a program that says nothing', async () => {
    const program = script('hang', 'exec sleep 60');
    expect(await codeOf(decodeWithFfmpeg('x', { program: await program, stallMs: 100 }))).toBe(
      'MEDIA_UNREADABLE',
    );
  });
  beforeAll(() =>
    script(
      'zeros',
      'exec ffmpeg -v error -f lavfi -i anullsrc=r=16000:cl=mono -bitexact -f wav - 2>/dev/null',
    ),
  );
});

/** A program that never ends and writes as fast as it is read. */
function zeros(): { program: string } {
  return { program: file('zeros') };
}

async function script(name: string, line: string): Promise<string> {
  await writeFile(file(name), `#!/bin/sh\n${line}\n`);
  await chmod(file(name), 0o755);
  return file(name);
}

describe('probeSound', () => {
  it('is silent without ffprobe', async () => {
    expect(await probeSound('sample/talk.wav', { program: file('none') })).toBeUndefined();
  });
});

describe('programMissing', () => {
  it.each([
    ['linux', 'sudo apt install ffmpeg'],
    ['darwin', 'brew install ffmpeg'],
    ['win32', 'winget install ffmpeg'],
  ] as const)('names the command of %s', (system, command) => {
    expect(programMissing('ffmpeg', system).hint).toContain(command);
  });
});
