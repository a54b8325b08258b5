import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { fingerprint } from '../../base/hash.ts';
import { expandInputs } from './expand-inputs.ts';

const TICKS = '- [ ] <-- Mark if you are done editing.\n\n- [ ] [1,00:01] Kept.\n';

let root: string;
let folder: string;
beforeAll(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'talkleaf-inputs-')));
});
beforeEach(async () => {
  folder = await mkdtemp(join(root, 'case-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

const at = (name: string): string => join(folder, name);

/** Files by name, with their texts. */
async function lay(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(at(name)), { recursive: true });
    await writeFile(at(name), text);
  }
}

/** Files of which only the names count. */
const layEmpty = (...names: readonly string[]): Promise<void> =>
  lay(Object.fromEntries(names.map((name) => [name, ''])));

const expanded = async (input: string): Promise<readonly string[]> =>
  (await expandInputs([input], root)).talks;

/** What the folder stands for, by names, with what was passed over. */
async function inFolder(): Promise<{ talks: string[]; passedOver: string[] }> {
  const { talks, passedOver } = await expandInputs([folder], root);
  const names = (paths: readonly string[]): string[] => paths.map((path) => relative(folder, path));
  return { talks: names(talks), passedOver: names(passedOver) };
}

describe('a folder', () => {
  it.each([
    [
      'all kinds of transcripts and recordings',
      'a.tsv b.srt c.mka d.ogv e.zip',
      'a.tsv b.srt c.mka d.ogv',
    ],
    ['a transcript before its recording', 'a.mp4 a.srt b.mp4', 'a.srt b.mp4'],
    ['one transcript a name', 't.md t.json t.lrc t.vtt t.srt t.txt', 't.srt'],
    ['one language a name', 't.zh.srt t.en.srt u.zh-Hans.vtt u.vtt', 't.en.srt u.vtt'],
    ['talks that end in no language', 'day.one.srt day.two.srt', 'day.one.srt day.two.srt'],
    ['recordings that end in one', 'Dr.No.mp4 Dr.No.srt Dr.It.mp4', 'Dr.It.mp4 Dr.No.srt'],
    ['one recording a name, with a picture', 'a.mp3 a.mp4', 'a.mp4'],
    ['texts of recordings', 'a.mp4 a.txt b.mp3 b.json c.md', 'a.txt b.json'],
    ['no other texts beside subtitles', 'a.srt references.json c.md', 'a.srt'],
    ['texts where there is nothing else', 'a.txt b.md README.md c.json', 'a.txt b.md c.json'],
    ['no README of a recording', 'readme.mp4 README.md LICENSE.txt CHANGELOG-2.md', 'readme.mp4'],
    [
      'nothing that was cut or converted',
      'v.mp4 v_cut.mp4 v_cut.srt v_cut.md v_compact.srt',
      'v.mp4',
    ],
    ['what was cut from a recording elsewhere', 'v_cut.mp4 w_merged.mp3', 'v_cut.mp4 w_merged.mp3'],
    ['no hidden files', '.talkleaf-watch.json ._a.mp4 a.mp4', 'a.mp4'],
  ])('stands for %s', async (_, names, talks) => {
    await layEmpty(...names.split(' '));
    expect((await inFolder()).talks).toEqual(talks.split(' '));
  });

  it('stands for no tick list and no overview', async () => {
    await lay({ 'a.md': TICKS, 'a.mp4': '', 'autocut.md': TICKS, 'autocut_merged.mp4': '' });
    expect((await inFolder()).talks).toEqual(['a.mp4']);
    await rm(at('a.mp4'));
    await expect(inFolder()).rejects.toMatchObject({ code: 'FOLDER_EMPTY' });
  });

  it('is not entered further, whatever a folder in it is called; a broken link fails in its turn', async () => {
    await layEmpty('a.mp4', 'x.mp4/b.srt', 'alg/.talkleaf/source.json', 'alg/talk.en.srt');
    await symlink('nowhere', at('c.srt'));
    await symlink('x.mp4', at('y.mp4'));
    expect((await inFolder()).talks).toEqual(['a.mp4', 'c.srt']);
  });

  it('tells what was passed over, but for the recording of a transcript', async () => {
    await layEmpty('a.mp4', 'a.srt', 'a.vtt', 'b.pdf', 'README.md', 'v.mp3', 'v_cut.mp3');
    expect(await inFolder()).toEqual({
      talks: ['a.srt', 'v.mp3'],
      passedOver: ['README.md', 'a.vtt', 'v_cut.mp3'],
    });
  });

  it('with nothing in it is refused', async () => {
    await layEmpty('README.md', 'x.zip');
    await expect(inFolder()).rejects.toMatchObject({
      code: 'FOLDER_EMPTY',
      values: { path: folder },
    });
  });
});

/** A talk's folder as it counts here: with the key of its input, and where it came from once it is finished. */
async function made(key: string, source?: Readonly<Record<string, string>>): Promise<void> {
  await lay({ 'alg/.talkleaf/source.json': JSON.stringify({ key }), 'alg/talk.en.srt': '' });
  if (source) await lay({ 'alg/talk.json': JSON.stringify({ source }) });
}

const talk = async (out = folder): Promise<readonly string[]> =>
  (await expandInputs([at('alg')], out)).talks;

describe('the folder of a talk', () => {
  it('stands for the file beside it that it was made from, also before it is finished', async () => {
    await layEmpty('alg.mp4', 'alg.srt');
    await made(fingerprint('file', at('alg.srt')));
    expect(await talk()).toEqual([at('alg.srt')]);
    expect((await expandInputs([at('alg.srt'), at('alg')], folder)).talks).toEqual([at('alg.srt')]);
  });

  it('stands for the recording elsewhere that its page plays', async () => {
    await layEmpty('films/alg.mp4');
    await made(fingerprint('file', at('films/alg.mp4')), {
      name: 'alg',
      media: '../films/alg.mp4',
    });
    expect(await talk()).toEqual([at('films/alg.mp4')]);
  });

  it('stands for its address', async () => {
    const url = 'https://www.youtube.com/watch?v=x';
    await made('k', { name: 'alg', url });
    expect(await talk()).toEqual([url]);
  });

  it('is refused where that is not known, or would begin elsewhere', async () => {
    await layEmpty('alg.srt');
    await made('some other file');
    const refused = { code: 'FOLDER_IS_TALK', values: { path: at('alg') } };
    await expect(talk()).rejects.toMatchObject(refused);
    await made(fingerprint('file', at('alg.srt')));
    await expect(talk(root)).rejects.toMatchObject(refused);
    await expect(talk(at('gone'))).rejects.toMatchObject(refused);
  });

  it('gives its files where they are named', async () => {
    await made('k');
    expect((await expandInputs([at('alg/talk.en.srt')], folder)).talks).toEqual([
      at('alg/talk.en.srt'),
    ]);
  });
});

describe('a text file of links', () => {
  const [a, b] = ['https://youtu.be/a', 'https://b23.tv/b'];
  it('stands for these, with or without https://', async () => {
    await lay({ 'links.txt': `\uFEFF# Talks\r\n${a}\r\n\r\nb23.tv/b\r\n${a}\r\n` });
    expect(await expanded(at('links.txt'))).toEqual([a, b]);
  });

  it.each([
    ['words', `${a}\n\n# Fine\n${b}\nwatch these\n${a}\n${b}\n`, 5, 'watch these'],
    ['words behind a link', `${a} A title\n${b}\n`, 1, `${a} A title`],
    ['many words', `${a}\n${'long '.repeat(40)}\n${b}\n`, 2, 'long '.repeat(16)],
  ])('says which line is none: %s', async (_, text, line, shown) => {
    const values = { path: at('links.txt'), line, text: shown };
    await lay({ 'links.txt': text });
    await expect(expanded(at('links.txt'))).rejects.toMatchObject({ code: 'LINKS_BAD', values });
  });

  it('is a transcript where half of the lines are text', async () => {
    await lay({ 'links.txt': `${a}\nHello everyone. This is a talk.\n` });
    expect(await expanded(at('links.txt'))).toEqual([at('links.txt')]);
  });
});

describe('an address without https://', () => {
  it.each([
    'www.youtube.com/watch?v=x',
    'youtu.be/x',
    'm.youtube.com/watch?v=x',
    'bilibili.com/video/BV1x',
    'b23.tv/x',
    'www.example.com/talk.mp3',
  ])('%s', async (input) => {
    expect(await expanded(input)).toEqual([`https://${input}`]);
  });

  it.each([
    'www.notes.txt',
    'youtube.com',
    'example.com/x.mp3',
    'myyoutube.com/x',
    'talks/youtu.be/x',
    '-',
  ])('%s stays as it is', async (input) => {
    expect(await expanded(input)).toEqual([input]);
  });

  it('is a file where there is one', async () => {
    await layEmpty('youtu.be/x');
    const input = relative('.', at('youtu.be/x'));
    expect(await expanded(input)).toEqual([input]);
  });
});

it('an empty input is refused', async () => {
  await expect(expandInputs(['a.srt', ' '], root)).rejects.toMatchObject({ code: 'USAGE' });
});
