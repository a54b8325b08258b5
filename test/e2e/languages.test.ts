/** One talk in several target languages, with the built command: each has its own files, nothing is lost or mixed. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, it } from 'vitest';

import { readTalkJson, targetsIn } from '../../src/leaf/talk-json.ts';
import { type Asked, type SimulatedProvider, startSimulatedProvider } from '../../src/testing.ts';
import { run } from '../support/command.ts';

const SRT = `1
00:00:00,000 --> 00:00:04,000
Bread needs time more than flour.

2
00:00:05,000 --> 00:00:09,000
A slow dough tastes better in the end.

3
00:00:10,000 --> 00:00:14,000
So please do not hurry it.
`;
const WORDS: Readonly<Record<string, readonly string[]>> = {
  zh: ['面包更需要时间，而不是面粉。', '慢慢发的面团最后更好吃。', '所以请不要催它。'],
  ja: [
    'パンには小麦粉よりも時間が必要です。',
    'ゆっくり発酵させた生地は最後にはおいしくなります。',
    'ですから急がせないでください。',
  ],
};

let root = '';
let provider: SimulatedProvider;
let asked: Asked['task'][] = [];

function answer({ task, ids, system, user }: Asked): string {
  const words = WORDS[`${system}${user}`.includes('Japanese') ? 'ja' : 'zh'] ?? [];
  asked.push(task);
  switch (task) {
    case 'context':
      return JSON.stringify({ topic: words[1], register: 'lecture', speakers: [], terms: [] });
    case 'outline':
      return JSON.stringify({
        title: words[1],
        sections: [{ title: words[0], from: 1, to: 3, skip: false }],
        tldr: [],
      });
    case 'points':
      return JSON.stringify({
        parts: [],
        points: [{ t: words[2], c: [3], part: 0, sub: [] }],
        quotes: [],
      });
    case 'verify':
      return JSON.stringify({ faults: [], ok: [1, 2, 3] });
    default:
      return ids.map((id) => `${id}|${words[id - 1]}`).join('\n');
  }
}

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'talkleaf-languages-'));
  await writeFile(join(root, 'talk.srt'), SRT);
  provider = await startSimulatedProvider({ answer });
});
afterAll(async () => {
  await provider.close();
  await rm(root, { recursive: true, force: true });
});

async function work(to: string, ...flags: string[]) {
  asked = [];
  const server = ['--base-url', `${provider.url}/v1`, '--model', 'local:sim'];
  const outcome = await run([
    join(root, 'talk.srt'),
    '--out',
    root,
    '--to',
    to,
    ...server,
    ...flags,
  ]);
  expect(outcome.stderr).toContain('Complete.');
  return outcome;
}

const read = (name: string): Promise<string> => readFile(join(root, 'talk', name), 'utf8');

it('has files of its own for each language', async () => {
  expect((await work('zh')).stdout.trim()).toBe(join(root, 'talk', 'note.md'));
  const before = new Map<string, string>();
  for (const name of ['note.md', 'note.html', 'talk.zh.srt', 'talk.en-zh.srt', 'transcript.md'])
    before.set(name, await read(name));
  expect((await work('ja')).stdout.trim()).toBe(join(root, 'talk', 'note.ja.md'));
  for (const [name, text] of before) expect(await read(name)).toBe(text);
  expect(await read('note.ja.md')).toContain('パンには小麦粉よりも時間が必要です。');
  expect(await read('note.ja.md')).not.toContain('面团');
  expect(await read('talk.ja.srt')).not.toContain('面团');
  expect(await readdir(join(root, 'talk'))).toEqual(
    expect.arrayContaining(['note.ja.html', 'talk.en-ja.vtt', 'talk.en-zh.vtt', 'talk.json']),
  );
  const names = await readdir(join(root, 'talk'));
  expect(names.filter((name) => name.includes('edited'))).toEqual([]);
});

it('holds both in talk.json', async () => {
  const text = await read('talk.json');
  expect(targetsIn(text)).toEqual(['zh', 'ja']);
  for (const [target, words] of Object.entries(WORDS)) {
    const talk = readTalkJson(text, target);
    expect(talk.translation?.map((line) => line.text)).toEqual(words);
    expect(talk.note?.sections[0]?.points[0]?.text).toBe(words[2]);
    expect(talk.topic).toBe(words[1]);
  }
});

it('asks for neither again, and loses neither when one of them is done without a note', async () => {
  await work('zh');
  expect(asked).toEqual([]);
  await work('ja', '--no-note');
  expect(asked).toEqual([]);
  const text = await read('talk.json');
  expect(readTalkJson(text, 'ja').note?.sections).toHaveLength(1);
  expect(readTalkJson(text, 'zh').note?.sections).toHaveLength(1);
});
