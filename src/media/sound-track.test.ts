import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { AppError } from '../base/errors.ts';
import { findSound } from './find-sound.ts';
import { openAudio } from './open-audio.ts';
import { chooseTrack, type SoundTrack, trackName, type TrackWish } from './sound-track.ts';

const hasFfmpeg = !(await execa('ffmpeg', ['-version'], { reject: false })).failed;

function track(number: number, told: Partial<SoundTrack> = {}): SoundTrack {
  return { number, index: number, isDefault: false, ...told };
}

const FILM = [
  track(1, { language: 'en', title: 'Commentary by the director', kind: 'commentary' }),
  track(2, { language: 'de', kind: 'description', isDefault: true }),
  track(3, { language: 'fr', title: 'Stereo VF' }),
  track(4, { language: 'en', title: 'Original', isDefault: true }),
  track(5, { language: 'zh-TW', title: '國語' }),
];

function chosen(wish: TrackWish, all: readonly SoundTrack[] = FILM): number | undefined {
  return chooseTrack('film.mkv', all, wish)?.number;
}

describe('chooseTrack', () => {
  it.each<[string, TrackWish, number]>([
    ['the default one', {}, 4],
    ['the one in the language spoken', { language: 'fr' }, 3],
    ['its script and region do not matter', { language: 'zh' }, 5],
    ['no commentary, though it is the first in that language', { language: 'en' }, 4],
    ['no description, though nothing else is in that language', { language: 'de' }, 4],
    ['the number asked for', { track: '2', language: 'fr' }, 2],
    ['the language asked for', { track: 'fr' }, 3],
    ['the language by its three letters', { track: 'fre' }, 3],
    ['the language by its name', { track: 'French' }, 3],
    ['the description, asked for by its language', { track: 'de' }, 2],
    ['a part of the title', { track: 'director' }, 1],
    ['a part of the title in other letters', { track: '國' }, 5],
  ])('%s', (_, wish, number) => {
    expect(chosen(wish)).toBe(number);
  });
  it('the first, where none is the default one', () => {
    expect(chosen({}, [track(1), track(2)])).toBe(1);
  });
  it('a commentary, where there is nothing else', () => {
    expect(chosen({}, FILM.slice(0, 1))).toBe(1);
  });
  it('none of none', () => {
    expect(chosen({ track: '1' }, [])).toBeUndefined();
  });
  it.each(['0', '6', 'it', 'Spanish', ' '])('%j is none of them, and they are listed', (wish) => {
    const failure = failureOf(() => chosen({ track: wish }));
    expect(failure?.code).toBe('TRACK_UNKNOWN');
    expect(failure?.hint).toContain('2 German audio description, 3 French "Stereo VF", 4 English');
    expect(failure?.in('zh').hint).toContain(
      '2 德语 口述影像、3 法语“Stereo VF”、4 英语“Original”',
    );
  });
});

function failureOf(call: () => unknown): AppError | undefined {
  try {
    call();
    return undefined;
  } catch (error) {
    return AppError.find(error);
  }
}

describe('trackName', () => {
  it('of a track that says nothing is its number', () => {
    expect(trackName(track(3), 'en')).toBe('3');
  });
});

/** Whole seconds of sound. */
async function heard(path: string, wish: TrackWish): Promise<number> {
  let count = 0;
  const sound = await findSound(path, wish);
  for await (const block of openAudio(path, { sound })) count += block.length;
  return Math.round(count / 16_000);
}

describe.skipIf(!hasFfmpeg)('findSound', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tracks-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  /** Three tones of 1, 2 and 3 seconds beside a picture. */
  async function film(name: string, ...args: string[]): Promise<string> {
    const path = join(folder, name);
    const picture = ['-f', 'lavfi', '-i', 'color=s=32x32:r=5:d=3'];
    const tones = [1, 2, 3].flatMap((length) => ['-f', 'lavfi', '-i', `sine=d=${length}`]);
    const maps = ['-map', '0', '-map', '1', '-map', '2', '-map', '3'];
    await execa('ffmpeg', ['-v', 'error', '-y', ...picture, ...tones, ...maps, ...args, path]);
    return path;
  }
  const TOLD = [
    '-metadata:s:a:0 language=eng -metadata:s:a:1 language=ger -metadata:s:a:2 language=chi',
    '-disposition:a:0 0 -disposition:a:1 default',
  ].flatMap((each) => each.split(' '));

  it.each(['film.mkv', 'film.mp4', 'film.mov'])('%s: the track is what is heard', async (name) => {
    const path = await film(name, ...TOLD);
    const { tracks } = await findSound(path);
    expect(tracks?.all.map(({ language }) => language)).toEqual(['en', 'de', 'zh']);
    expect(tracks?.taken).toMatchObject({ number: 2, isDefault: true });
    expect(await heard(path, {})).toBe(2);
    expect(await heard(path, { language: 'zh' })).toBe(3);
    expect(await heard(path, { track: '1' })).toBe(1);
    expect(await heard(path, { track: 'English' })).toBe(1);
  });
  it('titles and what a track is for are read', async () => {
    const path = await film(
      'told.mkv',
      '-disposition:a:0',
      'default+comment',
      '-disposition:a:1',
      '0',
      '-metadata:s:a:1',
      'title=Audio Description',
      '-metadata:s:a:2',
      'title=On stage',
    );
    const { tracks } = await findSound(path);
    expect(tracks?.all.map(({ kind }) => kind)).toEqual(['commentary', 'description', undefined]);
    expect(tracks?.taken).toMatchObject({ number: 3, title: 'On stage' });
    expect(await heard(path, { track: 'descr' })).toBe(2);
  });
  it('names nothing where there is one track, and knows no second', async () => {
    const path = await film('one.mp4', '-map', '-0:a', '-map', '-2', '-map', '-3');
    expect(await findSound(path)).not.toHaveProperty('tracks');
    await expect(findSound(path, { track: '2' })).rejects.toMatchObject({ code: 'TRACK_UNKNOWN' });
  });
  it('a track in a form that ffmpeg does not know is none, though it is the default one', async () => {
    const path = await film('telephone.mp4', ...TOLD);
    const bytes = await readFile(path);
    // The second of the three sample descriptions, without what tells its codec.
    const at = bytes.indexOf('mp4a', bytes.indexOf('mp4a', bytes.indexOf('moov')) + 4);
    bytes.write('apac', at);
    bytes.write('free', bytes.indexOf('esds', at));
    await writeFile(path, bytes);
    const { tracks } = await findSound(path);
    expect(tracks?.all.map(({ number }) => number)).toEqual([1, 3]);
    expect(await heard(path, {})).toBe(1);
    expect(await heard(path, { track: '3' })).toBe(3);
  });
  it('of a WAV there is one, without ffprobe', async () => {
    const ffprobe = join(folder, 'none');
    const wav = 'sample/talk.wav';
    expect(await findSound(wav, { track: '1', ffprobe })).not.toHaveProperty('tracks');
    await expect(findSound(wav, { track: '2', ffprobe })).rejects.toMatchObject({
      code: 'TRACK_UNKNOWN',
    });
    const path = await film('asked.mkv');
    await expect(findSound(path, { track: '2', ffprobe })).rejects.toMatchObject({
      code: 'PROGRAM_MISSING',
    });
  });
});
