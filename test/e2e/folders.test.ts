/** What folders, lists and odd paths stand for, as the command sees them. */
import {
  cp,
  mkdir,
  mkdtemp,
  readFile,
  realpath,
  rename,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { parseJson } from '../../src/base/json.ts';
import { Recording, recordedAnswers } from '../../src/llm/simulated/recorded.ts';
import { type SimulatedProvider, startSimulatedProvider } from '../../src/testing.ts';
import { type Outcome, run } from '../support/command.ts';

let cwd: string;
let provider: SimulatedProvider;
beforeAll(async () => {
  cwd = await realpath(await mkdtemp(join(tmpdir(), 'talkleaf-folders-')));
  const recording = Recording.parse(parseJson(await readFile('sample/answers.json', 'utf8')));
  provider = await startSimulatedProvider({ answer: recordedAnswers(recording) });
  await writeFile(join(cwd, 'alg.srt'), await readFile('sample/talk.srt'));
});
afterAll(async () => {
  await provider.close();
  await rm(cwd, { recursive: true, force: true });
});

const talkleaf = (...args: readonly string[]): Promise<Outcome> =>
  run([...args, '--base-url', `${provider.url}/v1`, '--model', 'local:sim'], { cwd });

describe('the folder of a talk', () => {
  it('goes on with that talk', async () => {
    expect((await talkleaf('alg.srt')).status).toBe(0);
    const asked = provider.requests.length;
    const plan = await talkleaf('alg', '--dry-run');
    expect(plan.status).toBe(0);
    expect(plan.stderr).not.toMatch(/\btalks\b/);
    const again = await talkleaf('alg');
    expect([again.status, again.stdout.trim()]).toEqual([0, join(cwd, 'alg', 'note.md')]);
    expect(provider.requests).toHaveLength(asked);
  });

  it.each([
    ['moved', rename],
    ['copied', (from: string, to: string) => cp(from, to, { recursive: true })],
  ])('is the same talk when it is %s with what it was made from', async (how, take) => {
    const place = join(cwd, how);
    await mkdir(join(place, 'first'), { recursive: true });
    for (const name of ['alg.srt', 'alg'])
      await cp(join(cwd, name), join(place, 'first', name), { recursive: true });
    await mkdir(join(place, 'then'));
    for (const name of ['alg.srt', 'alg'])
      await take(join(place, 'first', name), join(place, 'then', name));
    const asked = provider.requests.length;
    for (const input of ['then/alg.srt', 'then/alg']) {
      const out = join(place, 'then');
      const again = await talkleaf(join(place, input), '--out', out);
      expect([again.status, again.stdout.trim()]).toEqual([0, join(out, 'alg', 'note.md')]);
    }
    expect(provider.requests).toHaveLength(asked);
  });

  it('is refused where nobody knows what it was made from', async () => {
    const refused = await talkleaf('alg', '--out', 'elsewhere');
    expect(refused.status).toBe(1);
    expect(refused.stderr).toBe(
      'The folder "alg" is what Talkleaf made of a talk.\n' +
        'Give what it was made from: the recording, the transcript or the link. To use a file in it, such as its talk.json, name that file.\n',
    );
  });

  it('gives a file in it by name', async () => {
    for (const name of ['alg/talk.json', 'alg/transcript.md']) {
      expect((await talkleaf(name, '--out', 'other', '--dry-run')).status).toBe(0);
    }
  });
});

describe('what is no talk', () => {
  it('a folder called like a recording, part of a path, a link to nowhere, nothing at all', async () => {
    await mkdir(join(cwd, 'x.mp4'));
    await symlink('nowhere', join(cwd, 'gone.srt'));
    await symlink('nowhere', join(cwd, 'gone.mp4'));
    const sentences: [input: string, status: number, sentence: string][] = [
      ['x.mp4', 1, 'There is no transcript and no recording in the folder "x.mp4".'],
      ['alg.srt/x', 1, 'There is no file "alg.srt/x".'],
      ['alg.srt/x.mp4', 1, 'There is no file "alg.srt/x.mp4".'],
      ['gone.srt', 1, 'There is no file "gone.srt".'],
      ['gone.mp4', 1, 'There is no file "gone.mp4".'],
      ['', 2, 'An input is empty; it should be a file, a folder or a link.'],
    ];
    for (const [input, status, sentence] of sentences) {
      const outcome = await talkleaf(input);
      expect([outcome.status, outcome.stderr.split('\n').slice(-3)[0]]).toEqual([status, sentence]);
    }
  });

  it('a line of words among links', async () => {
    await writeFile(join(cwd, 'links.txt'), 'https://youtu.be/a\nhttps://youtu.be/b\nsee these\n');
    const outcome = await talkleaf('links.txt', '--dry-run');
    expect(outcome.status).toBe(2);
    expect(outcome.stderr).toBe(
      '"links.txt", line 3, is no link: see these.\nWrite one link a line, and # in front of remarks.\n',
    );
  });
});
