import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { startServing, type TestServer } from '../../test/support/serving.ts';
import { parseJson } from '../base/json.ts';
import { Problem } from './contract.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServing();
});
afterAll(async () => {
  await server.close();
});

const TUS = { 'tus-resumable': '1.0.0' };

async function create(name: string, size: number): Promise<Response> {
  const filename = Buffer.from(name).toString('base64');
  const headers = {
    ...TUS,
    'upload-length': String(size),
    'upload-metadata': `filename ${filename}`,
  };
  return await fetch(`${server.origin}/api/uploads`, { method: 'POST', headers });
}

async function send(place: string, from: number, piece: Uint8Array<ArrayBuffer>) {
  const headers = {
    ...TUS,
    'upload-offset': String(from),
    'content-type': 'application/offset+octet-stream',
  };
  return await fetch(new URL(place, server.origin), { method: 'PATCH', headers, body: piece });
}

/** Sends a file whole; gives the last answer and the upload's number. */
async function upload(name: string, content: Uint8Array<ArrayBuffer>) {
  const place = (await create(name, content.length)).headers.get('location') ?? '';
  const answer = await send(place, 0, content);
  return { answer, id: place.split('/').at(-1) ?? '' };
}

describe('an upload', () => {
  it('says before anything is sent how much it takes', async () => {
    const answer = await fetch(`${server.origin}/api/uploads`, { method: 'OPTIONS' });
    expect(Number(answer.headers.get('tus-max-size'))).toBe(20 * 1024 ** 3);
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    expect((await create('a.mp4', 21 * 1024 ** 3)).status).toBe(413);
  });

  it('goes on after a break, and is worked on under its own name', async () => {
    const sound = new Uint8Array(await readFile('sample/talk.wav'));
    const place = (await create('My talk: one.wav', sound.length)).headers.get('location') ?? '';
    const half = Math.floor(sound.length / 2);
    expect((await send(place, 0, sound.slice(0, half))).status).toBe(204);
    const head = await fetch(new URL(place, server.origin), { method: 'HEAD', headers: TUS });
    expect(head.headers.get('upload-offset')).toBe(String(half));
    expect((await send(place, 7, sound.slice(7))).status).toBe(409);
    expect((await send(place, half, sound.slice(half))).status).toBe(204);
    const input = { upload: place.split('/').at(-1) };
    const wishes = { note: false, translation: false };
    const { id, title } = await server.submit({ input, wishes });
    expect(title).toBe('My talk one');
    await server.until(id, ['done', 'bare']);
    expect((await server.ask(`/api/talks/${id}/media`)).status).toBe(200);
    await server.ask(`/api/talks/${id}`, { method: 'DELETE' });
    expect(await readdir(join(server.folder, '.talkleaf-library/handed-in'))).toEqual([]);
  });

  it.each([
    [
      'a picture called a video',
      'a.mp4',
      Buffer.from('\u0089PNG\r\n\u001A\n\0\0\0\rIHDR', 'latin1'),
    ],
    ['a program', 'a.exe', Buffer.from(`MZ\0\0${'\0'.repeat(500)}`)],
    ['nothing to read', 'a.srt', Buffer.from('   \n')],
  ])('of %s is refused, and not kept', async (_, name, content) => {
    const { answer, id } = await upload(name, new Uint8Array(content));
    expect(answer.status).toBe(422);
    expect(Problem.safeParse(parseJson(await answer.text())).success).toBe(true);
    const kept = await readdir(join(server.folder, '.talkleaf-library/handed-in'));
    expect(kept).not.toContain(id);
  });

  it.each(['../../../etc/cron.d/x.srt', String.raw`..\..\x.srt`, '/etc/x.srt', '.srt', 'a\0b.srt'])(
    'called %j lies where all uploads lie',
    async (name) => {
      const content = Buffer.from('1\n00:00:01,000 --> 00:00:03,000\nHello there.\n');
      const { answer, id } = await upload(name, new Uint8Array(content));
      expect(answer.status).toBe(204);
      const [file = ''] = await readdir(join(server.folder, '.talkleaf-library/handed-in', id));
      expect(file).not.toMatch(/[/\\\0]|\.\./);
    },
  );

  it('cannot be read back', async () => {
    const { id } = await upload('a.txt', new Uint8Array(Buffer.from('Hello there, my friend.')));
    expect((await server.ask(`/api/uploads/${id}`)).status).toBe(404);
    expect(server.faults).toEqual([]);
  });
});
