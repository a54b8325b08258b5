/** Translation while a recording is heard: killed at any moment, nothing is heard or asked twice. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

import { parseJson } from '../../src/base/json.ts';
import { type SimulatedProvider, startSimulatedProvider } from '../../src/testing.ts';
import { outcomeOf, run, start } from '../support/command.ts';
import { goodAnswers } from '../support/good-answers.ts';
import { samplePairs, writeShuffled } from '../support/sample-sound.ts';

/** About 33 sentences, heard in some seven seconds. */
const SECONDS = 150;
const KILLS = 4;
const Entry = z.object({ key: z.string(), value: z.unknown() });
const Line = z.object({ text: z.string(), status: z.string() });
const Windows = z.object({ cues: z.array(z.unknown()) });
const Event = z.object({ type: z.string(), step: z.string().optional() });

let root: string;
let input: string;
let provider: SimulatedProvider;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'talkleaf-overlap-'));
  input = join(root, 'talk.wav');
  await writeShuffled(input, SECONDS);
  provider = await startSimulatedProvider({
    answer: goodAnswers(samplePairs),
    speed: { firstTokenMs: 100, tokensPerSecond: 400 },
  });
});
afterAll(async () => {
  await provider.close();
  await rm(root, { recursive: true, force: true });
});

async function fresh(): Promise<{ folder: string; args: string[] }> {
  const out = await mkdtemp(join(root, 'run-'));
  const heavy = resolve('test/fixtures/models/mini-ctc-heavy');
  const model = ['--base-url', `${provider.url}/v1`, '--model', 'local:sim', '--window', '100000'];
  return {
    folder: join(out, 'talk'),
    args: [input, '--out', out, '--speech', heavy, '--concurrency', '3', ...model],
  };
}

async function filesOf(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder)).filter((name) => name !== '.talkleaf').toSorted();
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  return Object.fromEntries(names.map((name, index) => [name, texts[index] ?? '']));
}

/** What a folder's journal holds, entry by entry. */
async function journalOf(folder: string): Promise<z.infer<typeof Entry>[]> {
  const path = join(folder, '.talkleaf', 'journal.jsonl');
  const text = await readFile(path, 'utf8').catch(() => '');
  return text.split('\n').flatMap((row) => Entry.safeParse(parseJson(row)).data ?? []);
}

function countsOf(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}

describe('a recording that is translated while it is heard', () => {
  it('begins to be translated long before it is heard to its end', async () => {
    const { args } = await fresh();
    const { status, stdout } = await run([...args, '--json']);
    expect(status).toBe(0);
    const events = stdout.split('\n').flatMap((row) => Event.safeParse(parseJson(row)).data ?? []);
    const ended = events.findIndex((event) => event.type === 'step-end' && event.step === 'hear');
    const before = events.slice(0, ended).filter(({ type }) => type === 'line-translated');
    expect(before.length).toBeGreaterThan(5);
  });

  it(`survives ${KILLS} kills; nothing is heard or asked twice`, { timeout: 300_000 }, async () => {
    const whole = await fresh();
    const began = performance.now();
    expect((await run(whole.args)).status).toBe(0);
    const length = performance.now() - began;
    const expected = await filesOf(whole.folder);
    const translations = new Map(samplePairs.map((pair) => [pair.en, pair.zh]));
    const spoken = countsOf(
      (expected['transcript.txt'] ?? '').match(/[^.?!]+[.?!]/g)?.map((each) => each.trim()) ?? [],
    );
    for (let kill = 0; kill < KILLS; kill++) {
      const moment = ((kill + Math.random()) / KILLS) * length;
      const { folder, args } = await fresh();
      const child = start(args);
      const timer = setTimeout(() => child.kill('SIGKILL'), moment);
      await outcomeOf(child);
      clearTimeout(timer);
      const kept = await journalOf(folder);
      const asked = provider.requests.length;
      const second = await run(args);
      expect(second.status, `killed at ${moment.toFixed(0)} ms: ${second.stderr}`).toBe(0);
      expect(await filesOf(folder)).toEqual(expected);
      // Every window stands in the journal once.
      const windows = (await journalOf(folder)).filter(
        ({ value }) => Windows.safeParse(value).success,
      );
      expect(new Set(windows.map(({ key }) => key)).size).toBe(windows.length);
      const accepted = countsOf(
        kept.flatMap(({ value }) => Line.safeParse(value).data?.text ?? []),
      );
      const again = countsOf(
        provider.requests
          .slice(asked)
          .filter(({ task }) => task === 'translate')
          .flatMap(({ lines }) => lines.map(({ text }) => text)),
      );
      for (const [text, count] of again) {
        const before = accepted.get(translations.get(text) ?? '') ?? 0;
        expect(before + count).toBeLessThanOrEqual(spoken.get(text) ?? 0);
      }
    }
  });
});
