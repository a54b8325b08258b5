import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

import { listen } from '../../test/support/listen.ts';
import { startServing, type TestServer } from '../../test/support/serving.ts';
import { pictureOf } from '../app/talks/picture.ts';
import { parseJson } from '../base/json.ts';
import { transportOf } from '../network/transport.ts';
import { PlanAnswer, SearchHit, TalkFileInfo, TalkSummary } from './contract.ts';

let server: TestServer;
let id: string;
beforeAll(async () => {
  server = await startServing();
  id = await server.submitSample();
  await server.until(id, ['done']);
});
afterAll(async () => {
  await server.close();
});

async function json<Shape extends z.ZodType>(
  shape: Shape,
  path: string,
  init?: Parameters<TestServer['ask']>[1],
): Promise<z.infer<Shape>> {
  const answer = await server.ask(path, init);
  return shape.parse(await answer.json());
}

const talksIn = async () => await json(z.array(TalkSummary), '/api/talks');

describe('a talk handed in', () => {
  it('is made into the folder that the command line makes', async () => {
    const talk = await json(TalkSummary, `/api/talks/${id}`);
    expect(talk).toMatchObject({
      status: 'done',
      wishes: { to: 'zh' },
      facts: { language: 'en', target: 'zh', sentences: 25, marked: 0, hasNote: true },
      progress: { share: 1, translated: 25 },
    });
    const files = await readdir(join(server.folder, 'A-sample-talk'));
    expect(files).toEqual(expect.arrayContaining(['.talkleaf', 'note.md', 'talk.json']));
  });

  it('is in the list, newest first', async () => {
    const talks = await talksIn();
    expect(talks.map((talk) => talk.id)).toEqual([id]);
  });

  it('tells what happened to it, from wherever one goes on', async () => {
    const whole = await eventsOf(`/api/talks/${id}/events`, 'talk-ended');
    const types = whole.map(({ data }) => data['type']);
    expect(types).toEqual(
      expect.arrayContaining(['talk-read', 'sentences-read', 'line-translated', 'section-noted']),
    );
    expect(whole.map((event) => event.id)).toEqual(whole.map((_, at) => at + 1));
    const rest = await eventsOf(`/api/talks/${id}/events`, 'talk-ended', {
      'last-event-id': '20',
    });
    expect(rest[0]?.id).toBe(21);
    expect(rest).toEqual(whole.slice(20));
  });

  it('gives its files, each and all', async () => {
    const files = await json(z.array(TalkFileInfo), `/api/talks/${id}/files`);
    expect(files.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['note.md', 'talk.zh.srt']),
    );
    const note = files.find(({ name }) => name === 'note.md');
    const answer = await server.ask(note?.href ?? '');
    expect(answer.headers.get('content-disposition')).toContain('note.md');
    expect(await answer.text()).toBe(
      await readFile(join(server.folder, 'A-sample-talk/note.md'), 'utf8'),
    );
    const zip = Buffer.from(await (await server.ask(`/api/talks/${id}/archive`)).arrayBuffer());
    expect(zip.subarray(0, 2).toString()).toBe('PK');
    expect(zip.includes('talk.en-zh.ass')).toBe(true);
  });

  it('is a page that runs only its own script', async () => {
    const answer = await server.ask(`/talks/${id}`);
    const page = await answer.text();
    expect(answer.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(page).toContain(`data-talk="${id}"`);
    const script = /src="([^"]+)"/.exec(page)?.[1] ?? '';
    expect((await server.ask(script)).headers.get('content-type')).toContain('javascript');
    expect(page).not.toMatch(/<script(?![^>]*src)|<style|style="/);
  });

  it.each([
    ['segment', 'source'],
    ['存储引擎', 'translation'],
    ['备份', 'note'],
    ['sample tal', 'title'],
  ])('is found by %s', async (query, kind) => {
    const hits = await json(z.array(SearchHit), `/api/search?q=${encodeURIComponent(query)}`);
    expect(hits.map((hit) => hit.kind)).toContain(kind);
    expect(hits.every((hit) => hit.talk.id === id)).toBe(true);
  });

  it('is worked on again without asking for anything twice', async () => {
    const answer = await server.ask(`/api/talks/${id}/retry`, { method: 'POST' });
    expect(answer.status).toBe(202);
    const { progress } = await server.until(id, ['done']);
    expect(progress?.tokens).toBe(0);
  });
});

describe('the library', () => {
  it('shows what others put into its folder, and forgets what they take away', async () => {
    const text = await readFile(join(server.folder, 'A-sample-talk/talk.json'), 'utf8');
    const folder = join(server.folder, 'from-elsewhere');
    await mkdir(folder);
    await writeFile(join(folder, 'talk.json'), text.replace('"A sample talk"', '"By hand"'));
    await passed();
    const talks = await talksIn();
    expect(talks.map((talk) => talk.title)).toContain('By hand');
    await rm(folder, { recursive: true });
    await passed();
    expect((await talksIn()).map((talk) => talk.title)).not.toContain('By hand');
  });

  it('shows a picture of a video, and gives a talk tags', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'talkleaf-video-'));
    const size = ['-f', 'lavfi', '-i', 'testsrc=size=320x180:rate=5:duration=4'];
    await execa('ffmpeg', ['-v', 'error', ...size, '-pix_fmt', 'yuv420p', join(folder, 'v.mp4')]);
    await writeFile(join(folder, 'v.srt'), '1\n00:00:00,000 --> 00:00:04,000\nHello there.\n');
    const wishes = { note: false, translation: false };
    const talk = await server.submit({ input: { path: join(folder, 'v.srt') }, wishes });
    const { facts } = await server.until(talk.id, ['done', 'bare']);
    expect(facts.hasPicture).toBe(true);
    const picture = await server.ask(`/api/talks/${talk.id}/picture`);
    expect(picture.headers.get('content-type')).toBe('image/jpeg');
    expect((await server.ask(`/api/talks/${id}/picture`)).status).toBe(404);
    const image = await readFile(join(server.folder, 'v/.talkleaf/picture.jpg'));
    const site = createServer((_, response) => {
      response.writeHead(200, { 'content-type': 'image/jpeg' }).end(image);
    });
    const linked = join(server.folder, 'linked');
    const made = await readFile(join(server.folder, 'v/talk.json'), 'utf8');
    await mkdir(join(linked, '.talkleaf'), { recursive: true });
    const published = { picture: `${await listen(site)}/picture.jpg` };
    const source = { name: 'x', url: 'https://example.org/x', published };
    await writeFile(
      join(linked, 'talk.json'),
      JSON.stringify({ ...Object(parseJson(made)), source }),
    );
    await passed();
    const found = (await talksIn()).find(({ source: name }) => name === 'https://example.org/x');
    // It is on this machine, where links that others hand in do not lead.
    expect((await server.ask(`/api/talks/${found?.id}/picture`)).status).toBe(404);
    const fetched = join(linked, '.talkleaf', 'picture.jpg');
    await pictureOf(linked, { address: published.picture, send: transportOf({}) });
    expect((await readFile(fetched)).length).toBeGreaterThan(500);
    site.close();
    await rm(linked, { recursive: true });
    const patch = { method: 'PATCH', body: { tags: ['a', 'b', 'a'] } };
    expect((await json(TalkSummary, `/api/talks/${talk.id}`, patch)).tags).toEqual(['a', 'b']);
    await rm(folder, { recursive: true });
  });

  it('plans without asking or keeping anything', async () => {
    const before = await readdir(join(server.folder, '.talkleaf-library/handed-in'));
    const input = { text: await readFile('sample/talk.srt', 'utf8'), name: 'Another' };
    const plan = await json(PlanAnswer, '/api/plans', {
      method: 'POST',
      body: { input, wishes: { to: 'zh' } },
    });
    expect(plan).toMatchObject({ title: 'Another', target: 'zh', translation: true, note: true });
    expect(await readdir(join(server.folder, '.talkleaf-library/handed-in'))).toEqual(before);
    expect(await readdir(server.folder)).not.toContain('Another');
  });

  it('leaves nothing of a talk that is removed while it is worked on', async () => {
    const before = await readdir(server.folder);
    const text = await readFile('sample/talk.srt', 'utf8');
    const { id: gone } = await server.submit({ input: { text, name: 'Gone at once' } });
    await server.until(gone, ['running', 'done']);
    expect((await server.ask(`/api/talks/${gone}`, { method: 'DELETE' })).status).toBe(204);
    await passed();
    expect(await readdir(server.folder)).toEqual(before);
    const trash = await readdir(join(server.folder, '.talkleaf-library/trash'));
    expect(trash.some((name) => name.includes(gone) || name.startsWith('Gone'))).toBe(true);
  });

  it('says in the language that is asked for what kept a talk from being done', async () => {
    const body = { input: { text: '{"nothing": "here"}', name: 'Broken' } };
    const { id: broken } = await json(TalkSummary, '/api/talks', { method: 'POST', body });
    const { problem } = await server.until(broken, ['failed']);
    expect(problem?.code).toBe('TRANSCRIPT_SHAPE');
    const chinese = await json(TalkSummary, `/api/talks/${broken}`, {
      headers: { 'accept-language': 'zh-CN' },
    });
    expect(chinese.problem?.message).toMatch(/\p{sc=Han}/u);
    const removed = await server.ask(`/api/talks/${broken}`, { method: 'DELETE' });
    expect(removed.status).toBe(204);
    expect((await server.ask(`/api/talks/${broken}`)).status).toBe(404);
  });

  it.each([
    [{ input: {} }, 'input: use one of {"link"}, {"path"}, {"text"}, {"upload"}'],
    [{ input: { link: '' } }, 'input.link: it is empty'],
    [{ input: { text: 'Hi.', title: 'a' } }, 'input: nothing here is called title'],
    [{ input: { text: 'Hi.' }, wishes: { speakers: 99 } }, 'wishes.speakers: the most is 20'],
    [{ input: { text: 'Hi.' }, wishes: { note: 'no' } }, 'wishes.note: true or false is expected'],
  ])('says what is wrong with %j', async (body, what) => {
    const answer = await server.ask('/api/talks', { method: 'POST', body });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain(JSON.stringify(what).slice(1, -1));
  });

  it('describes itself', async () => {
    const described = await json(z.object({ paths: z.object({}).loose() }), '/api/openapi.json');
    expect(Object.keys(described.paths)).toEqual(
      expect.arrayContaining(['/api/talks', '/api/talks/{id}/events', '/api/search']),
    );
  });
});

it('was never at a loss', () => {
  expect(server.faults).toEqual([]);
});

/** The folders are not looked at more often. */
async function passed(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 3100));
}

type Event = { readonly id: number; readonly data: Readonly<Record<string, unknown>> };

/** The events of a stream up to one of a type. */
async function eventsOf(
  path: string,
  last: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Event[]> {
  const over = new AbortController();
  const { body } = await server.ask(path, { headers, signal: over.signal });
  const events: Event[] = [];
  let text = '';
  for await (const piece of body ?? []) {
    text += Buffer.from(piece).toString();
    const whole = text.split('\n\n');
    text = whole.pop() ?? '';
    for (const each of whole) {
      const [, number, data] = /^id: (\d+)\ndata: (.*)$/.exec(each) ?? [];
      if (data !== undefined) events.push({ id: Number(number), data: Object(parseJson(data)) });
    }
    if (events.at(-1)?.data['type'] === last) break;
  }
  over.abort();
  return events;
}
