import { mkdir, mkdtemp, readFile, symlink, writeFile } from 'node:fs/promises';
import { createServer, request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

import { startServing, type TestServer } from '../../test/support/serving.ts';
import { parseJson } from '../base/json.ts';
import { openFence } from '../network/fence.ts';
import { follow } from '../network/follow.ts';
import { Problem, TalkSummary } from './contract.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServing();
});
afterAll(async () => {
  await server.close();
});

type Sent = {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
};

/** A request as no browser would let one send it. */
async function raw(path: string, { method = 'GET', headers = {}, body }: Sent = {}, at = server) {
  const { hostname, port } = new URL(at.origin);
  return await new Promise<{ status: number; headers: object; text: string }>((resolve, reject) => {
    const asking = httpRequest({ hostname, port, path, method, headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (piece: string) => (text += piece));
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }),
      );
    });
    asking.on('error', reject);
    // Who is answered before everything is sent may find the line closed.
    asking.on('socket', (socket) => socket.on('error', () => undefined));
    asking.end(body);
  });
}

function codeIn(text: string): string {
  return Problem.parse(parseJson(text)).code;
}

async function refusal(path: string, sent?: Sent): Promise<[number, string]> {
  const { status, text } = await raw(path, sent);
  return [status, codeIn(text)];
}

const JSON_TYPE = { 'content-type': 'application/json' };

describe('who may come in', () => {
  it.each(['evil.example', 'evil.example:80', '127.0.0.1.nip.io', 'localhost'])(
    'not one who calls the server %j',
    async (host) => {
      expect(await refusal('/api/talks', { headers: { host } })).toEqual([421, 'HOST_REFUSED']);
      expect(await refusal('/', { headers: { host } })).toEqual([421, 'HOST_REFUSED']);
    },
  );

  it.each(['https://evil.example', 'null', 'http://localhost:1', 'file://'])(
    'not a page of %s',
    async (origin) => {
      const sent = { method: 'POST', headers: { ...JSON_TYPE, origin }, body: '{}' };
      expect(await refusal('/api/talks', sent)).toEqual([403, 'ORIGIN_REFUSED']);
      expect(await refusal('/api/talks', { headers: { origin } })).toEqual([403, 'ORIGIN_REFUSED']);
    },
  );

  it('not what a page of others loads, but a link in it', async () => {
    const foreign = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' };
    expect(await refusal('/api/talks', { headers: foreign })).toEqual([403, 'ORIGIN_REFUSED']);
    const clicked = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
    expect((await raw('/', { headers: clicked })).status).toBe(200);
  });

  it('not a form of another kind than JSON', async () => {
    const body = '{"input":{"text":"a"}}';
    const headers = { 'content-type': 'text/plain' };
    const [status] = await refusal('/api/talks', { method: 'POST', headers, body });
    expect(status).toBeGreaterThanOrEqual(400);
    expect((await server.ask('/api/talks')).status).toBe(200);
  });
});

describe('other machines', () => {
  let open: TestServer;
  beforeAll(async () => {
    open = await startServing({ host: '0.0.0.0' });
  });
  afterAll(async () => {
    await open.close();
  });

  it('need the token, which is made up, and get a cookie for it', async () => {
    const token = new URL(open.url).searchParams.get('token') ?? '';
    expect(token.length).toBeGreaterThan(30);
    expect((await raw('/api/talks', {}, open)).status).toBe(401);
    expect((await raw('/', {}, open)).status).toBe(401);
    const wrong = { headers: { authorization: `Bearer ${token.slice(1)}x` } };
    expect((await raw('/api/talks', wrong, open)).status).toBe(401);
    const right = { headers: { authorization: `Bearer ${token}` } };
    expect((await raw('/api/talks', right, open)).status).toBe(200);
    const entered = await raw(`/?token=${token}`, {}, open);
    expect(entered.status).toBe(303);
    const [cookie = ''] = Object(entered.headers)['set-cookie'];
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Strict/);
    const [pair = ''] = cookie.split(';');
    expect((await raw('/api/talks', { headers: { cookie: pair } }, open)).status).toBe(200);
  });

  it('cannot name files of this one', async () => {
    const token = new URL(open.url).searchParams.get('token') ?? '';
    const headers = { ...JSON_TYPE, authorization: `Bearer ${token}` };
    const body = JSON.stringify({ input: { path: '/etc/hostname' } });
    const { status, text } = await raw('/api/talks', { method: 'POST', headers, body }, open);
    expect([status, codeIn(text)]).toEqual([403, 'PATHS_REFUSED']);
  });
});

describe('links', () => {
  const PRIVATE = [
    'http://127.0.0.1:9/talk.srt',
    'http://localhost/talk.srt',
    'http://[::1]/talk.srt',
    'http://[::ffff:127.0.0.1]/a.srt',
    'http://2130706433/talk.srt',
    'http://0x7f.1/talk.srt',
    'http://10.0.0.1/talk.mp4',
    'http://169.254.169.254/latest/meta-data/a.txt',
    'http://192.168.1.1/talk.srt',
    'http://[fd00::1]/talk.srt',
    'http://0/talk.srt',
    'https://127.0.0.1/watch?v=1',
  ];
  it.each(PRIVATE)('%s is not fetched', async (link) => {
    const body = { input: { link } };
    const plan = await server.ask('/api/plans', { method: 'POST', body });
    expect([plan.status, codeIn(await plan.text())]).toEqual([422, 'ADDRESS_PRIVATE']);
    const { id } = await server.submit(body);
    const { problem } = await server.until(id, ['failed']);
    expect(problem?.code).toBe('ADDRESS_PRIVATE');
  });

  it.each(['file:///etc/passwd', 'ftp://a.example/b.srt', '/etc/passwd', 'data:text/plain,a', '-'])(
    '%s is none',
    async (link) => {
      const answer = await server.ask('/api/talks', { method: 'POST', body: { input: { link } } });
      expect([answer.status, codeIn(await answer.text())]).toEqual([422, 'SOURCE_ADDRESS']);
    },
  );
});

describe('paths and names', () => {
  let id: string;
  beforeAll(async () => {
    id = await server.submitSample();
    await server.until(id, ['done']);
  });

  it.each([
    '..%2f..%2fetc%2fpasswd',
    '%2e%2e%2ftalk.json',
    '.talkleaf',
    '..',
    'note.md%00.txt',
    '..%5c..%5ca',
    '%2fetc%2fpasswd',
  ])('a file %s is not there', async (name) => {
    const { status } = await raw(`/api/talks/${id}/files/${name}`);
    expect(status).toBe(404);
    const { text } = await raw(`/assets/${name}`);
    expect(text).not.toMatch(/root:|"sentences"/);
  });

  it.each(['../../etc/passwd', 'a b', 'x'.repeat(200), '%00'])('no talk is %j', async (name) => {
    const { status } = await raw(`/api/talks/${encodeURIComponent(name)}`);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
  });

  it('gives no other file than a recording as one, whatever a folder says', async () => {
    const text = await readFile(join(server.folder, 'A-sample-talk/talk.json'), 'utf8');
    const secret = join(await mkdtemp(join(tmpdir(), 'talkleaf-secret-')), 'secret.txt');
    await writeFile(secret, 'secret');
    for (const media of ['../../../../../etc/passwd', 'link.mp4', '.talkleaf/source.json']) {
      const folder = join(server.folder, `hostile-${media.length}`);
      await mkdir(folder, { recursive: true });
      await symlink(secret, join(folder, 'link.mp4')).catch(() => undefined);
      const source = { name: 'x', media };
      await writeFile(
        join(folder, 'talk.json'),
        JSON.stringify({ ...Object(parseJson(text)), source }),
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 3100));
    const answered = await server.ask('/api/talks');
    const talks = z.array(TalkSummary).parse(await answered.json());
    for (const talk of talks.filter(({ status }) => status !== 'failed')) {
      const answer = await server.ask(`/api/talks/${talk.id}/media`);
      expect([talk.title, answer.status]).toEqual([talk.title, 404]);
    }
  });
});

describe('what is sent', () => {
  it.each([
    ['no JSON', '{'],
    ['nothing', ''],
    ['another shape', '[]'],
    ['two inputs', '{"input":{"link":"https://a.example","path":"/a"}}'],
    ['unknown wishes', '{"input":{"text":"a"},"wishes":{"out":"/etc"}}'],
    ['a wish for cookies', '{"input":{"text":"a"},"wishes":{"cookies":"/etc/passwd"}}'],
    ['a prototype', '{"input":{"text":"a"},"__proto__":{"tags":["x"]},"wishes":{"to":5}}'],
  ])('as %s is refused', async (_, body) => {
    const { status } = await raw('/api/talks', { method: 'POST', headers: JSON_TYPE, body });
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
  });

  it('may not be endless', async () => {
    const body = JSON.stringify({ input: { text: 'a'.repeat(11_000_000) } });
    expect(await refusal('/api/talks', { method: 'POST', headers: JSON_TYPE, body })).toEqual([
      413,
      'BODY_TOO_LARGE',
    ]);
  });

  it('is shown as text, whatever it says', async () => {
    const evil = `<img src=x onerror=alert(1)>"'</script><script>alert(2)</script>`;
    const text = `1\n00:00:01,000 --> 00:00:04,000\nHello ${evil} there.\n`;
    const body = { input: { text, name: evil }, wishes: { note: false, translation: false } };
    const { id } = await server.submit(body);
    await server.until(id, ['done', 'bare', 'marked', 'failed']);
    const page = await (await server.ask(`/talks/${id}`)).text();
    expect(page).not.toMatch(/<img|<script>alert|onerror=alert\(1\)>/);
  });

  it('may not be a subtitle bomb', async () => {
    const cue = '<b>'.repeat(50_000);
    const text = `WEBVTT\n\n00:00.000 --> 00:01.000\n${cue}\n`;
    const body = { input: { text, name: 'bomb' }, wishes: { note: false, translation: false } };
    const { id } = await server.submit(body);
    const { status } = await server.until(id, ['done', 'bare', 'marked', 'failed']);
    expect(status).toMatch(/failed|bare|done/);
  });

  it('tells no insides of the server when it cannot be understood', async () => {
    const { text } = await raw('/api/talks', { method: 'POST', headers: JSON_TYPE, body: '{' });
    expect(text).not.toMatch(/node_modules|\.ts|at /);
  });
});

it('follows no link that leads to a private address at its second step', async () => {
  const target = createServer((_, response) => {
    response.writeHead(302, { location: 'http://127.0.0.1:1/secret.srt' }).end();
  });
  await new Promise<void>((resolve) => target.listen(0, '127.0.0.1', resolve));
  const fence = await openFence({});
  const { port = 0 } = Object(target.address());
  await expect(follow(fence.send, `http://127.0.0.1:${port}/`, {})).rejects.toThrow(/machine/);
  await fence.close();
  target.close();
});

it('was never at a loss', () => {
  expect(server.faults).toEqual([]);
});
