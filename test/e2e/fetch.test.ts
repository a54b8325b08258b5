/** From an address to the transcript, with the built command, the real yt-dlp and a local web server. */
import { type ChildProcess, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type Outcome, outcomeOf, run, start } from '../support/command.ts';
import { holdBack } from '../support/holding-server.ts';
import { listen } from '../support/listen.ts';
import { modelHub } from '../support/model-hub.ts';

const MODEL = resolve('sample/mini-ctc');
let root: string;
let server: Server;
let address: string;
/** Files of a release of yt-dlp, by name. */
const release = new Map<string, string>();

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'talkleaf-fetch-'));
  const sound = await readFile('sample/talk.wav');
  const subtitles = await readFile('sample/talk.srt');
  server = createServer((request, response) => {
    if (request.url === '/talk.wav') {
      response.writeHead(200, { 'content-type': 'audio/wav', 'content-length': sound.length });
      response.end(request.method === 'HEAD' ? undefined : sound);
    } else if (request.url === '/talk.srt' || request.url === '/other.srt') {
      response.writeHead(200, { 'content-type': 'application/x-subrip' }).end(subtitles);
    } else if (request.url === '/watch') {
      const page = '<html><head><title>A page</title></head><video src="/talk.wav"></video></html>';
      response.writeHead(200, { 'content-type': 'text/html' }).end(page);
    } else {
      const file = release.get(request.url?.replace('/release/', '') ?? '');
      response.writeHead(file === undefined ? 404 : 200).end(file);
    }
  });
  address = await listen(server);
});
afterAll(async () => {
  server.close();
  await rm(root, { recursive: true, force: true });
});

async function transcriptIn(folder: string): Promise<string> {
  return readFile(join(folder, 'talk', 'transcript.txt'), 'utf8');
}

describe('a link', () => {
  it('to a transcript is read', async () => {
    const out = await mkdtemp(join(root, 'srt-'));
    const outcome = await run(['transcribe', `${address}/talk.srt`, '--out', out]);
    expect(outcome).toMatchObject({ status: 0 });
    expect(await readdir(join(out, 'talk'))).toContain('talk.en.srt');
  });

  it('to a recording is fetched and heard', async () => {
    const out = await mkdtemp(join(root, 'wav-'));
    const outcome = await run([
      'transcribe',
      `${address}/talk.wav`,
      '--speech',
      MODEL,
      '--out',
      out,
    ]);
    expect(outcome).toMatchObject({ status: 0 });
    const text = await readFile(join(out, 'talk', 'transcript.txt'), 'utf8');
    expect(text).toContain('Tidemark three came out in March');
  });

  it('to a recording is heard before all of it is there, left on Ctrl-C, and gone on with', async () => {
    const out = await mkdtemp(join(root, 'slow-'));
    const slow = await holdBack('sample/talk.wav', 0.6);
    const args = ['transcribe', slow.url, '--speech', MODEL, '--out', out, '--json'];
    /** Runs it, and does something once the first window has been heard. */
    const withFirst = async (act: (child: ChildProcess) => void): Promise<Outcome> => {
      const child = start(args);
      let [told, isDone] = ['', false];
      child.stdout?.on('data', (text: Buffer) => {
        told += text.toString();
        if (!isDone && told.includes('"window-heard"')) {
          isDone = true;
          act(child);
        }
      });
      return await outcomeOf(child);
    };
    try {
      const left = await withFirst((child) => child.kill('SIGINT'));
      expect(left.status).toBe(130);
      expect(slow.isSent()).toBe(false);
      const outcome = await withFirst(() => slow.go());
      expect(outcome).toMatchObject({ status: 0 });
      expect(slow.isSent()).toBe(true);
      const whole = await run(['transcribe', 'sample/talk.wav', '--speech', MODEL, '--out', root], {
        cwd: process.cwd(),
      });
      expect(whole.status).toBe(0);
      expect(await transcriptIn(out)).toBe(await transcriptIn(root));
    } finally {
      slow.close();
    }
  });

  it('one of several to nothing does not stop the others', async () => {
    const out = await mkdtemp(join(root, 'many-'));
    const links = ['talk.srt', 'gone.srt', 'other.srt'].map((name) => `${address}/${name}`);
    const outcome = await run(['transcribe', ...links, '--out', out]);
    expect(outcome.status).toBe(1);
    expect(outcome.stderr.trimEnd().split('\n').at(-1)).toMatch(/2 .*1 /);
    expect((await readdir(out)).toSorted()).toEqual(['other', 'talk']);
  });

  it('of a text file of links is a talk each; any other text stays a transcript', async () => {
    const out = await mkdtemp(join(root, 'list-'));
    const links = `\uFEFF# This week\r\n${address}/talk.srt\r\n\r\n  ${address}/other.srt`;
    await writeFile(join(out, 'links.txt'), links);
    await writeFile(join(out, 'text.txt'), `Today I talk of a link.\n${address}/talk.srt\n`);
    const inputs = [join(out, 'links.txt'), join(out, 'text.txt')];
    const outcome = await run(['transcribe', ...inputs, '--out', out]);
    expect(outcome).toMatchObject({ status: 0 });
    expect(await readdir(out)).toEqual(expect.arrayContaining(['talk', 'other', 'text']));
    expect(await readdir(out)).not.toContain('links');
  });

  it('to nothing: a sentence and a hint', async () => {
    const outcome = await run([`${address}/gone.mp3`, '--out', root]);
    expect(outcome.status).toBe(1);
    expect(outcome.stderr).not.toMatch(/\n\s+at /);
    // Behind the plan.
    const said = outcome.stderr.slice(outcome.stderr.indexOf('\nFolder')).trimEnd().split('\n');
    expect(said.slice(2)).toHaveLength(2);
  });

  it('that is no web address is refused', async () => {
    const outcome = await run(['file:///etc/passwd', '--out', root]);
    expect(outcome.status).toBe(2);
    expect(outcome.stderr).toContain('file:///etc/passwd');
  });
});

const hasYtDlp = (() => {
  try {
    execFileSync('yt-dlp', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

it.skipIf(!hasYtDlp)('a page with a video on it is fetched by yt-dlp and heard', async () => {
  const out = await mkdtemp(join(root, 'page-'));
  const outcome = await run(['transcribe', `${address}/watch`, '--speech', MODEL, '--out', out]);
  expect(outcome).toMatchObject({ status: 0 });
  const [folder] = await readdir(out);
  const text = await readFile(join(out, folder ?? '', 'transcript.txt'), 'utf8');
  expect(text).toContain('Tidemark three came out in March');
});

describe.skipIf(process.platform !== 'linux')('where there is no yt-dlp', () => {
  /** Stands for a release: tells of a talk with captions, and gives them. */
  const program = `#!${process.execPath}
const args = process.argv.slice(2);
const talk = { id: 'v', title: 'A year in review', language: 'en', duration: 117,
  subtitles: { en: [{ ext: 'srt', url: 'http://127.0.0.1/talk.srt' }] } };
if (args[0] === '--version') console.log('2026.01.01');
else if (args.includes('-J')) console.log(JSON.stringify(talk));
else require('node:fs').copyFileSync(${JSON.stringify(resolve('sample/talk.srt'))},
  args[args.indexOf('-o') + 1].replace('%(ext)s', 'srt'));
`;
  const names = [
    'yt-dlp_linux',
    'yt-dlp_linux_aarch64',
    'yt-dlp_musllinux',
    'yt-dlp_musllinux_aarch64',
  ];

  it('a copy is fetched, and kept for the next talk', async () => {
    const data = await mkdtemp(join(root, 'data-'));
    const env = { PATH: root, XDG_DATA_HOME: data, TALKLEAF_YTDLP_URL: `${address}/release` };
    const args = ['transcribe', `${address}/video`, '--out', data];
    const missing = await run(args, { env });
    expect(missing.status).toBe(1);
    expect(missing.stderr).toMatch(
      /^yt-dlp, .* could not be fetched from \S+\/release\/SHA2-256SUMS/m,
    );
    const sum = createHash('sha256').update(program).digest('hex');
    release.set('SHA2-256SUMS', names.map((name) => `${sum}  ${name}`).join('\n'));
    for (const name of names) release.set(name, program);
    expect(await run(args, { env })).toMatchObject({ status: 0 });
    expect(await readdir(join(data, 'talkleaf', 'tools'))).toEqual(['yt-dlp']);
    release.clear();
    expect(await run(args, { env })).toMatchObject({ status: 0 });
    const [folder] = (await readdir(data)).filter((name) => name !== 'talkleaf');
    const text = await readFile(join(data, folder ?? '', 'transcript.txt'), 'utf8');
    expect(text).toContain('Tidemark');
  });
});

describe('talkleaf models', () => {
  it('lists what can be fetched, and where it goes', async () => {
    const outcome = await run(['models', 'ls'], { env: { TALKLEAF_MODELS: root } });
    expect(outcome.status).toBe(0);
    expect(outcome.stdout).toMatch(/parakeet/);
    expect(outcome.stdout).toMatch(/ qwen3\.5-4b +2\.74 GB +201 languages .*3\.50 GB of memory/);
    expect(outcome.stdout.trimEnd().endsWith(root)).toBe(true);
  });

  it('removes a model, and says so when it is not there', async () => {
    const env = { TALKLEAF_MODELS: root };
    const model = join(root, 'sherpa-onnx-whisper-tiny');
    await mkdir(model);
    await writeFile(join(model, 'tiny-tokens.txt'), Buffer.alloc(2_000_000));
    const outcome = await run(['models', 'rm', 'whisper-tiny'], { env });
    expect(outcome).toMatchObject({ status: 0, stdout: 'Removed whisper-tiny: 2 MB\n' });
    const again = await run(['models', 'rm', 'whisper-tiny'], { env });
    expect(again.status).toBe(1);
    expect(again.stderr).toContain('There is nothing of the model "whisper-tiny"');
  });

  it('fetches one with progress, and then needs no network', async () => {
    const small = await modelHub({
      'decoder.int8.onnx': Buffer.alloc(2000),
      'encoder.int8.onnx': Buffer.alloc(300_000),
      'joiner.int8.onnx': Buffer.alloc(1000),
      'tokens.txt': Buffer.from('a 0'),
    });
    const env = { TALKLEAF_MODELS: join(root, 'fetched'), TALKLEAF_MODELS_FROM: small.base };
    const none = await run(['models', 'path', 'parakeet-110m'], { env });
    expect(none).toMatchObject({ status: 1, stdout: '' });
    expect(none.stderr).toContain('talkleaf models pull parakeet-110m');
    const pulled = await run(['models', 'pull', 'parakeet-110m'], { env });
    expect(pulled.status).toBe(0);
    expect(pulled.stderr).toMatch(/^Fetching \S+ · 100 % · 303 kB of 303 kB · checking\n/m);
    await small.close();
    for (const command of ['pull', 'path'])
      expect(await run(['models', command, 'parakeet-110m'], { env })).toEqual({
        status: 0,
        stdout: pulled.stdout,
        stderr: '',
      });
    expect((await run(['models', 'ls'], { env })).stdout).toMatch(/\* parakeet-110m .*here · /);
  });

  it('takes what came by other means, unless it is something else', async () => {
    const env = { TALKLEAF_MODELS: join(root, 'given') };
    const stick = await mkdtemp(join(root, 'stick-'));
    for (const name of ['model.int8.onnx', 'tokens.txt'])
      await writeFile(join(stick, name), Buffer.alloc(1000));
    const taken = await run(['models', 'pull', 'sense-voice', '--from', stick], { env });
    expect(taken.status).toBe(0);
    expect((await readdir(taken.stdout.trim())).toSorted()).toEqual([
      'model.int8.onnx',
      'tokens.txt',
    ]);
    const wrong = join(stick, 'tokens.txt');
    const refused = await run(['models', 'pull', 'qwen3.5-4b', '--from', wrong], { env });
    expect(refused).toMatchObject({ status: 1, stdout: '' });
    expect(refused.stderr).toContain('it is no GGUF file');
    expect(refused.stderr).toContain('unsloth/Qwen3.5-4B-GGUF');
  });

  it('says which names there are when one is unknown', async () => {
    const outcome = await run(['models', 'pull', 'nothing'], { env: { TALKLEAF_MODELS: root } });
    expect(outcome.status).not.toBe(0);
    expect(outcome.stderr).toContain('nothing');
    expect(outcome.stderr).not.toMatch(/\n\s+at /);
  });
});
