/** Bad input gets one sentence, a hint and the right exit status, and costs nothing that was there. */
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { parseJson } from '../../src/base/json.ts';
import { Recording, recordedAnswers } from '../../src/llm/simulated/recorded.ts';
import { type SimulatedProvider, startSimulatedProvider } from '../../src/testing.ts';
import { type Outcome, outcomeOf, run, start } from '../support/command.ts';

let folder: string;
let provider: SimulatedProvider;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'talkleaf-bad-'));
  const recording = Recording.parse(parseJson(await readFile('sample/answers.json', 'utf8')));
  const answer = recordedAnswers(recording);
  provider = await startSimulatedProvider({ answer });
  await writeFile(join(folder, 'talk.srt'), await readFile('sample/talk.srt'));
});
afterAll(async () => {
  await provider.close();
  await rm(folder, { recursive: true, force: true });
});

const at = (name: string): string => join(folder, name);
const server = (model = 'sim'): string[] => [
  '--base-url',
  `${provider.url}/v1`,
  '--model',
  `local:${model}`,
];

/** One sentence and a hint on standard error, as the last two lines; no stack. */
function expectPlain({ stderr, stdout }: Outcome, sentence: RegExp): void {
  const lines = stderr.trimEnd().split('\n');
  expect(lines.at(-2)).toMatch(sentence);
  expect(lines.at(-1)).toMatch(/\S.+[.]$/);
  expect(stderr).not.toMatch(/\n\s+at /);
  expect(stdout).toBe('');
}

describe('an input that cannot be used', () => {
  it.each([
    ['missing.srt', undefined, 1, /There is no file ".*missing\.srt"/],
    ['empty.srt', '', 1, /has no text in it/],
    ['blank.txt', ' \n\n \n', 1, /has no text in it/],
    ['binary.srt', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0]), 1, /not a text file/],
    ['picture.srt', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 1, /not a text file/],
    ['document.xyz', 'Some words.', 1, /does not know what to do with ".*document\.xyz"/],
    ['film.mp4', 'not really', 1, /There is no speech model in/],
    ['data.json', '{"a": 1}', 1, /data\.json/],
    ['broken.json', '{"segments": [', 1, /broken\.json/],
  ])('%s', async (name, content, status, sentence) => {
    if (content !== undefined) await writeFile(at(name), content);
    const outcome = await run([at(name), '--out', folder]);
    expectPlain(outcome, sentence);
    expect(outcome.status).toBe(status);
  });

  it('a text of 200 MB', async () => {
    await writeFile(at('huge.txt'), '');
    await truncate(at('huge.txt'), 200 * 1024 * 1024);
    const outcome = await run([at('huge.txt'), '--out', folder]);
    expectPlain(outcome, /is 200 MB, which is too large/);
    expect(outcome.status).toBe(1);
  });

  it('does not stop the other inputs', async () => {
    const out = at('several');
    const outcome = await run([at('missing.srt'), at('talk.srt'), '--out', out, ...server()]);
    expect(outcome.status).toBe(1);
    expect(outcome.stderr).toContain('1 complete, 0 with marked places, 1 failed.');
    expect(outcome.stdout.trim()).toBe(join(out, 'talk', 'note.md'));
  });
});

describe('a place that cannot be used', () => {
  it.each([
    [['watch', 'talk.srt'], /talk\.srt" is a file, and only a folder can be watched\.$/],
    [['watch', 'talk.srt/below'], /There is no file ".*below"/],
    [['demo', '--out', 'talk.srt'], /Nothing can be written to ".*talk\.srt/],
    [
      ['demo', '--out', 'talk.srt/below'],
      /Nothing can be written to ".*part of the path is a file/,
    ],
    [['talk.srt', '--out', 'talk.srt/below'], /Nothing can be written to ".*talk\.srt/],
  ])('%j', async (args, sentence) => {
    const outcome = await run(args, { cwd: folder });
    expectPlain(outcome, sentence);
    expect(outcome.stderr).not.toContain('fault of Talkleaf');
    expect(outcome.status).toBe(1);
  });
});

describe('wrong usage', () => {
  it.each([
    [['--nope'], /There is no option --nope/],
    [['x.srt', '--max-cost', 'much'], /--max-cost/],
    [['x.srt', '--concurrency', '0'], /--concurrency/],
    [['x.srt', '--to', 'klingonish'], /"klingonish" \(--to\), which is no language/],
    [['x.srt', '--to', 'cn'], /"cn" \(--to\), which is no language/],
    [['x.srt', '--format', 'docx'], /--format does not know "docx"/],
    [['x.srt', '--quiet', '--verbose'], /--quiet cannot be used together with --verbose/],
    [['x.srt', '--encoding', 'klingon'], /no text encoding called "klingon"/],
    [['x.srt', '--model', 'nobody:x'], /"nobody:x" is not a model/],
    [['translate'], /"input" is missing/],
  ])('%j', async (args, sentence) => {
    await writeFile(at('x.srt'), await readFile('sample/talk.srt'));
    const outcome = await run(
      args.map((each) => (each === 'x.srt' ? at(each) : each)),
      { cwd: folder },
    );
    expectPlain(outcome, sentence);
    expect(outcome.status).toBe(2);
  });
});

describe('a model that cannot be asked', () => {
  it('no key', async () => {
    const outcome = await run([at('talk.srt'), '--out', at('nokey'), '--model', 'deepseek:x']);
    expect(outcome.stderr).toContain('There is no key for DeepSeek.');
    expect(outcome.stderr).toContain('DEEPSEEK_API_KEY');
    expect(outcome.status).toBe(1);
  });

  it('no model at all: the transcript is made and the status says so', async () => {
    const out = at('nomodel');
    const outcome = await run([at('talk.srt'), '--out', out]);
    expect(outcome.status).toBe(3);
    expect(outcome.stderr).toContain('No language model is set up');
    expect(outcome.stdout.trim()).toBe(join(out, 'talk', 'transcript.md'));
    expect(await readdir(join(out, 'talk'))).toContain('talk.en.srt');
  });

  it('no network', async () => {
    const nobody = ['--base-url', 'http://127.0.0.1:9', '--model', 'local:x'];
    const outcome = await run([at('talk.srt'), '--out', at('nonet'), ...nobody]);
    expectFailure(outcome, /could not be reached/);
  });

  it.each([
    ['auth', /wants a key, and none is set/],
    ['quota', /has no credit left/],
    ['no-model', /has no model "fault:no-model"/],
    ['login', /did not answer like a model server/],
  ])('the server says: %s', async (name, sentence) => {
    const out = at(`fault-${name}`);
    const outcome = await run([at('talk.srt'), '--out', out, ...server(`fault:${name}`)]);
    expectFailure(outcome, sentence);
    expect(await readdir(join(out, 'talk'))).toContain('transcript.md');
  });

  it('leaves a finished folder as it is', async () => {
    const args = [at('talk.srt'), '--out', at('finished'), ...server()];
    expect((await run(args)).status).toBe(0);
    const note = await readFile(at('finished/talk/note.md'), 'utf8');
    const outcome = await run([at('talk.srt'), '--out', at('finished'), ...server('fault:auth')]);
    expect(outcome.status).toBe(1);
    expect(await readFile(at('finished/talk/note.md'), 'utf8')).toBe(note);
  });
});

function expectFailure(outcome: Outcome, sentence: RegExp): void {
  expectPlain(outcome, sentence);
  expect(outcome.status).toBe(1);
}

describe('a place that cannot be written to', () => {
  it.each([
    ['below a file', () => at('talk.srt/deeper'), /part of the path is a file/],
    ['where no folder can be made', () => '/proc/talkleaf', /Nothing can be written to/],
  ])('%s', async (_, out, sentence) => {
    const outcome = await run([at('talk.srt'), '--out', out(), ...server()]);
    expectFailure(outcome, sentence);
  });

  const disk = join(tmpdir(), `talkleaf-tiny-${process.pid}`);
  const canMount = (() => {
    try {
      execFileSync('mkdir', ['-p', disk]);
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=40k', 'tmpfs', disk], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  })();
  afterAll(() => {
    if (canMount) execFileSync('umount', [disk]);
    execFileSync('rm', ['-rf', disk]);
  });

  it.skipIf(!canMount)('a full disk: a sentence, and nothing half written', async () => {
    const outcome = await run([at('talk.srt'), '--out', disk, ...server()]);
    expectFailure(outcome, /There is no space left/);
    expect(await readdir(join(disk, 'talk'))).not.toContain('note.md');
  });
});

describe('Ctrl-C', () => {
  it('stops cleanly, says how to go on, and the next run goes on', async () => {
    const slow = await startSimulatedProvider({
      answer: recordedAnswers(
        Recording.parse(parseJson(await readFile('sample/answers.json', 'utf8'))),
      ),
      speed: { firstTokenMs: 200, tokensPerSecond: 2000 },
    });
    try {
      const out = at('interrupted');
      await mkdir(out);
      const args = [
        at('talk.srt'),
        '--out',
        out,
        '--base-url',
        `${slow.url}/v1`,
        '--model',
        'local:sim',
      ];
      const child = start(args);
      const ended = outcomeOf(child);
      while (slow.requests.length < 2) await new Promise((resolve) => setTimeout(resolve, 20));
      child.kill('SIGINT');
      const outcome = await ended;
      expect(outcome.status).toBe(130);
      expect(outcome.stderr).toContain(
        'Run the same command again to go on; finished work is kept.',
      );
      const asked = slow.requests.filter((each) => each.task === 'context').length;
      expect((await run(args)).status).toBe(0);
      expect(slow.requests.filter((each) => each.task === 'context')).toHaveLength(asked);
    } finally {
      await slow.close();
    }
  });
});
