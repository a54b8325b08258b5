/** From a recording to the note, with the built command, the real engine and a real provider protocol. */
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

import { parseJson } from '../../src/base/json.ts';
import { Recording, recordedAnswers } from '../../src/llm/simulated/recorded.ts';
import { type SimulatedProvider, startSimulatedProvider } from '../../src/testing.ts';
import { outcomeOf, run, start } from '../support/command.ts';

const Talk = z.object({
  language: z.string(),
  sentences: z.array(z.object({ start: z.number(), end: z.number(), text: z.string() })),
});
const Script = z.array(z.object({ start: z.number(), text: z.string() }));

const MODEL = resolve('sample/mini-ctc');
let root: string;
let provider: SimulatedProvider;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'talkleaf-hear-'));
  const recording = Recording.parse(parseJson(await readFile('sample/answers.json', 'utf8')));
  provider = await startSimulatedProvider({ answer: recordedAnswers(recording) });
});
afterAll(async () => {
  await provider.close();
  await rm(root, { recursive: true, force: true });
});

const server = (): string[] => ['--base-url', `${provider.url}/v1`, '--model', 'local:sim'];

async function fresh(): Promise<{ folder: string; input: string }> {
  const folder = await mkdtemp(join(root, 'run-'));
  const input = join(folder, 'talk.wav');
  await writeFile(input, await readFile('sample/talk.wav'));
  return { folder, input };
}

/** Transcribing with a model as slow as a real one. */
const heavily = (each: { folder: string; input: string }): string[] => [
  'transcribe',
  each.input,
  '--speech',
  resolve('test/fixtures/models/mini-ctc-heavy'),
  '--out',
  each.folder,
];

describe('a recording', () => {
  it('becomes the whole folder, with the sentences and times of its script', async () => {
    const { folder, input } = await fresh();
    const outcome = await run([input, '--speech', MODEL, '--out', folder, ...server()]);
    expect(outcome).toMatchObject({ status: 0 });
    expect(outcome.stdout).toBe(`${join(folder, 'talk', 'note.md')}\n`);
    const talk = Talk.parse(parseJson(await readFile(join(folder, 'talk', 'talk.json'), 'utf8')));
    const script = Script.parse(parseJson(await readFile('sample/talk.json', 'utf8')));
    expect(talk.language).toBe('en');
    expect(talk.sentences.map((each) => each.text)).toEqual(script.map((each) => each.text));
    talk.sentences.forEach((sentence, index) => {
      expect(Math.abs(sentence.start - (script[index]?.start ?? 0))).toBeLessThan(0.3);
    });
    const note = await readFile(join(folder, 'talk', 'note.md'), 'utf8');
    expect(note).toContain('(../talk.wav#t=');
  });

  it('is not heard again once it was heard', async () => {
    const { folder, input } = await fresh();
    const args = ['transcribe', input, '--speech', MODEL, '--out', folder];
    await run(args);
    const again = await run([...args, '--json']);
    const windows = again.stdout
      .split('\n')
      .map((line) => parseJson(line))
      .filter((event) => z.object({ type: z.literal('window-heard') }).safeParse(event).success);
    expect(windows.length).toBeGreaterThan(3);
    expect(
      windows.every((event) => z.object({ isKept: z.literal(true) }).safeParse(event).success),
    ).toBe(true);
  });

  it('goes on after SIGKILL, and the transcript is the same', async () => {
    const whole = await fresh();
    expect((await run(heavily(whole))).status).toBe(0);
    const killed = await fresh();
    const child = start(heavily(killed));
    const ended = outcomeOf(child);
    const journal = join(killed.folder, 'talk', '.talkleaf', 'journal.jsonl');
    const kept = async (): Promise<number> =>
      (await readFile(journal, 'utf8').catch(() => '')).split('\n').length - 1;
    await expect.poll(kept, { timeout: 60_000, interval: 50 }).toBeGreaterThan(1);
    child.kill('SIGKILL');
    await ended;
    expect((await run(heavily(killed))).status).toBe(0);
    for (const name of ['transcript.txt', 'talk.en.srt', 'talk.json']) {
      const [a, b] = [whole, killed].map(({ folder }) =>
        readFile(join(folder, 'talk', name), 'utf8'),
      );
      expect(await b).toBe(await a);
    }
  });

  it('stops on Ctrl-C with the engine, and says how to go on', async () => {
    const { folder, input } = await fresh();
    const heavy = resolve('test/fixtures/models/mini-ctc-heavy');
    const child = start(['transcribe', input, '--speech', heavy, '--out', folder]);
    const ended = outcomeOf(child);
    child.stderr?.once('data', () => setTimeout(() => child.kill('SIGINT'), 500));
    const outcome = await ended;
    expect(outcome.status).toBe(130);
    expect(outcome.stderr).toContain('Run the same command again to go on');
  });
});

describe('a recording that cannot be heard', () => {
  it('without a speech model: a sentence and what to do', async () => {
    const { folder, input } = await fresh();
    const models = join(folder, 'models');
    await mkdir(models);
    const outcome = await run([input, '--out', folder], { env: { TALKLEAF_MODELS: models } });
    expect(outcome.status).toBe(1);
    expect(outcome.stderr).toContain('There is no speech model in');
    expect(outcome.stderr).not.toMatch(/\n\s+at /);
  });

  it.each([
    ['empty.wav', Buffer.alloc(0)],
    ['noise.mp3', Buffer.from('this is not music')],
    ['silence.wav', silence(3)],
  ])('%s', async (name, content) => {
    const folder = await mkdtemp(join(root, 'bad-'));
    await writeFile(join(folder, name), content);
    const outcome = await run([join(folder, name), '--speech', MODEL, '--out', folder]);
    expect(outcome.status).toBe(1);
    expect(outcome.stderr.trimEnd().split('\n').at(-1)).toMatch(/\S.+[.]$/);
    expect(outcome.stderr).not.toMatch(/\n\s+at /);
  });

  it('has a price by its length before it is heard', async () => {
    const { folder, input } = await fresh();
    const outcome = await run([input, '--dry-run', '--out', folder, ...server()]);
    expect(outcome.status).toBe(0);
    expect(outcome.stderr).toMatch(/By its length, local:sim: about \d+ requests/);
    expect(await readdir(folder)).toEqual(['talk.wav']);
  });
});

const hasFfmpeg = (() => {
  try {
    execFileSync('ffmpeg', ['-version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

const words = (from: string): string[] => from.toLowerCase().match(/[a-z]+/g) ?? [];

describe.skipIf(!hasFfmpeg)('a recording of another kind', () => {
  it.each([
    ['talk.mp3', ['-b:a', '64k']],
    ['talk.m4a', ['-c:a', 'aac', '-b:a', '64k']],
    ['talk.opus', ['-c:a', 'libopus', '-b:a', '32k']],
    ['talk-8k.wav', ['-ar', '8000']],
  ])('%s is heard without an error', async (name, flags) => {
    const folder = await mkdtemp(join(root, 'kind-'));
    const input = join(folder, name);
    execFileSync('ffmpeg', ['-loglevel', 'error', '-i', 'sample/talk.wav', ...flags, input]);
    const outcome = await run(['transcribe', input, '--speech', MODEL, '--out', folder]);
    expect(outcome).toMatchObject({ status: 0 });
    const [made] = (await readdir(folder, { withFileTypes: true })).filter((each) =>
      each.isDirectory(),
    );
    const text = await readFile(join(folder, made?.name ?? '', 'transcript.txt'), 'utf8');
    expect(words(text)).toEqual(words(await readFile('sample/talk.txt', 'utf8')));
  });
});

describe('a service that hears', () => {
  it('is told the title and the terms of the glossary, and its words become sentences', async () => {
    const bodies: string[] = [];
    const service = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        bodies.push(Buffer.concat(parts).toString('latin1'));
        const text = `This is sentence number ${bodies.length} of the talk.`;
        const segments = [{ start: 0.2, end: 4, text }];
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify({ text, language: 'english', duration: 20, segments }));
      });
    });
    await new Promise<void>((done) => service.listen(0, '127.0.0.1', done));
    const at = service.address();
    const url = `http://127.0.0.1:${typeof at === 'object' && at ? at.port : 0}/v1`;
    try {
      const { folder, input } = await fresh();
      const glossary = join(folder, 'terms.csv');
      await writeFile(glossary, 'Tidemark,=\n');
      const flags = ['--speech', 'server:whisper-1', '--speech-url', url, '--glossary', glossary];
      const outcome = await run(['transcribe', input, '--out', folder, ...flags]);
      expect(outcome).toMatchObject({ status: 0 });
      expect(bodies.length).toBeGreaterThan(3);
      expect(bodies.every((body) => body.includes('Tidemark, talk.'))).toBe(true);
      const text = await readFile(join(folder, 'talk', 'transcript.txt'), 'utf8');
      expect(text).toContain('This is sentence number 1 of the talk.');
    } finally {
      service.close();
    }
  });
});

/** Some seconds of digital silence as a 16 kHz WAV. */
function silence(seconds: number): Buffer {
  const data = Buffer.alloc(seconds * 32_000);
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + data.length, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(16_000, 24);
  header.writeUInt32LE(32_000, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(data.length, 40);
  return Buffer.concat([header, data]);
}
