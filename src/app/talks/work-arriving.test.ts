/** Links that are heard while they come in, with the real engine and a server that holds back until something was heard. */
import { copyFile, mkdtemp, readdir, readFile, readlink, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { execa } from 'execa';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

import { type HoldingServer, holdBack } from '../../../test/support/holding-server.ts';
import { AppError } from '../../base/errors.ts';
import { parseJson } from '../../base/json.ts';
import { makeLeaf } from '../make-leaf.ts';
import { addEvent, EMPTY_TALLY, shareOf } from './tally.ts';
import type { WorkEvent } from './work-result.ts';

const hasFfmpeg = !(await execa('ffmpeg', ['-version'], { reject: false })).failed;
const hasYtDlp = !(await execa('yt-dlp', ['--version'], { reject: false })).failed;

let root = '';
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'talkleaf-arriving-'));
});
afterAll(() => rm(root, { recursive: true }));

let server: HoldingServer | undefined;
afterEach(() => server?.close());

async function make(name: string, args: readonly string[]): Promise<string> {
  const path = join(root, name);
  await execa('ffmpeg', ['-v', 'error', '-y', ...args, path]);
  return path;
}

const TALK = ['-i', 'sample/talk.wav'];
const OTHER = ['-ss', '60', '-i', 'sample/talk.wav'];
const FRONT = ['-movflags', '+faststart'];

async function serve(path: string, share = 0.6): Promise<HoldingServer> {
  server = await holdBack(path, share);
  return server;
}

const Made = z.object({
  sentences: z.array(z.unknown()),
  warnings: z.array(z.unknown()),
  source: z.object({ text: z.unknown() }).optional(),
});

type Run = {
  readonly events: readonly WorkEvent[];
  /** Code of the failure; `''` where there was none. */
  readonly code: string;
  /** The talk as it was written; `undefined` where it was not. */
  readonly made?: z.infer<typeof Made> | undefined;
};

type Runs = {
  readonly out?: string;
  readonly track?: string;
  readonly speech?: string;
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: WorkEvent) => void;
};

/** Only writes down what is said. */
async function transcribe(input: string, { out, onEvent, ...run }: Runs = {}): Promise<Run> {
  const folder = out ?? (await mkdtemp(join(root, 'out-')));
  const events: WorkEvent[] = [];
  const env = { PATH: process.env['PATH'], TALKLEAF_SETTINGS: join(root, 'none.json') };
  const wishes = { speech: resolve('sample/mini-ctc'), translation: false, note: false };
  try {
    const result = await makeLeaf(input, {
      ...wishes,
      ...run,
      out: folder,
      env,
      onEvent: (event) => {
        events.push(event);
        onEvent?.(event);
      },
    });
    const written = parseJson(await readFile(join(result.folder, 'talk.json'), 'utf8'));
    return { events, code: '', made: Made.parse(written) };
  } catch (error) {
    run.signal?.throwIfAborted();
    return { events, code: AppError.find(error)?.code ?? String(error) };
  }
}

/** Does something when the first window has been heard. */
function atFirstWindow(act: () => void): (event: WorkEvent) => void {
  let isFirst = true;
  return ({ type }) => {
    if (type !== 'window-heard' || !isFirst) return;
    isFirst = false;
    act();
  };
}

const windowsIn = ({ events }: Run): Extract<WorkEvent, { type: 'window-heard' }>[] =>
  events.flatMap((event) => (event.type === 'window-heard' ? [event] : []));

/** Every window is told once, in order, and the share of work shown never falls. */
function expectOrder(run: Run): void {
  const ends = windowsIn(run).map(({ window }) => window.end);
  expect(ends).toEqual([...new Set(ends)].toSorted((a, b) => a - b));
  let tally = EMPTY_TALLY;
  const shares = run.events.map((event) => shareOf((tally = addEvent(tally, event, 0))));
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
}

/** The child processes of this one that are called so. */
async function running(name: string): Promise<number> {
  const { stdout } = await execa('ps', ['--ppid', String(process.pid), '-o', 'comm=']);
  return stdout.split('\n').filter((each) => each.trim() === name).length;
}

/** Lets the rest go when the first window has been heard; tells whether it had been sent by then. */
async function heardMeanwhile(
  url: string,
  { isSent, go }: { readonly isSent: () => boolean; readonly go: () => void },
) {
  const wasSent: boolean[] = [];
  const onEvent = atFirstWindow(() => {
    wasSent.push(isSent());
    go();
  });
  return { run: await transcribe(url, { onEvent }), wasSent };
}

describe.skipIf(!hasFfmpeg)('a link', () => {
  it.each([
    ['a.mp3', ['-b:a', '64k']],
    ['front.m4a', FRONT],
    ['a.webm', ['-c:a', 'libopus']],
    ['a.opus', []],
    ['a.flac', []],
    ['a.wav', []],
  ])('to %s is heard while it comes in, as the whole file is', async (name, args) => {
    const path = await make(name, [...TALK, ...args]);
    const { url, isSent, go, asked } = await serve(path);
    const { run, wasSent } = await heardMeanwhile(url, { isSent, go });
    expect(run.code).toBe('');
    expect(wasSent).toEqual([false]);
    expect(asked()).toBe(1);
    expectOrder(run);
    const whole = await transcribe(path);
    expect(run.made).toEqual(whole.made);
    expect(windowsIn(run)).toEqual(windowsIn(whole));
    const steps = run.events.flatMap((event) => ('step' in event ? [event] : []));
    expect(steps.slice(0, 4).map(({ type, step }) => `${type} ${step}`)).toEqual([
      'step-start fetch',
      'step-start hear',
      'step-end fetch',
      'step-end hear',
    ]);
  });
  it('whose index stands at the end is heard after it, without a word about that', async () => {
    const path = await make('back.m4a', TALK);
    const { url, isSent, go } = await serve(path);
    const wasSent: boolean[] = [];
    // Its beginning cannot be heard: it waits for the end.
    const onEvent = ({ type }: WorkEvent): void => {
      if (type === 'bytes-fetched') go();
      if (type === 'sound-opened') wasSent.push(isSent());
    };
    const run = await transcribe(url, { onEvent });
    expect(wasSent).toEqual([true]);
    expectOrder(run);
    expect(run.made).toEqual((await transcribe(path)).made);
  });

  it('whose connection is cut is heard on when it goes on', async () => {
    const path = await make('cut.mp3', [...TALK, '-b:a', '64k']);
    const { url, asked, go } = await serve(path);
    const run = await transcribe(url, { onEvent: atFirstWindow(() => go('cut')) });
    expect(asked()).toBe(2);
    expectOrder(run);
    const whole = await transcribe(path);
    expect(run.made).toEqual(whole.made);
    expect(windowsIn(run).every(({ isKept }) => !isKept)).toBe(true);
    expect(windowsIn(run)).toEqual(windowsIn(whole));
  });

  it('to a file that changes on its server meanwhile is heard as it is in the end', async () => {
    const path = await make('old.mp3', [...TALK, '-b:a', '64k']);
    const changed = await make('new.mp3', [...OTHER, '-b:a', '64k']);
    const { url, asked, go, change } = await serve(path);
    const run = await transcribe(url, {
      onEvent: atFirstWindow(() => void change(changed).then(() => go('cut'))),
    });
    expect(asked()).toBe(2);
    expect(run.made).toEqual((await transcribe(changed)).made);
    expectOrder(run);
  });

  it('that is gone in the middle fails as ever, and what was heard is kept', async () => {
    const path = await make('gone.mp3', [...TALK, '-b:a', '64k']);
    const out = await mkdtemp(join(root, 'gone-'));
    const { url, go, remove, close } = await serve(path);
    const gone = (): void => {
      remove();
      go('cut');
    };
    const run = await transcribe(url, { out, onEvent: atFirstWindow(gone) });
    expect(run.code).toBe('SOURCE_GONE');
    expect(await running('ffmpeg')).toBe(0);
    const heard = windowsIn(run).length;
    expect(heard).toBeGreaterThan(0);
    expect(await journaled(out)).toBeGreaterThanOrEqual(heard);
    close();
  });

  it('is left with everything that was begun when it is cancelled, and gone on with later', async () => {
    const path = await make('left.mp3', [...TALK, '-b:a', '64k']);
    const out = await mkdtemp(join(root, 'left-'));
    const { url, asked, go } = await serve(path);
    const stop = new AbortController();
    const reason = new Error('enough');
    const onEvent = atFirstWindow(() => stop.abort(reason));
    const cancelled = transcribe(url, { out, onEvent, signal: stop.signal });
    await expect(cancelled).rejects.toBe(reason);
    expect(await running('ffmpeg')).toBe(0);
    expect(await running('node')).toBe(0);
    expect(await openFiles(out)).toEqual([]);
    go();
    const again = await transcribe(url, { out });
    expect(asked()).toBe(2);
    expect(windowsIn(again)[0]).toMatchObject({ isKept: true });
    expect(again.made).toEqual((await transcribe(path)).made);
  });

  it('is heard from the track that is asked for', async () => {
    const tracks = ['-map', '0', '-map', '1', '-c:a', 'aac', '-metadata:s:a:1', 'language=ger'];
    const path = await make('two.mkv', [...TALK, ...OTHER, ...tracks]);
    const { url, go } = await serve(path, 0.8);
    const run = await transcribe(url, { track: 'de', onEvent: atFirstWindow(go) });
    expect(run.made).toEqual((await transcribe(path, { track: 'de' })).made);
    expect(run.events).toContainEqual(
      expect.objectContaining({
        type: 'sound-opened',
        tracks: expect.objectContaining({ taken: expect.objectContaining({ number: 2 }) }),
      }),
    );
  });

  it('that ends too early is heard as far as it goes, and that is said', async () => {
    const whole = await make('whole.m4a', [...TALK, ...FRONT]);
    const bytes = await readFile(whole);
    const path = join(root, 'early.m4a');
    await writeFile(path, bytes.subarray(0, Math.round(0.7 * bytes.length)));
    const { url, go } = await serve(path, 0.7);
    const run = await transcribe(url, { onEvent: atFirstWindow(go) });
    expect(run.made).toEqual((await transcribe(path)).made);
    expect(run.made?.warnings).toContainEqual(expect.objectContaining({ code: 'cut-off' }));
    expectOrder(run);
  });
});

it.skipIf(!hasYtDlp)('a talk of a site is heard while yt-dlp fetches it', async () => {
  // Without a suffix that tells what it is, it is yt-dlp's to look at.
  const path = join(root, 'talk');
  await copyFile('sample/talk.wav', path);
  const { url, isSent, go } = await serve(path);
  const { run, wasSent } = await heardMeanwhile(url, { isSent, go });
  expect(run.code).toBe('');
  expect(wasSent).toEqual([false]);
  expectOrder(run);
  expect(run.made).toEqual((await transcribe('sample/talk.wav')).made);
});

it('a link that nothing is there to hear with is not fetched to its end', async () => {
  const path = join(root, 'unheard.wav');
  await copyFile('sample/talk.wav', path);
  const { url, isSent } = await serve(path);
  const out = await mkdtemp(join(root, 'unheard-'));
  const run = await transcribe(url, { out, speech: join(root, 'none') });
  expect(run.code).toMatch(/^SPEECH_/);
  expect(isSent()).toBe(false);
  expect(await openFiles(out)).toEqual([]);
});

/** How many windows the only talk of a folder remembers. */
async function journaled(out: string): Promise<number> {
  const [talk = ''] = await readdir(out);
  const journal = await readFile(join(out, talk, '.talkleaf', 'journal.jsonl'), 'utf8');
  return journal.match(/"cues":\[/g)?.length ?? 0;
}

/** The files in a folder that this process has open; none where the system does not tell. */
async function openFiles(folder: string): Promise<string[]> {
  const own = '/proc/self/fd';
  const names = await readdir(own).catch(() => []);
  const paths = names.map(async (name) => await readlink(join(own, name)).catch(() => ''));
  return (await Promise.all(paths)).filter((path) => path.startsWith(folder));
}
