import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { beforeEach, describe, expect, it } from 'vitest';

import { readGlossary } from './glossary.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'talkleaf-glossary-'));
  return () => rm(folder, { recursive: true, force: true });
});

/** The terms of a file, as `source>target<heard|heard`. */
async function read(name: string, content: string | Uint8Array): Promise<string[]> {
  const path = join(folder, name);
  await writeFile(path, content);
  const terms = await readGlossary(path);
  expect(terms.every(({ by }) => by === 'user')).toBe(true);
  return terms.map(({ source, target, heard }) => `${source}>${target}<${heard.join('|')}`);
}

describe('readGlossary', () => {
  it.each([
    ['CSV', 'a.csv', 'segment,段\nTidemark,=\n'],
    ['TSV', 'a.tsv', 'segment\t段\nTidemark\t=\n'],
    ['a full-width comma', 'a.txt', 'segment，段\nTidemark，=\n'],
    [
      'Windows line ends and a header',
      'a.csv',
      '\uFEFFsource,target\r\nsegment,段\r\nTidemark,=\r\n',
    ],
    [
      'a Chinese header, comments, blank lines',
      'a.csv',
      '原文,译文\n# names\n\nsegment,段\n ,\nTidemark,\n',
    ],
    ['quotes', 'a.csv', '"segment","段"\n"Tidemark",""\n'],
    ['a JSON map', 'a.json', '{"segment":"段","Tidemark":"="}'],
    ['a JSON map whatever the name', 'a.txt', ' {"segment":"段","Tidemark":""}'],
    ['JSON items', 'a.json', '[{"source":"segment","target":"段"},{"src":"Tidemark","tgt":"="}]'],
    ['JSON pairs', 'a.json', '[["segment","段"],["Tidemark"]]'],
    ['JSON names', 'a.json', '[{"term":"segment","translation":"段"},"Tidemark",null,7]'],
    [
      'a talk.json',
      'talk.json',
      '{"schema":1,"terms":[{"source":"segment","target":"段"},{"source":"Tidemark","target":"="}]}',
    ],
  ])('reads %s', async (_, name, content) => {
    expect(await read(name, content)).toEqual(['segment>段<', 'Tidemark>=<']);
  });

  it('reads heard forms', async () => {
    expect(await read('a.csv', 'PyTorch,=,by torch, Byteorch ,\n')).toEqual([
      'PyTorch>=<by torch|Byteorch',
    ]);
    expect(await read('a.json', '[{"source":"PyTorch","heard":["by torch",7,null]}]')).toEqual([
      'PyTorch>=<by torch|7',
    ]);
  });

  it('reads a list of names, and one that begins with a bracket', async () => {
    expect(await read('a.txt', 'Tidemark\nMira\n')).toEqual(['Tidemark>=<', 'Mira>=<']);
    expect(await read('a.csv', '[CLS],分类标记\nsegment,段\n')).toEqual([
      '[CLS]>分类标记<',
      'segment>段<',
    ]);
  });

  it('reads other encodings', async () => {
    expect(await read('a.csv', Buffer.from('\uFEFFsegment,段\n', 'utf16le'))).toEqual([
      'segment>段<',
    ]);
  });

  it('takes values that are no text for nothing', async () => {
    expect(await read('a.json', '{"a":null,"b":{"c":1},"d":4}')).toEqual(['a>=<', 'b>=<', 'd>4<']);
  });

  it.each([
    ['an empty file', 'a.csv', '', 'it holds no terms'],
    ['an empty list', 'a.json', '[]', 'it holds no terms'],
    ['broken JSON', 'a.json', '{"a": ', 'it is not JSON'],
    ['JSON that is a number', 'a.json', '7', 'it is not JSON'],
  ])('refuses %s', async (...[, name, content, reason]) => {
    await expect(read(name, content)).rejects.toMatchObject({
      code: 'GLOSSARY_BAD',
      values: { reason: { en: reason } },
    });
  });

  it('says what is missing and what is a folder', async () => {
    await expect(readGlossary(join(folder, 'none.csv'))).rejects.toMatchObject({
      code: 'FILE_MISSING',
    });
    await mkdir(join(folder, 'dir'));
    await expect(readGlossary(join(folder, 'dir'))).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
      values: { reason: { en: 'it is a folder' } },
    });
  });
});
