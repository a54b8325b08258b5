/** SIGKILL at random moments: the next run finishes the same files, and asks only for what was in flight. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';

import { parseJson } from '../../src/base/json.ts';
import { type Asked, type SimulatedProvider, startSimulatedProvider } from '../../src/testing.ts';
import { outcomeOf, run, start } from '../support/command.ts';
import { goodAnswers } from '../support/good-answers.ts';
import { lecturePairs, talkOf } from '../support/long-talk.ts';

const KILLS = 30;
/** Talks killed side by side, each with a provider of its own. */
const WORKERS = 2;
/** Hours of talk: about 110 sentences, four chunks, four sections. */
const HOURS = 0.25;

const pairs = lecturePairs();
const Entry = z.object({ key: z.string(), value: z.unknown() });
const Line = z.object({ text: z.string(), status: z.string() });

let root: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'talkleaf-kill-'));
});
afterAll(async () => {
  await rm(root, { recursive: true, force: true });
});

async function prepare(
  name: string,
  provider: SimulatedProvider,
): Promise<{ folder: string; args: string[] }> {
  const folder = await mkdtemp(join(root, `${name}-`));
  await writeFile(join(folder, 'talk.srt'), talkOf(HOURS, pairs));
  const flags = ['--base-url', `${provider.url}/v1`, '--model', 'local:sim', '--window', '100000'];
  return {
    folder: join(folder, 'talk'),
    args: [join(folder, 'talk.srt'), '--out', folder, '--concurrency', '3', ...flags],
  };
}

async function filesOf(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder)).filter((name) => name !== '.talkleaf').toSorted();
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  return Object.fromEntries(names.map((name, index) => [name, texts[index] ?? '']));
}

/** Texts of the lines a folder's journal holds. */
async function acceptedTexts(folder: string): Promise<Set<string>> {
  const journal = await readFile(join(folder, '.talkleaf', 'journal.jsonl'), 'utf8').catch(
    () => '',
  );
  return new Set(
    journal.split('\n').flatMap((row) => {
      const entry = Entry.safeParse(parseJson(row)).data;
      return Line.safeParse(entry?.value).data?.text ?? [];
    }),
  );
}

/** Whether any of the requests asks for a line whose translation was accepted before. */
function asksAgain(requests: readonly Asked[], accepted: ReadonlySet<string>): string[] {
  const translations = new Map(pairs.map((pair) => [pair.en, pair.zh]));
  return requests
    .filter((asked) => asked.task === 'translate')
    .flatMap((asked) => asked.lines.map((line) => translations.get(line.text) ?? ''))
    .filter((text) => accepted.has(text));
}

it.concurrent.each(Array.from({ length: WORKERS }, (_, worker) => worker))(
  `survives ${KILLS / WORKERS} kills, worker %i`,
  { timeout: 300_000 },
  async (worker) => {
    const speed = { firstTokenMs: 30, tokensPerSecond: 1500 };
    const provider = await startSimulatedProvider({ answer: goodAnswers(pairs), speed });
    try {
      const whole = await prepare('whole', provider);
      const began = performance.now();
      expect((await run(whole.args)).status).toBe(0);
      const length = performance.now() - began;
      const expected = await filesOf(whole.folder);
      expect(Object.keys(expected)).toContain('note.md');
      for (let kill = worker; kill < KILLS; kill += WORKERS) {
        // Spread over the whole run, with a random part, from its very start to just past its end.
        const moment = ((kill + Math.random()) / KILLS) * length;
        await killAndFinish(provider, moment, expected);
      }
    } finally {
      await provider.close();
    }
  },
);

async function killAndFinish(
  provider: SimulatedProvider,
  moment: number,
  expected: Record<string, string>,
): Promise<void> {
  const { folder, args } = await prepare('killed', provider);
  const child = start(args);
  const ended = outcomeOf(child);
  const timer = setTimeout(() => child.kill('SIGKILL'), moment);
  await ended;
  clearTimeout(timer);
  const accepted = await acceptedTexts(folder);
  const before = provider.requests.length;
  const second = await run(args);
  expect(second.status, `killed at ${moment.toFixed(0)} ms: ${second.stderr}`).toBe(0);
  expect(asksAgain(provider.requests.slice(before), accepted)).toEqual([]);
  expect(await filesOf(folder)).toEqual(expected);
}
