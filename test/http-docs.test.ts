/** docs/http.md describes the API as it is: all of it, nothing else, and each of its commands works. */
import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

import { AppError, type FailureCode } from '../src/base/errors.ts';
import { FAILURES } from '../src/base/failures.ts';
import { problemAnswer } from '../src/server/http/refusal.ts';
import { startServing, type TestServer } from './support/serving.ts';

const page = await readFile('docs/http.md', 'utf8');
const sections = page.split(/^(?=##)/m).map((text) => ({
  route: /^### (\w+ \S+)/.exec(text)?.[1],
  scripts: [...text.matchAll(/^```\n([^`]*?)^```$/gm)].map(([, script = '']) => script),
}));
const described = sections.filter(({ route }) => route !== undefined);
/** Routes that no schema describes: they are the protocol of uploads, and the description itself. */
const OTHERS = [
  'POST /api/uploads',
  'HEAD /api/uploads/{id}',
  'PATCH /api/uploads/{id}',
  'GET /api/openapi.json',
];

let home: string;
let server: TestServer;
/** A talk that was heard and is done. */
let id: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'talkleaf-docs-'));
  await copyFile('sample/talk.srt', join(home, 'talk.srt'));
  // What wants to leave this machine finds no way.
  const nowhere = 'http://127.0.0.1:9';
  server = await startServing({
    env: {
      HOME: home,
      TALKLEAF_SETTINGS: join(home, 'settings.json'),
      TALKLEAF_MODELS: join(home, 'models'),
      HTTPS_PROXY: nowhere,
      HTTP_PROXY: nowhere,
      HF_ENDPOINT: nowhere,
    },
  });
  const input = { path: resolve('sample/talk.wav') };
  ({ id } = await server.submit({ input, wishes: { to: 'zh' } }));
  await server.until(id, ['done', 'marked']);
});
afterAll(async () => {
  await server.close();
  await rm(home, { recursive: true, force: true });
});

it('has each route of the API, and none besides', async () => {
  const Paths = z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) });
  const { paths } = Paths.parse(await (await server.ask('/api/openapi.json')).json());
  const routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  const named = described.map(({ route }) => route);
  expect(named).toHaveLength(new Set(named).size);
  expect(new Set(named)).toEqual(new Set([...routes, ...OTHERS]));
  const places = new Set([...routes, ...OTHERS].map((route) => route.split(' ')[1]));
  const mentioned = [...page.matchAll(/`(?:[A-Z]+ )?(\/api\/[^\s`?]+)/g)].map(([, path]) => path);
  expect(mentioned.filter((path) => !places.has(path))).toEqual([]);
});

describe.each(described)('$route', ({ route = '', scripts }) => {
  const [method = '', path = ''] = route.split(' ');
  const inShell = path.replace('/api/uploads/{id}', '$UPLOAD').replace('{id}', '$ID');
  const pattern = inShell.replace(/[.$]/g, '\\$&').replace(/\{\w+\}/, '[\\w.-]+');

  it('has a command that asks for it', () => {
    expect(scripts.join('\n')).toMatch(new RegExp(`\\bcurl [^\\n]*"\\$AT${pattern}[?"]`));
    const isSaid = scripts.some((script) => script.includes(`-X ${method} `));
    const isMeant = { GET: true, HEAD: true, POST: scripts.some((each) => each.includes('-d ')) };
    expect(isSaid || Object(isMeant)[method]).toBe(true);
  });
});

it('has commands that work, in the order of the page', async () => {
  const scripts = sections.flatMap((section) => section.scripts).slice(1);
  expect(scripts.length).toBeGreaterThan(described.length);
  // What follows never ends by itself; the sample has no picture; what else is refused fails.
  const curl = `curl() {
    case "$*" in */events*) timeout 2 curl --fail-with-body "$@" || [ $? = 124 ];;
      */picture*) command curl "$@";;
      *) command curl --fail-with-body "$@";; esac
  }`;
  const variables = `AT=${server.origin}; ID=${id}; TOKEN=x`;
  const told = scripts
    .map((script) => script.replace('/home/me/talk.mp4', resolve('sample/talk.wav')))
    .join('\n');
  const script = ['set -e -o pipefail', curl, variables, told].join('\n');
  const run = promisify(execFile)('bash', ['-c', script], {
    cwd: home,
    env: { PATH: process.env['PATH'], NO_PROXY: '127.0.0.1' },
    maxBuffer: 50_000_000,
  });
  await expect(run).resolves.toMatchObject({ stdout: expect.stringContaining('"talk-ended"') });
  expect(server.faults).toEqual([]);
});

describe('its table of refusals', () => {
  const rows = [...page.matchAll(/^\| (\d{3}) +\| `([A-Z_]+)` +\|/gm)];
  it.each(rows.map(([, status, code = '']) => ({ status: Number(status), code })))(
    '$code is $status',
    ({ status, code }) => {
      expect(problemAnswer(new AppError(known(code)), 'en')[1]).toBe(status);
    },
  );
});

function known(code: string): FailureCode {
  if (isKnown(code)) return code;
  throw new Error(`there is no failure ${code}`);
}

function isKnown(code: string): code is FailureCode {
  return code in FAILURES;
}
