import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { mountTiny, type TinyDisk } from '../../test/support/tiny-disk.ts';
import { finishPublishing, publish } from './publish.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'talkleaf-publish-'));
  return () => rm(folder, { recursive: true, force: true });
});

const read = (name: string): Promise<string> => readFile(join(folder, name), 'utf8');
const write = (name: string, text: string): Promise<void> => writeFile(join(folder, name), text);
const filesOf = (files: Record<string, string>): Map<string, string> =>
  new Map(Object.entries(files));
const next = (name = ''): string => join(folder, '.talkleaf', 'next', name);
const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/** Brings a publication to its point of no return, as a crash right after it would leave it. */
async function stageOnly(files: Record<string, string>): Promise<void> {
  const twin = await mkdtemp(join(tmpdir(), 'talkleaf-twin-'));
  await publish(twin, filesOf(files));
  await mkdir(next(), { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFile(next(name), text);
  await rename(join(twin, '.talkleaf', 'files.json'), next('COMMIT'));
  await rm(twin, { recursive: true });
}

describe('publish', () => {
  it('writes files, also in sub-folders', async () => {
    const published = await publish(
      folder,
      filesOf({ 'note.md': 'one', 'images/1/a.txt': 'deep' }),
    );
    expect(published).toEqual({ files: ['note.md', 'images/1/a.txt'], setAside: [] });
    expect(await read('note.md')).toBe('one');
    expect(await read('images/1/a.txt')).toBe('deep');
    expect(await exists(next())).toBe(false);
  });

  it('replaces its own files', async () => {
    await publish(folder, filesOf({ 'note.md': 'one', 'a/b.txt': 'b' }));
    const { setAside } = await publish(folder, filesOf({ 'note.md': 'two', 'a/b.txt': 'c' }));
    expect(setAside).toEqual([]);
    expect(await read('note.md')).toBe('two');
    expect(await read('a/b.txt')).toBe('c');
  });

  it('does not touch files that stay as they are', async () => {
    await publish(folder, filesOf({ 'note.md': 'same', 'talk.json': 'old' }));
    const past = new Date(2020, 1, 1);
    await utimes(join(folder, 'note.md'), past, past);
    await publish(folder, filesOf({ 'note.md': 'same', 'talk.json': 'new' }));
    expect((await stat(join(folder, 'note.md'))).mtime).toEqual(past);
    // It is still known as Talkleaf's own.
    const { setAside } = await publish(folder, filesOf({ 'note.md': 'changed' }));
    expect(setAside).toEqual([]);
  });

  it('sets aside what the user changed, each time anew', async () => {
    await publish(folder, filesOf({ 'note.md': 'one' }));
    const names: string[] = [];
    for (const round of [1, 2, 3]) {
      await write('note.md', `mine ${round}`);
      names.push(...(await publish(folder, filesOf({ 'note.md': `made ${round}` }))).setAside);
    }
    expect(names).toEqual(['note.edited.md', 'note.edited-2.md', 'note.edited-3.md']);
    expect(await Promise.all(names.map(read))).toEqual(['mine 1', 'mine 2', 'mine 3']);
    expect(await read('note.md')).toBe('made 3');
  });

  it('sets aside what was there before it first came', async () => {
    await write('note.md', 'a note of my own');
    expect((await publish(folder, filesOf({ 'note.md': 'made' }))).setAside).toEqual([
      'note.edited.md',
    ]);
    expect(await read('note.edited.md')).toBe('a note of my own');
  });

  it('leaves an edit that is what would be written', async () => {
    await publish(folder, filesOf({ 'note.md': 'one' }));
    await write('note.md', 'two');
    expect((await publish(folder, filesOf({ 'note.md': 'two' }))).setAside).toEqual([]);
  });

  it('writes again what the user deleted', async () => {
    await publish(folder, filesOf({ 'note.md': 'one' }));
    await rm(join(folder, 'note.md'));
    await publish(folder, filesOf({ 'note.md': 'one' }));
    expect(await read('note.md')).toBe('one');
  });

  it('sets aside a folder where a file is to be, and a file where a folder is', async () => {
    await mkdir(join(folder, 'note.md'));
    await writeFile(join(folder, 'note.md', 'inner'), 'kept');
    await write('images', 'a file');
    const { setAside } = await publish(folder, filesOf({ 'note.md': 'made', 'images/a.txt': 'a' }));
    expect(setAside.toSorted()).toEqual(['images.edited', 'note.edited.md']);
    expect(await read('note.edited.md/inner')).toBe('kept');
    expect(await read('images.edited')).toBe('a file');
    expect(await read('images/a.txt')).toBe('a');
  });

  it('says where nothing can be written', async () => {
    await write('.talkleaf', 'a file in the way');
    await expect(publish(folder, filesOf({ 'note.md': 'x' }))).rejects.toMatchObject({
      code: 'FOLDER_UNWRITABLE',
    });
  });
});

describe('finishPublishing', () => {
  it('does nothing where nothing was begun', async () => {
    expect(await finishPublishing(folder)).toEqual([]);
    expect(await readdir(folder)).toEqual([]);
  });

  it('sweeps away what was not complete', async () => {
    await publish(folder, filesOf({ 'note.md': 'old' }));
    await mkdir(next(), { recursive: true });
    await writeFile(next('note.md'), 'half of the n');
    await finishPublishing(folder);
    expect(await read('note.md')).toBe('old');
    expect(await exists(next())).toBe(false);
  });

  it('takes a damaged mark for none', async () => {
    await publish(folder, filesOf({ 'note.md': 'old' }));
    await mkdir(next(), { recursive: true });
    await writeFile(next('note.md'), 'new');
    await writeFile(next('COMMIT'), '{"note.md": ');
    await finishPublishing(folder);
    expect(await read('note.md')).toBe('old');
  });

  it.each([0, 1, 2, 3])('completes what stopped after %i of 3 moves', async (moved) => {
    const made = { 'a.md': 'new a', 'b.md': 'new b', 'c.md': 'new c' };
    await publish(folder, filesOf({ 'a.md': 'old a', 'b.md': 'old b' }));
    await write('b.md', 'edited b');
    await stageOnly(made);
    for (const name of Object.keys(made).slice(0, moved)) {
      // As publishing does: the edited file goes aside before the new one comes.
      if (name === 'b.md') await rename(join(folder, name), join(folder, 'b.edited.md'));
      await rename(next(name), join(folder, name));
    }
    await finishPublishing(folder);
    for (const [name, text] of Object.entries(made)) expect(await read(name)).toBe(text);
    expect(await read('b.edited.md')).toBe('edited b');
    expect(await readdir(folder)).toHaveLength(5);
    expect(await exists(next())).toBe(false);
    // All of it is known as its own from now on.
    const { setAside } = await publish(folder, filesOf({ 'a.md': '1', 'b.md': '2', 'c.md': '3' }));
    expect(setAside).toEqual([]);
  });

  it('completes what stopped between setting aside and moving in', async () => {
    await publish(folder, filesOf({ 'a.md': 'old' }));
    await stageOnly({ 'a.md': 'new' });
    await rename(join(folder, 'a.md'), join(folder, 'a.edited.md'));
    expect(await finishPublishing(folder)).toEqual([]);
    expect(await read('a.md')).toBe('new');
  });

  it('is done first by the next publication', async () => {
    await stageOnly({ 'a.md': 'first', 'b.md': 'first' });
    await publish(folder, filesOf({ 'a.md': 'second' }));
    expect(await read('a.md')).toBe('second');
    expect(await read('b.md')).toBe('first');
  });
});

describe('publish on a full disk', () => {
  let disk: TinyDisk | undefined;
  beforeAll(async () => {
    disk = await mountTiny();
  });
  afterAll(async () => disk?.unmount());

  it('leaves the old files as they were', async ({ skip }) => {
    if (!disk) {
      skip('needs the right to mount a file system');
      return;
    }
    const talk = join(disk.path, 'talk');
    await mkdir(talk);
    await publish(talk, filesOf({ 'a.md': 'old a', 'b.md': 'old b' }));
    const filler = await disk.fill();
    const large = 'x'.repeat(100_000);
    await expect(publish(talk, filesOf({ 'a.md': 'new a', 'b.md': large }))).rejects.toMatchObject({
      code: 'DISK_FULL',
    });
    expect(await readFile(join(talk, 'a.md'), 'utf8')).toBe('old a');
    expect(await readFile(join(talk, 'b.md'), 'utf8')).toBe('old b');
    await rm(filler);
    await publish(talk, filesOf({ 'a.md': 'new a', 'b.md': large }));
    expect(await readFile(join(talk, 'b.md'), 'utf8')).toBe(large);
  });
});
