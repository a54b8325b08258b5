import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { AppError } from '../../base/errors.ts';
import { parseJson } from '../../base/json.ts';
import type { FoundList, FoundTalk } from '../source.ts';
import { ytDlpMissing } from './program/yt-dlp-command.ts';
import type { YtDlpSettings } from './program/yt-dlp-program.ts';
import { openYtDlp } from './yt-dlp.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yt-dlp-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** What a stand-in for yt-dlp does: a real program that plays a recorded run. */
type Recorded = {
  readonly version?: string;
  /** JavaScript run with `args` and `fs`; `give(name, text)` writes a file where `-o` says. */
  readonly run: string;
};

let count = 0;
async function standIn({ version = '2026.01.31', run }: Recorded): Promise<string> {
  count += 1;
  const path = join(folder, `stand-in-${count}.cjs`);
  const source = `#!${process.execPath}
const fs = require('node:fs');
const args = process.argv.slice(2);
fs.appendFileSync(__filename + '.calls', JSON.stringify(args) + '\\n');
const give = (suffix, text) => {
  const file = args[args.indexOf('-o') + 1].replace('%(format_id)s', '251').replace('%(ext)s', suffix);
  fs.writeFileSync(file, text);
  return file;
};
if (args[0] === '--version') console.log('${version}');
else { ${run} }
`;
  await writeFile(path, source);
  await chmod(path, 0o755);
  return path;
}

async function callsOf(program: string): Promise<string[][]> {
  const lines = (await readFile(`${program}.calls`, 'utf8')).trim().split('\n');
  return lines.map((line) => {
    const call = parseJson(line);
    return Array.isArray(call) ? call.map(String) : [];
  });
}

async function describeWith(
  answer: unknown,
  url: string,
  settings: YtDlpSettings = {},
): Promise<{ found: FoundTalk | FoundList; args: readonly string[] }> {
  const program = await standIn({ run: `console.log(${JSON.stringify(JSON.stringify(answer))})` });
  const found = await (await openYtDlp({ ...settings, program })).describe(url);
  return { found, args: (await callsOf(program))[1] ?? [] };
}

function talkAt(url: string): FoundTalk {
  return { type: 'talk', url, id: 'v', title: 'V', isLive: false };
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'no failure',
    (error: unknown) => AppError.find(error)?.code ?? String(error),
  );
}

const YOUTUBE = {
  id: 'dQw4w9WgXcQ',
  _type: 'video',
  title: 'How memory works',
  channel: 'A University',
  description: 'Lecture 3.\nSlides: …',
  duration: 3125,
  language: 'en',
  upload_date: '20240531',
  webpage_url: 'https://www.youtube.com/watch?v=dQw4w9WgXcQ',
  chapters: [
    { start_time: 0, end_time: 600, title: 'Introduction' },
    { start_time: 600, end_time: 3125, title: 'Caches' },
  ],
  subtitles: {
    'de-DE': [{ ext: 'vtt', url: 'https://www.youtube.com/api/timedtext?lang=de-DE' }],
    en: [
      { ext: 'json3', url: 'https://www.youtube.com/api/timedtext?lang=en&fmt=json3', name: 'E' },
      { ext: 'vtt', url: 'https://www.youtube.com/api/timedtext?lang=en&fmt=vtt', name: 'E' },
    ],
    live_chat: [{ ext: 'json', url: 'https://www.youtube.com/watch?v=dQw4w9WgXcQ' }],
  },
  automatic_captions: {
    en: [{ ext: 'vtt', url: 'https://www.youtube.com/api/timedtext?kind=asr&lang=en' }],
    'en-orig': [{ ext: 'vtt', url: 'https://www.youtube.com/api/timedtext?kind=asr&lang=en' }],
    zh: [{ ext: 'vtt', url: 'https://www.youtube.com/api/timedtext?kind=asr&lang=en&tlang=zh' }],
  },
};
const BILIBILI = {
  id: 'BV1jL41167ZG_p2',
  title: '操作系统 p02 内存',
  uploader: '一位老师',
  duration: 1800.5,
  webpage_url: 'https://www.bilibili.com/video/BV1jL41167ZG/',
  subtitles: {
    danmaku: [{ ext: 'xml', url: 'https://c.example/1.xml' }],
    'ai-zh': [{ ext: 'srt', data: '1' }],
  },
  chapters: null,
};

const part = (at: number): object => ({
  _type: 'url',
  url: `https://www.bilibili.com/video/BV1jL41167ZG?p=${at}`,
  title: null,
});

describe('what is at an address', () => {
  it('tells all of a YouTube talk', async () => {
    const { found, args } = await describeWith(YOUTUBE, 'https://youtu.be/dQw4w9WgXcQ?list=PL1');
    expect(found).toEqual({
      type: 'talk',
      url: 'https://www.youtube.com/watch?v=dQw4w9WgXcQ',
      id: 'dQw4w9WgXcQ',
      title: 'How memory works',
      published: {
        channel: 'A University',
        description: 'Lecture 3.\nSlides: …',
        date: '2024-05-31',
        chapters: [
          { title: 'Introduction', start: 0 },
          { title: 'Caches', start: 600 },
        ],
      },
      duration: 3125,
      language: 'en',
      captions: { key: 'en', language: 'en', isAutomatic: false },
      isLive: false,
    });
    expect(args).toContain('--no-playlist');
    expect(args.slice(-2)).toEqual(['--', 'https://youtu.be/dQw4w9WgXcQ?list=PL1']);
  });
  it('keeps to the part a Bilibili address names', async () => {
    const url = 'https://www.bilibili.com/video/BV1jL41167ZG?p=2';
    const { found, args } = await describeWith(BILIBILI, url);
    expect(found).toMatchObject({
      url,
      title: '操作系统 p02 内存',
      published: { channel: '一位老师' },
      captions: { key: 'ai-zh', language: 'zh', isAutomatic: true },
    });
    expect(args).toContain('--no-playlist');
    const other = describeWith({ ...BILIBILI, id: 'BV1jL41167ZG_p1' }, url);
    expect(await codeOf(other)).toBe('SOURCE_FAILED');
  });
  it('gives all parts of a Bilibili video when none is named', async () => {
    const list = {
      _type: 'playlist',
      id: 'BV1jL41167ZG',
      title: '操作系统',
      entries: [part(1), part(2)],
    };
    const { found, args } = await describeWith(list, 'https://www.bilibili.com/video/BV1jL41167ZG');
    expect(found).toMatchObject({
      type: 'list',
      title: '操作系统',
      entries: [{}, { url: 'https://www.bilibili.com/video/BV1jL41167ZG?p=2' }],
    });
    expect(args).toContain('--yes-playlist');
  });
  it('lists a playlist without its gaps', async () => {
    const talk = {
      _type: 'url',
      url: 'https://www.youtube.com/watch?v=a',
      title: 'One',
      duration: 60,
    };
    const { found } = await describeWith(
      { _type: 'playlist', title: 'Course', entries: [talk, null, { url: 'bare-id' }] },
      'https://www.youtube.com/playlist?list=PL1',
    );
    expect(found).toEqual({
      type: 'list',
      url: 'https://www.youtube.com/playlist?list=PL1',
      title: 'Course',
      entries: [{ url: 'https://www.youtube.com/watch?v=a', title: 'One', duration: 60 }],
    });
  });
  it.each([[{ _type: 'playlist', entries: [] }], ['no description'], [null]])(
    'is a failure when the answer is %j',
    async (answer) => {
      expect(await codeOf(describeWith(answer, 'https://a.example/'))).toBe('SOURCE_FAILED');
    },
  );
  it.each(['is_live', 'is_upcoming'])('does not wait for a talk that %s', async (live) => {
    const answer = { ...YOUTUBE, live_status: live };
    expect(await codeOf(describeWith(answer, 'https://a.example/'))).toBe('SOURCE_LIVE');
  });
  it('gives the cookies and this Node on', async () => {
    const { args } = await describeWith(YOUTUBE, 'https://a.example/', {
      cookies: '/a/cookies.txt',
      cookiesFromBrowser: 'firefox:work',
    });
    const line = args.join(' ');
    expect(line).toContain('--cookies /a/cookies.txt --cookies-from-browser firefox:work');
    expect(line).toContain(`--js-runtimes node:${process.execPath}`);
  });
  it('leaves out what an old one does not know', async () => {
    const run = `console.log('{"id":"a"}')`;
    const program = await standIn({ version: '2023.03.04', run });
    await (await openYtDlp({ program })).describe('https://a.example/');
    expect((await callsOf(program))[1]).not.toContain('--js-runtimes');
  });
  it.each(['file:///etc/passwd', '--exec=rm', 'data:text/html,a'])('refuses %s', async (url) => {
    const program = await standIn({ run: '' });
    const ytDlp = await openYtDlp({ program });
    expect(await codeOf(ytDlp.describe(url))).toBe('SOURCE_ADDRESS');
    expect(await callsOf(program)).toHaveLength(1);
  });
});

describe('a failing run', () => {
  it('tells what the site said', async () => {
    const said = 'ERROR: [BiliBili] 1: Request is blocked by server (412), please add cookies';
    const program = await standIn({
      run: `console.error(${JSON.stringify(said)}); process.exitCode = 1`,
    });
    const ytDlp = await openYtDlp({ program });
    expect(await codeOf(ytDlp.describe('https://www.bilibili.com/video/BV1'))).toBe(
      'SOURCE_BLOCKED',
    );
    expect(await codeOf(ytDlp.fetchSound(talkAt('https://a.example'), { folder }))).toBe(
      'SOURCE_BLOCKED',
    );
  });
  it('ends one that falls silent', async () => {
    const program = await standIn({ run: 'setInterval(() => 0, 1000)' });
    const ytDlp = await openYtDlp({ program, stallMs: 300 });
    expect(await codeOf(ytDlp.describe('https://a.example'))).toBe('SOURCE_NETWORK');
  });
  it('stops with the reason of the signal', async () => {
    const program = await standIn({
      run: `console.log('{"progress":{"downloaded_bytes":1}}'); setInterval(() => 0, 1000)`,
    });
    const stop = new AbortController();
    const reason = new Error('enough');
    const fetching = (await openYtDlp({ program })).fetchSound(talkAt('https://a.example'), {
      folder,
      signal: stop.signal,
      onProgress: () => stop.abort(reason),
    });
    await expect(fetching).rejects.toBe(reason);
  });
  it('does not take an empty run for a recording', async () => {
    const ytDlp = await openYtDlp({ program: await standIn({ run: '' }) });
    expect(await codeOf(ytDlp.fetchSound(talkAt('https://a.example'), { folder }))).toBe(
      'SOURCE_FAILED',
    );
  });
  it.each([
    ['linux', 'pipx install'],
    ['darwin', 'brew install yt-dlp'],
    ['win32', 'winget install yt-dlp'],
  ] as const)('names the command of %s', async (system, command) => {
    expect(ytDlpMissing(system).hint).toContain(command);
    expect(await codeOf(openYtDlp({ program: join(folder, 'none') }))).toBe('PROGRAM_MISSING');
  });
});

/** Tells of the talk, and fetches its sound; with what it said before, does something else. */
function withInfo(run: string): string {
  return `const at = args.indexOf('--load-info-json');
    if (args.includes('-J')) console.log(${JSON.stringify(JSON.stringify(BILIBILI))});
    else if (at > -1) { const info = fs.readFileSync(args[at + 1], 'utf8'); ${run} }
    else console.log(JSON.stringify({ file: give('m4a', 'asked anew') }));`;
}

describe('what was said of a talk', () => {
  const url = 'https://www.bilibili.com/video/BV1jL41167ZG?p=2';
  const fetchWith = async (run: string): Promise<{ text: string; program: string }> => {
    const program = await standIn({ run: withInfo(run) });
    const ytDlp = await openYtDlp({ program });
    const found = await ytDlp.describe(url);
    if (found.type !== 'talk') throw new Error('a list');
    const file = await ytDlp.fetchSound(found, { folder });
    return { text: await readFile(file, 'utf8'), program };
  };
  it('is not asked for again, and leads to no other part', async () => {
    const run = `console.log(JSON.stringify({ file: give('m4a', info) }))`;
    const { text, program } = await fetchWith(run);
    expect(parseJson(text)).toEqual({ ...BILIBILI, webpage_url: url });
    expect((await callsOf(program))[2]).not.toContain(url);
    expect((await readdir(folder)).filter((name) => name.startsWith('info-'))).toEqual([]);
  });
  it.each([
    `console.error('ERROR: unable to download video data: HTTP Error 403: Forbidden'); process.exitCode = 1`,
    `console.log('nothing')`,
  ])('is asked for anew when it is good no longer: %s', async (run) => {
    const { text, program } = await fetchWith(run);
    expect(text).toBe('asked anew');
    expect((await callsOf(program)).at(-1)?.slice(-2)).toEqual(['--', url]);
  });
  it('is not asked for anew when that would not help', async () => {
    const said = 'ERROR: unable to write data: [Errno 28] No space left on device';
    const failing = fetchWith(`console.error('${said}'); process.exitCode = 1`);
    await expect(failing).rejects.toMatchObject({ code: 'DISK_FULL', values: { path: folder } });
  });
});

describe('fetchCaptions', () => {
  const talk: FoundTalk = {
    ...talkAt('https://a.example/v'),
    captions: { key: 'en-orig', language: 'en', isAutomatic: true },
  };
  it('gives the track that was chosen', async () => {
    const program = await standIn({ run: `give('en-orig.vtt', 'WEBVTT')` });
    const got = await (await openYtDlp({ program })).fetchCaptions(talk, { folder });
    expect(got).toEqual({
      key: 'en-orig',
      language: 'en',
      isAutomatic: true,
      bytes: Buffer.from('WEBVTT'),
      name: 'captions.en.vtt',
    });
    expect((await callsOf(program))[1]?.join(' ')).toContain('--sub-langs en-orig');
    expect((await readdir(folder)).filter((name) => name.startsWith('captions'))).toEqual([]);
  });
  it('is undefined when there are none', async () => {
    const ytDlp = await openYtDlp({ program: await standIn({ run: '' }) });
    expect(await ytDlp.fetchCaptions(talk, { folder })).toBeUndefined();
    expect(await ytDlp.fetchCaptions({ ...talk, captions: undefined }, { folder })).toBeUndefined();
  });
});
