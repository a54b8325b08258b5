import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import {
  beeps,
  ffmpeg,
  flashes,
  hasFfmpeg,
  hear,
  lengthsOf,
  type Pattern,
  see,
  sizeOf,
  tagsOf,
  turn,
  writePattern,
} from '../../test/support/flash-and-beep.ts';
import { expectAt, moments, moved, near, within } from '../../test/support/in-step.ts';
import { mountTiny } from '../../test/support/tiny-disk.ts';
import { drain } from '../base/async.ts';
import { AppError } from '../base/errors.ts';
import type { CutEvent, CutOptions, CutResult } from './cut-job.ts';
import { cutMedia } from './cut-media.ts';
import { probeMedia } from './ffmpeg/probe-media.ts';
import { joinSegments, lengthOf, type Segment } from './segments/segments.ts';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'talkleaf-cut-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

/** Both ends of each in the dark, but for one end in a flash. */
const KEPT: readonly Segment[] = [
  { start: 1.5, end: 3.5 },
  { start: 5.1, end: 6.72 },
  { start: 8.4, end: 10.6 },
];

type Cut = CutResult & { readonly target: string; readonly events: readonly CutEvent[] };

/** Makes a recording once for all that cut it. */
function make(name: string, pattern: Pattern = {}): void {
  if (!existsSync(join(root, name))) writePattern(join(root, name), pattern);
}

/** With key frames also where the picture changes. */
const CODED = ['-c:v', 'libx264', '-preset', 'veryfast', '-bf', '2', '-g', '25'];

/** Makes a recording of another one, which is quicker than to make it anew. */
function recode(name: string, target: string, flags: readonly string[]): void {
  make(name);
  if (!existsSync(join(root, target))) ffmpeg('-i', join(root, name), ...flags, join(root, target));
}

/** So much of the beginning of a trimmed recording is hidden, from the middle of a group of pictures on; in seconds. */
const HIDDEN = 1.6;

/** Makes a recording whose beginning an edit list hides. */
function makeTrimmed(): void {
  recode('plain.mp4', 'whole.mp4', CODED);
  const since = ['-ss', String(HIDDEN)];
  ffmpeg(...since, '-i', join(root, 'whole.mp4'), '-c', 'copy', join(root, 'trimmed.mp4'));
}

/** Segments of it as those of the whole. */
function inWhole(segments: readonly Segment[]): Segment[] {
  return segments.map(({ start, end }) => ({ start: start + HIDDEN, end: end + HIDDEN }));
}

async function cut(
  name: string,
  segments: readonly Segment[],
  options: Partial<CutOptions> = {},
): Promise<Cut> {
  const path = join(root, name);
  const facts = await probeMedia(path, {});
  const suffix = facts.picture ? 'mp4' : 'mp3';
  const target = join(root, `${name}-${options.manner ?? 'exact'}.${suffix}`);
  const events: CutEvent[] = [];
  const kept = joinSegments(segments, facts.duration);
  const cutting = cutMedia(facts, kept, { preset: 'ultrafast', target, ...options });
  const result = await drain(cutting, (event) => events.push(event));
  return { ...result, target, events };
}

const folder = async (): Promise<string> => await mkdtemp(join(root, 'bad-'));

/** How bright the ground of the pattern is in a second. */
const light = (second: number): number => ((40 + 8 * second - 16) * 255) / 219;

const peak = (levels: readonly number[]): number => Math.max(...levels.slice(2000, 4000));

const MPEG4 = ['-c:v', 'mpeg4', '-g', '20'];
const FILES: readonly (readonly [name: string, pattern: Pattern, frame: number])[] = [
  ['plain.mp4', {}, 1 / 30],
  ['ntsc.mkv', { rate: '30000/1001' }, 1001 / 30_000],
  ['pal.mov', { rate: '50' }, 1 / 50],
  ['flash.flv', { rate: '25', flags: ['-c:a', 'aac'] }, 1 / 25],
  ['browser.webm', { rate: '30', picture: ['-c:v', 'libvpx', '-deadline', 'realtime'] }, 1 / 30],
  [
    'phone.mp4',
    { filter: "select='lt(mod(t+0.001,1),0.3)+not(mod(n,5))'", flags: ['-fps_mode', 'vfr'] },
    1 / 30,
  ],
  ['late.mkv', { filter: 'setpts=PTS+0.010/TB' }, 1 / 30],
  ['old.mp4', { rate: '24', picture: MPEG4 }, 1 / 24],
  ['broadcast.ts', { picture: ['-c:v', 'mpeg2video', '-g', '250'] }, 1 / 30],
];

describe.skipIf(!hasFfmpeg)('cutMedia, exact (needs ffmpeg)', () => {
  it.each(FILES)('%s: length, picture and sound', async (name, pattern, frame) => {
    make(name, pattern);
    const { target, duration, segments } = await cut(name, KEPT);
    const lengths = lengthsOf(target);
    expect(Math.abs(duration - lengthOf(KEPT))).toBeLessThan(frame);
    expect(Math.abs((lengths.picture ?? 0) - lengthOf(KEPT))).toBeLessThan(frame + 0.001);
    expect(Math.abs((lengths.sound ?? 0) - duration)).toBeLessThan(0.03);
    // The frames of the source stand up to one frame after the second.
    expectAt(within(flashes(target), segments), moments(segments), 1.5 * frame);
    const lag = (beeps(join(root, name))[0] ?? 1) % 1;
    const heard = within(beeps(target), segments);
    expectAt(
      heard,
      moments(segments).map((time) => time + lag),
      0.012,
    );
  });

  it('a recording that is shown turned, upright', async () => {
    make('lying.mp4');
    turn(join(root, 'lying.mp4'), join(root, 'turned.mp4'));
    const { target, segments } = await cut('turned.mp4', KEPT);
    const { picture } = await probeMedia(target, {});
    expect(picture).toMatchObject({ isTurned: false });
    expect(sizeOf(target)).toBe('36x64');
    expectAt(within(flashes(target), segments), moments(segments), 0.05);
  });

  it.each([
    ['exact', []],
    ['smart', [{ type: 'cut-fallback', reason: 'interlaced' }]],
  ] as const)('half pictures become whole ones (%s)', async (manner, fallback) => {
    const halves = ['-flags', '+ilme+ildct', '-x264-params', 'tff=1'];
    make('halves.mp4', { rate: '25', filter: 'fieldorder=tff,setfield=tff', flags: halves });
    expect((await probeMedia(join(root, 'halves.mp4'), {})).picture?.isInterlaced).toBe(true);
    const { target, segments, events } = await cut('halves.mp4', KEPT, { manner });
    expect((await probeMedia(target, {})).picture?.isInterlaced).toBe(false);
    expectAt(within(flashes(target), segments), moments(segments), 0.06);
    expect(events.filter(({ type }) => type === 'cut-fallback')).toEqual(fallback);
  });

  it('keeps what is said of colours; 10 bits become 8', async () => {
    const hdr =
      '-pix_fmt yuv420p10le -color_primaries bt2020 -color_trc smpte2084 -colorspace bt2020nc';
    make('hdr.mp4', { flags: hdr.split(' '), length: 3 });
    const { target } = await cut('hdr.mp4', [{ start: 0.5, end: 2 }]);
    const said = tagsOf(target);
    expect(said).toContain('pix_fmt=yuv420p\n');
    expect(said).toContain('color_transfer=smpte2084');
    expect(said).toContain('color_primaries=bt2020');
    expect(said).toContain('color_space=bt2020nc');
  });

  it.each(['exact', 'fast'] as const)(
    'of several sounds the one that is heard (%s)',
    async (manner) => {
      make('plain.mp4');
      const silence = ['-f', 'lavfi', '-i', 'anullsrc=r=48000:cl=mono', '-t', '12'];
      const order = ['-map', '0:v', '-map', '1:a', '-map', '0:a'];
      const marked = ['-disposition:a:0', '0', '-disposition:a:1', 'default'];
      const coded = ['-c:v', 'copy', '-c:a', 'aac', ...marked];
      ffmpeg('-i', join(root, 'plain.mp4'), ...silence, ...order, ...coded, join(root, 'two.mp4'));
      const { target, segments } = await cut('two.mp4', KEPT, { manner });
      expectAt(within(beeps(target), segments), moments(segments), 0.04);
    },
  );

  it('of several sounds the one that is asked for', async () => {
    make('plain.mp4');
    const silence = ['-f', 'lavfi', '-i', 'anullsrc=r=48000:cl=stereo', '-t', '12'];
    const order = ['-map', '0:v', '-map', '1:a', '-map', '0:a', '-c:v', 'copy', '-c:a', 'aac'];
    const told = ['-metadata:s:a:1', 'language=ger', '-disposition:a:1', '0'];
    const path = join(root, 'asked.mp4');
    ffmpeg('-i', join(root, 'plain.mp4'), ...silence, ...order, ...told, path);
    expect((await probeMedia(path, {})).sound?.index).toBe(1);
    expect((await probeMedia(path, { track: 'de' })).sound?.index).toBe(2);
    await expect(probeMedia(path, { track: '3' })).rejects.toMatchObject({ code: 'TRACK_UNKNOWN' });
  });

  it('a recording without sound', async () => {
    make('mute.mp4', { sound: false });
    const { target, segments } = await cut('mute.mp4', KEPT);
    expect(lengthsOf(target).sound).toBeUndefined();
    expectAt(within(flashes(target), segments), moments(segments), 0.04);
  });

  it.each(['song.mp3', 'song.m4a'])('%s, without a picture', async (name) => {
    make(name, { rate: 'none' });
    const { target, duration } = await cut(name, KEPT);
    expect(target).toMatch(/mp3$/);
    expect(duration).toBeCloseTo(lengthOf(KEPT), 6);
    expect(Math.abs(lengthsOf(target).whole - duration)).toBeLessThan(0.06);
    // MP3 begins with the delay of its encoder, which players know.
    expectAt(within(beeps(target), KEPT), moments(KEPT), 0.03);
  });

  it('shows the frame that was on the screen where a segment starts, however long it stood', async () => {
    const filter = "select='eq(mod(n,120),15)'";
    make('slides.mp4', { filter, flags: ['-fps_mode', 'vfr'] });
    const { target } = await cut('slides.mp4', [
      { start: 6, end: 7 },
      { start: 9.5, end: 10.5 },
    ]);
    const frames = see(target);
    const lights = [0.1, 0.9, 1.1, 1.9].map(
      (time) => frames.findLast((frame) => frame.time <= time)?.light ?? 0,
    );
    [4, 4, 8, 8].forEach((second, index) => {
      expect(Math.abs((lights[index] ?? 0) - light(second))).toBeLessThan(6);
    });
  });

  it.each(['exact', 'smart'] as const)(
    'shows the last frame on where the picture ends before the sound (%s)',
    async (manner) => {
      make('short.mp4', { filter: 'trim=0:6.5', length: 32 });
      const kept = [
        { start: 2.5, end: 4.5 },
        { start: 5.4, end: 8.5 },
        { start: 29.5, end: 31.5 },
      ];
      const { target, duration } = await cut('short.mp4', kept, { manner });
      const lengths = lengthsOf(target);
      expect(Math.abs((lengths.picture ?? 0) - duration)).toBeLessThan(0.04);
      expectAt(within(beeps(target), kept), moments(kept), 0.012);
      expectAt(flashes(target), [0.5, 1.5, 2.6], 0.04);
    },
  );

  it('does not click where a tone is cut', async () => {
    const tone = join(root, 'tone.m4a');
    ffmpeg('-f', 'lavfi', '-i', 'sine=300:d=6', tone);
    const { target } = await cut(
      'tone.m4a',
      [
        { start: 1, end: 2 },
        { start: 4, end: 5 },
      ],
      { evenLoudness: false },
    );
    const levels = hear(target);
    const joint = levels.slice(960, 1100);
    expect(Math.min(...joint)).toBeLessThan(0.03);
    expect(levels.slice(300, 700).every((level) => level > 0.05)).toBe(true);
  });

  it('evens the loudness', async () => {
    ffmpeg(
      '-f',
      'lavfi',
      '-i',
      "aevalsrc='if(lt(t,20),0.5,0.1)*sin(2*PI*300*t)':d=40",
      join(root, 'uneven.m4a'),
    );
    const { target } = await cut('uneven.m4a', [{ start: 0, end: 40 }]);
    const levels = hear(target);
    expect(peak(levels.slice(33_000)) / peak(levels)).toBeGreaterThan(0.5);
  });

  it('keeps hundreds of segments in step', async () => {
    make('many.mp4', { length: 30 });
    const many = Array.from({ length: 500 }, (_, index) => ({
      start: 0.03 + index * 0.059,
      end: 0.03 + index * 0.059 + 0.0346,
    }));
    const facts = await probeMedia(join(root, 'many.mp4'), {});
    const target = join(root, 'many-cut.mp4');
    const result = await drain(cutMedia(facts, many, { preset: 'ultrafast', target }));
    expect(result.segments).toHaveLength(500);
    const lengths = lengthsOf(target);
    expect(Math.abs((lengths.picture ?? 0) - lengthOf(many))).toBeLessThan(1 / 30);
    expect(Math.abs((lengths.sound ?? 0) - lengthOf(many))).toBeLessThan(1 / 30);
  });
});

describe.skipIf(!hasFfmpeg)('cutMedia, smart (needs ffmpeg)', () => {
  it.each(FILES.slice(0, 4))('%s: as exact as with encoding', async (name, pattern, frame) => {
    make(name, pattern);
    const { target, segments, duration, events } = await cut(name, KEPT, { manner: 'smart' });
    expect(events.map((event) => event.type)).not.toContain('cut-fallback');
    const lengths = lengthsOf(target);
    expect(Math.abs((lengths.picture ?? 0) - lengthOf(KEPT))).toBeLessThan(frame + 0.001);
    expectAt(within(flashes(target), segments), moments(segments), 1.5 * frame);
    const lag = (beeps(join(root, name))[0] ?? 1) % 1;
    const heard = within(beeps(target), segments);
    expectAt(
      heard,
      moments(segments).map((time) => time + lag),
      0.012,
    );
    expect(see(target)).toHaveLength(Math.round(duration / frame));
  });

  it('a recording with a clock, one with an edit list, one whose keys are none (open groups)', async () => {
    recode('plain.mp4', 'camera.mov', ['-c', 'copy', '-timecode', '01:00:00:00']);
    makeTrimmed();
    recode('plain.mp4', 'keys.mp4', [...CODED, '-x264-params', 'open-gop=1']);
    for (const name of ['camera.mov', 'trimmed.mp4', 'keys.mp4']) {
      const { target, duration, ...made } = await cut(name, KEPT, { manner: 'smart' });
      const segments = name === 'trimmed.mp4' ? inWhole(made.segments) : made.segments;
      expect(see(target)).toHaveLength(Math.round(duration * 30));
      expectAt(within(flashes(target), segments), moments(segments), 0.04);
      expectAt(within(beeps(target), segments), moments(segments), 0.04);
      expect(tagsOf(target)).not.toContain('codec_type=data');
    }
  });

  it.each([
    ['phone.mp4', 'variable-rate'],
    ['old.mp4', 'codec'],
    ['broadcast.ts', 'container'],
    ['rare.mp4', 'key-frames'],
  ])('%s is encoded in full, and says why: %s', async (name, reason) => {
    const rare = { picture: ['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '900'] };
    const known = FILES.find(([each]) => each === name)?.[1];
    make(name, known ?? rare);
    const { events, segments, target } = await cut(name, KEPT, { manner: 'smart' });
    expect(events).toContainEqual({ type: 'cut-fallback', reason });
    expectAt(within(flashes(target), segments), moments(segments), 0.06);
  });

  it('has what decodes both kinds of frames in its head, where some players look for it alone', async () => {
    make('plain.mp4');
    const { target, duration } = await cut('plain.mp4', KEPT, { manner: 'smart' });
    const bare = join(root, 'bare.mp4');
    const withoutSets = ['-bsf:v', 'filter_units=remove_types=7-8'];
    ffmpeg('-i', target, '-map', '0:v', '-c', 'copy', ...withoutSets, bare);
    const strictly = ['-err_detect', 'explode', '-xerror', '-i', bare];
    ffmpeg(...strictly, '-f', 'null', '-');
    expect(see(bare)).toHaveLength(Math.round(duration * 30));
    expect(flashes(bare)).toEqual(flashes(target));
  });

  it('a turned recording is encoded in full', async () => {
    make('lying.mp4', { length: 3 });
    turn(join(root, 'lying.mp4'), join(root, 'turned.mp4'));
    const { events } = await cut('turned.mp4', [{ start: 0.5, end: 2.5 }], { manner: 'smart' });
    expect(events).toContainEqual({ type: 'cut-fallback', reason: 'turned' });
  });

  it('does not begin a copy where frames need what is before it (open groups)', async () => {
    const open = '-c:v libx264 -preset ultrafast -bf 3 -g 20 -x264-params open-gop=1:b-adapt=0';
    make('open.mkv', { picture: open.split(' ') });
    const { target, segments } = await cut('open.mkv', KEPT, { manner: 'smart' });
    expect(see(target)).toHaveLength(Math.round(lengthOf(segments) * 30));
    expectAt(within(flashes(target), segments), moments(segments), 0.05);
  });
});

describe.skipIf(!hasFfmpeg)('cutMedia, fast (needs ffmpeg)', () => {
  it.each(['plain.mp4', 'ntsc.mkv', 'pal.mov', 'flash.flv'])(
    '%s: from key frames on, in step',
    async (name) => {
      const [, pattern, frame] = FILES.find(([each]) => each === name) ?? ['', {}, 1];
      make(name, pattern);
      const { target, segments, duration } = await cut(name, KEPT, { manner: 'fast' });
      segments.forEach(({ start, end }, index) => {
        const asked = KEPT[index] ?? { start: 0, end: 0 };
        expect(start).toBeLessThanOrEqual(asked.start + 0.001);
        expect(asked.start - start).toBeLessThan(1.1);
        expect(Math.abs(end - asked.end)).toBeLessThan(4 * frame);
      });
      expect(Math.abs((lengthsOf(target).picture ?? 0) - duration)).toBeLessThan(frame + 0.001);
      expectAt(within(flashes(target), segments), moments(segments), 1.5 * frame);
      expectAt(within(beeps(target), segments), moments(segments), 0.06);
    },
  );

  it.each(['long.mov', 'long.mkv', 'long.flv', 'long.ts'])(
    '%s: keeps sound and picture in step over many joints',
    async (name) => {
      make('long.mov', { rate: '24000/1001', length: 60 });
      if (name !== 'long.mov') recode('long.mov', name, ['-c', 'copy']);
      const many = Array.from({ length: 25 }, (_, index) => ({
        start: index * 2.3 + 0.4,
        end: index * 2.3 + 2.05,
      }));
      const { target, segments, events } = await cut(name, many, { manner: 'fast' });
      expect(events).not.toContainEqual(expect.objectContaining({ type: 'cut-fallback' }));
      const whole = segments.filter(({ start, end }) => end - start > 1.5);
      expect(whole.length).toBeGreaterThan(15);
      const seen = flashes(target);
      const heard = beeps(target);
      // Those that begin at a joint, where only one of both may be under way, apart.
      const pairs = seen.flatMap((flash) => {
        const beep = heard.find((each) => Math.abs(each - flash) < 0.15);
        return beep === undefined ? [] : [Math.abs(beep - flash)];
      });
      expect(pairs.length).toBeGreaterThan(20);
      // A flash is up to a frame late, a beep half a packet off, and in some containers late by a packet.
      const [frame, packet] = [1001 / 24_000, 1024 / 48_000];
      expect(pairs.toSorted((a, b) => a - b)[Math.floor(pairs.length * 0.9)]).toBeLessThan(
        frame + packet / 2,
      );
      expect(Math.max(...pairs)).toBeLessThan(frame + 1.5 * packet);
    },
  );

  it('copies a recording with an edit list', async () => {
    makeTrimmed();
    const { target, events, ...made } = await cut('trimmed.mp4', KEPT, { manner: 'fast' });
    expect(events).not.toContainEqual(expect.objectContaining({ type: 'cut-fallback' }));
    const segments = inWhole(made.segments);
    expectAt(within(flashes(target), segments), moments(segments), 0.05);
    expectAt(within(beeps(target), segments), moments(segments), 0.06);
  });

  it.each([
    ['coarse.mov', ['-chunk_duration', '900000']],
    ['fragments.mp4', ['-movflags', 'frag_keyframe+empty_moov']],
  ])('%s: loses no sound where much of it stands behind much picture', async (name, flags) => {
    const tone = ['-f', 'lavfi', '-i', 'sine=500:r=48000', '-c:a', 'aac', '-shortest'];
    make('plain.mp4');
    const plain = ['-i', join(root, 'plain.mp4'), ...tone, '-map', '0:v', '-map', '1:a'];
    ffmpeg(...plain, '-c:v', 'copy', ...flags, join(root, name));
    const { target, events, duration } = await cut(name, KEPT, { manner: 'fast' });
    expect(events).not.toContainEqual(expect.objectContaining({ type: 'cut-fallback' }));
    const heard = hear(target).filter((level) => level > 0.02).length / 1000;
    expect(heard).toBeGreaterThan(duration - 0.1);
    expect(lengthsOf(target).picture).toBeCloseTo(duration, 1);
  });

  it.each([
    ['picture', '-0.3', '0.5'],
    ['sound', '0.9', '1.9'],
  ])(
    'fragments of which the %s begins late: in step behind each joint',
    async (late, ...offsets) => {
      recode('plain.mp4', 'coded.mp4', CODED);
      for (const [index, offset] of offsets.entries()) {
        const [mixed, name] = [join(root, `${late}-${index}.mov`), `${late}-${index}.mp4`];
        const whole = join(root, 'coded.mp4');
        const both = ['-i', whole, '-itsoffset', offset, '-i', whole, '-map', '0:v', '-map', '1:a'];
        ffmpeg(...both, '-c', 'copy', mixed);
        ffmpeg(
          '-i',
          mixed,
          '-c',
          'copy',
          '-movflags',
          'frag_keyframe+empty_moov',
          join(root, name),
        );
        const { target, segments, duration } = await cut(name, KEPT, { manner: 'fast' });
        expect(lengthsOf(target).picture).toBeCloseTo(duration, 1);
        for (const [found, tolerance] of [
          [flashes, 0.05],
          [beeps, 0.06],
        ] as const) {
          const expected = moved(found(join(root, name)), segments);
          expectAt(near(found(target), expected), expected, tolerance);
        }
      }
    },
  );

  it.each([
    ['slides.mkv', "select='not(mod(n,90))'"],
    ['voice.mkv', 'trim=end=6'],
  ])('%s: keeps no more for want of frames', async (name, filter) => {
    recode('plain.mp4', name, ['-vf', filter, '-fps_mode', 'vfr']);
    const two = [
      { start: 1.5, end: 4.2 },
      { start: 7.1, end: 8.9 },
    ];
    const { duration } = await cut(name, two, { manner: 'fast' });
    expect(duration).toBeLessThan(lengthOf(two) + 2.5);
  });

  it('finds where several segments in the last seconds begin', async () => {
    const picture = ['-c:v', 'libx264', '-preset', 'ultrafast', '-bf', '0', '-g', '5'];
    make('silent.mkv', { rate: '10', sound: false, picture });
    const last = [8.2, 9.4, 10.7, 11.5].map((start) => ({ start, end: start + 0.3 }));
    const { segments, events } = await cut('silent.mkv', last, { manner: 'fast' });
    expect(events).not.toContainEqual(expect.objectContaining({ type: 'cut-fallback' }));
    expect(segments.map(({ start }) => start.toFixed(1))).toEqual(['8.0', '9.0', '10.5', '11.5']);
  });

  it('keeps a turned recording turned', async () => {
    make('lying.mp4');
    turn(join(root, 'lying.mp4'), join(root, 'turned.mp4'));
    const { target } = await cut('turned.mp4', KEPT, { manner: 'fast' });
    expect((await probeMedia(target, {})).picture).toMatchObject({ isTurned: true });
  });

  it('encodes what MP4 does not hold', async () => {
    make('browser.webm', {
      picture: ['-c:v', 'libvpx', '-deadline', 'realtime'],
    });
    const { events } = await cut('browser.webm', KEPT, { manner: 'fast' });
    expect(events).toContainEqual({ type: 'cut-fallback', reason: 'codec' });
  });
});

describe.skipIf(!hasFfmpeg)('what a cut keeps of its recording (needs ffmpeg)', () => {
  it.each([
    ['exact', 'mp4'],
    ['smart', 'mp4'],
    ['fast', 'mp4'],
    ['fast', 'mkv'],
    ['exact', 'm4a'],
  ] as const)('%s, %s: title, artist, language; no chapters', async (manner, suffix) => {
    make('plain.mp4');
    const about = join(root, 'about.txt');
    const chapter = '[CHAPTER]\nTIMEBASE=1/1\nSTART=4\nEND=9\ntitle=Middle\n';
    await writeFile(about, `;FFMETADATA1\ntitle=Über Gärten\nartist=Mei\n${chapter}`);
    const inputs = ['-i', join(root, 'plain.mp4'), '-i', about, '-map_metadata', '1'];
    const streams = suffix === 'm4a' ? ['-map', '0:a'] : ['-map', '0'];
    const language = ['-metadata:s:a', 'language=deu'];
    ffmpeg(...inputs, ...streams, '-c', 'copy', ...language, join(root, `named.${suffix}`));
    const { target } = await cut(`named.${suffix}`, KEPT, { manner });
    const said = tagsOf(target);
    expect(said).toContain('title=Über Gärten');
    expect(said).toContain('artist=Mei');
    // MP3 has no languages of its streams.
    expect(said.includes('language=deu')).toBe(suffix !== 'm4a');
    expect(said.includes('major_brand')).toBe(suffix !== 'm4a');
    expect(said).not.toContain('CHAPTER');
    expect(said).not.toContain('codec_type=data');
  });
});

describe.skipIf(!hasFfmpeg)('cutMedia, when something goes wrong (needs ffmpeg)', () => {
  it('leaves nothing behind when it is stopped', async () => {
    const inside = await folder();
    const path = join(inside, 'talk.mp4');
    writePattern(path);
    const stopper = new AbortController();
    const target = join(inside, 'talk_cut.mp4');
    const facts = await probeMedia(path, {});
    const reason = new Error('enough');
    const cutting = cutMedia(facts, KEPT, { target, signal: stopper.signal, preset: 'veryslow' });
    const run = drain(cutting, ({ type }) => {
      if (type === 'cut-progress') stopper.abort(reason);
    });
    await expect(run).rejects.toBe(reason);
    expect(await readdir(inside)).toEqual(['talk.mp4']);
  });

  it('keeps the file that is there until the new one is complete', async () => {
    const inside = await folder();
    const path = join(inside, 'talk.mp4');
    writePattern(path, { length: 4 });
    const target = join(inside, 'talk_cut.mp4');
    await writeFile(target, 'old');
    const facts = await probeMedia(path, {});
    const cutting = cutMedia(facts, [{ start: 1, end: 2 }], { target });
    await cutting.next();
    await cutting.return({ segments: [], duration: 0 });
    expect(await readdir(inside)).toEqual(['talk.mp4', 'talk_cut.mp4']);
    await drain(cutMedia(facts, [{ start: 1, end: 2 }], { target, preset: 'ultrafast' }));
    expect(lengthsOf(target).whole).toBeGreaterThan(0.9);
  });

  it.each(['plain.mp4', 'voice.m4a'])('%s: keeps a fifth of a second', async (name) => {
    make(name, name.endsWith('.m4a') ? { rate: 'none' } : {});
    const { target } = await cut(name, [{ start: 3.1, end: 3.3 }]);
    expect(lengthsOf(target).sound).toBeGreaterThan(0.19);
  });

  it('notices that the recording changed meanwhile', async () => {
    const inside = await folder();
    const path = join(inside, 'talk.mp4');
    writePattern(path, { length: 4 });
    const facts = await probeMedia(path, {});
    const target = join(inside, 'talk_cut.mp4');
    const cutting = cutMedia(facts, [{ start: 1, end: 2 }], { target, preset: 'ultrafast' });
    await cutting.next();
    await cutting.next();
    await utimes(path, new Date(0), new Date(0));
    await expect(drain(cutting)).rejects.toMatchObject({ code: 'CUT_MEDIA_CHANGED' });
    expect(await readdir(inside)).toEqual(['talk.mp4']);
  });

  it('says so when the disk is full, and leaves nothing there', async ({ skip }) => {
    const disk = await mountTiny(16);
    skip(disk === undefined, 'needs to mount');
    if (!disk) return;
    try {
      const path = join(await folder(), 'talk.mp4');
      writePattern(path);
      const facts = await probeMedia(path, {});
      const target = join(disk.path, 'talk_cut.mp4');
      const run = drain(cutMedia(facts, KEPT, { target, preset: 'ultrafast', crf: 0 }));
      await expect(run).rejects.toMatchObject({ code: 'DISK_FULL', values: { path: target } });
      expect(await readdir(disk.path)).toEqual([]);
    } finally {
      await disk.unmount();
    }
  });

  it('refuses what is no media file, and says when ffmpeg is missing', async () => {
    const path = join(await folder(), 'talk.mp4');
    await writeFile(path, 'this is no video');
    await expect(probeMedia(path, {})).rejects.toMatchObject({ code: 'CUT_MEDIA_BAD' });
    const missing = probeMedia(path, { probe: '/nonexistent/ffprobe' });
    const failure = await missing.catch((error: unknown) => AppError.find(error));
    expect(failure).toMatchObject({ code: 'PROGRAM_MISSING' });
  });
});
