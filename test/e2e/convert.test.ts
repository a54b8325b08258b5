/** Converting subtitles, with the built command. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type Outcome, run } from '../support/command.ts';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'talkleaf-convert-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

const SRT = `1
00:00:01,000 --> 00:00:02,500
漢語說頭髮

2
00:00:03,000 --> 00:00:04,000
Hello there,
you all
`;

async function fresh(text: string | Uint8Array = SRT, name = 'a.srt'): Promise<string> {
  const folder = await mkdtemp(join(root, 'run-'));
  await writeFile(join(folder, name), text);
  return folder;
}

const convert = async (folder: string, ...args: readonly string[]): Promise<Outcome> =>
  await run(['convert', ...args], { cwd: folder });
const text = async (folder: string, name: string): Promise<string> =>
  await readFile(join(folder, name), 'utf8');

describe('talkleaf convert', () => {
  it.each(['vtt', 'ass', 'lrc', 'sbv', 'tsv', 'json'])('goes to %s and back', async (suffix) => {
    const folder = await fresh();
    const there = await convert(folder, 'a.srt', `b.${suffix}`);
    expect(there).toMatchObject({ status: 0, stdout: `b.${suffix}\n` });
    expect((await convert(folder, `b.${suffix}`, 'c.srt')).status).toBe(0);
    const back = await text(folder, 'c.srt');
    expect(back).toContain('00:00:01,000 --> 00:00:02,500\n漢語說頭髮');
    expect(back).toMatch(/00:00:03,000 --> 00:00:0[45],\d{3}\nHello there,\s+you all/);
  });

  it.each(['vtt', 'ass', 'sbv', 'json'])('keeps all of it in %s, to the letter', async (suffix) => {
    const whole = `1
00:00:01,000 --> 00:00:02,500
Hello there
你好

2
00:00:02,500 --> 00:00:04,000
Hello there
你好

3
00:00:04,000 --> 00:00:05,000
[Music]

4
00:00:05,000 --> 00:00:09,000
So: (laughs)
- Yes, yes.
`;
    const folder = await fresh(whole);
    await convert(folder, 'a.srt', `b.${suffix}`);
    expect((await convert(folder, `b.${suffix}`, 'c.srt')).status).toBe(0);
    expect((await text(folder, 'c.srt')).trim()).toBe(whole.trim());
  });

  it('reads captions in XML', async () => {
    const ttml =
      '<tt xmlns="http://www.w3.org/ns/ttml"><body><div><p begin="1s" end="2.5s">Hello there,<br/>you all</p><p begin="3s" end="4s">[Music]</p></div></body></tt>';
    const folder = await fresh(ttml, 'a.ttml');
    expect((await convert(folder, 'a.ttml', 'b.srt')).status).toBe(0);
    const back = await text(folder, 'b.srt');
    expect(back).toContain('00:00:01,000 --> 00:00:02,500\nHello there,\nyou all\n');
    expect(back).toContain('00:00:03,000 --> 00:00:04,000\n[Music]\n');
  });

  it('counts frames as --fps says', async () => {
    const folder = await fresh('1\n00:00:01:12 --> 00:00:03:00\nHello there.\n');
    expect((await convert(folder, 'a.srt', 'b.srt', '--fps', '24')).status).toBe(0);
    expect(await text(folder, 'b.srt')).toContain('00:00:01,500 --> 00:00:03,000\n');
    const wrong = await convert(folder, 'a.srt', 'c.srt', '--fps', 'fast');
    expect(wrong.status).toBe(2);
  });

  it('refuses subtitles it cannot read, as the main command does', async () => {
    const folder = await fresh('Scenarist_SCC V1.0\n\n00:00:01:00\t9420 9420 94ae\n', 'a.txt');
    const converted = await convert(folder, 'a.txt', 'b.srt');
    const worked = await run(['a.txt', '--dry-run'], { cwd: folder });
    expect([converted.status, worked.status]).toEqual([1, 1]);
    expect(converted.stderr).toContain('looks like subtitles in a form that cannot be read');
    expect(worked.stderr).toContain(converted.stderr.trim());
  });

  it("writes autocut's compact form and reads it", async () => {
    const folder = await fresh();
    const compact = await convert(folder, 'a.srt', '--compact', '--simplified');
    expect(compact.stdout).toBe('a_compact.srt\n');
    expect(await text(folder, 'a_compact.srt')).toBe(
      '00:00:01,000 --> 00:00:02,500 汉语说头发\n00:00:03,000 --> 00:00:04,000 Hello there, you all\n',
    );
    expect((await convert(folder, 'a_compact.srt')).status).toBe(1);
    const back = await convert(folder, 'a_compact.srt', '--force');
    expect(back.stdout).toBe('a.srt\n');
    expect(await text(folder, 'a.srt')).toContain('1\n00:00:01,000 --> 00:00:02,500\n汉语说头发\n');
  });

  it('makes a tick list, with a recording and without', async () => {
    const folder = await fresh();
    await convert(folder, 'a.srt', 'a.md');
    const alone = await text(folder, 'a.md');
    expect(alone).toContain('- [ ] [2,00:03] Hello there, you all');
    expect(alone).not.toContain('<video');
    await convert(folder, 'a.srt', 'a.md', '--force', '--media', 'my talk.mp4');
    expect(await text(folder, 'a.md')).toContain('<video controls src="my%20talk.mp4"></video>');
  });

  it('reads and writes other encodings', async () => {
    const folder = await fresh();
    await convert(folder, 'a.srt', 'b.srt', '--simplified', '--output-encoding', 'gbk');
    const bytes = await readFile(join(folder, 'b.srt'));
    expect(new TextDecoder('gbk').decode(bytes)).toContain('汉语说头发');
    await convert(folder, 'b.srt', 'c.txt', '--encoding', 'gbk', '--traditional');
    expect(await text(folder, 'c.txt')).toBe('漢語說頭髮\nHello there, you all\n');
    await convert(folder, 'a.srt', 'd.srt', '--output-encoding', 'utf-8-sig');
    expect([...(await readFile(join(folder, 'd.srt'))).subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  });

  it('says how many characters an encoding does not have', async () => {
    const folder = await fresh();
    const outcome = await convert(folder, 'a.srt', 'b.srt', '--output-encoding', 'latin1');
    expect(outcome.status).toBe(3);
    expect(outcome.stderr).toContain('5 characters are not in latin1');
  });

  it.each([
    [['a.srt', 'b.docx'], 2, 'Talkleaf cannot write "b.docx"'],
    [['a.srt'], 2, 'Say what to write'],
    [['a.srt', 'b.vtt', '--output-encoding', 'klingon'], 2, 'no text encoding called "klingon"'],
    [['a.srt', 'a.srt'], 1, '"a.srt" is there already'],
    [['gone.srt', 'b.vtt'], 1, 'There is no file "gone.srt"'],
    [['plain.txt', 'b.srt'], 1, '"plain.txt" has no times'],
  ])('refuses %s', async (args, status, said) => {
    const folder = await fresh();
    await writeFile(join(folder, 'plain.txt'), 'Just some words. And some more.\n');
    const outcome = await convert(folder, ...args);
    expect(outcome.status).toBe(status);
    expect(outcome.stderr).toContain(said);
    expect(await text(folder, 'a.srt')).toBe(SRT);
  });
});
