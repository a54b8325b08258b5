import { appendFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { mountTiny, type TinyDisk } from '../../test/support/tiny-disk.ts';
import { openJournal } from './journal.ts';

let root: string;
let path: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'talkleaf-journal-'));
  path = join(root, 'journal.jsonl');
  return () => rm(root, { recursive: true, force: true });
});

async function linesOf(file: string): Promise<string[]> {
  return (await readFile(file, 'utf8')).split('\n').slice(0, -1);
}

describe('a journal', () => {
  it('gives back what was put, at once and in the next process', async () => {
    const journal = await openJournal(path);
    const put = journal.put('a', { text: 'first 第一' });
    expect(journal.get('a')).toEqual({ text: 'first 第一' });
    await put;
    await journal.close();
    const again = await openJournal(path);
    expect(again.get('a')).toEqual({ text: 'first 第一' });
    expect(again.get('b')).toBeUndefined();
    await again.close();
  });

  it('has written an entry when put resolves, closed or not', async () => {
    const journal = await openJournal(path);
    await journal.put('a', 1);
    expect(await linesOf(path)).toEqual(['{"key":"a","value":1}']);
    await journal.close();
  });

  it('lets the later of two puts of a key win', async () => {
    const journal = await openJournal(path);
    await Promise.all([journal.put('a', 1), journal.put('a', 2)]);
    await journal.put('a', 3);
    await journal.close();
    const again = await openJournal(path);
    expect(again.get('a')).toBe(3);
    expect(again.valuesOf('a')).toEqual([3]);
    await again.close();
  });

  it('lists values by the beginning of their key, in the order first put', async () => {
    const journal = await openJournal(path);
    for (const key of ['usage/2', 'line/1', 'usage/1']) await journal.put(key, key);
    expect(journal.valuesOf('usage/')).toEqual(['usage/2', 'usage/1']);
    await journal.close();
  });

  it('passes over a torn last line and writes on below it', async () => {
    await writeFile(path, '{"key":"a","value":1}\n{"key":"b","val');
    const journal = await openJournal(path);
    expect(journal.get('a')).toBe(1);
    expect(journal.get('b')).toBeUndefined();
    await journal.put('c', 3);
    await journal.close();
    const again = await openJournal(path);
    expect(again.get('a')).toBe(1);
    expect(again.get('c')).toBe(3);
    await again.close();
  });

  it('reads a last line that is whole but for its line break', async () => {
    await writeFile(path, '{"key":"a","value":1}');
    const journal = await openJournal(path);
    await journal.put('b', 2);
    await journal.close();
    expect(await linesOf(path)).toEqual(['{"key":"a","value":1}', '{"key":"b","value":2}']);
  });

  it('passes over what is no entry', async () => {
    const rows = ['', 'null', '7', '[]', '{"key":7,"value":1}', '{"key":"x"}', '\u0000\u0000', '�'];
    await writeFile(path, `${rows.join('\n')}\n{"key":"a","value":null}\n`);
    await appendFile(path, Buffer.from([0xff, 0xfe, 0xe4, 0x0a]));
    const journal = await openJournal(path);
    expect(journal.valuesOf('')).toEqual([null]);
    await journal.close();
  });

  it('writes thousands of entries in a few goes, all of them', async () => {
    const journal = await openJournal(path);
    const count = 5000;
    const puts = Array.from({ length: count }, (_, at) =>
      journal.put(`line/${at}`, { text: `第 ${at} 行` }),
    );
    await Promise.all(puts);
    await journal.close();
    expect(await linesOf(path)).toHaveLength(count);
    const again = await openJournal(path);
    expect(again.valuesOf('line/')).toHaveLength(count);
    expect(again.get('line/4999')).toEqual({ text: '第 4999 行' });
    await again.close();
  });

  it('writes what is still waiting before it closes, and closes once', async () => {
    const journal = await openJournal(path);
    const puts = Array.from({ length: 100 }, (_, at) => journal.put(`k${at}`, at));
    await Promise.all([journal.close(), journal.close()]);
    await Promise.all(puts);
    expect(await linesOf(path)).toHaveLength(100);
  });

  it('says where it cannot be written', async () => {
    await expect(openJournal(join(root, 'none', 'journal.jsonl'))).rejects.toMatchObject({
      code: 'FOLDER_UNWRITABLE',
    });
    await mkdir(path);
    await expect(openJournal(path)).rejects.toMatchObject({ code: 'FOLDER_UNWRITABLE' });
  });
});

describe('a journal on a full disk', () => {
  let disk: TinyDisk | undefined;
  beforeAll(async () => {
    disk = await mountTiny();
  });
  afterAll(async () => disk?.unmount());

  it('says so, and loses nothing once there is room', async ({ skip }) => {
    if (!disk) {
      skip('needs the right to mount a file system');
      return;
    }
    const file = join(disk.path, 'journal.jsonl');
    const journal = await openJournal(file);
    await journal.put('before', 'kept');
    const filler = await disk.fill();
    await expect(journal.put('large', 'x'.repeat(20_000))).rejects.toMatchObject({
      code: 'DISK_FULL',
    });
    await rm(filler);
    await journal.put('after', 'kept too');
    await journal.close();
    const again = await openJournal(file);
    expect(again.get('before')).toBe('kept');
    expect(again.get('large')).toBeUndefined();
    expect(again.get('after')).toBe('kept too');
    await again.close();
  });
});
