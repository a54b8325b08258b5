/** The contract of the command line: what goes where, exit statuses, flags, settings. */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

import { parseJson } from '../../src/base/json.ts';
import { Recording, recordedAnswers } from '../../src/llm/simulated/recorded.ts';
import { type Asked, type SimulatedProvider, startSimulatedProvider } from '../../src/testing.ts';
import { run } from '../support/command.ts';

let root: string;
let provider: SimulatedProvider;
/** Lines the provider always refuses to translate well. */
let stubborn: ReadonlySet<number> = new Set();

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'talkleaf-cli-'));
  const recording = Recording.parse(parseJson(await readFile('sample/answers.json', 'utf8')));
  const good = recordedAnswers(recording);
  const answer = (asked: Asked): string | undefined =>
    asked.task === 'translate'
      ? good(asked)
          ?.split('\n')
          .filter((line) => !stubborn.has(Number.parseInt(line, 10)))
          .join('\n')
      : good(asked);
  provider = await startSimulatedProvider({ answer });
});
afterAll(async () => {
  await provider.close();
  await rm(root, { recursive: true, force: true });
});

const server = (): string[] => ['--base-url', `${provider.url}/v1`, '--model', 'local:sim'];

async function fresh(): Promise<{ folder: string; input: string }> {
  const folder = await mkdtemp(join(root, 'run-'));
  const input = join(folder, 'talk.srt');
  await writeFile(input, await readFile('sample/talk.srt'));
  return { folder, input };
}

const Done = z.object({
  type: z.literal('done'),
  status: z.string(),
  files: z.array(z.string()),
  counts: z.object({ sentences: z.number(), translated: z.number() }),
  usage: z.object({ inputTokens: z.number(), requests: z.number() }),
  cost: z.number().optional(),
});

const lastEvent = (stdout: string): unknown => parseJson(stdout.trimEnd().split('\n').at(-1) ?? '');

describe('talkleaf', () => {
  it('writes every file, says where the note is on standard output, the rest on standard error', async () => {
    const { folder, input } = await fresh();
    const outcome = await run([input, '--out', folder, ...server()]);
    expect(outcome.status).toBe(0);
    expect(outcome.stdout).toBe(`${join(folder, 'talk', 'note.md')}\n`);
    expect(outcome.stderr).toContain('25 sentences, English, 1:56');
    const files = (await readdir(join(folder, 'talk'))).toSorted();
    expect(files).toEqual(
      [
        '.talkleaf',
        'cut.md',
        'note.html',
        'note.md',
        'talk.en-zh.ass',
        'talk.en-zh.srt',
        'talk.en-zh.vtt',
        'talk.en.srt',
        'talk.en.vtt',
        'talk.json',
        'talk.zh.srt',
        'talk.zh.vtt',
        'transcript.md',
        'transcript.txt',
      ].toSorted(),
    );
  });

  it('asks nothing the second time', async () => {
    const { folder, input } = await fresh();
    const args = [input, '--out', folder, ...server()];
    await run(args);
    const asked = provider.requests.length;
    const again = await run(args);
    expect(again.status).toBe(0);
    expect(provider.requests.length).toBe(asked);
  });

  it('asks everything again with --force', async () => {
    const { folder, input } = await fresh();
    const args = [input, '--out', folder, ...server()];
    await run(args);
    const asked = provider.requests.length;
    expect((await run([...args, '--force'])).status).toBe(0);
    expect(provider.requests.length).toBeGreaterThan(asked + 4);
  });

  it('reads standard input', async () => {
    const folder = await mkdtemp(join(root, 'stdin-'));
    const stdin = await readFile('sample/talk.srt');
    const outcome = await run(['-', '--out', folder, ...server()], { stdin });
    expect(outcome.status).toBe(0);
    expect(await readdir(join(folder, 'talk'))).toContain('note.md');
  });

  it('prints one JSON event a line with --json, the last one with paths, counts, tokens', async () => {
    const { folder, input } = await fresh();
    const outcome = await run([input, '--out', folder, '--json', ...server()]);
    const events = outcome.stdout
      .trimEnd()
      .split('\n')
      .map((line) => parseJson(line));
    expect(
      events.every((event) => typeof event === 'object' && event !== null && 'type' in event),
    ).toBe(true);
    const done = Done.parse(events.at(-1));
    expect(done.counts).toMatchObject({ sentences: 25, translated: 25 });
    expect(done.usage.requests).toBeGreaterThan(4);
    expect(done.files.every((path) => existsSync(path))).toBe(true);
  });

  it('plans and does nothing with --dry-run', async () => {
    const { folder, input } = await fresh();
    const asked = provider.requests.length;
    const outcome = await run([input, '--out', folder, '--dry-run', ...server()]);
    expect(outcome.status).toBe(0);
    expect(outcome.stderr).toMatch(/local:sim: about \d+ requests/);
    expect(provider.requests.length).toBe(asked);
    expect(await readdir(folder)).toEqual(['talk.srt']);
  });

  it('leaves stages and files out on request', async () => {
    const { folder, input } = await fresh();
    const args = ['--out', folder, ...server()];
    await run([input, '--no-note', '--format', 'srt,json', ...args]);
    expect((await readdir(join(folder, 'talk'))).toSorted()).toEqual(
      ['.talkleaf', 'talk.en-zh.srt', 'talk.en.srt', 'talk.json', 'talk.zh.srt'].toSorted(),
    );
  });

  it('takes a folder for the transcripts in it, and sums up', async () => {
    const folder = await mkdtemp(join(root, 'many-'));
    const inputs = join(folder, 'talks');
    await mkdir(inputs);
    for (const name of ['a.srt', 'b.srt', 'ignored.png']) {
      await writeFile(join(inputs, name), await readFile('sample/talk.srt'));
    }
    const outcome = await run([inputs, '--out', folder, ...server()]);
    expect(outcome.status).toBe(0);
    expect(outcome.stderr).toContain('2 complete, 0 with marked places, 0 failed.');
    expect(outcome.stdout.trim().split('\n')).toHaveLength(2);
  });

  it('marks a line nobody could translate, and ends with 3', async () => {
    const { folder, input } = await fresh();
    stubborn = new Set([9]);
    const outcome = await run([input, '--out', folder, '--json', ...server()]);
    stubborn = new Set();
    expect(outcome.status).toBe(3);
    expect(lastEvent(outcome.stdout)).toMatchObject({
      status: 'marked',
      counts: { untranslated: 1 },
      marked: [{ kind: 'line', sentence: 9, state: 'untranslated' }],
    });
    const note = await readFile(join(folder, 'talk', 'note.md'), 'utf8');
    expect(note).toContain('〔未译〕 ⚠ *(');
    const subtitles = await readFile(join(folder, 'talk', 'talk.zh.srt'), 'utf8');
    expect(subtitles).toContain('⚠ It also makes queries faster.');
    const asked = provider.requests.length;
    const again = await run([input, '--out', folder, ...server()]);
    expect(again.status).toBe(0);
    const asks = provider.requests.slice(asked).filter((each) => each.task === 'translate');
    expect(asks.map((each) => each.ids)).toEqual([[9]]);
  });

  it('keeps a file the user has changed', async () => {
    const { folder, input } = await fresh();
    const args = [input, '--out', folder, ...server()];
    await run(args);
    const note = join(folder, 'talk', 'note.md');
    await writeFile(note, 'my own notes');
    const outcome = await run(args);
    expect(outcome.stderr).toContain('note.edited.md');
    expect(await readFile(join(folder, 'talk', 'note.edited.md'), 'utf8')).toBe('my own notes');
    expect(await readFile(note, 'utf8')).toContain('## 大纲');
  });

  it('speaks Chinese where the environment does', async () => {
    const { folder, input } = await fresh();
    const outcome = await run([input, '--out', folder, ...server()], {
      env: { LANG: 'zh_CN.UTF-8' },
    });
    expect(outcome.stderr).toContain('25 句，英语，1:56');
    expect(outcome.stderr).toContain('完成。');
  });
});

describe('talkleaf transcribe and translate', () => {
  it('stops after the transcript', async () => {
    const { folder, input } = await fresh();
    const outcome = await run(['transcribe', input, '--out', folder]);
    expect(outcome.status).toBe(0);
    const files = await readdir(join(folder, 'talk'));
    expect(files).toContain('transcript.md');
    expect(files).not.toContain('note.md');
  });

  it('stops after the translation', async () => {
    const { folder, input } = await fresh();
    expect((await run(['translate', input, '--out', folder, ...server()])).status).toBe(0);
    const files = await readdir(join(folder, 'talk'));
    expect(files).toContain('talk.en-zh.ass');
    expect(files).not.toContain('note.md');
  });
});

describe('money', () => {
  it('stops before --max-cost, keeps what is done, goes on with a higher one', async () => {
    const { folder, input } = await fresh();
    const settings = join(folder, 'settings.json');
    await writeFile(
      settings,
      JSON.stringify({ prices: { 'local:sim': { input: 100, output: 400 } } }),
    );
    const env = { TALKLEAF_SETTINGS: settings };
    const args = [input, '--out', folder, ...server()];
    const stopped = await run([...args, '--max-cost', '1.3'], { env });
    expect(stopped.status).toBe(1);
    expect(stopped.stderr).toContain('Stopped before passing the limit of $1.3');
    const asked = provider.requests.filter((each) => each.task === 'context').length;
    const whole = await run([...args, '--max-cost', '50', '--json'], { env });
    expect(whole.status).toBe(0);
    expect(provider.requests.filter((each) => each.task === 'context')).toHaveLength(asked);
    expect(Done.parse(lastEvent(whole.stdout)).cost).toBeGreaterThan(0);
    expect(await readFile(join(folder, 'talk', 'note.md'), 'utf8')).toMatch(/^cost: "\$\d/m);
  });

  it('refuses --max-cost where no price is known', async () => {
    const { folder, input } = await fresh();
    const outcome = await run([input, '--out', folder, '--max-cost', '1', ...server()]);
    expect(outcome.status).toBe(1);
    expect(outcome.stderr).toContain('The price of local:sim is not known');
  });
});

describe('talkleaf settings', () => {
  it('shows values and where they come from, but no key', async () => {
    const folder = await mkdtemp(join(root, 'settings-'));
    const file = join(folder, 'settings.json');
    await writeFile(file, JSON.stringify({ to: 'ja', keys: { deepseek: 'sk-very-secret' } }));
    const env = { TALKLEAF_SETTINGS: file, TALKLEAF_MAX_COST: '2', OPENAI_API_KEY: 'sk-hidden' };
    const outcome = await run(['settings'], { env });
    expect(outcome.status).toBe(0);
    expect(outcome.stdout).toMatch(/^to\s+ja\s+file/m);
    expect(outcome.stdout).toMatch(/^maxCost\s+2\s+environment/m);
    expect(outcome.stdout).toMatch(/^keys\s+deepseek: set\s+file/m);
    expect(outcome.stdout).toMatch(/^keys\.openai\s+set\s+environment/m);
    expect(outcome.stdout).not.toMatch(/secret|hidden/);
  });

  it('names the setting that cannot be used', async () => {
    const outcome = await run(['settings'], { env: { TALKLEAF_RPM: 'many' } });
    expect(outcome.status).toBe(2);
    expect(outcome.stderr).toContain('The setting rpm cannot be "many"');
  });
});
