import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import process from 'node:process';

import { beforeEach, describe, expect, it } from 'vitest';

import { claimFolder, type TalkFolder } from './talk-folder.ts';

let out: string;
beforeEach(async () => {
  out = await mkdtemp(join(tmpdir(), 'talkleaf-claim-'));
  return () => rm(out, { recursive: true, force: true });
});

/** Claims and lets go again; gives the folder's name. */
async function visit(title: string, sourceKey: string, contentKey?: string): Promise<string> {
  const folder = await claimFolder(out, { title, sourceKey, contentKey });
  await folder.release();
  return basename(folder.path);
}

/** A process number that was somebody's a moment ago. */
async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '']);
  await new Promise((done) => child.once('close', done));
  return child.pid ?? 0;
}

describe('claimFolder', () => {
  it('makes a folder named by the title, and finds it again', async () => {
    expect(await visit('A talk', 'one')).toBe('A-talk');
    expect(await visit('A talk', 'one')).toBe('A-talk');
    expect(await readdir(out)).toEqual(['A-talk']);
  });

  it('gives another talk of the same title a folder of its own', async () => {
    expect(await visit('A talk', 'one')).toBe('A-talk');
    expect(await visit('A talk', 'two')).toBe('A-talk-2');
    expect(await visit('A talk', 'three')).toBe('A-talk-3');
    expect(await visit('A talk', 'two')).toBe('A-talk-2');
  });

  it('knows a talk that was moved by its content, and one that was changed by its place', async () => {
    expect(await visit('A talk', 'here', 'text')).toBe('A-talk');
    expect(await visit('A talk', 'there', 'text')).toBe('A-talk');
    expect(await visit('A talk', 'there', 'better text')).toBe('A-talk');
    // What it was is somebody else by now, who lies where it lay.
    expect(await visit('A talk', 'here', 'another text')).toBe('A-talk-2');
    expect(await visit('A talk', 'nowhere')).toBe('A-talk-3');
    expect(await visit('A talk', 'elsewhere', 'better text')).toBe('A-talk');
  });

  it('leaves alone a folder or a file of somebody else', async () => {
    await mkdir(join(out, 'A-talk'));
    await writeFile(join(out, 'A-talk-2'), 'a file');
    await mkdir(join(out, 'A-talk-3'));
    await writeFile(join(out, 'A-talk-3', '.talkleaf'), 'a file');
    expect(await visit('A talk', 'one')).toBe('A-talk-4');
    expect(await readdir(join(out, 'A-talk'))).toEqual([]);
    expect(await readFile(join(out, 'A-talk-2'), 'utf8')).toBe('a file');
  });

  it('takes over a folder that a crash left without an owner', async () => {
    await mkdir(join(out, 'A-talk', '.talkleaf'), { recursive: true });
    expect(await visit('A talk', 'one')).toBe('A-talk');
    expect(await visit('A talk', 'two')).toBe('A-talk-2');
  });

  it('makes the folders above it', async () => {
    const folder = await claimFolder(join(out, 'x', 'y'), { title: 'T', sourceKey: 'k' });
    expect(folder.path).toBe(join(out, 'x', 'y', 'T'));
    expect(folder.inner).toBe(join(folder.path, '.talkleaf'));
    await folder.release();
  });

  it('says where a file is in the way', async () => {
    await writeFile(join(out, 'x'), 'a file');
    await expect(claimFolder(join(out, 'x'), { title: 'T', sourceKey: 'k' })).rejects.toMatchObject(
      {
        code: 'FOLDER_UNWRITABLE',
      },
    );
  });

  it('completes a publication that a crash interrupted', async () => {
    await visit('T', 'k');
    const next = join(out, 'T', '.talkleaf', 'next');
    await mkdir(next);
    await writeFile(join(next, 'note.md'), 'made');
    await writeFile(join(next, 'COMMIT'), JSON.stringify({ 'note.md': 'hash' }));
    await visit('T', 'k');
    expect(await readFile(join(out, 'T', 'note.md'), 'utf8')).toBe('made');
  });
});

const lock = (): string => join(out, 'T', '.talkleaf', 'lock');

describe('the lock of a folder', () => {
  const talk = { title: 'T', sourceKey: 'k' };

  it('refuses a second claim until it is released', async () => {
    const first = await claimFolder(out, talk);
    await expect(claimFolder(out, talk)).rejects.toMatchObject({ code: 'FOLDER_BUSY' });
    await first.release();
    expect(await visit('T', 'k')).toBe('T');
    expect(await readdir(first.inner)).toEqual(['source.json']);
  });

  it('refuses a folder that another living process works on', async () => {
    await visit('T', 'k');
    await writeFile(lock(), String(process.ppid));
    await expect(claimFolder(out, talk)).rejects.toMatchObject({
      code: 'FOLDER_BUSY',
      values: { pid: process.ppid },
    });
    expect(await readFile(lock(), 'utf8')).toBe(String(process.ppid));
  });

  it('is taken from a process that is no more', async () => {
    await visit('T', 'k');
    await writeFile(lock(), String(await deadPid()));
    const folder = await claimFolder(out, talk);
    expect(await readFile(lock(), 'utf8')).toBe(String(process.pid));
    await folder.release();
  });

  it('is taken from a process that had the number this one has now', async () => {
    await visit('T', 'k');
    await writeFile(lock(), String(process.pid));
    expect(await visit('T', 'k')).toBe('T');
  });

  it('is not taken while its number is still being written', async () => {
    await visit('T', 'k');
    await writeFile(lock(), '');
    await expect(claimFolder(out, talk)).rejects.toMatchObject({ code: 'FOLDER_BUSY' });
  });

  it('goes to one of many claims for the same talk', async () => {
    const won: TalkFolder[] = [];
    const lost: unknown[] = [];
    const claims = Array.from({ length: 8 }, async () => {
      await claimFolder(out, talk).then(
        (folder) => won.push(folder),
        (error: unknown) => lost.push(error),
      );
    });
    await Promise.all(claims);
    expect(won).toHaveLength(1);
    expect(lost).toEqual(Array(7).fill(expect.objectContaining({ code: 'FOLDER_BUSY' })));
    await won[0]?.release();
    expect(await visit('T', 'k')).toBe('T');
  });

  it('gives claims for different talks of one title different folders', async () => {
    const claims = Array.from({ length: 6 }, (_, at) =>
      claimFolder(out, { title: 'T', sourceKey: `k${at}` }),
    );
    const folders = await Promise.all(claims);
    expect(new Set(folders.map((folder) => folder.path)).size).toBe(6);
    for (const [at, folder] of folders.entries()) {
      const owner = await readFile(join(folder.inner, 'source.json'), 'utf8');
      expect(owner).toBe(`{"key":"k${at}"}\n`);
      await folder.release();
    }
  });
});
