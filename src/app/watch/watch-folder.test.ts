import { appendFile, mkdir, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { AppError } from '../../base/errors.ts';
import {
  watchFolder,
  type WatchEvent,
  type WatchOptions,
  type WatchTools,
} from './watch-folder.ts';

const DONE = '- [x] <-- Mark if you are done editing.\n\n- [x] [1,00:01] Kept.\n';
const OPEN = DONE.replace('- [x] <--', '- [ ] <--');

let folder: string;
let stop: AbortController;
let done: string[];
let events: WatchEvent<string>[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'talkleaf-watch-'));
  stop = new AbortController();
  done = [];
  events = [];
});
afterEach(async () => {
  stop.abort();
  await rm(folder, { recursive: true, force: true });
});

const file = (name: string): string => join(folder, name);

/** Makes a file look as if nobody had written to it for a day. */
async function leave(name: string): Promise<void> {
  const yesterday = new Date(Date.now() - 24 * 3600 * 1000);
  await utimes(file(name), yesterday, yesterday);
}

/** Does on disk what the real tools leave there. */
const tools: WatchTools<string> = {
  async *hear(media) {
    yield 'listening';
    if (media.endsWith('broken.mp4')) throw new AppError('MEDIA_NO_AUDIO', { path: media });
    const talk = file(basename(media).replace('.mp4', '-talk'));
    await mkdir(talk, { recursive: true });
    await writeFile(join(talk, 'cut.md'), OPEN);
    done.push(`hear ${basename(media)}`);
    return talk;
  },
  async *cut(media, list) {
    yield 'cutting';
    await writeFile(media.replace('.mp4', '_cut.mp4'), 'cut');
    done.push(`cut ${basename(media)} by ${list.slice(folder.length + 1)}`);
  },
  async *merge(overview) {
    yield 'joining';
    await writeFile(overview.replace('.md', '_merged.mp4'), 'merged');
    done.push(`merge ${basename(overview)}`);
  },
};

/** The same where nothing has a picture. */
const soundTools: WatchTools<string> = {
  ...tools,
  async *merge(overview) {
    yield 'joining';
    await writeFile(overview.replace('.md', '_merged.mp3'), 'merged');
    done.push('merge');
  },
};

/** A text as some editors save it. */
const saved = (text: string): Buffer =>
  Buffer.from(`\uFEFF${text.replaceAll('\n', '\r\n')}`, 'utf16le');

/** Watches beside the test until the test ends it. */
function watching(given: WatchOptions = {}, by: WatchTools<string> = tools): Promise<unknown> {
  const run = async (): Promise<void> => {
    const options = { settleMs: 60, lookMs: 500, ...given, signal: stop.signal };
    for await (const event of watchFolder(folder, by, options)) events.push(event);
  };
  return run().catch((error: unknown) => error);
}

const failures = (): WatchEvent<string>[] => events.filter(({ type }) => type === 'job-failed');

const starts = (): number => events.filter(({ type }) => type === 'watch-start').length;

/** As long as a test may take: what is waited for comes, or never. */
const poll = { timeout: 50_000, interval: 20 };

describe('a watched folder', () => {
  it('hears what is there and what comes, cuts what is marked, joins what is ticked', async () => {
    await writeFile(file('a.mp4'), 'sound');
    const ended = watching();
    await expect.poll(() => done, poll).toEqual(['hear a.mp4']);
    await writeFile(file('b.mp4'), 'sound');
    await expect.poll(() => done, poll).toEqual(['hear a.mp4', 'hear b.mp4']);
    await writeFile(file('a-talk/cut.md'), DONE);
    await expect.poll(() => done[2], poll).toBe('cut a.mp4 by a-talk/cut.md');
    const overview = (): Promise<string> => readFile(file('autocut.md'), 'utf8');
    await expect.poll(overview, poll).toContain('[a_cut.mp4](a_cut.mp4)');
    expect(await overview()).toContain('- [ ] [a.mp4](a-talk/cut.md) [Edited]');
    await writeFile(file('autocut.md'), (await overview()).replaceAll('- [ ]', '- [x]'));
    await expect.poll(() => done[3], poll).toBe('merge autocut.md');
    // What was cut or joined is no recording to hear, and a marked overview is left as it is.
    await writeFile(file('c.txt'), 'no recording');
    stop.abort(new Error('enough'));
    expect(await ended).toEqual(new Error('enough'));
    expect(done).toHaveLength(4);
    expect(events[0]).toMatchObject({ type: 'watch-start' });
    expect(events).toContainEqual({ type: 'job-event', event: 'cutting' });
  });

  it('reads lists as editors save them, in other encodings', async () => {
    await writeFile(file('a.mp4'), 'sound');
    const ended = watching();
    await expect.poll(() => done, poll).toEqual(['hear a.mp4']);
    await writeFile(file('a-talk/cut.md'), saved(DONE));
    await expect.poll(() => done[1], poll).toBe('cut a.mp4 by a-talk/cut.md');
    await expect.poll(() => readFile(file('autocut.md'), 'utf8'), poll).toContain('a_cut.mp4');
    const task = '- [x] <-- Mark if you are done editing.\n\n- [x] [a_cut.mp4](a_cut.mp4)\n';
    await writeFile(file('autocut.md'), saved(task));
    await expect.poll(() => done[2], poll).toBe('merge autocut.md');
    stop.abort();
    await ended;
  });

  it('leaves an overview alone while it is saved', async () => {
    await writeFile(file('autocut.md'), '');
    await writeFile(file('a.mp4'), 'sound');
    const ended = watching();
    await expect.poll(() => done, poll).toEqual(['hear a.mp4']);
    await writeFile(file('b.mp4'), 'sound');
    await expect.poll(() => done, poll).toEqual(['hear a.mp4', 'hear b.mp4']);
    expect(await readFile(file('autocut.md'), 'utf8')).toBe('');
    await rm(file('autocut.md'));
    await expect.poll(() => readFile(file('autocut.md'), 'utf8'), poll).toContain('[b.mp4]');
    stop.abort();
    await ended;
  });

  it('joins sound once, too', async () => {
    await writeFile(file('a.mp4'), 'sound');
    await writeFile(
      file('autocut.md'),
      '- [x] <-- Mark if you are done editing.\n\n- [x] [a.mp4](a.mp4)\n',
    );
    const ended = watching({}, soundTools);
    await expect.poll(() => done, poll).toEqual(['merge', 'hear a.mp4']);
    await writeFile(file('b.mp4'), 'sound');
    await expect.poll(() => done, poll).toEqual(['merge', 'hear a.mp4', 'hear b.mp4']);
    stop.abort();
    await ended;
  });

  it('waits for a recording that may still grow', async () => {
    await writeFile(file('live.mp4'), 'x');
    await writeFile(file('old.mp4'), 'x');
    await leave('old.mp4');
    const ended = watching({ settleMs: 600_000 });
    await expect.poll(() => done, poll).toEqual(['hear old.mp4']);
    await leave('live.mp4');
    await expect.poll(() => done, poll).toEqual(['hear old.mp4', 'hear live.mp4']);
    stop.abort();
    await ended;
  });

  it('joins only when all that is marked is cut, and again when a new cut may be what it lacked', async () => {
    await writeFile(file('a.mp4'), 'sound');
    await writeFile(file('a.md'), DONE);
    await writeFile(file('autocut.md'), '- [x] <-- Mark if you are done editing.\n\n- [x] a.mp4\n');
    const lacking: WatchTools<string> = {
      ...tools,
      async *merge(overview) {
        const isCut = done.includes('cut b.mp4 by b.md');
        done.push('merge');
        if (!isCut) throw new AppError('MERGE_UNCUT', { path: overview });
        yield* tools.merge(overview);
      },
    };
    const ended = watching({ settleMs: 600_000 }, lacking);
    await expect.poll(() => events.length, poll).toBe(1);
    await writeFile(file('c.mp4'), 'sound');
    await leave('c.mp4');
    await expect.poll(() => done, poll).toEqual(['hear c.mp4']);
    await leave('a.mp4');
    await expect.poll(() => done.slice(1), poll).toEqual(['cut a.mp4 by a.md', 'merge']);
    await expect.poll(failures, poll).toMatchObject([{ job: 'merge', code: 'MERGE_UNCUT' }]);
    await writeFile(file('b.mp4'), 'sound');
    await leave('b.mp4');
    await writeFile(file('b.md'), DONE);
    await expect.poll(() => done.at(-1), poll).toBe('merge autocut.md');
    expect(done.slice(-3)).toEqual(['cut b.mp4 by b.md', 'merge', 'merge autocut.md']);
    stop.abort();
    await ended;
  });

  it('does nothing twice after a restart, but a recording that was replaced', async () => {
    await writeFile(file('a.mp4'), 'sound');
    const first = watching();
    await expect.poll(() => done, poll).toEqual(['hear a.mp4']);
    stop.abort();
    await first;
    stop = new AbortController();
    const second = watching();
    await expect.poll(starts, poll).toBe(2);
    await writeFile(file('b.mp4'), 'sound');
    await expect.poll(() => done, poll).toEqual(['hear a.mp4', 'hear b.mp4']);
    await writeFile(file('a.mp4'), 'another sound');
    await expect.poll(() => done, poll).toEqual(['hear a.mp4', 'hear b.mp4', 'hear a.mp4']);
    stop.abort();
    await second;
  });

  it("takes autocut's own list beside the recording, and hears nothing anew for it", async () => {
    await writeFile(file('old.mp4'), 'sound');
    await writeFile(file('old.md'), DONE);
    const ended = watching({ isPolling: true });
    await expect.poll(() => done, poll).toEqual(['cut old.mp4 by old.md']);
    stop.abort();
    await ended;
  });

  it('goes on after a failure, and tries that file again only when it has changed', async () => {
    await writeFile(file('broken.mp4'), 'x');
    await writeFile(file('good.mp4'), 'x');
    const ended = watching();
    await expect.poll(() => done, poll).toEqual(['hear good.mp4']);
    expect(failures()).toEqual([
      {
        type: 'job-failed',
        job: 'hear',
        name: 'broken.mp4',
        code: 'MEDIA_NO_AUDIO',
        values: expect.any(Object),
      },
    ]);
    await writeFile(file('other.mp4'), 'x');
    await expect.poll(() => done, poll).toHaveLength(2);
    expect(failures()).toHaveLength(1);
    await appendFile(file('broken.mp4'), 'y');
    await expect.poll(() => failures().length, poll).toBe(2);
    stop.abort();
    await ended;
  });

  it('is watched by one at a time', async () => {
    const ended = watching();
    await expect.poll(() => events.length, poll).toBe(1);
    const other = watchFolder(folder, tools, { signal: stop.signal });
    await expect(other.next()).rejects.toMatchObject({ code: 'FOLDER_BUSY' });
    stop.abort();
    await ended;
    await expect(watchFolder(file('none'), tools, {}).next()).rejects.toMatchObject({
      code: 'FILE_MISSING',
    });
  });
});
