/** What a model judges, with the built command: the note beside its lines, and on request the translation. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { parseJson } from '../../src/base/json.ts';
import { Recording, recordedAnswers } from '../../src/llm/simulated/recorded.ts';
import { type Asked, type SimulatedProvider, startSimulatedProvider } from '../../src/testing.ts';
import { run } from '../support/command.ts';

const RIGHT = '数据迁移比提速更难';
const WRONG = '提速比数据迁移更难';
const LINE = '第一，数据迁移比提高速度更难。';
const WRONG_LINE = '第一，提高速度比数据迁移更难。';
const WHY = '说反了';

let root = '';
let provider: SimulatedProvider;
let asked: { task: string; model: string }[] = [];
/** What the author answers when asked to put the wrong point or line right. */
let better = { point: '', line: '' };

/** The numbers of statements, or IDs of lines, that hold some text. */
const numbersOf = (user: string, text: string): number[] =>
  user
    .split('\n')
    .filter((row) => /^\d+[ |]/.test(row) && row.includes(text))
    .map((row) => Number.parseInt(row, 10));

/** Repeats what the author wrote, but for one point and one line that say the opposite. */
function author(recorded: (asked: Asked) => string | undefined, request: Asked): string {
  const { user, task } = request;
  if (user.startsWith('These notes in'))
    return JSON.stringify({ points: [{ n: 1, t: better.point, c: [13], drop: false }] });
  if (task === 'translate' && user.startsWith('Some lines')) return `13|${better.line}`;
  const answer = recorded(request) ?? '';
  return answer.replaceAll(RIGHT, WRONG).replace(LINE, WRONG_LINE);
}

/** Knows what is wrong wherever it stands. */
function reader({ task, user }: Asked): string | undefined {
  if (task === 'review') {
    const faults = numbersOf(user, WRONG_LINE).map((id) => ({ id, kind: 'reversed', why: WHY }));
    return JSON.stringify({ faults });
  }
  if (task !== 'verify') return undefined;
  const faults = numbersOf(user, WRONG).map((n) => ({ n, v: 'contrary', why: WHY, c: [13] }));
  const all = [...user.matchAll(/^(\d+) \[/gm)].map(([, n]) => Number(n));
  const ok = all.filter((each) => faults.every(({ n }) => n !== each));
  return JSON.stringify({ faults, ok });
}

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'talkleaf-judged-'));
  const recording = Recording.parse(parseJson(await readFile('sample/answers.json', 'utf8')));
  const recorded = recordedAnswers(recording);
  provider = await startSimulatedProvider({
    answer: (request) => {
      asked.push({ task: request.task, model: request.model });
      return reader(request) ?? author(recorded, request);
    },
  });
});
afterAll(async () => {
  await provider.close();
  await rm(root, { recursive: true, force: true });
});
beforeEach(() => {
  asked = [];
  better = { point: RIGHT, line: LINE };
});

const tasks = (): string[] => asked.map(({ task }) => task);

async function talk(flags: readonly string[] = [], folder = join(root, 'out')) {
  const server = ['--base-url', `${provider.url}/v1`, '--model', 'local:author'];
  const outcome = await run([resolve('sample/talk.srt'), '--out', folder, ...server, ...flags]);
  const read = (name: string): Promise<string> => readFile(join(folder, 'talk', name), 'utf8');
  return { ...outcome, note: await read('note.md'), page: await read('note.html') };
}

const fresh = (): Promise<string> => mkdtemp(join(root, 'run-'));

describe('a note that says the opposite of its line', () => {
  it('is put right', async () => {
    const { status, note, stderr } = await talk([], await fresh());
    expect(status).toBe(0);
    expect(note).toContain(RIGHT);
    expect(note).not.toContain(WRONG);
    expect(stderr).toMatch(/statements of the note checked beside the text, \d+ put right/);
  });

  it('is marked with the reason when its author stands by it', async () => {
    better.point = WRONG;
    const { status, note, page, stderr } = await talk([], await fresh());
    expect(status).toBe(3);
    expect(note).toMatch(new RegExp(`${WRONG}.*⚠ .*${WHY}`));
    expect(page).toContain(WHY);
    expect(stderr).toMatch(/point “.*: .*the opposite.* 说反了/);
  });

  it('stands when nobody is to judge it, and no request is made for that', async () => {
    const { status, note } = await talk(['--no-verify'], await fresh());
    expect(status).toBe(0);
    expect(note).toContain(WRONG);
    expect(tasks()).not.toContain('verify');
  });

  it('is judged by the second model where there is one', async () => {
    await talk(['--second-model', 'local:judge'], await fresh());
    const judges = asked.filter(({ task }) => task === 'verify').map(({ model }) => model);
    expect(new Set(judges)).toEqual(new Set(['judge']));
  });

  it('is judged once: a second run asks for nothing', async () => {
    const folder = await fresh();
    await talk([], folder);
    asked = [];
    await talk([], folder);
    expect(asked).toEqual([]);
  });
});

describe('a translated line that says the opposite', () => {
  it('is not seen unless a review is wanted', async () => {
    const { note } = await talk([], await fresh());
    expect(note).toContain(WRONG_LINE);
    expect(tasks()).not.toContain('review');
  });

  it('is translated anew after a review', async () => {
    const folder = await fresh();
    const { status, note, stderr } = await talk(['--review'], folder);
    expect(status).toBe(0);
    expect(note).toContain(LINE);
    expect(note).not.toContain(WRONG_LINE);
    expect(stderr).toContain('Reading 25 lines once more');
    asked = [];
    await talk(['--review'], folder);
    expect(asked).toEqual([]);
  });

  it('is marked with the reason when it comes back as it was', async () => {
    better.line = WRONG_LINE;
    const { status, note, stderr } = await talk(['--review'], await fresh());
    expect(status).toBe(3);
    expect(note).toMatch(new RegExp(`${WRONG_LINE}.*⚠ .*${WHY}`));
    expect(stderr).toMatch(/line “第一，提高速度/);
  });
});
