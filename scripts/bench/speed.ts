/** (a) Wall time of an hour's translation and note against the longest chain of dependent requests; (b) tokens. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

import type { WorkResult } from '../../src/app/talks/work-result.ts';
import { workOn } from '../../src/app/talks/work.ts';
import { drain } from '../../src/base/async.ts';
import { createChatModel } from '../../src/llm/create-model.ts';
import { type Asked, startSimulatedProvider } from '../../src/testing.ts';
import { estimateTokens } from '../../src/text/tokens.ts';
import { goodAnswers } from '../../test/support/good-answers.ts';
import { lecturePairs, talkOf } from '../../test/support/long-talk.ts';
import type { Row } from './table.ts';

const FIRST_TOKEN_S = 0.6;
const TOKENS_A_SECOND = 80;
const STREAMS = 8;
/** Every so many lines are asked one by one; the whole is that many times longer. */
const SAMPLE_EVERY = 15;

/** What one request would take if it never waited for anything, in seconds. */
function idealSeconds(answer: string): number {
  return FIRST_TOKEN_S + estimateTokens(answer, 'o200k') / TOKENS_A_SECOND;
}

export async function measureSpeed(): Promise<Row[]> {
  const pairs = lecturePairs();
  const answer = goodAnswers(pairs);
  const speed = { firstTokenMs: 1000 * FIRST_TOKEN_S, tokensPerSecond: TOKENS_A_SECOND };
  const provider = await startSimulatedProvider({ answer, speed, streams: STREAMS });
  const folder = await mkdtemp(join(tmpdir(), 'talkleaf-bench-'));
  try {
    const file = join(folder, 'hour.srt');
    await writeFile(file, talkOf(1, pairs));
    const make = async (note: boolean): Promise<Made> => {
      const from = provider.requests.length;
      const model = createChatModel({
        provider: 'openai',
        key: 'none-needed',
        model: 'gpt-4.1-mini',
        baseUrl: `${provider.url}/v1`,
        limits: { concurrency: STREAMS },
        window: 1_000_000,
      });
      const settings = { to: 'zh', out: join(folder, String(note)), language: 'en' as const };
      const began = performance.now();
      const result = await drain(workOn(file, { settings, env: {}, model, note }));
      const seconds = (performance.now() - began) / 1000;
      const asked = provider.requests.slice(from);
      const written = asked.reduce((sum, each) => sum + count(answer(each) ?? ''), 0);
      const bound = written / (STREAMS * TOKENS_A_SECOND);
      const ideal = asked.map((each) => idealSeconds(answer(each) ?? ''));
      const busy = ideal.reduce((sum, each) => sum + each, 0) / STREAMS;
      return { result, seconds, asked, chain: longestChain(asked, answer), bound, busy };
    };
    const [alone, both] = [await make(false), await make(true)];
    const tutorial = await tutorialWay(both.asked, provider.url);
    return [
      ...timeRows('translation', alone, '≤ 1.15'),
      ...timeRows('translation and note', both, ''),
      ['… / longest chain', (both.seconds / both.chain).toFixed(2), '≤ 1.1'],
      [
        `the tutorial's way, translation alone (1 of ${SAMPLE_EVERY} lines run, scaled)`,
        `${tutorial.toFixed(0)} s`,
        '',
      ],
      ...tokenRows(both, answer),
    ];
  } finally {
    await provider.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** One run, and what it can be measured by, in seconds. */
type Made = {
  readonly result: WorkResult;
  readonly seconds: number;
  readonly asked: readonly Asked[];
  /** The longest chain of requests that wait for each other. */
  readonly chain: number;
  /** What all streams take to write all answers, if none was ever idle. */
  readonly bound: number;
  /** The same with the wait for the first token of each. */
  readonly busy: number;
};

function timeRows(what: string, { seconds, chain, bound, busy }: Made, aim: string): Row[] {
  return [
    [`one hour: ${what}, wall time`, `${seconds.toFixed(1)} s`, ''],
    ['… longest chain of dependent requests', `${chain.toFixed(1)} s`, ''],
    ['… tokens written / (streams × speed)', `${bound.toFixed(1)} s`, ''],
    ['… all requests with their first tokens / streams', `${busy.toFixed(1)} s`, ''],
    [
      '… wall time / the larger of chain and tokens',
      (seconds / Math.max(chain, bound)).toFixed(2),
      aim,
    ],
  ];
}

const share = (tokens: number, of: number): string => (tokens / of).toFixed(2);

function tokenRows({ result, asked }: Made, answer: (asked: Asked) => string | undefined): Row[] {
  const { sentences } = result.talk;
  const source = sentences.reduce((sum, each) => sum + count(each.text), 0);
  const translation = tokensOf(asked, ['translate'], answer);
  const judging = tokensOf(asked, ['verify'], answer);
  const noting = tokensOf(asked, ['outline', 'points'], answer);
  return [
    ['one hour: sentences, source tokens', `${sentences.length}, ${source}`, ''],
    ['requests of the whole run', String(asked.length), ''],
    ['translation: input tokens per source token', share(translation.input, source), '≤ 1.9'],
    ['translation: output tokens per source token', share(translation.output, source), '≤ 1.4'],
    [
      'judging the note: tokens / those of outline and points (each point cites one line)',
      share(sumOf(judging), sumOf(noting)),
      '≤ 0.15',
    ],
    ['lines marked', String(result.counts.flagged + result.counts.untranslated), '0'],
  ];
}

type Tokens = { readonly input: number; readonly output: number };

/** A request has a few tokens around its texts. */
const FRAME_TOKENS = 7;

/** Tokens of some tasks' requests and of their answers. */
function tokensOf(
  asked: readonly Asked[],
  tasks: readonly Asked['task'][],
  answer: (asked: Asked) => string | undefined,
): Tokens {
  const own = asked.filter((each) => tasks.includes(each.task));
  return {
    input: own.reduce((sum, { system, user }) => sum + count(system + user) + FRAME_TOKENS, 0),
    output: own.reduce((sum, each) => sum + count(answer(each) ?? ''), 0),
  };
}

const count = (text: string): number => estimateTokens(text, 'o200k');

function sumOf({ input, output }: Tokens): number {
  return input + output;
}

const most = (values: readonly number[]): number => Math.max(0, ...values);

/** What is asked once more when all lines are there. */
const isLast = ({ user }: Asked): boolean => user.startsWith('Some lines of this talk');

/**
 * The longest chain at the provider's speed. Of the translation: a part that is read, a chunk of its lines, those that
 * build on it, and what is asked once more at the end. Of the note: outline (or reading, whose terms the points wait
 * for), points, verdicts.
 */
function longestChain(
  asked: readonly Asked[],
  answer: (asked: Asked) => string | undefined,
): number {
  const ideal = (each: Asked): number => idealSeconds(answer(each) ?? '');
  const of = (task: Asked['task']): Asked[] => asked.filter((each) => each.task === task);
  const contexts = of('context').map((each) => ({ ids: new Set(each.ids), end: ideal(each) }));
  const readFor = ({ ids }: Asked): number =>
    most(contexts.filter((part) => ids.some((id) => part.ids.has(id))).map(({ end }) => end));
  const endOf = new Map<number, number>();
  const chunks = of('translate')
    .filter((each) => !isLast(each))
    .toSorted((a, b) => (a.ids[0] ?? 0) - (b.ids[0] ?? 0));
  const lanes = chunks.map((chunk) => {
    // A chunk that shows translated lines waited for the chunk that brought them.
    const waits = chunk.user.includes('Already translated');
    const before = waits ? (endOf.get((chunk.ids[0] ?? 0) - 1) ?? 0) : 0;
    const end = Math.max(before, readFor(chunk)) + ideal(chunk);
    endOf.set(chunk.ids.at(-1) ?? 0, end);
    return end;
  });
  const last = most(of('translate').filter(isLast).map(ideal));
  const outlined = most([...of('outline').map(ideal), ...contexts.map(({ end }) => end)]);
  const noted = (['points', 'verify'] as const).map((task) => most(of(task).map(ideal)));
  const note = of('outline').length === 0 ? 0 : noted.reduce((sum, each) => sum + each, outlined);
  return Math.max(most(lanes) + last, note);
}

/** One request a line, one after another, without context: what the tutorial's script does. */
async function tutorialWay(asked: readonly Asked[], url: string): Promise<number> {
  const lines = asked.filter((each) => each.task === 'translate').flatMap((each) => each.lines);
  const sample = lines.filter((_, index) => index % SAMPLE_EVERY === 0);
  const began = performance.now();
  for (const line of sample) {
    const response = await fetch(`${url}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        model: 'gpt-3.5-turbo',
        stream: true,
        messages: [{ role: 'user', content: `Translate into Chinese:\n${line.id}|${line.text}` }],
      }),
    });
    await response.text();
  }
  return ((performance.now() - began) / 1000) * SAMPLE_EVERY;
}

if (process.argv[1] === import.meta.filename) console.log(await measureSpeed());
