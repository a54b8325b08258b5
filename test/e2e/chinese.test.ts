/** The built command in Chinese: whatever it says, it says in Chinese, but for what others are quoted with. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { parseJson } from '../../src/base/json.ts';
import { Recording, recordedAnswers } from '../../src/llm/simulated/recorded.ts';
import { type Asked, type SimulatedProvider, startSimulatedProvider } from '../../src/testing.ts';
import { BAD_FILES } from '../support/bad-files.ts';
import { faultsIn } from '../support/chinese.ts';
import { type Outcome, run } from '../support/command.ts';

let root: string;
let provider: SimulatedProvider;

const at = (name: string): string => join(root, name);

/** A line the model never translates, and one whose number it gets wrong. */
const LOST = 6;
const WRONG = 9;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'talkleaf-zh-'));
  for (const [name, content] of Object.entries(BAD_FILES)) {
    await mkdir(resolve(at(name), '..'), { recursive: true });
    await writeFile(at(name), content);
  }
  for (const name of ['talk.srt', 'talk.wav'])
    await writeFile(at(name), await readFile(`sample/${name}`));
  const good = recordedAnswers(
    Recording.parse(parseJson(await readFile('sample/answers.json', 'utf8'))),
  );
  const answer = (asked: Asked): string | undefined => {
    const text = good(asked);
    if (asked.model !== 'marked' || !/^\d+\|/.test(text ?? '')) return text;
    const lines = text?.split('\n').filter((line) => Number.parseInt(line, 10) !== LOST);
    return lines?.map((line) => (line.startsWith(`${WRONG}|`) ? `${line} 4711` : line)).join('\n');
  };
  provider = await startSimulatedProvider({ answer });
});
afterAll(async () => {
  await provider.close();
  await rm(root, { recursive: true, force: true });
});

/** Runs the command in Chinese; what stands in pointed brackets is a file of ours. */
async function inChinese(
  line: string | readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Outcome> {
  const args = typeof line === 'string' ? line.split(' ').filter(Boolean) : line;
  const chosen = { TALKLEAF_LANGUAGE: 'zh', TALKLEAF_MODELS: at('no-models'), ...env };
  return await run(
    args.map((word) => word.replace(/^<(.+)>$/, (_, name: string) => at(name))),
    { cwd: root, env: chosen },
  );
}

function expectChinese({ stdout, stderr }: Outcome): void {
  // A path is no sentence; lines of a list stand under one another.
  const said = `${stderr}\n${stdout}`
    .replaceAll(root, '')
    .replace(/[ \t]*\n\s*/g, '\n')
    .replace(/^! /gm, '');
  expect(said).toMatch(/[\p{sc=Han}：]/u);
  expect(faultsIn(said)).toEqual([]);
}

const model = (name = 'sim'): string[] => [
  '--base-url',
  `${provider.url}/v1`,
  '--model',
  `local:${name}`,
];

describe.concurrent('help and usage', () => {
  const commands = ['transcribe', 'translate', 'demo', 'cut', 'convert', 'merge', 'watch'];
  const groups = [
    'models',
    'models ls',
    'models pull',
    'models path',
    'models rm',
    'settings',
    'completion',
  ];
  const settings = ['set', 'unset', 'edit', 'path'].map((name) => `settings ${name}`);
  it.for([
    '',
    '--help',
    'help cut',
    ...[...commands, ...groups, ...settings].map((command) => `${command} --help`),
  ])('talkleaf %s', async (line) => expectChinese(await inChinese(line)));

  it.for([
    '--nope',
    '<talk.srt> --max-cost much',
    '<talk.srt> --concurrency 0',
    '<talk.srt> --fps 1',
    '<talk.srt> --to klingonish',
    '<talk.srt> --format docx',
    '<talk.srt> --captions maybe',
    '<talk.srt> --quiet --verbose',
    '<talk.srt> --encoding klingon',
    '<talk.srt> --model nobody:x',
    '<talk.srt> --model x',
    '<talk.srt> --model deepseek:x',
    '<talk.srt> --model relay:x',
    '<talk.srt> --to',
    '<talk.wav> --speakers few',
    'translate',
    'modles',
    'models pul x',
    'cut a.mp4',
    'cut a.mp4 b.srt --crf 90',
    'cut a.mp4 b.srt --bitrate much',
    'cut a.mp4 b.srt --preset odd',
    'convert',
    'convert a b c',
    'convert <times.srt>',
    'completion csh',
    'watch <no-folder>',
    'watch <settings> --settle soon',
    'merge <missing.md>',
    'merge <autocut.md>',
    'settings set',
  ])('that cannot be understood: %s', async (line) => {
    const outcome = await inChinese(line);
    expectChinese(outcome);
    expect(outcome.status).toBeGreaterThan(0);
  });
});

describe.concurrent('settings and models', () => {
  it('shows, sets, unsets', async () => {
    const env = { TALKLEAF_SETTINGS: at('settings/mine.json'), DEEPSEEK_API_KEY: 'sk-abc' };
    const relay = { ...env, TALKLEAF_API_KEY: 'sk-abcdefgh' };
    for (const line of [
      'settings set style 口语化',
      'settings set keys.openai sk-1234567890',
      'settings',
      'settings unset keys.openai',
    ])
      // Each sees what the one before has written.
      // oxlint-disable-next-line no-await-in-loop
      expectChinese(await inChinese(line, relay));
  });

  it.for([
    'settings set rpm many',
    'settings set captions maybe',
    'settings set speakers few',
    'settings set to klingonish',
    'settings set too ja',
    'settings set keys.deepsek x',
    'settings set model',
    'settings unset too',
    'models',
    'models ls',
    'models pull nobody',
    'models path qwen3.5-4b',
    'models pull qwen3.5-4b --from <empty.srt>',
    'models rm nobody',
    'models rm parakeet-v3',
  ])('%s', async (line) => {
    expectChinese(await inChinese(line, { TALKLEAF_SETTINGS: at('settings/none.json') }));
  });

  it.for(Object.keys(BAD_FILES).filter((name) => name.startsWith('settings/')))(
    'a settings file: %s',
    async (name) => {
      const outcome = await inChinese('<talk.srt> --dry-run', { TALKLEAF_SETTINGS: at(name) });
      expectChinese(outcome);
      expect(outcome.status).toBe(2);
    },
  );

  it('a model from a hub that is not there', async () => {
    const env = { HF_ENDPOINT: 'http://127.0.0.1:9', TALKLEAF_MODELS: at('models') };
    expectChinese(await inChinese('models pull speakers', env));
    expectChinese(
      await inChinese('models pull speakers', { ...env, HF_ENDPOINT: `${provider.url}/hub` }),
    );
  });
});

describe.concurrent('an input that cannot be used', () => {
  it.for([
    '<missing.srt>',
    '<empty.srt>',
    '<binary.srt>',
    '<page.html>',
    '<page.srt>',
    '<unknown.xyz>',
    '<other.json>',
    '<broken.json>',
    '<numbers.json>',
    '<other.xml>',
    '<music.srt>',
    '<film.mp4>',
    '<film.mp4> --speech nobody',
    '<talk.wav> --from ar --speakers auto',
    '<talk.wav> --speech server:x --speech-url SERVER/nothing',
    '<talk.wav> --speech openai:whisper-1',
    '<no-such-folder>',
    'http://no-such-host.invalid/talk.mp3',
    'http://',
    '<talk.srt> --glossary <missing.csv>',
    '<talk.srt> --glossary <terms.csv>',
    '<talk.srt> --glossary <terms.json>',
    'cut <missing.mp4> <untouched.md>',
    'cut <talk.wav> <untouched.md>',
    'cut <talk.wav> <nothing.md> <times.srt>',
    'cut <talk.wav> <lonely.md>',
    'cut <talk.wav> <stale.md> <times.srt>',
    'cut <talk.wav> <plain.txt>',
    'cut <film.mp4> <times.srt>',
    'cut <talk.wav> <times.srt> <talk.srt>',
    'convert <missing.srt> <x.vtt>',
    'convert <empty.srt> <x.vtt>',
    'convert <times.srt> <x.doc>',
    'convert <times.srt> <times.srt>',
    'convert <plain.txt> <x.srt>',
    'convert <times.srt> <x.srt> --output-encoding klingon',
  ])('%s', async (line) => {
    const isWork = !/^(?:cut|convert) /.test(line);
    const out = await mkdtemp(join(root, 'out-'));
    const words = line.replace('SERVER', provider.url).split(' ');
    expectChinese(await inChinese(isWork ? [...words, '--out', out, ...model()] : words));
  });

  it.for(['newer', 'bad'])('a folder whose talk.json is %s', async (folder) => {
    expectChinese(await inChinese(['<talk.srt>', '--out', at(folder), ...model()]));
  });
});

describe.concurrent('a model server', () => {
  it.for([
    'quota',
    'quota-402',
    'quota-chinese',
    'too-large',
    'auth',
    'auth-403',
    'context',
    'content-filter',
    'filter-finish',
    'bad-request',
    'no-model',
    'no-path',
    'login',
    'login-redirect',
    'rate-hours',
    'length',
    'fence',
    'runaway',
    // Once, and then it answers as it should.
    'rate-ms:1',
    'server-500:1',
    'html-502:1',
    'overloaded:1',
    'error-200:1',
    'reset:1',
    'cut-stream:1',
    'no-choices:1',
    'null-content:1',
    'odd-finish:1',
    'invalid-json:1',
    'invalid-chunk:1',
  ])('that answers %s', async (fault) => {
    const out = ['--no-note', '--out', at(`fault-${fault}`)];
    expectChinese(await inChinese(['<talk.srt>', ...out, ...model(`fault:${fault}`)]));
  });

  it('that is not there', async () => {
    const nobody = ['--base-url', 'http://127.0.0.1:9', '--model', 'local:x'];
    expectChinese(await inChinese(['<talk.srt>', '--out', at('nobody'), ...nobody]));
  });

  it('that wants a key other than the one it gets', async () => {
    const env = { TALKLEAF_API_KEY: 'sk-abcdefghijkl' };
    const out = ['--out', at('key'), ...model('fault:auth')];
    expectChinese(await inChinese(['<talk.srt>', ...out], env));
  });
});

describe.concurrent('work on a talk', () => {
  it.for([
    ['a plan', '<talk.srt> --dry-run'],
    ['a plan of a recording', '<talk.wav> --dry-run --speech sample/mini-ctc'],
    ['a plan of several', '<talk.srt> <plain.txt> <missing.srt> --dry-run'],
    ['a whole run', '<talk.srt> --verbose'],
    ['what was noticed on the way', '<rolling.srt> --no-note'],
    ['text without marks', '<bare.txt> --no-note --no-translation --restore off'],
    ['several, one of which fails', '<talk.srt> <missing.srt>'],
  ])('%s', async ([, line = '']) => {
    const args = line.replace('sample/', `${resolve('sample')}/`).split(' ');
    const out = await mkdtemp(join(root, 'work-'));
    expectChinese(await inChinese([...args, '--out', out, ...model()]));
  });

  it('marked places, each with why', async () => {
    const out = ['--out', at('marked'), '--verbose', ...model('marked')];
    const outcome = await inChinese(['<talk.srt>', ...out]);
    expect(outcome.status).toBe(3);
    expect(outcome.stderr).toContain('待核对');
    expectChinese(outcome);
  });

  it('none without a model', async () => {
    expectChinese(await inChinese(['<talk.srt>', '--out', at('no-model')]));
  });

  it('more than it may cost, or a price that is not known', async () => {
    const args = ['<talk.srt>', '--out', at('cost'), '--max-cost', '0.0001', ...model()];
    expectChinese(await inChinese(args));
  });

  it('the demo', async () => {
    expectChinese(await inChinese(['demo', '--out', at('demo')]));
  });

  it('a cut and what is converted', async () => {
    expectChinese(await inChinese('cut <talk.wav> <times.srt> --out <cut.wav>'));
    expectChinese(await inChinese('convert <han.srt> <han.vtt> --output-encoding latin1'));
  });
});
