/** The built server, killed and started again; both databases; what a person sees of it in the terminal. */
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

import { parseJson } from '../../src/base/json.ts';
import { TalkSummary } from '../../src/server/contract.ts';
import { type SimulatedProvider, startSimulatedProvider } from '../../src/testing.ts';
import { outcomeOf, run, start } from '../support/command.ts';
import { goodAnswers } from '../support/good-answers.ts';
import { lecturePairs, talkOf } from '../support/long-talk.ts';
import { type Postgres, startPostgres } from '../support/postgres.ts';

const pairs = lecturePairs();
const Serving = z.object({ type: z.literal('serving'), url: z.string() });

let root: string;
let provider: SimulatedProvider;
let postgres: Postgres;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'talkleaf-serve-'));
  const speed = { firstTokenMs: 60, tokensPerSecond: 800 };
  provider = await startSimulatedProvider({ answer: goodAnswers(pairs), speed });
  postgres = await startPostgres();
});
afterAll(async () => {
  await provider.close();
  postgres.stop();
  await rm(root, { recursive: true, force: true });
});

type Server = { readonly child: ChildProcess; readonly url: string };

/** Starts the server and waits for its address. */
async function serve(library: string, more: readonly string[] = []): Promise<Server> {
  const args = ['serve', '--library', library, '--port', '0', '--json', ...more];
  const env = {
    TALKLEAF_MODEL: 'local:sim',
    TALKLEAF_BASE_URL: `${provider.url}/v1`,
    TALKLEAF_WINDOW: '100000',
    TALKLEAF_TO: 'zh',
    TALKLEAF_SPEECH: join(process.cwd(), 'sample/mini-ctc'),
  };
  const child = start(args, { env });
  let told = '';
  child.stderr?.on('data', () => undefined);
  for await (const piece of child.stdout ?? []) {
    told += String(piece);
    const { data } = Serving.safeParse(parseJson(told.split('\n')[0] ?? ''));
    if (data) return { child, url: data.url.replace(/\/$/, '') };
  }
  throw new Error(`no address: ${told}`);
}

async function ask(url: string, body?: unknown): Promise<TalkSummary> {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' } };
  const answer = await fetch(
    url,
    body === undefined ? {} : { ...init, body: JSON.stringify(body) },
  );
  return TalkSummary.parse(await answer.json());
}

async function until(url: string, isSo: (talk: TalkSummary) => boolean): Promise<TalkSummary> {
  for (;;) {
    const talk = await ask(url);
    if (isSo(talk)) return talk;
    await setTimeout(50);
  }
}

async function kill({ child }: Server, signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
  const ended = outcomeOf(child);
  child.kill(signal);
  return (await ended).status;
}

describe.each(['embedded', 'PostgreSQL'] as const)('with the %s database', (kind) => {
  it('goes on where it was when it was killed, and asks for nothing twice', async () => {
    const library = join(root, kind);
    const more = kind === 'embedded' ? [] : ['--database', postgres.url];
    const text = talkOf(0.25, pairs);
    const before = provider.requests.length;
    let server = await serve(library, more);
    const { id } = await ask(`${server.url}/api/talks`, { input: { text, name: 'A long talk' } });
    // Of a server elsewhere it takes a while to be sure that it is dead.
    for (const share of kind === 'embedded' ? [0.1, 0.4] : [0.2]) {
      await until(
        `${server.url}/api/talks/${id}`,
        ({ progress }) => (progress?.share ?? 0) > share,
      );
      await kill(server, 'SIGKILL');
      server = await serve(library, more);
    }
    const talk = await until(`${server.url}/api/talks/${id}`, ({ status }) => status === 'done');
    expect(talk.facts.marked).toBe(0);
    const asked = provider.requests
      .slice(before)
      .filter(({ task }) => task === 'translate')
      .flatMap(({ lines }) => lines.map(({ text: line }) => line));
    // What was in flight at a kill is asked once more: at most what three streams carry, each time.
    expect(asked.length).toBeLessThan(1.8 * (talk.facts.sentences ?? 0));
    expect(await kill(server, 'SIGTERM')).toBe(0);
  }, 120_000);
});

it('hears a recording of this machine, and plays it in ranges', async () => {
  const library = join(root, 'recordings');
  const server = await serve(library);
  const wishes = { translation: false, note: false };
  const input = { path: join(process.cwd(), 'sample/talk.wav') };
  const { id } = await ask(`${server.url}/api/talks`, { input, wishes });
  await until(
    `${server.url}/api/talks/${id}`,
    ({ status }) => status === 'bare' || status === 'done',
  );
  const range = { headers: { range: 'bytes=44-143' } };
  const answer = await fetch(`${server.url}/api/talks/${id}/media`, range);
  expect(answer.status).toBe(206);
  const sound = await readFile('sample/talk.wav');
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(sound.subarray(44, 144));
  await kill(server, 'SIGTERM');
});

it('refuses a second server on the same library, and bad flags, in a sentence', async () => {
  const library = join(root, 'busy');
  const server = await serve(library);
  const second = await run(['serve', '--library', library, '--port', '0']);
  expect(second.status).toBe(1);
  expect(second.stderr).toMatch(/Another Talkleaf \(process \d+\) already serves/);
  expect(second.stderr).not.toMatch(/at .*\.js/);
  const taken = await run([
    'serve',
    '--library',
    join(root, 'x'),
    '--port',
    new URL(server.url).port,
  ]);
  expect([taken.status, /another program uses it/.test(taken.stderr)]).toEqual([1, true]);
  expect((await run(['serve', '--port', 'many'])).status).toBe(2);
  const file = join(root, 'a-file');
  await writeFile(file, '');
  const unfit = await run(['serve', '--library', file, '--port', '0']);
  expect([unfit.status, unfit.stderr]).toEqual([1, expect.not.stringMatching(/at .*\.js/)]);
  const nobody = ['--database', 'postgres://nobody@127.0.0.1:1/none'];
  const unreached = await run(['serve', '--library', join(root, 'y'), ...nobody]);
  expect([unreached.status, /could not be reached/.test(unreached.stderr)]).toEqual([1, true]);
  await kill(server, 'SIGTERM');
});
