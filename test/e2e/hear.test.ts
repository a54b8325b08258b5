/** From a recording to the note, with the built command, the real engine and a real provider protocol. */
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

import { parseJson } from '../../src/base/json.ts';
import { Recording, recordedAnswers } from '../../src/llm/simulated/recorded.ts';
import { type SimulatedProvider, startSimulatedProvider } from '../../src/testing.ts';
import { outcomeOf, run, start } from '../support/command.ts';
import {
  joined,
  noisySentence,
  otherVoice,
  samplesOf,
  TALK,
  TRANSDUCER,
  VOICES,
} from '../support/hearing.ts';
import { listen } from '../support/listen.ts';

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

/** Counts and shares that are shown while the work goes on never fall back. */
function expectGrowing(stderr: string): void {
  for (const pattern of [/(\d+) %/g, /(\d+)(?:\/\d+ sentences| sentences translated)/g]) {
    const shown = [...stderr.matchAll(pattern)].map(([, count]) => Number(count));
    expect(shown.length).toBeGreaterThan(2);
    expect(shown).toEqual(shown.toSorted((a, b) => a - b));
  }
}

describe('a recording', () => {
  it('becomes the whole folder, with the sentences and times of its script', async () => {
    const { folder, input } = await fresh();
    const outcome = await run([input, '--speech', MODEL, '--out', folder, ...server()]);
    expect(outcome).toMatchObject({ status: 0 });
    expect(outcome.stdout).toBe(`${join(folder, 'talk', 'note.md')}\n`);
    expectGrowing(outcome.stderr);
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

  it('of silence: a sentence and what to do', async () => {
    const folder = await mkdtemp(join(root, 'bad-'));
    const input = join(folder, 'silence.wav');
    await writeFile(input, wavOf(new Float32Array(48_000)));
    const outcome = await run([input, '--speech', MODEL, '--out', folder]);
    expect(outcome.status).toBe(1);
    expect(outcome.stderr.trimEnd().split('\n').at(-1)).toMatch(/\S.+[.]$/);
    expect(outcome.stderr).not.toMatch(/\n\s+at /);
  });

  it('has a price by its length before it is heard', async () => {
    const { folder, input } = await fresh();
    const outcome = await run([input, '--dry-run', '--out', folder, ...server()]);
    expect(outcome.status).toBe(0);
    expect(outcome.stderr).toMatch(/^To ask +by its length, about \d+ requests/m);
    expect(await readdir(folder)).toEqual(['talk.wav']);
  });
});

/** A service that hears a sentence in each window; gives the bodies of what it was asked. */
async function hearingService(): Promise<{ flags: string[]; bodies: string[]; close: () => void }> {
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
  const url = `${await listen(service)}/v1`;
  const flags = ['--speech', 'server:whisper-1', '--speech-url', url];
  return { flags, bodies, close: () => void service.close() };
}

describe('a service that hears', () => {
  it('is told the title and the terms of the glossary, and its words become sentences', async () => {
    const { flags, bodies, close } = await hearingService();
    try {
      const { folder, input } = await fresh();
      const glossary = join(folder, 'terms.csv');
      await writeFile(glossary, 'Tidemark,=\n');
      const told = ['--glossary', glossary, ...flags];
      const outcome = await run(['transcribe', input, '--out', folder, ...told]);
      expect(outcome).toMatchObject({ status: 0 });
      expect(bodies.length).toBeGreaterThan(3);
      expect(bodies.every((body) => body.includes('Tidemark, talk.'))).toBe(true);
      const text = await readFile(join(folder, 'talk', 'transcript.txt'), 'utf8');
      expect(text).toContain('This is sentence number 1 of the talk.');
    } finally {
      close();
    }
  });

  it('is told nothing where the name of a file names nothing', async () => {
    const { flags, bodies, close } = await hearingService();
    try {
      const { folder, input } = await fresh();
      await run(['transcribe', input, '--out', folder, ...flags]);
      expect(bodies.length).toBeGreaterThan(3);
      expect(bodies.some((body) => body.includes('name="prompt"'))).toBe(false);
    } finally {
      close();
    }
  });
});

/** The beginning of the talk, its next sentences in another voice, and the ones after that. */
async function dialogue(): Promise<{ folder: string; input: string; models: string }> {
  const folder = await mkdtemp(join(root, 'dialogue-'));
  const models = join(folder, 'models');
  await cp(MODEL, join(models, 'mini-ctc'), { recursive: true });
  const talk = await samplesOf(TALK);
  const parts = [talk.subarray(0, 13.4 * 16_000), talk.subarray(15.7 * 16_000, 24.6 * 16_000)];
  const [first = talk, second = talk] = parts;
  const sound = joined([first, otherVoice(second), talk.subarray(24.6 * 16_000, 44 * 16_000)]);
  const input = join(folder, 'two.wav');
  await writeFile(input, wavOf(sound));
  return { folder, input, models };
}

describe('a transducer', () => {
  it('is given the terms of the glossary, without which a word is lost', async () => {
    const folder = await mkdtemp(join(root, 'names-'));
    const input = join(folder, 'noisy.wav');
    await writeFile(input, wavOf(noisySentence(await samplesOf(TALK))));
    const glossary = join(folder, 'terms.csv');
    await writeFile(glossary, 'dropped,=\n');
    const args = ['transcribe', input, '--speech', resolve(TRANSDUCER), '--out', folder];
    const transcript = async (): Promise<string> =>
      await readFile(join(folder, 'noisy', 'transcript.txt'), 'utf8');
    expect(await run(args)).toMatchObject({ status: 0 });
    expect(await transcript()).not.toContain('dropped');
    expect(await run([...args, '--glossary', glossary])).toMatchObject({ status: 0 });
    expect(await transcript()).toBe('Support questions dropped by half.\n');
  });
});

describe('two people talking', () => {
  it('are told apart when that is asked for, and only then', async () => {
    const { folder, input, models } = await dialogue();
    await cp(VOICES, join(models, 'speaker-embedding-models'), { recursive: true });
    const env = { TALKLEAF_MODELS: models };
    const flags = ['--out', folder, '--speakers', 'auto'];
    const outcome = await run(['transcribe', input, ...flags], { env });
    expect(outcome).toMatchObject({ status: 0 });
    const text = await readFile(join(folder, 'two', 'transcript.txt'), 'utf8');
    expect(text.match(/^Speaker \d/gm)).toEqual(['Speaker 1', 'Speaker 2', 'Speaker 1']);
    const talk = await readFile(join(folder, 'two', 'talk.json'), 'utf8');
    expect(talk).toContain('"speaker":"Speaker 2"');
    expect((await run(['transcribe', input, '--out', folder], { env })).status).toBe(0);
    expect(await readFile(join(folder, 'two', 'transcript.txt'), 'utf8')).not.toContain('Speaker');
  });

  it('cannot be told apart without a speaker model: a sentence and what to do', async () => {
    const { folder, input, models } = await dialogue();
    const env = { TALKLEAF_MODELS: models };
    const args = ['transcribe', input, '--out', folder, '--speakers'];
    const none = await run([...args, '2'], { env });
    expect(none.status).toBe(1);
    expect(none.stderr).toContain('talkleaf models pull speakers');
    const wrong = await run([...args, 'many'], { env });
    expect(wrong.status).toBe(2);
    expect(wrong.stderr).toContain('"many" (--speakers): use one of off, auto, 1, 2, 3');
  });
});

/** Mono sound as a 16-bit WAV of 16 kHz. */
function wavOf(samples: Float32Array): Buffer {
  const data = Buffer.from(
    Int16Array.from(samples, (sample) => Math.max(-32_768, Math.min(32_767, sample * 32_768)))
      .buffer,
  );
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
