/** Subtitles on the cues that came in and on new ones, by the built command. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { parseJson } from '../../src/base/json.ts';
import { Recording, recordedAnswers } from '../../src/llm/simulated/recorded.ts';
import type { Cue } from '../../src/model/transcript.ts';
import { type SimulatedProvider, startSimulatedProvider } from '../../src/testing.ts';
import { readTranscript } from '../../src/transcripts/read.ts';
import { run } from '../support/command.ts';

let root: string;
let provider: SimulatedProvider;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'talkleaf-cues-'));
  const recording = Recording.parse(parseJson(await readFile('sample/answers.json', 'utf8')));
  provider = await startSimulatedProvider({ answer: recordedAnswers(recording) });
});
afterAll(async () => {
  await provider.close();
  await rm(root, { recursive: true, force: true });
});

const timesOf = (cues: readonly Cue[]): number[][] => cues.map(({ start, end }) => [start, end]);

async function make(folder: string, ...args: readonly string[]): Promise<number | null> {
  const server = ['--base-url', `${provider.url}/v1`, '--model', 'local:sim'];
  const outcome = await run([
    join(folder, 'talk.srt'),
    '--out',
    folder,
    '--no-note',
    ...server,
    ...args,
  ]);
  return outcome.status;
}

async function read(folder: string, name: string): Promise<readonly Cue[]> {
  const bytes = await readFile(join(folder, 'talk', name));
  return readTranscript(bytes, { name }).cues;
}

describe('--cues', () => {
  it('keeps those of a subtitle file by default, and lays out others without asking again', async () => {
    const folder = await mkdtemp(join(root, 'run-'));
    const given = await readFile('sample/talk.srt');
    await writeFile(join(folder, 'talk.srt'), given);
    expect(await make(folder)).toBe(0);
    const input = timesOf(readTranscript(given, { name: 'talk.srt' }).cues);
    for (const name of ['talk.en.srt', 'talk.zh.srt', 'talk.zh.vtt', 'talk.en-zh.ass']) {
      expect(timesOf(await read(folder, name)).length).toBe(input.length);
    }
    expect(timesOf(await read(folder, 'talk.zh.srt'))).toEqual(input);
    const asked = provider.requests.length;
    expect(await make(folder, '--cues', 'rebuild')).toBe(0);
    expect(provider.requests.length).toBe(asked);
    const rebuilt = timesOf(await read(folder, 'talk.zh.srt'));
    expect(rebuilt).not.toEqual(input);
    expect(await make(folder, '--cues', 'keep')).toBe(0);
    expect(timesOf(await read(folder, 'talk.zh.srt'))).toEqual(input);
  });

  it('lays out anew what was no subtitle file', async () => {
    const folder = await mkdtemp(join(root, 'text-'));
    const text =
      '00:01 We talk about what we shipped this year, and about what we learned.\n\n00:12 Let us begin.\n';
    await writeFile(join(folder, 'talk.srt'), text);
    await make(folder, '--no-translation');
    const [first] = await read(folder, 'talk.en.srt');
    expect((first?.end ?? 0) - (first?.start ?? 0)).toBeLessThanOrEqual(7);
  });

  it('says what it takes', async () => {
    const folder = await mkdtemp(join(root, 'bad-'));
    await writeFile(join(folder, 'talk.srt'), await readFile('sample/talk.srt'));
    expect(await make(folder, '--cues', 'some')).toBe(2);
  });
});
