import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, it } from 'vitest';

import { chooseJoined } from './choose-joined.ts';
import { readOverview } from './overview.ts';

const DONE = '- [x] <-- Mark if you are done editing.\n\n- [x] [1,00:01] Kept.\n';
const OPEN = DONE.replace('- [x] <--', '- [ ] <--');

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'talkleaf-joined-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Files by name, each a minute younger than the one before. */
async function laid(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [index, [name, text]] of Object.entries(files).entries()) {
    const path = join(folder, name);
    await mkdir(join(path, '..'), { recursive: true });
    await writeFile(path, text);
    const minute = new Date(2026, 0, 1, 0, index);
    await utimes(path, minute, minute);
  }
}

/** What is joined for the ticked lines of an overview, by its name. */
async function joined(...lines: readonly string[]): Promise<string[]> {
  const path = join(folder, 'autocut.md');
  const { listed } = readOverview(lines.join('\n'));
  const ticked = listed.filter(({ isTicked }) => isTicked);
  const chosen = ticked.map((each) => chooseJoined(each, { path, listed }));
  return (await Promise.all(chosen)).map((each) => each.slice(folder.length + 1));
}

const LINE = '- [x] [a.mp4](a%20talk/cut.md) [Edited]';

it('is the cut of a recording whose list is done', async () => {
  await laid({ 'a.mp4': '', 'a talk/cut.md': DONE, 'a_cut.mp4': '' });
  expect(await joined(LINE)).toEqual(['a_cut.mp4']);
  await laid({ 'b.mp3': '', 'b.md': DONE, 'b_cut.mp3': '' });
  expect(await joined('- [x] [b.mp3](b.md)')).toEqual(['b_cut.mp3']);
});

it('is the recording where its list is not done, is no list, or is not named', async () => {
  await laid({ 'a.mp4': '', 'a talk/cut.md': OPEN, 'a_cut.mp4': '' });
  expect(await joined(LINE, '- [x] a.mp4', '- [x] [a.mp4](gone.md)')).toEqual(
    Array(3).fill('a.mp4'),
  );
  await laid({ 'a talk/cut.md': '# A note\n' });
  expect(await joined(LINE)).toEqual(['a.mp4']);
});

it('is what is ticked where the cut has a line of its own', async () => {
  await laid({ 'a.mp4': '', 'a_cut.mp4': '', 'a talk/cut.md': DONE });
  expect(await joined(LINE, '- [ ] [a_cut.mp4](a_cut.mp4)')).toEqual(['a.mp4']);
  const both = ['a.mp4', 'a_cut.mp4'];
  expect(await joined(LINE, '- [x] [a_cut.mp4](a_cut.mp4)')).toEqual(both);
  await laid({ 'a_cut.md': DONE });
  expect(await joined('- [x] [a_cut.mp4](a_cut.md)')).toEqual(['a_cut.mp4']);
});

it('is refused where there is no cut, or one by an older list', async () => {
  await laid({ 'a.mp4': '', 'a talk/cut.md': DONE });
  const refused = { code: 'MERGE_UNCUT', values: { media: join(folder, 'a.mp4') } };
  await expect(joined(LINE)).rejects.toMatchObject(refused);
  await laid({ 'a_cut.mp4': '', 'a talk/cut.md': DONE });
  await expect(joined(LINE)).rejects.toMatchObject(refused);
});
