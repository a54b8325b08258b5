import { mkdtempSync, rmSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';

import {
  beeps,
  ffmpeg,
  flashes,
  hasFfmpeg,
  lengthsOf,
  type Pattern,
  see,
  sizeOf,
  turn,
  writePattern,
} from '../../test/support/flash-and-beep.ts';
import { drain } from '../base/async.ts';
import type { CutEvent } from './cut-job.ts';
import { probeMedia } from './ffmpeg/probe-media.ts';
import { mergeMedia } from './merge-media.ts';

const root = mkdtempSync(join(tmpdir(), 'talkleaf-merge-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

function make(name: string, pattern: Pattern = {}): string {
  const path = join(root, name);
  writePattern(path, { length: 4, ...pattern });
  return path;
}

async function merge(paths: readonly string[], name: string, signal?: AbortSignal) {
  const facts = await Promise.all(paths.map((path) => probeMedia(path, {})));
  const target = join(root, name);
  const events: CutEvent[] = [];
  const merging = mergeMedia(facts, { target, preset: 'ultrafast', signal });
  const starts = await drain(merging, (event) => events.push(event));
  return { target, starts, events };
}

/** True when each flash has its beep. */
function inStep(path: string): boolean {
  const heard = beeps(path);
  const seen = flashes(path);
  return (
    seen.length > 0 && seen.every((time) => heard.some((each) => Math.abs(each - time) < 0.08))
  );
}

describe.skipIf(!hasFfmpeg)('mergeMedia (needs ffmpeg)', () => {
  it('joins recordings of different size, rate, codec and make, in step', async () => {
    make('lying.mp4');
    turn(join(root, 'lying.mp4'), join(root, 'turned.mp4'));
    const paths = [
      make('a.mp4'),
      make('b.mkv', { rate: '30000/1001', filter: 'scale=128:96' }),
      make('c.mov', { rate: '50', picture: ['-c:v', 'mpeg4'] }),
      make('d.webm', { rate: '25', picture: ['-c:v', 'libvpx', '-deadline', 'realtime'] }),
      join(root, 'turned.mp4'),
    ];
    const { target, starts, events } = await merge(paths, 'all.mp4');
    expect(sizeOf(target)).toBe('64x36');
    expect(starts.map((start) => Math.round(start))).toEqual([0, 4, 8, 12, 16, 20]);
    const lengths = lengthsOf(target);
    expect(Math.abs((lengths.picture ?? 0) - (starts.at(-1) ?? 0))).toBeLessThan(0.04);
    expect(Math.abs((lengths.sound ?? 0) - (lengths.picture ?? 0))).toBeLessThan(0.05);
    expect(inStep(target)).toBe(true);
    expect(events.at(-1)).toEqual({ type: 'cut-progress', share: 1 });
  });

  it('fills in the sound or the picture that one of them lacks', async () => {
    const paths = [
      make('mute.mp4', { sound: false }),
      make('talk.mp3', { rate: 'none' }),
      make('last.mp4'),
    ];
    const { target, starts } = await merge(paths, 'mixed.mp4');
    const { picture = 0, sound = 0 } = lengthsOf(target);
    expect(Math.abs(picture - (starts[3] ?? 0))).toBeLessThan(0.04);
    expect(see(target)).toHaveLength(Math.round((starts[3] ?? 0) * 30));
    expect(Math.abs(sound - picture)).toBeLessThan(0.05);
    const heard = beeps(target);
    expect(heard.filter((time) => time < (starts[1] ?? 0) - 0.1)).toEqual([]);
    expect(heard.length).toBeGreaterThanOrEqual(6);
    const dark = flashes(target).filter(
      (time) => time > (starts[1] ?? 0) + 0.3 && time < (starts[2] ?? 0) - 0.1,
    );
    expect(dark).toEqual([]);
  });

  it('joins many, more than a command line takes', async () => {
    const path = make('short.mp4', { length: 1 });
    const { target, starts } = await merge(
      Array.from({ length: 60 }, () => path),
      'many.mp4',
    );
    expect(starts).toHaveLength(61);
    const { picture = 0, sound = 0 } = lengthsOf(target);
    expect(Math.abs(picture - (starts.at(-1) ?? 0))).toBeLessThan(0.04);
    expect(Math.abs(sound - picture)).toBeLessThan(0.05);
  });

  it('makes an MP3 of sound alone', async () => {
    const paths = [make('x.mp3', { rate: 'none' }), make('y.m4a', { rate: 'none' })];
    const { target } = await merge(paths, 'sound.mp3');
    expect(lengthsOf(target).whole).toBeCloseTo(8, 0);
    expect(beeps(target).length).toBeGreaterThanOrEqual(6);
  });

  it.each([
    ['sound', 'first'],
    ['sound', 'last'],
    ['picture', 'first'],
    ['picture', 'last'],
  ])('fails where the %s of the %s one cannot be decoded', async (stream, place) => {
    const good = make('good.mp4', { length: 3 });
    const noise = join(root, `noise-${stream}.mp4`);
    const filter = stream === 'sound' ? '-bsf:a' : '-bsf:v';
    ffmpeg('-i', good, '-c', 'copy', filter, 'noise=amount=1', noise);
    const merging = merge(place === 'first' ? [noise, good] : [good, noise], 'never.mp4');
    await expect(merging).rejects.toMatchObject({
      code: 'CUT_MEDIA_BAD',
      values: { path: noise },
    });
    expect(await readdir(root)).not.toContain('never.mp4');
  });

  it('leaves nothing behind when it is stopped', async () => {
    const before = await readdir(root);
    const stop = AbortSignal.abort(new Error('enough'));
    const paths = [join(root, 'a.mp4'), join(root, 'a.mp4')];
    await expect(merge(paths, 'never.mp4', stop)).rejects.toThrow('enough');
    expect(await readdir(root)).toEqual(before);
  });
});
