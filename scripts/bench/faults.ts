/** How steady a talk's translation and note are on a server that stumbles: time, tokens, lines missing or misplaced. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

import { workOn } from '../../src/app/talks/work.ts';
import { drain, mapOrdered } from '../../src/base/async.ts';
import { createChatModel } from '../../src/llm/create-model.ts';
import { lecturePairs, talkOf } from '../../test/support/long-talk.ts';
import { type Counted, countLines } from './faults/count.ts';
import { startStumbling } from './faults/provider.ts';
import { median, type Row } from './table.ts';

const STREAMS = 8;
const FAULTY = 0.3;
const RUNS = 20;
/** Runs side by side: each takes a twentieth of a core. */
const AT_ONCE = 5;

/** What one run came to. */
type Run = Counted & {
  readonly seconds: number;
  /** Of prompts and answers, as far as the server wrote them. */
  readonly tokens: number;
  /** The most requests under way at once, as a count. */
  readonly atOnce: number;
  readonly marked: number;
  /** Sections without points. */
  readonly sections: number;
};

type Trial = {
  /** Count of requests at once that Talkleaf is allowed. @default what it finds by itself */
  readonly concurrency?: number | undefined;
  /** Count of answers the server writes at once. */
  readonly streams: number;
  readonly note: boolean;
  /** Share of the answers that go wrong, as a ratio. */
  readonly faulty: number;
  readonly seed: number;
};

/** Makes an hour of talk against a server of the trial's kind. */
async function tryOut({ concurrency, streams, note, faulty, seed }: Trial): Promise<Run> {
  const pairs = lecturePairs();
  const provider = await startStumbling(pairs, { faulty, seed, streams });
  const folder = await mkdtemp(join(tmpdir(), 'talkleaf-bench-'));
  try {
    const file = join(folder, 'hour.srt');
    await writeFile(file, talkOf(1, pairs));
    const model = createChatModel({
      provider: 'openai',
      key: 'none-needed',
      model: 'gpt-4.1-mini',
      baseUrl: `${provider.url}/v1`,
      limits: { concurrency },
      window: 1_000_000,
    });
    const settings = { to: 'zh', out: folder, language: 'en' as const };
    const began = performance.now();
    const { talk, atOnce } = await drain(workOn(file, { settings, env: {}, model, note }));
    const seconds = (performance.now() - began) / 1000;
    const { sentences, translation = [] } = talk;
    const counted = countLines(
      sentences.map(({ text }) => text),
      translation.map(({ text }) => text),
      pairs,
    );
    return {
      ...counted,
      seconds,
      tokens: provider.tokens(),
      atOnce,
      marked: translation.filter(({ status }) => status === 'flagged').length,
      sections: talk.note?.sections.filter((section) => section.missing).length ?? 0,
    };
  } finally {
    await provider.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Several runs of one kind, each with faults of its own. */
async function runs(count: number, trial: Omit<Trial, 'seed'>): Promise<Run[]> {
  const found: Run[] = [];
  async function* seeds(): AsyncGenerator<number> {
    for (let seed = 1; seed <= count; seed++) yield seed;
  }
  const work = (seed: number): Promise<Run> => tryOut({ ...trial, seed });
  for await (const run of mapOrdered(seeds, work, { atOnce: AT_ONCE })) found.push(run);
  return found;
}

const most = (values: readonly number[]): number => Math.max(...values);
const sum = (values: readonly number[]): number => values.reduce((total, each) => total + each, 0);

const ratio = (value: number): string => value.toFixed(2);

export async function measureFaults(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const streams of [STREAMS, 2 * STREAMS]) {
    const free = await runs(3, { streams, note: false, faulty: 0 });
    const seconds = median(free.map((run) => run.seconds));
    const atOnce = median(free.map((run) => run.atOnce));
    rows.push([
      `translation, requests at once found by itself, server of ${streams} streams: time, most at once`,
      `${seconds.toFixed(1)} s, ${atOnce}`,
      '',
    ]);
  }
  for (const note of [false, true]) rows.push(...(await rowsOf(note)));
  return rows;
}

async function rowsOf(note: boolean): Promise<Row[]> {
  const what = note ? 'translation and note' : 'translation';
  const kind = { concurrency: STREAMS, streams: STREAMS, note };
  const calm = await runs(3, { ...kind, faulty: 0 });
  const usual = median(calm.map(({ seconds }) => seconds));
  const tokens = median(calm.map((run) => run.tokens));
  const faulty = await runs(RUNS, { ...kind, faulty: FAULTY });
  const times = faulty.map(({ seconds }) => seconds / usual);
  const spent = median(faulty.map((run) => run.tokens)) / tokens;
  return [
    [`${what}, ${STREAMS} streams, no faults`, `${usual.toFixed(1)} s`, ''],
    [`… 30 % faults: time to that without, median of ${RUNS} runs`, ratio(median(times)), '≤ 1.6'],
    ['… … worst', ratio(most(times)), '≤ 2.5'],
    ['… … tokens to those without, median', ratio(spent), ''],
    [`… … lines missing, of ${LINES * RUNS}`, String(sum(faulty.map((run) => run.missing))), '0'],
    ['… … lines misplaced', String(sum(faulty.map((run) => run.misplaced))), '0'],
    ['… … lines marked', String(sum(faulty.map((run) => run.marked))), ''],
    ...(note
      ? [['… … sections missing', String(sum(faulty.map((run) => run.sections))), '0'] as const]
      : []),
  ];
}

/** Lines of the talk. */
const LINES = 450;

if (process.argv[1] === import.meta.filename) console.log(await measureFaults());
