import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { cutOff, type CutOff } from './cut-off.ts';
import { findSound } from './find-sound.ts';
import { openAudio, type OpenAudioOptions } from './open-audio.ts';

const hasFfmpeg = !(await execa('ffmpeg', ['-version'], { reject: false })).failed;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cut-off-'));
});
afterAll(() => rm(folder, { recursive: true }));

const LENGTH = 40;
const TALK = ['-t', String(LENGTH), '-i', 'sample/talk.wav'];
const PICTURE = ['-f', 'lavfi', '-i', `testsrc=size=64x64:rate=5:d=${LENGTH}`];
const LONG_PICTURE = ['-f', 'lavfi', '-i', `testsrc=size=64x64:rate=5:d=${LENGTH + 20}`];
const CD = ['-ar', '44100', '-ac', '2'];

async function make(name: string, args: readonly string[]): Promise<string> {
  const path = join(folder, name);
  await execa('ffmpeg', ['-v', 'error', '-y', ...args, path]);
  return path;
}

/** The first part of a file. */
async function shortened(path: string, share = 0.6): Promise<string> {
  const bytes = await readFile(path);
  const cut = `${path}.part`;
  await writeFile(cut, bytes.subarray(0, Math.floor(bytes.length * share)));
  return cut;
}

async function listen(path: string): Promise<{ seconds: number; cuts: readonly CutOff[] }> {
  const cuts: CutOff[] = [];
  let count = 0;
  const sound = await findSound(path);
  const onEnd: OpenAudioOptions['onEnd'] = (end, ending) => {
    const cut = cutOff(end, ending, sound.stated);
    if (cut) cuts.push(cut);
  };
  for await (const block of openAudio(path, { sound, onEnd })) count += block.length;
  return { seconds: count / 16_000, cuts };
}

type Kind = readonly [name: string, args: readonly string[]];

/** Whose header or index says how long they are. */
const STATED: readonly Kind[] = [
  ['a.wav', TALK],
  ['cd.wav', [...TALK, ...CD]],
  ['deep.wav', [...TALK, '-c:a', 'pcm_s24le']],
  ['float.wav', [...TALK, '-c:a', 'pcm_f32le']],
  ['alaw.wav', [...TALK, '-c:a', 'pcm_alaw']],
  ['adpcm.wav', [...TALK, '-c:a', 'adpcm_ima_wav']],
  ['constant.mp3', [...TALK, '-b:a', '64k']],
  ['variable.mp3', [...TALK, ...CD, '-q:a', '6']],
  ['a.flac', TALK],
  ['a.aiff', TALK],
  ['a.au', TALK],
  ['a.wv', TALK],
  ['a.tta', TALK],
  ['aac.mka', [...TALK, '-c:a', 'aac']],
  ['vorbis.mka', [...TALK, '-c:a', 'libvorbis']],
  ['opus.webm', [...TALK, '-c:a', 'libopus']],
  ['picture.mkv', [...PICTURE, ...TALK, '-c:a', 'libopus']],
  ['front.m4a', [...TALK, ...CD, '-movflags', '+faststart']],
  ['front.mp4', [...PICTURE, ...TALK, '-movflags', '+faststart']],
  ['pcm.mov', [...PICTURE, ...TALK, '-c:a', 'pcm_s16le', '-movflags', '+faststart']],
];

/** Whose length is only what is in them, or known at their end. */
const UNSTATED: readonly Kind[] = [
  ['a.ogg', [...TALK, '-c:a', 'libvorbis']],
  ['a.opus', TALK],
  ['a.aac', TALK],
  ['a.ac3', TALK],
  ['a.ts', [...TALK, '-c:a', 'aac']],
  ['a.wma', [...TALK, '-c:a', 'wmav2']],
  ['a.caf', TALK],
  ['a.w64', TALK],
  ['a.avi', [...PICTURE, ...TALK, '-c:a', 'mp3']],
  ['headless.mp3', [...TALK, ...CD, '-q:a', '6', '-write_xing', '0']],
  ['fragments.mp4', [...TALK, '-movflags', '+frag_keyframe+empty_moov', '-frag_duration', '4e6']],
];

/** Whose sound is shorter than something in them, as it should be. */
const UNEVEN: readonly Kind[] = [
  ['long-picture.mkv', [...LONG_PICTURE, ...TALK]],
  ['long-picture.mp4', [...LONG_PICTURE, ...TALK]],
  ['long-picture.ts', [...LONG_PICTURE, ...TALK]],
  ['late.mkv', [...PICTURE, '-itsoffset', '9', ...TALK, '-t', '45']],
  ['late.mp4', [...PICTURE, '-itsoffset', '9', ...TALK, '-t', '45']],
  ['cover.mp3', [...TALK, '-f', 'lavfi', '-i', 'color=s=64x64:r=1:d=1', '-map', '0', '-map', '1']],
];

describe('cutOff', () => {
  const own = { length: 60, isOwn: true };
  const picture = { length: 60, isOwn: false };
  it('is where a sound ends that its header has longer', () => {
    expect(cutOff(30, 'whole', own)).toEqual({ end: 30, of: 60 });
    expect(cutOff(58.5, 'missing', own)).toBeUndefined();
  });
  it('believes the length of a picture only where ffmpeg misses the end', () => {
    expect(cutOff(30, 'whole', picture)).toBeUndefined();
    expect(cutOff(30, 'missing', picture)).toEqual({ end: 30, of: 60 });
  });
  it('is told without a length where ffmpeg gave up and none is known', () => {
    expect(cutOff(30, 'broken', undefined)).toEqual({ end: 30 });
    expect(cutOff(30, 'missing', undefined)).toBeUndefined();
  });
});

describe.skipIf(!hasFfmpeg)('openAudio', () => {
  it.each([...STATED, ...UNSTATED, ...UNEVEN])('%s, healthy: no warning', async (name, args) => {
    const { seconds, cuts } = await listen(await make(name, args));
    expect(cuts).toEqual([]);
    expect(seconds).toBeGreaterThan(LENGTH - 0.2);
  });
  it.each(STATED)('%s, cut off: what is there is heard, and said', async (name, args) => {
    const { seconds, cuts } = await listen(await shortened(await make(name, args)));
    expect(seconds).toBeGreaterThan(LENGTH * 0.4);
    expect(seconds).toBeLessThan(LENGTH * 0.7);
    expect(cuts).toEqual([{ end: seconds, of: expect.closeTo(LENGTH, 0) }]);
  });
  it.each(UNSTATED)('%s, cut off: heard as far as it goes', async (name, args) => {
    const { seconds, cuts } = await listen(await shortened(await make(name, args)));
    expect(seconds).toBeGreaterThan(LENGTH * 0.4);
    expect(seconds).toBeLessThan(LENGTH * 0.75);
    expect(cuts).toEqual([]);
  });
  it('a MP4 with its index at the end is not to be read', async () => {
    const part = await shortened(await make('end.mp4', TALK));
    await expect(listen(part)).rejects.toMatchObject({ code: 'MEDIA_UNREADABLE' });
  });
  it('a WAV that was streamed promises nothing', async () => {
    for (const claimed of [0, 0x7fff_f000, 0x8000_0000, 0xffff_ffff]) {
      const bytes = await readFile('sample/talk.wav');
      bytes.writeUInt32LE(claimed, 40);
      const path = join(folder, 'streamed.wav');
      await writeFile(path, bytes);
      expect((await listen(path)).cuts).toEqual([]);
    }
  });
  it('a program that gives up in the middle: its sound stands', async () => {
    const ffmpeg = join(folder, 'gives-up');
    const sound = 'ffmpeg -v error -f lavfi -i anullsrc=r=16000:cl=mono -t 3 -bitexact -f wav -';
    await writeFile(ffmpeg, `#!/bin/sh\n${sound}\necho 'too many errors' >&2; exit 69\n`, {
      mode: 0o755,
    });
    await writeFile(join(folder, 'x.mp3'), 'x');
    const cuts: (CutOff | undefined)[] = [];
    const audio = openAudio(join(folder, 'x.mp3'), {
      ffmpeg,
      onEnd: (end, ending) => cuts.push(cutOff(end, ending, undefined)),
    });
    let count = 0;
    for await (const block of audio) count += block.length;
    expect(count).toBe(48_000);
    expect(cuts).toEqual([{ end: 3 }]);
  });
});
