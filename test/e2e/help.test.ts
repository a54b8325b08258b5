/** Help and completion, as a new user meets them: what they say, how wide they are, and that shells can use them. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import { describe, expect, it } from 'vitest';

import { main } from '../../src/cli/main.ts';
import { displayWidth } from '../../src/text/languages/script.ts';
import { run } from '../support/command.ts';

const CHINESE = { TALKLEAF_LANGUAGE: 'zh' };

/** The help as it is on a terminal of so many columns. */
async function helpAt(columns: number, args: readonly string[], env = {}): Promise<string> {
  let text = '';
  const output = { write: (piece: string) => (text += piece), columns };
  await main({
    argv: args,
    env: { TALKLEAF_SETTINGS: '/nonexistent/settings.json', ...env },
    stdin: (async function* () {})(),
    stdout: output,
    stderr: output,
    signal: new AbortController().signal,
  });
  return text;
}

describe('talkleaf', () => {
  it.each([{}, CHINESE])(
    'alone says in ten lines what it does, with three examples (%o)',
    async (env) => {
      const { stdout, stderr, status } = await run([], { env });
      expect(status).toBe(2);
      expect(stdout).toBe('');
      const lines = stderr.trimEnd().split('\n');
      expect(lines.length).toBeLessThanOrEqual(10);
      expect(lines.filter((line) => /^ {2}talkleaf (?:https|talk\.)/.test(line))).toHaveLength(3);
      expect(stderr).toContain('talkleaf --help');
    },
  );
});

describe('--help', () => {
  it('begins with examples, then has commands, options in groups, and keys', async () => {
    const { stdout, status } = await run(['--help']);
    expect(status).toBe(0);
    const titles = stdout.split('\n').filter((line) => /^[A-Z][A-Za-z ]*$/.test(line));
    expect(titles).toEqual([
      'Usage',
      'Examples',
      'Commands',
      'Arguments',
      'Input and hearing',
      'Language',
      'Language model',
      'Money',
      'Output',
      'Other options',
      'Keys',
    ]);
    for (const name of ['cut', 'settings', 'completion', 'help'])
      expect(stdout).toMatch(new RegExp(`^  ${name}\\b`, 'm'));
    expect(stdout).toContain('DEEPSEEK_API_KEY');
  });

  it.each([
    [40, {}],
    [40, CHINESE],
    [80, {}],
    [80, CHINESE],
    [200, {}],
  ])('is no wider than %i columns (%o)', async (columns, env) => {
    for (const args of [
      ['--help'],
      ['help', 'cut'],
      ['settings', '--help'],
      ['help', 'watch'],
      [],
    ]) {
      const lines = (await helpAt(columns, args, env)).split('\n');
      expect(lines.length).toBeGreaterThan(5);
      expect(lines.filter((line) => displayWidth(line) > columns)).toEqual([]);
    }
  });

  it.each(['help cut', 'cut --help', 'cut -h'])('of a command is had by "%s"', async (line) => {
    const { stdout, status } = await run(line.split(' '));
    expect(status).toBe(0);
    expect(stdout).toContain('talkleaf cut [options] <media> <list...>');
    expect(stdout).toContain('--smart');
  });
});

describe('a command line that cannot be understood', () => {
  it.each([
    [
      ['--forse', 'x'],
      'There is no option --forse. Did you mean --force?',
      '没有选项 --forse。是不是想用 --force？',
    ],
    [
      ['x.srt', '--rpm', '0'],
      '--rpm <n> cannot be "0": use 1, 2, 3, …',
      '--rpm <n> 不能是“0”，可用 1、2、3、…',
    ],
    [
      ['x.srt', '--captions', 'maybe'],
      '--captions <when> cannot be "maybe": use auto, only, never.',
      '--captions <when> 不能是“maybe”，可用 auto、only、never。',
    ],
    [['cut', 'a.mp4'], '"list" is missing.', '缺少“list”。'],
    [['convert', 'a', 'b', 'c'], '3 were given where 2 are wanted', '需要 2 个，给了 3 个'],
    [
      ['models', 'pul', 'x'],
      'There is no command "pul". Did you mean pull?',
      '没有命令“pul”。是不是想用 pull？',
    ],
    [['x.srt', '--to'], '--to <lang> wants a value.', '--to <lang> 后面要写上取值。'],
    [['setings'], 'Did you mean "talkleaf settings"?', '是不是想用“talkleaf settings”？'],
    [['docter', '--json'], 'neither a file nor a command', '没有名为“docter”的文件或命令'],
    [
      ['x.srt', '--quiet', '--verbose'],
      '--quiet cannot be used together with --verbose.',
      '--quiet 不能与 --verbose 同时使用。',
    ],
    [['completion', 'csh'], '"shell" cannot be "csh"', '“shell”不能是“csh”'],
  ])('%j is told in both languages, with status 2', async (args, english, chinese) => {
    const [en, zh] = [await run(args), await run(args, { env: CHINESE })];
    expect([en.status, zh.status]).toEqual([2, 2]);
    expect(en.stderr).toContain(english);
    expect(zh.stderr).toContain(chinese);
  });

  it('is an event like any failure with --json', async () => {
    const { stdout } = await run(['x.srt', '--rpm', '0', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ type: 'failed', code: 'USAGE' });
  });
});

/** What a shell is told to offer after these words. */
async function typed(...words: string[]): Promise<string[]> {
  return (await run(['complete', '--', ...words])).stdout.trimEnd().split('\n');
}

describe('completion', () => {
  it('knows commands, options, choices and names', async () => {
    expect(await typed('tran')).toEqual([
      'transcribe\tstop after the transcript',
      'translate\tstop after the translation',
      ':',
    ]);
    expect((await typed('a.srt', '--max'))[0]).toMatch(/^--max-cost\t/);
    expect(await typed('a.srt', '--captions', '')).toEqual(['auto', 'only', 'never', ':']);
    expect(await typed('models', 'pull', 'parak')).toEqual(['parakeet-v3', 'parakeet-110m', ':']);
    expect(await typed('settings', 'set', 'max')).toEqual(['maxCost', ':']);
    expect(await typed('settings', 'set', 'keys.open')).toEqual([
      'keys.openai',
      'keys.openrouter',
      ':',
    ]);
    expect((await typed('help', 'set'))[0]).toMatch(/^settings\t/);
  });

  it('leaves files to the shell', async () => {
    expect(await typed('tal')).toEqual([':']);
    expect(await typed('translate', '')).toEqual([':']);
    expect(await typed('a.srt', '--glossary', '')).toEqual([':']);
  });

  it('works in bash, however often it is loaded, and evaluates nothing that is typed', async () => {
    const { stdout: script } = await run(['completion', 'bash']);
    const asked = `
talkleaf() { "$NODE" "$BIN" "$@"; }
${script}
${script}
try() { COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)); __talkleaf_complete; echo "\${COMPREPLY[*]}"; }
try talkleaf settings s
try talkleaf 'a b.srt' --captions ''
try talkleaf '$(echo spoilt >&2)' ''
complete -p talkleaf`;
    const { stdout, stderr } = await promisify(execFile)('bash', ['--norc', '-c', asked], {
      env: {
        PATH: process.env['PATH'],
        NODE: process.execPath,
        BIN: 'dist/cli/bin.js',
        TALKLEAF_SETTINGS: '/nonexistent/settings.json',
      },
    });
    expect(stderr).toBe('');
    expect(stdout).toBe(
      'set\nauto only never\n\ncomplete -o default -F __talkleaf_complete talkleaf\n',
    );
  });

  it.each(['zsh', 'fish'])('has a script for %s', async (shell) => {
    const { stdout, status } = await run(['completion', shell]);
    expect(status).toBe(0);
    expect(stdout).toContain('talkleaf complete --');
  });
});
