/** Recordings of every kind and in every state, models that are none, and deaths at random moments of hearing. */
import { execFileSync } from 'node:child_process';
import { copyFile, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

import { drain } from '../../src/base/async.ts';
import { parseJson } from '../../src/base/json.ts';
import { SherpaEngine } from '../../src/speech/sherpa/engine/engine.ts';
import { transcribe } from '../../src/speech/transcribe.ts';
import { outcomeOf, run, start } from '../support/command.ts';
import {
  ears,
  HEAVY,
  inBlocks,
  plainWords,
  samplesOf,
  script,
  SILERO,
  TALK,
} from '../support/hearing.ts';
import { mountTiny } from '../support/tiny-disk.ts';

const MODEL = resolve('sample/mini-ctc');
const Talk = z.object({
  sentences: z.array(z.object({ start: z.number(), end: z.number(), text: z.string() })),
});
const hasFfmpeg = !(await execa('ffmpeg', ['-version'], { reject: false })).failed;

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'talkleaf-robust-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

/** Hears one file into a folder of its own; gives what came of it. */
async function hear(
  input: string,
  flags: readonly string[] = ['--speech', MODEL],
): Promise<Awaited<ReturnType<typeof run>> & { readonly folder: string }> {
  const folder = await mkdtemp(join(root, 'out-'));
  const outcome = await run(['transcribe', input, '--out', folder, ...flags]);
  return { ...outcome, folder };
}

async function talkIn(folder: string): Promise<z.infer<typeof Talk>> {
  const [made = ''] = await readdir(folder);
  return Talk.parse(parseJson(await readFile(join(folder, made, 'talk.json'), 'utf8')));
}

/** Makes a file with ffmpeg; gives its path. */
function ffmpeg(name: string, args: readonly string[]): string {
  const path = join(root, name);
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...args, path]);
  return path;
}

type Kind = {
  readonly args: readonly string[];
  /** Where a time of the script stands in it, in seconds. @default the same */
  readonly moved?: (time: number) => number;
};

const CUT = 46.4;
const INPUT = ['-i', TALK];
const KINDS: Readonly<Record<string, Kind>> = {
  'talk.wav': { args: INPUT },
  'talk.mp3': { args: [...INPUT, '-b:a', '64k'] },
  'talk.m4a': { args: [...INPUT, '-b:a', '64k'] },
  'picture.mp4': {
    args: [
      '-f',
      'lavfi',
      '-i',
      'testsrc=size=160x120:rate=5',
      ...INPUT,
      '-shortest',
      '-b:a',
      '64k',
    ],
  },
  'opus.webm': { args: [...INPUT, '-c:a', 'libopus', '-b:a', '32k'] },
  'pause.wav': {
    args: [
      ...INPUT,
      '-filter_complex',
      `[0]atrim=0:${CUT}[a];anullsrc=r=16000:cl=mono,atrim=0:20[b];[0]atrim=${CUT},asetpts=PTS-STARTPTS[c];[a][b][c]concat=n=3:v=0:a=1`,
    ],
    moved: (time) => (time > CUT ? time + 20 : time),
  },
  'narrow.wav': { args: [...INPUT, '-ar', '8000'] },
  'one-side.wav': { args: [...INPUT, '-af', 'pan=stereo|c0=0*c0|c1=c0'] },
  'eight.wav': {
    args: [
      ...INPUT,
      '-af',
      'pan=7.1|c0=0*c0|c1=0*c0|c2=c0|c3=0*c0|c4=0*c0|c5=0*c0|c6=0*c0|c7=0*c0',
    ],
  },
};

describe.skipIf(!hasFfmpeg)('a recording', () => {
  it.each(Object.entries(KINDS))('%s: every word where it was said', async (name, kind) => {
    const { moved = (time: number): number => time } = kind;
    const outcome = await hear(ffmpeg(name, kind.args));
    expect(outcome).toMatchObject({ status: 0 });
    const { sentences } = await talkIn(outcome.folder);
    expect(sentences.map((each) => plainWords(each.text))).toEqual(
      script.map((each) => plainWords(each.text)),
    );
    sentences.forEach((sentence, index) => {
      const { start: from = 0, end: to = 0 } = script[index] ?? {};
      expect(Math.abs(sentence.start - moved(from))).toBeLessThan(0.3);
      expect(Math.abs(sentence.end - moved(to))).toBeLessThan(0.3);
    });
  });

  it.each(['talk.mp3', 'opus.webm', 'talk.wav'])(
    '%s cut off in the middle: what there is of it',
    async (name) => {
      const path = join(root, `cut-${name}`);
      const bytes = await readFile(ffmpeg(name, KINDS[name]?.args ?? []));
      await writeFile(path, bytes.subarray(0, Math.floor(bytes.length * 0.6)));
      const outcome = await hear(path);
      expect(outcome).toMatchObject({ status: 0 });
      const { sentences } = await talkIn(outcome.folder);
      // The last sentence may end within a word.
      const whole = sentences.slice(0, -1).map((each) => plainWords(each.text));
      expect(whole.length).toBeGreaterThan(10);
      expect(whole).toEqual(script.slice(0, whole.length).map((each) => plainWords(each.text)));
    },
  );

  it('is heard in spite of a wrong suffix, one nobody knows or none, or a header that promises four gigabytes', async () => {
    const mp3 = await readFile(ffmpeg('talk.mp3', KINDS['talk.mp3']?.args ?? []));
    const renamed = ['really-mp3.wav', 'recording.take2', 'recording'];
    for (const name of renamed) await writeFile(join(root, name), mp3);
    const huge = await readFile(TALK);
    huge.writeUInt32LE(0xff_ff_ff_ff, 4);
    huge.writeUInt32LE(0xff_ff_ff_ff, 40);
    await writeFile(join(root, 'huge.wav'), huge);
    for (const name of [...renamed, 'huge.wav']) {
      const outcome = await hear(join(root, name));
      expect(outcome).toMatchObject({ status: 0 });
      expect((await talkIn(outcome.folder)).sentences).toHaveLength(script.length);
    }
  });
});

/** A failure is a sentence, a hint, a status, and nothing that looks like a result. */
async function expectFailure(
  outcome: Awaited<ReturnType<typeof hear>>,
  words: RegExp,
): Promise<void> {
  expect(outcome.status).toBe(1);
  const lines = outcome.stderr.trimEnd().split('\n');
  expect(lines.at(-2)).toMatch(words);
  expect(lines.at(-2)).toMatch(/\.$/);
  expect(lines.at(-1)).toMatch(/^[A-Z].*\.$/);
  expect(outcome.stderr).not.toMatch(/\n\s+at /);
  expect(outcome.stdout).toBe('');
  for (const made of await readdir(outcome.folder))
    expect(await readdir(join(outcome.folder, made))).toEqual(['.talkleaf']);
}

/** A WAV with a header and no sound. */
async function silent(): Promise<Buffer> {
  const header = Buffer.from((await readFile(TALK)).subarray(0, 44));
  header.writeUInt32LE(36, 4);
  header.writeUInt32LE(0, 40);
  return header;
}

describe.skipIf(!hasFfmpeg)('a file that is no recording', () => {
  const noise = Buffer.from(Array.from({ length: 50_000 }, (_, at) => (at * at * 7919) % 251));
  const box = Buffer.concat([
    Buffer.from([0x7f, 0xff, 0xff, 0xf0]),
    Buffer.from('ftypisom'),
    noise,
  ]);
  it.each<[string, () => Promise<Buffer> | Buffer, RegExp]>([
    ['empty.mp3', () => Buffer.alloc(0), /empty\.mp3" could not be read: (?!file:)/],
    ['header-only.wav', async () => (await readFile(TALK)).subarray(0, 20), /could not be read/],
    ['zero-length.wav', silent, /No speech was heard|could not be read/],
    ['damaged.m4a', () => noise, /could not be read/],
    ['absurd-box.mp4', () => box, /could not be read|no sound/],
    [
      'a-text.mp3',
      () => Buffer.from('This is a text, not a recording. '.repeat(50)),
      /could not be read|no sound/,
    ],
    [
      'half.m4a',
      async () =>
        (await readFile(ffmpeg('talk.m4a', KINDS['talk.m4a']?.args ?? []))).subarray(0, 200_000),
      /could not be read/,
    ],
    [
      'a-picture.mp4',
      () =>
        readFile(
          ffmpeg('picture.png', ['-f', 'lavfi', '-i', 'testsrc=size=64x64', '-frames:v', '1']),
        ),
      /no sound|could not be read/,
    ],
  ])('%s', async (name, content, words) => {
    const path = join(root, name);
    await writeFile(path, await content());
    await expectFailure(await hear(path), words);
  });
});

describe('a model that is none', () => {
  it.each<[string, (model: string) => Promise<void>, RegExp]>([
    ['damaged', (model) => truncate(model, 300_000), /speech model/],
    ['empty', (model) => writeFile(model, ''), /cannot be used: it is empty/],
    ['foreign', (model) => copyFile(SILERO, model), /speech model/],
    [
      'noise that claims to be one',
      (model) => writeFile(model, '\u0008\u0007 EncDecCTCModelBPE'),
      /cannot be used/,
    ],
  ])('%s', async (_, spoil, words) => {
    const folder = await mkdtemp(join(root, 'model-'));
    await copyFile(join(MODEL, 'tokens.txt'), join(folder, 'tokens.txt'));
    await copyFile(join(MODEL, 'model.onnx'), join(folder, 'model.onnx'));
    await spoil(join(folder, 'model.onnx'));
    await expectFailure(await hear(resolve(TALK), ['--speech', folder]), words);
  });
});

describe('death while hearing', () => {
  it('of the engine, at random moments: the transcript is the same', async () => {
    const sound = await samplesOf(TALK);
    await using calm = new SherpaEngine();
    const whole = await drain(transcribe(inBlocks(sound), await ears(calm, HEAVY)));
    await using engine = new SherpaEngine();
    const stop = new AbortController();
    let kills = 0;
    let heard = 0;
    const killing = (async () => {
      for (let next = 0; !stop.signal.aborted;) {
        await wait(50 + Math.random() * 700);
        // A second death at one window would count as its own fault, and three are with the engine at once.
        if (engine.pid === undefined || heard < next) continue;
        next = heard + 3;
        process.kill(engine.pid, 'SIGKILL');
        kills++;
      }
    })();
    const work = transcribe(inBlocks(sound), await ears(engine, HEAVY));
    const killed = await drain(work, () => heard++);
    stop.abort();
    await killing;
    expect(kills).toBeGreaterThan(1);
    expect(killed).toEqual(whole);
  });

  it('of Talkleaf, at random moments: it goes on, and hears no finished window twice', async () => {
    const input = join(root, 'killed.wav');
    await writeFile(input, (await readFile(TALK)).subarray(0, 44 + 70 * 32_000));
    const flags = ['--speech', resolve(HEAVY)];
    const whole = await hear(input, flags);
    expect(whole).toMatchObject({ status: 0 });
    const folder = await mkdtemp(join(root, 'killed-'));
    const args = ['transcribe', input, '--out', folder, ...flags];
    for (let kills = 0; kills < 3; kills++) {
      const child = start(args);
      const ended = outcomeOf(child);
      await wait(400 + Math.random() * 1800);
      child.kill('SIGKILL');
      await ended;
    }
    expect((await run(args)).status).toBe(0);
    for (const name of ['talk.json', 'talk.en.srt', 'transcript.txt'])
      expect(await readFile(join(folder, 'killed', name), 'utf8')).toBe(
        await readFile(join(whole.folder, 'killed', name), 'utf8'),
      );
    const journal = await readFile(join(folder, 'killed', '.talkleaf', 'journal.jsonl'), 'utf8');
    const Window = z.object({ key: z.string(), value: z.object({ cues: z.array(z.unknown()) }) });
    const keys = journal
      .split('\n')
      .flatMap((line) => Window.safeParse(parseJson(line)).data?.key ?? []);
    expect(keys.length).toBeGreaterThan(2);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('a disk that is full while hearing', () => {
  it('is named, and what was heard is kept', async ({ skip }) => {
    const disk = await mountTiny(512);
    skip(!disk, 'tiny disks cannot be mounted here');
    if (!disk) return;
    try {
      const input = join(root, 'full.wav');
      await writeFile(input, (await readFile(TALK)).subarray(0, 44 + 55 * 32_000));
      const args = ['transcribe', input, '--out', disk.path, '--speech', resolve(HEAVY)];
      const child = start(args);
      const ended = outcomeOf(child);
      const journal = join(disk.path, 'full', '.talkleaf', 'journal.jsonl');
      const kept = async (): Promise<string> => await readFile(journal, 'utf8').catch(() => '');
      await expect.poll(kept, { timeout: 60_000, interval: 20 }).toContain('\n');
      const filler = await disk.fill();
      const outcome = await ended;
      expect(outcome.status).toBe(1);
      expect(outcome.stderr).toMatch(/full/);
      expect(outcome.stderr).not.toMatch(/\n\s+at /);
      await rm(filler);
      const again = await run([...args, '--json']);
      expect(again.status).toBe(0);
      expect(again.stdout).toContain('"isKept":true');
    } finally {
      await disk.unmount();
    }
  });
});
