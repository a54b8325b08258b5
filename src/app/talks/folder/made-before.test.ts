/** What a run leaves for the next, and what makes that one put the talk together anew. */
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { goodAnswers } from '../../../../test/support/good-answers.ts';
import { lecturePairs, talkOf } from '../../../../test/support/long-talk.ts';
import { seededRandom } from '../../../../test/support/seeded-random.ts';
import { isThere } from '../../../base/is-there.ts';
import { type Asked, type SimulatedProvider, startSimulatedProvider } from '../../../testing.ts';
import { makeLeaf, type MakeLeafOptions } from '../../make-leaf.ts';
import { editTalk } from '../edit-talk.ts';
import type { WorkEvent, WorkResult } from '../work-result.ts';

const PAIRS = lecturePairs();
/** Some three minutes. */
const HOURS = 0.05;

let root = '';
let provider: SimulatedProvider;
/** What the model answers just now. */
let answer: (asked: Asked) => string | undefined;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'talkleaf-made-'));
  answer = goodAnswers(PAIRS);
  provider = await startSimulatedProvider({ answer: (asked) => answer(asked) });
});
afterAll(async () => {
  await provider.close();
  await rm(root, { recursive: true });
});

type Run = {
  readonly events: readonly WorkEvent[];
  readonly result: WorkResult;
  /** Count of questions. */
  readonly asked: number;
  /** Whether the next run need not put the talk together. */
  readonly isKept: boolean;
};

/** A talk, in a folder of its own; every call is a run on it. */
async function talk(): Promise<{
  input: string;
  run: (wishes?: MakeLeafOptions) => Promise<Run>;
}> {
  const out = await mkdtemp(join(root, 'talk-'));
  const input = join(out, 'lecture.srt');
  await writeFile(input, talkOf(HOURS, PAIRS));
  const run = async (wishes: MakeLeafOptions = {}): Promise<Run> => {
    const events: WorkEvent[] = [];
    const before = provider.requests.length;
    const result = await makeLeaf(input, {
      out,
      model: 'local:sim',
      baseUrl: `${provider.url}/v1`,
      window: 100_000,
      env: { TALKLEAF_SETTINGS: join(root, 'none.json') },
      onEvent: (event) => events.push(event),
      ...wishes,
    });
    const isKept = await isThere(madeIn(result.folder));
    return { events, result, asked: provider.requests.length - before, isKept };
  };
  return { input, run };
}

const madeIn = (folder: string): string => join(folder, '.talkleaf', 'made.json');

function firstLine({ result }: Run): string | undefined {
  return result.talk.translation?.[0]?.text;
}

/** The same answers, three of ten with a line left out, or cut off. */
function mistaken(good: typeof answer, seed: number): typeof answer {
  const random = seededRandom(seed);
  return (asked) => {
    const text = good(asked);
    const kind = random();
    if (text === undefined || kind > 0.3) return text;
    const lines = text.split('\n');
    if (kind < 0.15 && lines.length > 1)
      return lines.toSpliced(Math.floor(random() * lines.length), 1).join('\n');
    return text.slice(0, text.length / 2);
  };
}

/** What a run tells of the talk, in an order of our own: stages run side by side. */
function told({ events }: Run): string[] {
  return (
    events
      // A topic is told before it is checked.
      .filter((event) => event.type !== 'usage' && event.type !== 'context-found')
      .map((event) =>
        // Until it has been verified a section may still lose a point.
        JSON.stringify(event.type === 'section-noted' ? event.section.title : event),
      )
      .toSorted()
  );
}

describe('a talk that is known', () => {
  it('is told and given as by a run that puts it together, and nothing is written', async () => {
    const { run } = await talk();
    const first = await run();
    expect(first.isKept).toBe(true);
    const { folder } = first.result;
    const json = join(folder, 'talk.json');
    const { mtimeMs } = await stat(json);
    await rm(madeIn(folder));
    const again = await run();
    expect(again).toMatchObject({ asked: 0, isKept: true });
    const known = await run();
    expect(known.asked).toBe(0);
    expect(known.result).toEqual(again.result);
    expect(known.result.talk).toEqual(first.result.talk);
    expect(told(known)).toEqual(told(again));
    expect((await stat(json)).mtimeMs).toBe(mtimeMs);
  });
  it('is the one that the journal would give, whatever went wrong on the way', async () => {
    const good = answer;
    for (const seed of [1, 2, 3, 4]) {
      answer = mistaken(good, seed);
      const { run } = await talk();
      let last = await run();
      while (!last.isKept) last = await run();
      await rm(madeIn(last.result.folder));
      const again = await run();
      expect(again.asked).toBe(0);
      expect(again.result.talk).toEqual(last.result.talk);
    }
    answer = good;
  });
  it('is put together anew when anything it was made of is another', async () => {
    const others: MakeLeafOptions[] = [
      { to: 'de' },
      { style: 'plain' },
      { noteStyle: 'brief' },
      { verify: false },
      { review: true },
      { note: false },
      { model: 'local:other' },
      { window: 90_000 },
      { secondModel: 'local:second' },
      { from: 'en-GB' },
    ];
    const same: MakeLeafOptions[] = [];
    for (const other of others) {
      const { run } = await talk();
      await run();
      const { result } = await run();
      const before = await readFile(madeIn(result.folder), 'utf8');
      await run(other);
      const after = await readFile(madeIn(result.folder), 'utf8').catch(() => '');
      if (after === before) same.push(other);
    }
    expect(same).toEqual([]);
  });
  it('is put together anew when its text or a term has changed', async () => {
    const { input, run } = await talk();
    await run();
    await run();
    const glossary = join(root, 'terms.csv');
    await writeFile(glossary, 'index,索引目录\n');
    expect(await run({ glossary })).toMatchObject({ isKept: false });
    await writeFile(input, (await readFile(input, 'utf8')).replace(/\bthe\b/, 'that'));
    expect((await run()).asked).toBeGreaterThan(0);
  });
  it('is asked about anew with force', async () => {
    const { run } = await talk();
    await run();
    await run();
    expect((await run({ force: true })).asked).toBeGreaterThan(0);
  });
  it('is not kept while a part is missing', async () => {
    const { run } = await talk();
    const good = answer;
    answer = (asked) => (asked.task === 'points' ? 'no' : good(asked));
    const first = await run();
    expect(first.result.status).toBe('marked');
    expect(await run()).toMatchObject({ isKept: false });
    answer = good;
    expect((await run()).result.status).toBe('complete');
    expect(await run()).toMatchObject({ asked: 0, isKept: true });
  });
  it('is rendered in other formats, and again where a file was changed or taken away', async () => {
    const { run } = await talk();
    await run({ formats: ['note'] });
    await run({ formats: ['note'] });
    const { result } = await run();
    const note = join(result.folder, 'note.md');
    const whole = await readFile(note, 'utf8');
    await writeFile(note, 'my own words');
    const changed = await run();
    expect(changed.events).toContainEqual({ type: 'files-set-aside', names: ['note.edited.md'] });
    expect(await readFile(note, 'utf8')).toBe(whole);
    await rm(note);
    expect((await run()).asked).toBe(0);
    expect(await readFile(note, 'utf8')).toBe(whole);
  });
  it('keeps what a person put right, and loses it with that person’s undoing', async () => {
    const { run } = await talk();
    await run();
    const { result } = await run();
    const { sentences, translation = [] } = result.talk;
    const [{ text: of } = { text: '' }, { text: was } = { text: '' }] = [
      sentences[0],
      translation[0],
    ];
    const own = { kind: 'translation', id: 1, of } as const;
    await editTalk(result.folder, { ...own, was, text: '我自己的话。' });
    expect(firstLine(await run())).toBe('我自己的话。');
    await editTalk(result.folder, { ...own, was: '我自己的话。', text: was });
    expect(firstLine(await run())).toBe(was);
  });
  it('is put together from the journal where what was kept is damaged', async () => {
    const { run } = await talk();
    await run();
    const { result } = await run();
    for (const damaged of ['{"of":', '[]', '{"of":"x","talk":null}']) {
      await writeFile(madeIn(result.folder), damaged);
      const after = await run();
      expect(after.asked).toBe(0);
      expect(after.result).toEqual(result);
    }
  });
});
