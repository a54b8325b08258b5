/** Every operation the server describes, asked what nobody would ask: it answers, or refuses in words, and is never at a loss. */
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { Agent, type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import * as fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

import {
  Description,
  KNOWN,
  type MadeUp,
  operationsOf,
  requestsOf,
} from '../../test/support/made-up-requests.ts';
import { startServing } from '../../test/support/serving.ts';
import { parseJson } from '../base/json.ts';
import { Problem, TalkSummary } from './contract.ts';

/** The same requests in each run. */
const SEED = 20_261_130;
/** Requests of each operation, as a count; fewer where each takes long, more where most are refused at once. */
const RUNS = 120;
const OTHER_RUNS: Readonly<Record<string, number>> = {
  'GET /api/doctor': 8,
  'GET /api/talks/{id}/archive': 30,
  'POST /api/plans': 250,
};
/** Longest wait for the beginning of an answer, in milliseconds. */
const PATIENCE_MS = 5000;

const home = await mkdtemp(join(tmpdir(), 'talkleaf-fuzz-'));
/** Whatever wants to leave this machine finds no way; what would fetch or remove models finds none. */
const NOWHERE = 'http://127.0.0.1:9';
const server = await startServing({
  slots: 0,
  env: {
    TALKLEAF_SETTINGS: join(home, 'settings.json'),
    TALKLEAF_MODELS: join(home, 'models'),
    HOME: home,
    HTTPS_PROXY: NOWHERE,
    HTTP_PROXY: NOWHERE,
    ALL_PROXY: NOWHERE,
    HF_ENDPOINT: NOWHERE,
  },
});
await putTalk('made');
const talks = z.array(TalkSummary).parse(await (await server.ask('/api/talks')).json());
/** IDs of talks that are there; the first one is made, the others were handed in. */
const ids = talks.map(({ id }) => id);
const description = Description.parse(await (await server.ask('/api/openapi.json')).json());
const agent = new Agent({ keepAlive: true });
afterAll(async () => {
  agent.destroy();
  await server.close();
  await rm(home, { recursive: true, force: true });
});

/** A finished talk with its recording. */
async function putTalk(name: string): Promise<void> {
  const folder = join(server.folder, name);
  await mkdir(folder);
  const talk = Object(parseJson(await readFile('test/fixtures/sample-talk.json', 'utf8')));
  const source = { name, media: 'talk.wav' };
  await writeFile(join(folder, 'talk.json'), JSON.stringify({ ...talk, source }));
  await copyFile('sample/talk.wav', join(folder, 'talk.wav'));
}

describe.each(operationsOf(description))('$method $path', (operation) => {
  const { method, path } = operation;
  it('answers, or says why not', async () => {
    const requests = requestsOf(operation, description.components.schemas);
    const trial = fc.asyncProperty(requests, fc.nat(), async (madeUp, which) => {
      const known = server.faults.length;
      const answer = await answerTo(named(madeUp, which));
      expect(server.faults.slice(known)).toEqual([]);
      check(answer, madeUp.method);
    });
    const numRuns = OTHER_RUNS[`${method} ${path}`] ?? RUNS;
    await fc.assert(trial, { seed: SEED, numRuns, endOnFailure: true });
  });
});

/** So many talks are left for the operations that come later, as a count. */
const SPARED = 5;

/** Names a talk where one is to be named: any of those handed in, or, where talks are only looked at, the one that is made. */
function named({ path, ...rest }: MadeUp, which: number): MadeUp {
  const known = idFor(rest.method, which) ?? 'nobody';
  return { ...rest, path: path.replace(KNOWN, known) };
}

function idFor(method: string, which: number): string | undefined {
  if (method === 'DELETE') return ids.length > SPARED ? ids.pop() : undefined;
  return ids[method === 'GET' ? 0 : which % ids.length];
}

type Answer = { readonly status: number; readonly headers: IncomingMessage['headers'] } & {
  readonly text: string;
};

async function answerTo({ method, path, body, ...sent }: MadeUp): Promise<Answer> {
  const { hostname, port } = new URL(server.origin);
  const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
  const headers = { ...sent.headers, ...length };
  const signal = AbortSignal.timeout(PATIENCE_MS);
  return await new Promise<Answer>((resolve, reject) => {
    const asking = request({ hostname, port, method, path, headers, agent, signal }, (answer) => {
      const { statusCode: status = 0, headers: got } = answer;
      const isStream = got['content-type']?.startsWith('text/event-stream') === true;
      let text = '';
      const done = (): void => resolve({ status, headers: got, text });
      answer.setEncoding('utf8').on('data', (piece: string) => (text += piece));
      answer.on('end', done).on('error', reject);
      if (isStream) {
        done();
        asking.destroy();
      }
    });
    asking.on('error', reject);
    asking.end(body);
  });
}

function check({ status, headers, text }: Answer, method: string): void {
  expect(status).toBeGreaterThanOrEqual(200);
  expect(status).not.toBe(500);
  const type = headers['content-type'] ?? '';
  if (status < 400) {
    if (text !== '' && type.startsWith('application/json') && status !== 206) remember(text);
    return;
  }
  // A part that a file does not have: its length says all there is to say.
  if (status === 416 && headers['content-range'] !== undefined) return;
  expect(type).toMatch(/^application\/json\b/);
  if (method === 'HEAD') return;
  const { code, message, hint } = Problem.parse(parseJson(text));
  expect(code).toMatch(/^[A-Z_]+$/);
  expect(message.length * hint.length).toBeGreaterThan(0);
}

/** What was taken in can be asked for from then on. */
function remember(text: string): void {
  const talk = TalkSummary.safeParse(parseJson(text)).data;
  if (talk && !ids.includes(talk.id)) ids.push(talk.id);
}

it('goes on from a number that no event has, without a word of the database', async () => {
  const over = AbortSignal.timeout(1000);
  const headers = { 'last-event-id': '99999999999' };
  const { status, body } = await server.ask(`/api/talks/${ids[0]}/events`, {
    headers,
    signal: over,
  });
  expect(status).toBe(200);
  const reader = body?.getReader();
  const first = await reader?.read().catch(() => undefined);
  expect(first).toBeUndefined();
});
