/** Text that came without marks, with the built command: restored by an installed model, by a language model, or not. */
import { cp, mkdir, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

import { parseJson } from '../../src/base/json.ts';
import { Recording, recordedAnswers } from '../../src/llm/simulated/recorded.ts';
import { writeSrt } from '../../src/subtitles/write-srt.ts';
import { type Asked, type SimulatedProvider, startSimulatedProvider } from '../../src/testing.ts';
import { bareCaptions } from '../support/bare-captions.ts';
import { run } from '../support/command.ts';
import { writtenMarks } from '../support/written-marks.ts';

const Talk = z.object({
  sentences: z.array(z.object({ id: z.number(), text: z.string() })),
  warnings: z.array(z.object({ code: z.string(), count: z.number() })),
});
const Script = z.array(z.object({ text: z.string() }));

let root = '';
let talk = '';
let script: string[] = [];
let provider: SimulatedProvider;
let asked: Asked['task'][] = [];

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'talkleaf-restore-'));
  talk = await readFile('sample/talk.txt', 'utf8');
  script = Script.parse(parseJson(await readFile('sample/talk.json', 'utf8'))).map(
    ({ text }) => text,
  );
  const recording = Recording.parse(parseJson(await readFile('sample/answers.json', 'utf8')));
  const answers = recordedAnswers(recording);
  const marks = writtenMarks(talk);
  provider = await startSimulatedProvider({
    answer: (request) => {
      asked.push(request.task);
      return request.task === 'restore' ? marks(request.user) : answers(request);
    },
  });
});
afterAll(async () => {
  await provider.close();
  await rm(root, { recursive: true, force: true });
});

const server = (model = 'sim'): string[] => [
  '--base-url',
  `${provider.url}/v1`,
  '--model',
  `local:${model}`,
];

/** Captions of eight words without marks and capitals, as a file in a folder of its own. */
async function bareFile(): Promise<{ folder: string; input: string }> {
  const folder = await mkdtemp(join(root, 'run-'));
  const input = join(folder, 'talk.srt');
  const { cues } = bareCaptions(talk, { pauses: true });
  const lines = cues.map(({ text, ...times }) => ({
    ...times,
    lines: [{ role: 'source' as const, text }],
  }));
  await writeFile(input, writeSrt(lines));
  asked = [];
  return { folder, input };
}

async function talkIn(folder: string): Promise<z.infer<typeof Talk>> {
  return Talk.parse(parseJson(await readFile(join(folder, 'talk', 'talk.json'), 'utf8')));
}

async function modelsFolder(folder: string): Promise<string> {
  const models = join(folder, 'models');
  await mkdir(models);
  const mini = resolve('test/fixtures/models/mini-punct-en');
  await cp(mini, join(models, 'mini-punct-en'), { recursive: true });
  return models;
}

describe('a talk without marks', () => {
  it('is restored by the language model, once and for all', async () => {
    const { folder, input } = await bareFile();
    const first = await run([input, '--out', folder, ...server()]);
    expect(first.stderr).toContain('313 words came without full stops; marks and capitals');
    expect(first).toMatchObject({ status: 0 });
    const made = await talkIn(folder);
    expect(made.sentences.map(({ text }) => text)).toEqual(script);
    expect(made.warnings).toEqual([{ code: 'restored', count: 313 }]);
    expect(asked.filter((task) => task === 'restore').length).toBeGreaterThan(1);
    const transcript = await readFile(join(folder, 'talk', 'transcript.txt'), 'utf8');
    expect(transcript).toContain('Hello everyone, my name is Mira,');
    asked = [];
    const other = await run([input, '--out', folder, ...server('other')]);
    expect(other).toMatchObject({ status: 0 });
    expect(asked).not.toContain('restore');
    expect((await talkIn(folder)).sentences).toEqual(made.sentences);
  });

  it('stands in the plan with what its marks will cost', async () => {
    const { folder, input } = await bareFile();
    const requests = async (...flags: string[]): Promise<number> => {
      const out = await run([input, '--out', folder, '--dry-run', ...flags, ...server()]);
      return Number(/about (\d+) requests/.exec(out.stderr)?.[1]);
    };
    expect(await requests()).toBeGreaterThan(await requests('--restore', 'off'));
    expect(asked).toEqual([]);
  });

  it('stays as it is with --restore off, and says so', async () => {
    const { folder, input } = await bareFile();
    const args = ['transcribe', input, '--out', folder, '--restore', 'off', '--format', 'json'];
    const { stderr } = await run([...args, ...server()]);
    expect(stderr).toContain('313 words came without full stops; where sentences end is guessed');
    expect(asked).not.toContain('restore');
    const { sentences } = await talkIn(folder);
    expect(sentences.map(({ text }) => text).join(' ')).toMatch(/^hello everyone my name is mira/);
  });

  it('is restored by an installed punctuation model, without any language model', async () => {
    const { folder, input } = await bareFile();
    const env = { TALKLEAF_MODELS: await modelsFolder(folder) };
    const outcome = await run(['transcribe', input, '--out', folder, '--format', 'json,txt'], {
      env,
    });
    expect(outcome).toMatchObject({ status: 0 });
    const { sentences } = await talkIn(folder);
    // It knows no colon.
    expect(sentences.map(({ text }) => text.replace('things,', 'things:'))).toEqual(script);
    const again = await run([input, '--out', folder, ...server()], { env });
    expect(again).toMatchObject({ status: 0 });
    expect(asked).not.toContain('restore');
  });

  it('does without a punctuation model that is damaged', async () => {
    const { folder, input } = await bareFile();
    const models = await modelsFolder(folder);
    await truncate(join(models, 'mini-punct-en', 'model.onnx'), 1500);
    const env = { TALKLEAF_MODELS: models };
    const outcome = await run([input, '--out', folder, ...server()], { env });
    expect(outcome).toMatchObject({ status: 0 });
    expect(outcome.stderr).toContain('Punctuation is put in without that model.');
    expect((await talkIn(folder)).sentences.map(({ text }) => text)).toEqual(script);
  });
});
