import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type Trickle, trickle } from '../../test/support/trickle.ts';
import { drain } from '../base/async.ts';
import { decodeWithFfmpeg } from './ffmpeg.ts';
import { findSound } from './find-sound.ts';
import type { Media } from './media.ts';
import { openAudio, type OpenAudioOptions } from './open-audio.ts';

const hasFfmpeg = !(await execa('ffmpeg', ['-version'], { reject: false })).failed;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'growing-sound-'));
});
afterAll(() => rm(folder, { recursive: true }));

const TALK = ['-i', 'sample/talk.wav'];
const CD = ['-ar', '44100', '-ac', '2'];
const PICTURE = ['-f', 'lavfi', '-i', 'testsrc=size=64x64:rate=5:d=117'];

async function make(name: string, args: readonly string[]): Promise<string> {
  const path = join(folder, name);
  await execa('ffmpeg', ['-v', 'error', '-y', ...args, path]);
  return path;
}

async function arriving(path: string): Promise<Trickle> {
  return await trickle(path, `${path}.part`);
}

type Listened = {
  readonly stream: number | undefined;
  /** How long its sound is, in seconds, or how else it ended. */
  readonly end: number | string;
  /** The same for the same blocks. */
  readonly sound: string;
};

/** Hears a file to its end. With `after`, something is done once half a minute has been heard. */
async function listen(
  media: Media,
  { after, ...options }: OpenAudioOptions & { after?: () => Promise<void> } = {},
): Promise<Listened> {
  const sound = options.sound ?? (await findSound(media));
  let end: number | string = 'none';
  const onEnd: OpenAudioOptions['onEnd'] = (seconds, ending) => {
    end = ending === 'whole' ? seconds : ending;
  };
  const hash = createHash('sha256');
  let samples = 0;
  for await (const block of openAudio(media, { ...options, sound, onEnd })) {
    hash.update(`${block.length} `).update(block);
    const isHalfMinute = samples < HALF_MINUTE && samples + block.length >= HALF_MINUTE;
    samples += block.length;
    if (isHalfMinute) await after?.();
  }
  return { stream: sound.stream, end, sound: hash.digest('hex') };
}

const HALF_MINUTE = 30 * 16_000;

type Kind = readonly [name: string, args: readonly string[]];

/** A picture in front of the sound that is larger than what is fed at once. */
const COVER =
  '-f lavfi -i nullsrc=s=400x400:d=0.04,geq=random(1)*255 -map 0 -map 1 -c:v mjpeg -q:v 1 -disposition:v attached_pic'.split(
    ' ',
  );

/** What can be heard from its beginning on. */
const STREAMED: readonly Kind[] = [
  ['a.mp3', [...TALK, '-b:a', '64k']],
  ['tagged.mp3', [...TALK, '-b:a', '64k', '-write_id3v1', '1', '-metadata', 'title=A talk']],
  ['cover.mp3', [...TALK, ...COVER, '-b:a', '64k']],
  ['bare.mp3', [...TALK, '-write_xing', '0', '-id3v2_version', '0']],
  ['variable.mp3', [...TALK, ...CD, '-q:a', '6', '-id3v2_version', '0']],
  ['front.m4a', [...TALK, '-movflags', '+faststart']],
  ['pieces.m4a', [...TALK, '-movflags', '+dash+global_sidx', '-frag_duration', '5000000']],
  ['a.webm', [...TALK, '-c:a', 'libopus']],
  ['a.opus', TALK],
  ['a.ogg', [...TALK, '-c:a', 'libvorbis']],
  ['a.flac', TALK],
  ['a.wav', TALK],
  ['cd.wav', [...TALK, ...CD]],
  ['deep.wav', [...TALK, '-c:a', 'pcm_s24le']],
  ['a.aac', TALK],
  ['a.ts', [...TALK, '-c:a', 'aac']],
  ['film.mp4', [...PICTURE, ...TALK, '-c:a', 'aac', '-movflags', '+faststart']],
  ['film.mkv', [...PICTURE, ...TALK, '-c:a', 'aac']],
];

describe.skipIf(!hasFfmpeg)('the sound of a file that is still coming in', () => {
  it.each(STREAMED)('%s: begins before its end, and is that of the file', async (name, args) => {
    const path = await make(name, args);
    const { growing, upTo, end } = await arriving(path);
    await upTo(0.5);
    let isEarly = false;
    const after = async (): Promise<void> => {
      isEarly = !growing.isWhole;
      await end();
    };
    expect(await listen(growing, { after })).toEqual(await listen(path));
    expect(isEarly).toBe(true);
  });
  it('is not taken for the whole when the file is lost', async () => {
    const path = await make('lost.mp3', [...TALK, '-b:a', '64k']);
    const { growing, upTo, beginAnew } = await arriving(path);
    await upTo(0.5);
    const listening = listen(growing);
    const failure = listening.catch(String);
    await expect.poll(() => growing.isAwaited).toBe(true);
    await beginAnew(await readFile('sample/talk.wav'));
    expect(await failure).toContain('lost');
  });
  it('is waited for as long as it takes to come, with a program that is stopped with it', async () => {
    const path = await make('slow.mp3', [...TALK, '-b:a', '64k']);
    const { growing, upTo, end } = await arriving(path);
    await upTo(0.5);
    const stop = new AbortController();
    const reason = new Error('enough');
    const sound = await findSound(growing);
    const listening = listen(growing, { sound, signal: stop.signal });
    const failure = listening.catch((error: unknown) => error);
    await expect.poll(() => growing.isAwaited).toBe(true);
    stop.abort(reason);
    expect(await failure).toBe(reason);
    expect(growing.isAwaited).toBe(false);
    await end();
    expect(await listen(growing)).toEqual(await listen(path));
  });
  it('is not given up while nothing of it comes', async () => {
    const path = await make('idle.mp3', [...TALK, '-b:a', '64k']);
    const { growing, upTo, end } = await arriving(path);
    await upTo(0.01);
    const program = join(folder, 'reads-only');
    await writeFile(program, '#!/bin/sh\nexec cat > /dev/null\n', { mode: 0o755 });
    let isOver = false;
    const decoding = drain(decodeWithFfmpeg(growing, { program, stallMs: 500 }));
    const over = decoding.finally(() => (isOver = true));
    await wait(1500);
    expect(isOver).toBe(false);
    await end();
    expect(await over).toBe('whole');
  });
  it('is not found before the end where the index stands there', async () => {
    const { growing, upTo, end } = await arriving(await make('back.m4a', TALK));
    await upTo(0.9);
    const whenFound = findSound(growing).then(() => growing.isWhole);
    await expect.poll(() => growing.isAwaited).toBe(true);
    await end();
    expect(await whenFound).toBe(true);
  });
  it('is that of the track which the whole file would give', async () => {
    const tracks = ['-map', '0', '-map', '1', '-map', '2', '-c:a', 'aac'];
    const german = ['-metadata:s:a:1', 'language=ger', '-disposition:a:1', 'default'];
    const args = [...PICTURE, ...TALK, ...TALK, ...tracks, ...german, '-disposition:a:0', '0'];
    const path = await make('two.mkv', args);
    const { growing, upTo } = await arriving(path);
    await upTo(0.5);
    for (const wish of [{}, { language: 'de' }, { track: '1' }, { track: 'de' }]) {
      const { stream, tracks: choice } = await findSound(growing, wish);
      expect({ stream, tracks: choice }).toMatchObject(await pick(path, wish));
    }
    await expect(findSound(growing, { track: 'fr' })).rejects.toMatchObject({
      code: 'TRACK_UNKNOWN',
    });
  });
  it('does not follow a playlist to a file', async () => {
    const path = join(folder, 'list.m3u8');
    await writeFile(path, `#EXTM3U\n#EXTINF:1,\nfile:${join(folder, 'a.ts')}\n#EXT-X-ENDLIST\n`);
    const { growing, end } = await arriving(path);
    await end();
    await expect(listen(growing)).rejects.toMatchObject({ code: 'MEDIA_UNREADABLE' });
  });
});

async function pick(path: string, wish: object): Promise<object> {
  const { stream, tracks } = await findSound(path, wish);
  return { stream, tracks };
}
