/** Cutting a recording by its text, with the built command and real ffmpeg. */
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

import { parseJson } from '../../src/base/json.ts';
import { talkJson } from '../../src/leaf/talk-json.ts';
import { type Talk, TALK_SCHEMA } from '../../src/model/talk.ts';
import { type Outcome, outcomeOf, run, start } from '../support/command.ts';
import { beeps, flashes, hasFfmpeg, lengthsOf, writePattern } from '../support/flash-and-beep.ts';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'talkleaf-cut-'));
  if (!hasFfmpeg) return;
  writePattern(join(root, 'pattern.mp4'));
  writePattern(join(root, 'pattern.m4a'), { rate: 'none' });
});
afterAll(() => rm(root, { recursive: true, force: true }));

/** Six cues of about two seconds; the flashes are at whole seconds. */
const CUES = Array.from({ length: 6 }, (_, index) => ({
  number: index + 1,
  start: index * 2 + 0.5,
  end: index * 2 + 1.8,
  text: `Sentence number ${index + 1}.`,
}));
const time = (seconds: number): string =>
  `00:00:${seconds.toFixed(3).padStart(6, '0').replace('.', ',')}`;
const srt = (numbers: readonly number[] = [1, 2, 3, 4, 5, 6]): string =>
  CUES.filter((cue) => numbers.includes(cue.number))
    .map((cue) => `${cue.number}\n${time(cue.start)} --> ${time(cue.end)}\n${cue.text}\n`)
    .join('\n');
const list = (ticked: readonly number[], done = 'x'): string =>
  [
    `- [${done}] <-- Mark if you are done editing.`,
    '\n<video controls="true" allowfullscreen="true"> <source src="talk.mp4" type="video/mp4"> </video>\n',
    '\nTexts generated from [talk.srt](talk.srt).Mark the sentences to keep for autocut.',
    'The format is [subtitle_index,duration_in_second] subtitle context.\n\n',
    ...CUES.map(
      ({ number, start: from, text }) =>
        `- [${ticked.includes(number) ? 'x' : ' '}] ${`[${number},00:${String(Math.floor(from)).padStart(2, '0')}]`.padEnd(11)} ${text}`,
    ),
  ].join('\n');

/** What Talkleaf knows of the recording, with translations. */
const TALK: Talk = {
  schema: TALK_SCHEMA,
  title: 'talk',
  source: { name: 'talk.mp4' },
  language: 'en',
  target: 'zh',
  timed: true,
  duration: 12,
  topic: '',
  speakers: [],
  terms: [],
  warnings: [],
  sentences: CUES.map(({ number, start: from, end, text }) => ({
    id: number,
    start: from,
    end,
    text,
    paragraph: false,
  })),
  translation: CUES.map(({ number }) => ({
    id: number,
    text: `第 ${number} 句。`,
    status: 'ok',
  })),
};

/** A folder with the recording and files beside it. */
async function fresh(files: Readonly<Record<string, string>>, media = 'talk.mp4'): Promise<string> {
  const folder = await mkdtemp(join(root, "it's a [run] "));
  const kind = media.slice(media.lastIndexOf('.'));
  await copyFile(join(root, `pattern${kind}`), join(folder, media));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return folder;
}

const cut = async (folder: string, ...args: readonly string[]): Promise<Outcome> =>
  await run(['cut', ...args, '--preset', 'ultrafast'], { cwd: folder });

const Done = z.object({
  type: z.literal('done'),
  media: z.string(),
  duration: z.number(),
  segments: z.array(z.object({ start: z.number(), end: z.number() })),
});

describe.skipIf(!hasFfmpeg)('talkleaf cut (needs ffmpeg)', () => {
  it("keeps what is ticked in autocut's list, with the subtitles it was made from", async () => {
    const folder = await fresh({ 'talk.srt': srt(), 'talk.md': list([2, 5]) });
    const outcome = await cut(folder, 'talk.mp4', 'talk.srt', 'talk.md');
    expect(outcome).toMatchObject({ status: 0, stdout: `${join('talk_cut.mp4')}\n` });
    expect(outcome.stderr).toContain('2 segments, 0:02 of 0:12 kept');
    expect(outcome.stderr).toContain('Cutting · 100 %');
    const made = join(folder, 'talk_cut.mp4');
    expect(Math.abs(lengthsOf(made).whole - 2.6)).toBeLessThan(0.04);
    // The second cue is from 2.5 to 3.8, the fifth from 8.5 to 9.8.
    expect(flashes(made).map((at) => at.toFixed(1))).toEqual(['0.5', '1.8']);
    expect(beeps(made).map((at) => at.toFixed(1))).toEqual(['0.5', '1.8']);
    expect(await readFile(join(folder, 'talk_cut.srt'), 'utf8')).toBe(
      '1\n00:00:00,000 --> 00:00:01,300\nSentence number 2.\n\n2\n00:00:01,300 --> 00:00:02,600\nSentence number 5.\n',
    );
    const preview = await readFile(join(folder, 'talk_cut.md'), 'utf8');
    expect(preview).toContain('<video controls src="talk_cut.mp4"></video>');
    expect(preview).toContain('- [ ] [2,00:01] Sentence number 5.');
    expect((await readdir(folder)).toSorted()).toEqual(
      ['talk.md', 'talk.mp4', 'talk.srt', 'talk_cut.md', 'talk_cut.mp4', 'talk_cut.srt'].toSorted(),
    );
  });

  it('keeps the subtitle of what is said to go on beyond the end', async () => {
    const last = `7\n${time(11.8)} --> ${time(14)}\nSentence number 7.\n`;
    const folder = await fresh({ 'talk.srt': `${srt([1])}\n${last}` });
    await cut(folder, 'talk.mp4', 'talk.srt', '--fast');
    const written = await readFile(join(folder, 'talk_cut.srt'), 'utf8');
    expect(written).toContain('Sentence number 7.');
  });

  it('takes a list in any order, also with a sentence twice', async () => {
    const ticked = list([5]).trimEnd().split('\n');
    const twice = ['', ...ticked, '- [x] [2,00:02] again', ticked.at(-2)].join('\n');
    const folder = await fresh({ 'talk.srt': srt(), 'talk.md': twice });
    expect(await cut(folder, 'talk.mp4', 'talk.srt', 'talk.md', '--fast')).toMatchObject({
      status: 0,
    });
    const texts = /Sentence number \d/g;
    const subtitles = await readFile(join(folder, 'talk_cut.srt'), 'utf8');
    expect(subtitles.match(texts)).toEqual(['Sentence number 2', 'Sentence number 5']);
    const preview = await readFile(join(folder, 'talk_cut.md'), 'utf8');
    expect(preview.match(texts)).toEqual(['Sentence number 2', 'Sentence number 5']);
  });

  it('finds the subtitles of a list, and cuts a cut again', async () => {
    const folder = await fresh({ 'talk.srt': srt(), 'talk.md': list([1, 2, 3]) });
    expect(await cut(folder, 'talk.md', 'talk.mp4', '--smart')).toMatchObject({ status: 0 });
    const preview = await readFile(join(folder, 'talk_cut.md'), 'utf8');
    const ticked = preview.replace('- [ ] <--', '- [x] <--').replace('- [ ] [3,', '- [x] [3,');
    await writeFile(join(folder, 'talk_cut.md'), ticked);
    const again = await cut(folder, 'talk_cut.mp4', 'talk_cut.md');
    expect(again).toMatchObject({ status: 0, stdout: 'talk__cut.mp4\n' });
    expect(Math.abs(lengthsOf(join(folder, 'talk__cut.mp4')).whole - 1.3)).toBeLessThan(0.04);
  });

  it('keeps the cues left in subtitles, and prints events', async () => {
    const folder = await fresh({ 'left.srt': srt([1, 6]) });
    const outcome = await cut(folder, 'talk.mp4', 'left.srt', '--json', '--quiet');
    const events = outcome.stdout
      .trimEnd()
      .split('\n')
      .map((line) => parseJson(line));
    const done = Done.parse(events.at(-1));
    expect(done.segments).toHaveLength(2);
    expect(done.duration).toBeCloseTo(2.6, 1);
    expect(events[0]).toMatchObject({ type: 'cut-start', manner: 'exact', segments: 2 });
    expect(outcome.stderr).toBe('');
  });

  it("takes Talkleaf's own list with the times and translations of its talk.json", async () => {
    const folder = await fresh({});
    await mkdir(join(folder, 'talk'));
    await writeFile(join(folder, 'talk', 'talk.json'), talkJson(TALK));
    await writeFile(join(folder, 'talk', 'cut.md'), list([3, 4]));
    const outcome = await cut(folder, 'talk.mp4', join('talk', 'cut.md'));
    expect(outcome).toMatchObject({ status: 0 });
    const subtitles = await readFile(join(folder, 'talk_cut.srt'), 'utf8');
    expect(subtitles).toContain('Sentence number 3.\n第 3 句。');
  });

  it('refuses a recording that is longer or shorter than the one that was heard', async () => {
    const text = { by: 'recogniser', name: 'mini', length: 20 } as const;
    const heard = talkJson({ ...TALK, source: { name: 'talk.mp4', text } });
    const folder = await fresh({ 'talk.json': heard, 'cut.md': list([3]), 'talk.srt': srt() });
    const outcome = await cut(folder, 'talk.mp4', 'cut.md', '--fast');
    expect(outcome.status).toBe(1);
    expect(outcome.stderr).toContain('is 0:12 long, but what "cut.md" lists was heard from 0:20');
    expect(await cut(folder, 'talk.mp4', 'cut.md', 'talk.srt')).toMatchObject({ status: 0 });
  });

  it('cuts sound to MP3, and by subtitles in another encoding', async () => {
    const folder = await fresh({}, 'talk.m4a');
    const gbk = Buffer.concat([
      Buffer.from('1\n00:00:02,500 --> 00:00:03,800\n'),
      Buffer.from([0xc4, 0xe3, 0xba, 0xc3, 0x0a]),
    ]);
    await writeFile(join(folder, 'talk.srt'), gbk);
    const outcome = await cut(folder, 'talk.m4a', 'talk.srt', '--encoding', 'gbk');
    expect(outcome).toMatchObject({ status: 0, stdout: 'talk_cut.mp3\n' });
    expect(await readFile(join(folder, 'talk_cut.srt'), 'utf8')).toContain('你好');
    expect(Math.abs(lengthsOf(join(folder, 'talk_cut.mp3')).whole - 1.3)).toBeLessThan(0.1);
  });

  it('cuts a plain MP4 at key frames without ffmpeg', async () => {
    const folder = await fresh({ 'talk.srt': srt([2, 5]) });
    const env = { PATH: join(folder, 'nowhere') };
    const args = ['cut', 'talk.mp4', 'talk.srt', '--fast', '--json', '--quiet'];
    const outcome = await run(args, { cwd: folder, env });
    expect(outcome).toMatchObject({ status: 0, stderr: '' });
    const done = Done.parse(parseJson(outcome.stdout.trimEnd().split('\n').at(-1) ?? ''));
    const made = join(folder, 'talk_cut.mp4');
    expect(Math.abs(lengthsOf(made).whole - done.duration)).toBeLessThan(0.06);
    // The subtitles go by what was really cut: from the key frame on.
    const [first = { start: 0 }] = done.segments;
    const subtitles = await readFile(join(folder, 'talk_cut.srt'), 'utf8');
    expect(subtitles).toContain(`${time(2.5 - first.start)} -->`);
    expect(flashes(made)).toContainEqual(expect.closeTo(3 - first.start, 1));
    const exact = await run(['cut', 'talk.mp4', 'talk.srt', '--force'], { cwd: folder, env });
    expect(exact.status).not.toBe(0);
    expect(exact.stderr).toContain('ffmpeg');
  });

  it('does not write over an earlier cut unless told to', async () => {
    const folder = await fresh({ 'talk.srt': srt([1]), 'talk_cut.mp4': 'mine' });
    const refused = await cut(folder, 'talk.mp4', 'talk.srt');
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain('"talk_cut.mp4" is there already.');
    expect(await readFile(join(folder, 'talk_cut.mp4'), 'utf8')).toBe('mine');
    expect((await cut(folder, 'talk.mp4', 'talk.srt', '--force', '--fast')).status).toBe(0);
    const elsewhere = await cut(folder, 'talk.mp4', 'talk.srt', '--out', 'cuts/new', '--fast');
    expect(elsewhere.stdout).toBe(`${join('cuts', 'new', 'talk_cut.mp4')}\n`);
  });

  it.each([
    ['a list that is not done', list([1], ' '), 'is not marked as done'],
    ['a list without a tick', list([]), 'No sentence of "talk.md" is to be kept'],
    [
      'a list of other subtitles',
      list([2]).replace('[2,00:02]', '[2,00:09]'),
      'does not stand there',
    ],
  ])('refuses %s', async (_, text, said) => {
    const folder = await fresh({ 'talk.srt': srt(), 'talk.md': text });
    const outcome = await cut(folder, 'talk.mp4', 'talk.md');
    expect(outcome.status).toBe(1);
    expect(outcome.stderr).toContain(said);
    expect(await readdir(folder)).toHaveLength(3);
  });

  it('refuses times beyond the recording, a missing one, and a list without times', async () => {
    const folder = await fresh({
      'far.srt': '1\n00:01:00,000 --> 00:01:02,000\nFar.\n',
      'lone.md': list([1]).replaceAll('talk.srt', 'gone.srt'),
    });
    const far = await cut(folder, 'talk.mp4', 'far.srt');
    expect(far.stderr).toContain('goes on to 1:02, but "talk.mp4" ends at 0:12');
    expect((await cut(folder, 'gone.mp4', 'far.srt')).stderr).toContain(
      'There is no file "gone.mp4"',
    );
    expect((await cut(folder, 'talk.mp4', 'lone.md')).stderr).toContain('nor a talk.json');
    expect((await cut(folder, 'talk.mp4', 'a.srt', 'b.srt')).status).toBe(2);
    expect((await cut(folder, 'talk.mp4', 'far.srt', '--fast', '--smart')).status).toBe(2);
  });

  it.each([
    ['Ctrl-C', 'SIGINT'],
    ['a closed terminal', 'SIGHUP'],
  ] as const)('stops on %s and leaves nothing behind', async (_, signal) => {
    const folder = await fresh({ 'talk.srt': srt() });
    writePattern(join(folder, 'talk.mp4'), { filter: 'scale=1280:720', length: 12 });
    const args = ['cut', 'talk.mp4', 'talk.srt', '--preset', 'placebo', '--json'];
    const child = start(args, { cwd: folder });
    const ended = outcomeOf(child);
    child.stdout?.once('data', () => setTimeout(() => child.kill(signal), 300));
    const { status, stderr } = await ended;
    expect([status, stderr]).toEqual([130, expect.stringContaining('nothing was written')]);
    expect((await readdir(folder)).toSorted()).toEqual(['talk.mp4', 'talk.srt']);
  });

  it.each([
    ['--bitrate', '0'],
    ['--bitrate', 'fast'],
    ['--crf', '52'],
    ['--preset', 'quick'],
  ])('does not begin with %s %s', async (flag, value) => {
    const { status, stderr } = await run(['cut', 'talk.mp4', 'talk.srt', flag, value]);
    expect(status).toBe(2);
    expect(stderr).toContain(`cannot be "${value}"`);
  });

  it('speaks Chinese', async () => {
    const folder = await fresh({ 'talk.srt': srt([1]), 'talk.md': list([1], ' ') });
    const env = { LANG: 'zh_CN.UTF-8' };
    const refused = await run(['cut', 'talk.mp4', 'talk.md'], { cwd: folder, env });
    expect(refused.stderr).toContain('还没有标记为编辑完成');
    const help = await run(['cut', '--help'], { env });
    expect(help.stdout).toContain('不重新编码');
  });
});
