/** The contract of the command line: what goes where, exit statuses, flags, settings. */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { execa } from 'execa';
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

  it('reads a pipe, such as a shell makes of <(command)', async () => {
    const folder = await mkdtemp(join(root, 'pipe-'));
    const pipe = join(folder, 'pipe');
    await execa('mkfifo', [pipe]);
    const [outcome] = await Promise.all([
      run([pipe, '--out', folder, ...server()]),
      writeFile(pipe, await readFile('sample/talk.srt')),
    ]);
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
    expect(outcome.stderr).toMatch(/^Model +local:sim\nTo ask +about \d+ requests/m);
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
    const outcome = await run(['translate', input, '--out', folder, ...server()]);
    expect(outcome.status).toBe(0);
    const bilingual = join(folder, 'talk', 'talk.en-zh.md');
    expect(outcome.stdout).toBe(`${bilingual}\n`);
    const text = await readFile(bilingual, 'utf8');
    expect(text).toContain('数据迁移比提高速度更难');
    expect(text).toContain('migration is harder than speed');
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
    expect(outcome.stderr).toContain('The setting rpm cannot be "many" (TALKLEAF_RPM)');
  });

  it('writes one into the file, a key from standard input, and takes it out again', async () => {
    const file = join(root, 'made', 'settings.json');
    const env = { TALKLEAF_SETTINGS: file };
    expect((await run(['settings', 'path'], { env })).stdout).toBe(`${file}\n`);
    expect((await run(['settings', 'set', 'to', '日语'], { env })).stdout).toContain('to: 日语');
    const key = await run(['settings', 'set', 'keys.relay', '-'], {
      env,
      stdin: 'sk-abcdefgh1234\n',
    });
    expect(key.stdout).toContain('keys.relay: sk-…1234');
    expect((await run(['settings', 'set', 'maxCost', '0.5'], { env })).status).toBe(0);
    expect(parseJson(await readFile(file, 'utf8'))).toEqual({
      to: '日语',
      keys: { relay: 'sk-abcdefgh1234' },
      maxCost: 0.5,
    });
    expect((await run(['settings'], { env })).stdout).toMatch(/^to\s+ja\s+file/m);
    expect((await run(['settings', 'unset', 'maxCost'], { env })).status).toBe(0);
    expect((await run(['settings'], { env })).stdout).toMatch(/^maxCost\s+-\s+default/m);
  });

  it('writes nothing that cannot be used', async () => {
    const file = join(root, 'unmade', 'settings.json');
    const env = { TALKLEAF_SETTINGS: file };
    const outcomes = await Promise.all([
      run(['settings', 'set', 'modle', 'x'], { env }),
      run(['settings', 'set', 'rpm', 'many'], { env }),
      run(['settings', 'set', 'keys.depseek', 'sk-1'], { env }),
      run(['settings', 'set', 'to'], { env }),
      run(['settings', 'unset', 'modle'], { env }),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual([2, 2, 2, 2, 2]);
    expect(outcomes[0]?.stderr).toContain('Did you mean "model"?');
    expect(existsSync(file)).toBe(false);
  });

  it('opens an editor on an example, and checks what came of it', async () => {
    const folder = await mkdtemp(join(root, 'editor-'));
    const file = join(folder, 'settings.json');
    const editor = join(folder, 'editor.mjs');
    await writeFile(
      editor,
      `import { readFileSync, writeFileSync } from 'node:fs';
const file = process.argv[2];
const text = readFileSync(file, 'utf8');
writeFileSync(file, process.env.BREAK ? text + '"' : text.replace('// "to": "zh"', '"to": "ko"'));`,
    );
    const env = { TALKLEAF_SETTINGS: file, EDITOR: `${process.execPath} ${editor}` };
    for (const how of [['--edit'], ['edit']]) {
      expect((await run(['settings', ...how], { env })).stdout).toBe(`${file}\n`);
      expect((await run(['settings'], { env })).stdout).toMatch(/^to\s+ko\s+file/m);
    }
    const broken = await run(['settings', '--edit'], { env: { ...env, BREAK: '1' } });
    expect(broken.status).toBe(2);
    expect(broken.stderr).toContain('The settings file is not JSON');
    const none = await run(['settings', '--edit'], { env: { ...env, EDITOR: '/no/such/editor' } });
    expect(none.stderr).toContain('The editor "/no/such/editor" could not be started');
  });

  it('speaks the language it is set to', async () => {
    const file = join(root, 'chinese.json');
    await writeFile(file, '{ "language": "zh" }');
    const outcome = await run(['--help'], { env: { TALKLEAF_SETTINGS: file } });
    expect(outcome.stdout).toContain('用法');
  });
});

const REFUSED = { status: 401, error: { message: 'Incorrect API key provided.' } };

describe('talkleaf models', () => {
  it('are listed with size, languages, what they are good at, licence, and which one to take', async () => {
    const models = join(root, 'models');
    await mkdir(join(models, 'sherpa-onnx-whisper-tiny'), { recursive: true });
    for (const part of ['encoder.int8.onnx', 'decoder.int8.onnx', 'tokens.txt'])
      await writeFile(join(models, 'sherpa-onnx-whisper-tiny', `tiny-${part}`), 'x');
    const env = { TALKLEAF_MODELS: models };
    const { stdout, status } = await run(['models', 'ls'], { env });
    expect(status).toBe(0);
    expect(stdout).toMatch(/^\* whisper-tiny +100 MB +99 languages +here · /m);
    expect(stdout).toMatch(/^ {2}sense-voice +240 MB +zh yue ja ko en +fast, for Chinese/m);
    expect(stdout).toMatch(/^ {2}omnilingual +370 MB +1600 languages .* · Apache-2\.0$/m);
    expect(stdout.match(/recommended for English on this machine/g)).toHaveLength(1);
    expect(stdout).toMatch(/^Voices: .*\n {2}speakers +40 MB/m);
    expect(stdout).toMatch(/^Punctuation: .*\n {2}punctuation +8 MB/m);
    const japanese = await run(['models', 'ls', '--from', 'ja'], { env });
    expect(japanese.stdout).toMatch(/sense-voice.*recommended for Japanese on this machine/);
    const { stdout: json } = await run(['models', 'ls', '--json'], { env });
    expect(parseJson(json)).toMatchObject({
      folder: models,
      models: expect.arrayContaining([
        expect.objectContaining({ name: 'whisper-tiny', isInstalled: true, bytes: 100_000_000 }),
      ]),
    });
  });
});

describe('a key', () => {
  it.each([
    [{ DEEPSEEK_API_KEY: 'sk-from-variable-1' }, 'sk-…le-1 (the variable DEEPSEEK_API_KEY)'],
    [{ TALKLEAF_API_KEY: 'sk-own-server-key9' }, 'sk-…key9 (the variable TALKLEAF_API_KEY)'],
  ])('that is refused is named, masked, with where it came from (%o)', async (env, named) => {
    const { folder, input } = await fresh();
    const refusing = await startSimulatedProvider({ answer: () => '', fault: () => REFUSED });
    try {
      const provided = 'DEEPSEEK_API_KEY' in env ? 'deepseek:deepseek-chat' : 'relay:m';
      const args = [
        input,
        '--out',
        folder,
        '--base-url',
        `${refusing.url}/v1`,
        '--model',
        provided,
      ];
      const outcome = await run(args, { env });
      expect(outcome.status).toBe(1);
      expect(outcome.stderr).toContain(`did not accept the key ${named}`);
      expect(outcome.stderr).not.toContain('from-variable');
      const keyless = await run(args);
      expect(keyless.stderr).toContain('wants a key, and none is set');
      expect(keyless.stderr).toMatch(/settings set keys\.(?:deepseek|relay) -/);
    } finally {
      await refusing.close();
    }
  });
});
