import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, open, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import fc from 'fast-check';
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
  tagsOf,
  turn,
  writePattern,
} from '../../../test/support/flash-and-beep.ts';
import { expectAt, moments, moved, near, within } from '../../../test/support/in-step.ts';
import { drain } from '../../base/async.ts';
import { lengthOf, type Segment } from '../segments/segments.ts';
import { planMovie, writeMovie } from './cut-movie.ts';
import { box, boxesIn, type Pieces } from './movie/boxes.ts';
import { type Movie, readMovie } from './movie/read-movie.ts';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'talkleaf-mp4-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

/** Both ends of each in the dark. */
const KEPT: readonly Segment[] = [
  { start: 1.5, end: 3.5 },
  { start: 5.4, end: 6.7 },
  { start: 8.4, end: 10.6 },
];

async function movieAt(path: string): Promise<Movie> {
  const movie = await readMovie(path);
  if (!movie) throw new Error(`${path} is not plain`);
  return movie;
}

/** Cuts without ffmpeg; gives the new file and the segments as they were cut. */
async function cut(
  path: string,
  kept: readonly Segment[] = KEPT,
): Promise<{ target: string; segments: readonly Segment[] }> {
  const plan = planMovie(await movieAt(path), kept);
  if (!plan) throw new Error(`${path} cannot be cut`);
  const target = `${path}-cut.mp4`;
  await drain(writeMovie(plan, { target }));
  return { target, segments: plan.segments };
}

/** Every frame and packet, with any complaint a failure. */
function decodeStrictly(path: string): void {
  ffmpeg('-xerror', '-err_detect', 'explode', '-i', path, '-f', 'null', '-');
}

function encoders(): string {
  return execFileSync('ffmpeg', ['-hide_banner', '-encoders'], { encoding: 'utf8' });
}

const X264 = '-c:v libx264 -preset ultrafast -bf 3 -g 20'.split(' ');
const X265 =
  '-c:v libx265 -preset ultrafast -x265-params log-level=none:keyint=25:open-gop=0'.split(' ');
const AV1 = '-c:v libaom-av1 -cpu-used 8 -usage realtime -g 25'.split(' ');
const FRONT = ['-movflags', '+faststart'];
const UNEVEN = "select='lt(mod(t+0.001,1),0.3)+not(mod(n,5))'";

/** How much later than the last flash its beep is heard, in seconds. */
function lagOf(path: string): number {
  const seen = flashes(path).at(-1) ?? 0;
  return (beeps(path).find((time) => Math.abs(time - seen) < 0.45) ?? 0) - seen;
}

/** Where the recording with a hole has sound, in seconds. */
const SOUNDING: readonly Segment[] = [
  { start: 0, end: 200 * (1024 / 48_000) },
  { start: 2 + 200 * (1024 / 48_000), end: 14 },
];

/** A recording with a soft tone between its beeps and two seconds without any packet of sound. */
function holed(): string {
  const path = join(root, 'holed.mp4');
  if (existsSync(path)) return path;
  const [plain, sounding] = [join(root, 'short-groups.mp4'), join(root, 'sounding.mp4')];
  const picture = ['-c:v', 'libx264', '-preset', 'ultrafast', '-bf', '2', '-g', '6'];
  writePattern(plain, { picture, sound: false });
  const tone = "aevalsrc='(0.05+0.35*lt(mod(t,1),0.2))*sin(2*PI*1000*t)':s=48000:d=12";
  const both = ['-map', '0:v', '-map', '1:a', '-c:v', 'copy', '-c:a', 'aac'];
  ffmpeg('-i', plain, '-f', 'lavfi', '-i', tone, ...both, sounding);
  const later = "setts=pts='PTS+96000*gte(N,201)':dts='DTS+96000*gte(N,201)'";
  ffmpeg('-i', sounding, '-c', 'copy', '-bsf:a', later, path);
  return path;
}

/** The same recording with its samples behind a gap of so many bytes, which takes no room on the disk. */
async function writeFar(path: string, target: string, gap: number): Promise<void> {
  const [form, ...rest] = boxesIn(await readFile(path));
  const far = (stco: Buffer): Pieces => {
    const places = Array.from({ length: stco.readUInt32BE(4) }, (_, index) => {
      const place = Buffer.alloc(8);
      place.writeBigUInt64BE(BigInt(gap + stco.readUInt32BE(8 + 4 * index)));
      return place;
    });
    return [stco.subarray(0, 8), ...places];
  };
  const inside = ['trak', 'mdia', 'minf', 'stbl'];
  const placed = (body: Buffer): Pieces =>
    boxesIn(body).flatMap((each) => {
      if (each.type === 'stco') return box('co64', ...far(each.body));
      return box(each.type, ...(inside.includes(each.type) ? placed(each.body) : [each.body]));
    });
  const empty = Buffer.alloc(16);
  empty.writeUInt32BE(1);
  empty.write('free', 4);
  empty.writeBigUInt64BE(BigInt(gap), 8);
  const file = await open(target, 'w');
  const start = Buffer.concat([...box('ftyp', form?.body ?? empty), empty]);
  await file.write(start, 0, start.length, 0);
  const end = rest.flatMap(({ type, body }) =>
    box(type, ...(type === 'moov' ? placed(body) : [body])),
  );
  await file.write(Buffer.concat(end), 0, undefined, start.length - empty.length + gap);
  await file.close();
}

type Case = readonly [name: string, pattern: Pattern, frame: number, encoder?: string];
const CASES: readonly Case[] = [
  ['B-frames', { picture: X264 }, 1 / 30],
  ['description in front', { picture: X264, flags: FRONT }, 1 / 30],
  ['HEVC', { picture: [...X265, '-tag:v', 'hvc1'] }, 1 / 30, 'libx265'],
  ['AV1', { picture: AV1, rate: '25' }, 1 / 25, 'libaom-av1'],
  ['all key frames', { picture: ['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '1'] }, 1 / 30],
  ['Opus', { flags: ['-c:a', 'libopus'] }, 1 / 30, 'libopus'],
  ['29.97', { rate: '30000/1001', picture: X264 }, 1001 / 30_000],
  ['uneven frames', { filter: UNEVEN, flags: ['-fps_mode', 'vfr'] }, 1 / 6],
  ['delays below zero', { flags: ['-movflags', '+negative_cts_offsets'] }, 1 / 30],
  ['no edit list', { flags: ['-use_editlist', '0'] }, 1 / 30],
];

describe.skipIf(!hasFfmpeg)('a cut of a plain MP4 (needs ffmpeg)', () => {
  it.each(CASES.map((each) => [each[0], each] as const))('%s: whole, in step', async (_, each) => {
    const [name, pattern, frame, encoder = ''] = each;
    if (!encoders().includes(encoder)) return;
    const path = join(root, `${name}.mp4`);
    writePattern(path, pattern);
    const { target, segments } = await cut(path);
    decodeStrictly(target);
    segments.forEach(({ start, end }, index) => {
      const asked = KEPT[index] ?? { start: 0, end: 0 };
      expect(start).toBeLessThanOrEqual(asked.start + 0.001);
      expect(asked.start - start).toBeLessThan(25 * frame + 0.1);
      expect(Math.abs(end - asked.end)).toBeLessThan(4 * frame);
    });
    const inside = see(path).filter(({ time }) =>
      segments.some(({ start, end }) => time > start - 0.002 && time < end - 0.002),
    );
    expect(see(target)).toHaveLength(inside.length);
    const lengths = lengthsOf(target);
    expect(Math.abs((lengths.picture ?? 0) - lengthOf(segments))).toBeLessThan(frame + 0.001);
    expect(Math.abs((lengths.sound ?? 0) - lengthOf(segments))).toBeLessThan(0.1);
    const late = (flashes(path)[0] ?? 0) % 1;
    const seen = moments(segments).map((time) => time + late);
    expectAt(within(flashes(target), segments), seen, Math.min(1.5 * frame, 0.08));
    expectAt(within(beeps(target), segments), seen, 0.04);
  });

  it('of which an edit list hides the beginning, which stays hidden', async () => {
    const whole = join(root, 'whole.mp4');
    writePattern(whole, { picture: ['-c:v', 'libx264', '-bf', '2', '-g', '25'] });
    const path = join(root, 'hidden.mp4');
    ffmpeg('-ss', '1.2', '-i', whole, '-c', 'copy', path);
    const { target, segments } = await cut(path, [{ start: 0.1, end: 2.2 }, ...KEPT.slice(1)]);
    expect(segments[0]?.start).toBe(0);
    decodeStrictly(target);
    expect(see(target)).toHaveLength(Math.round(lengthOf(segments) * 30));
    const inWhole = segments.map(({ start, end }) => ({ start: start + 1.2, end: end + 1.2 }));
    expectAt(within(flashes(target), inWhole), moments(inWhole), 0.04);
    expectAt(within(beeps(target), inWhole), moments(inWhole), 0.04);
  });

  it('without sound, and again, and to the end', async () => {
    const path = join(root, 'mute.mp4');
    writePattern(path, { sound: false });
    const { target, segments } = await cut(path, [
      { start: 1.5, end: 3 },
      { start: 9.5, end: 12 },
    ]);
    decodeStrictly(target);
    expect(lengthsOf(target).sound).toBeUndefined();
    expect(segments.at(-1)?.end).toBeCloseTo(12, 3);
    const again = await cut(target, [{ start: 0, end: 1 }]);
    decodeStrictly(again.target);
    const early = flashes(target).filter((time) => time < 0.9);
    expect(early).toHaveLength(1);
    expectAt(flashes(again.target), early, 0.001);
  });

  it.each([
    ['later', ['-itsoffset', '0.3']],
    ['sooner', ['-itsoffset', '-0.3']],
  ])('sound that begins %s than the picture', async (name, offset) => {
    const [plain, path] = [join(root, 'plain.mp4'), join(root, `sound-${name}.mp4`)];
    writePattern(plain);
    ffmpeg('-i', plain, ...offset, '-i', plain, '-map', '0:v', '-map', '1:a', '-c', 'copy', path);
    const movie = await readMovie(path);
    // Where the sound is cut at its front, the picture is paused, or the edit list says more than we take.
    if (!movie) return;
    const { target, segments } = await cut(path);
    expect(segments).toHaveLength(3);
    expect(Math.abs(lagOf(target) - lagOf(path))).toBeLessThan(0.04);
  });

  it.each<readonly [string, readonly Segment[]]>([
    [
      'between stretches',
      [
        { start: 1.5, end: 3.5 },
        { start: 7.4, end: 9.5 },
      ],
    ],
    [
      'inside a stretch',
      [
        { start: 2.5, end: 7.5 },
        { start: 8.4, end: 9.5 },
      ],
    ],
    [
      'at the end of one',
      [
        { start: 2.5, end: 4.7 },
        { start: 7.4, end: 9.5 },
        { start: 10.6, end: 12 },
      ],
    ],
    [
      'at the beginning of one',
      [
        { start: 1.5, end: 3.5 },
        { start: 5.2, end: 7.5 },
        { start: 9.4, end: 11 },
      ],
    ],
    [
      'at the very beginning',
      [
        { start: 5.2, end: 7.5 },
        { start: 9.4, end: 11 },
      ],
    ],
    [
      'at the very end',
      [
        { start: 1.5, end: 3.5 },
        { start: 4.7, end: 5.4 },
      ],
    ],
    [
      'around one',
      [
        { start: 1.5, end: 3.5 },
        { start: 5.5, end: 5.8 },
        { start: 7.4, end: 9.5 },
      ],
    ],
    [
      'at every joint',
      [
        { start: 2.5, end: 4.5 },
        { start: 4.6, end: 4.9 },
        { start: 5.1, end: 5.2 },
        { start: 5.5, end: 8.5 },
      ],
    ],
  ])('a hole in the sound %s: silent for as long, in step behind it', async (_, kept) => {
    const path = holed();
    const { target, segments } = await cut(path, kept);
    decodeStrictly(target);
    const heard = segments.flatMap((segment, index) => {
      const before = lengthOf(segments.slice(0, index));
      return SOUNDING.flatMap(({ start, end }) => {
        const from = Math.max(start, segment.start) - segment.start + before;
        const to = Math.min(end, segment.end) - segment.start + before;
        return to - from > 0.05 ? [{ from, to }] : [];
      });
    });
    const levels = hear(target);
    for (const { from, to } of heard) {
      const inside = levels.slice(Math.ceil(from * 1000) + 30, Math.floor(to * 1000) - 30);
      expect(Math.min(...inside)).toBeGreaterThan(0.02);
    }
    const sounds = levels.filter((level) => level > 0.02).length / 1000;
    const expected = heard.reduce((sum, { from, to }) => sum + to - from, 0);
    expect(Math.abs(sounds - expected)).toBeLessThan(0.03 * segments.length + 0.03);
    expectAt(near(beeps(target), moments(segments)), moved(beeps(path), segments), 0.03);
    expectAt(within(flashes(target), segments), moments(segments), 0.04);
  });

  it('sound that begins behind the first stretch, or ends before the last', async () => {
    const [plain, path] = [join(root, 'plain.mp4'), join(root, 'part.mp4')];
    writePattern(plain);
    const part = join(root, 'part.m4a');
    ffmpeg('-ss', '4.5', '-t', '3', '-i', plain, '-vn', '-c', 'copy', part);
    const late = ['-itsoffset', '4.5', '-i', part];
    ffmpeg('-i', plain, ...late, '-map', '0:v', '-map', '1:a', '-c', 'copy', path);
    const { target, segments } = await cut(path);
    decodeStrictly(target);
    const expected = moments(segments);
    expectAt(within(flashes(target), segments), expected, 0.04);
    const heard = moved(beeps(path), segments);
    expect(heard.length).toBeGreaterThan(0);
    expectAt(near(beeps(target), expected), heard, 0.04);
    expect(planMovie(await movieAt(path), [KEPT[0] ?? { start: 0, end: 0 }])).toBeUndefined();
  });

  it('keeps title, language and turn; leaves chapters out, which would be at wrong times', async () => {
    const [plain, path] = [join(root, 'bare.mp4'), join(root, 'named.mp4')];
    writePattern(plain);
    const about = join(root, 'about.txt');
    const chapter = '[CHAPTER]\nTIMEBASE=1/1\nSTART=4\nEND=9\ntitle=Middle\n';
    await writeFile(about, `;FFMETADATA1\ntitle=Über Gärten\nartist=Mei\n${chapter}`);
    turn(plain, join(root, 'turned.mp4'));
    const inputs = ['-i', join(root, 'turned.mp4'), '-i', about, '-map', '0', '-map_metadata', '1'];
    ffmpeg(...inputs, '-c', 'copy', '-metadata:s:a', 'language=deu', path);
    const { target } = await cut(path);
    const said = tagsOf(target);
    expect(said).toContain('title=Über Gärten');
    expect(said).toContain('artist=Mei');
    expect(said).toContain('language=deu');
    expect(said).toMatch(/rotation=-?90/);
    expect(said).not.toContain('CHAPTER');
    expect(said).not.toContain('codec_type=data');
  });

  it('from places beyond four gigabytes', async () => {
    const [plain, far] = [join(root, 'near.mp4'), join(root, 'far.mp4')];
    writePattern(plain, { length: 3 });
    await writeFar(plain, far, 5 * 2 ** 30);
    expect((await stat(far)).size).toBeGreaterThan(5 * 2 ** 30);
    const kept = [{ start: 0.9, end: 2.5 }];
    const [one, other] = [await cut(plain, kept), await cut(far, kept)];
    decodeStrictly(other.target);
    expect(await readFile(other.target)).toEqual(await readFile(one.target));
  });

  it('fails when the file is shorter than it says, and stops when told', async () => {
    const path = join(root, 'shrinks.mp4');
    writePattern(path, { flags: FRONT });
    const plan = planMovie(await movieAt(path), KEPT);
    if (!plan) throw new Error('no plan');
    const target = join(root, 'shrinks-cut.mp4');
    const stopped = AbortSignal.abort(new Error('enough'));
    await expect(drain(writeMovie(plan, { target, signal: stopped }))).rejects.toThrow('enough');
    await truncate(path, 20_000);
    const failing = drain(writeMovie(plan, { target }));
    await expect(failing).rejects.toMatchObject({ code: 'CUT_MEDIA_BAD' });
  });

  it('gives up where there is no place to cut, or no sound', async () => {
    const [whole, path] = [join(root, 'whole.mp4'), join(root, 'short-sound.mp4')];
    const groups = join(root, 'open.mp4');
    writePattern(groups, { picture: [...X264, '-x264-params', 'open-gop=1:b-adapt=0'] });
    expect(planMovie(await movieAt(groups), KEPT)).toBeUndefined();
    writePattern(whole);
    const movie = await movieAt(whole);
    expect(planMovie(movie, [{ start: 20, end: 21 }])).toBeUndefined();
    expect(planMovie(movie, [])).toBeUndefined();
    ffmpeg('-i', whole, '-t', '0.5', '-i', whole, '-map', '0:v', '-map', '1:a', '-c', 'copy', path);
    expect(planMovie(await movieAt(path), KEPT)).toBeUndefined();
  });
});

describe.skipIf(!hasFfmpeg)('what is left to ffmpeg (needs ffmpeg)', () => {
  const KEY = '00112233445566778899aabbccddeeff';
  const encrypted = `-encryption_scheme cenc-aes-ctr -encryption_key ${KEY} -encryption_kid ${KEY}`;
  it.each([
    ['quicktime.mov', []],
    ['matroska.mkv', []],
    ['fragments.mp4', ['-movflags', 'frag_keyframe+empty_moov']],
    ['encrypted.mp4', encrypted.split(' ')],
  ])('%s', async (name, flags) => {
    const path = join(root, name);
    writePattern(path, { length: 3, flags });
    expect(await readMovie(path)).toBeUndefined();
  });

  it('a cut-off file', async () => {
    const plain = join(root, 'plain-one.mp4');
    writePattern(plain);
    const front = join(root, 'front.mp4');
    ffmpeg('-i', plain, '-c', 'copy', ...FRONT, front);
    expect(await readMovie(front)).toBeDefined();
    await truncate(front, 30_000);
    expect(await readMovie(front)).toBeUndefined();
  });

  it('what is no file, or no movie', async () => {
    expect(await readMovie(root)).toBeUndefined();
    expect(await readMovie(join(root, 'gone.mp4'))).toBeUndefined();
    const text = join(root, 'text.mp4');
    await writeFile(text, 'this is no video');
    expect(await readMovie(text)).toBeUndefined();
    await writeFile(text, '');
    expect(await readMovie(text)).toBeUndefined();
  });

  it('damage: any bytes in the description are refused, or give a file no larger than the source', async () => {
    const [path, damaged] = [join(root, 'small.mp4'), join(root, 'damaged.mp4')];
    writePattern(path, { length: 3, flags: FRONT });
    const bytes = await readFile(path);
    const head = bytes.indexOf('mdat');
    const place = fc.integer({ min: 32, max: head - 5 });
    const word = fc.oneof(
      fc.constantFrom(0, 1, 8, 0x7f_ff_ff_ff, 0x80_00_00_00, 0xff_ff_ff_ff),
      fc.integer({ min: 0, max: 0xff_ff_ff_ff }),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(place, word), { minLength: 1, maxLength: 6 }),
        async (changes) => {
          const copy = Buffer.from(bytes);
          for (const [at, value] of changes) copy.writeUInt32BE(value, at);
          await writeFile(damaged, copy);
          const movie = await readMovie(damaged);
          const plan =
            movie &&
            planMovie(movie, [
              { start: 0.5, end: 1.5 },
              { start: 2.2, end: 3 },
            ]);
          if (!plan) return;
          expect(plan.layout.size).toBeLessThan(2 * bytes.length);
          expect(plan.head.length).toBeLessThan(2 * bytes.length);
          await drain(writeMovie(plan, { target: join(root, 'damaged-cut.mp4') }));
        },
      ),
      { numRuns: 300 },
    );
  });
});
