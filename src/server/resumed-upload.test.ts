/** A file that comes in pieces, as a client of the upload protocol sends it. */
import { readFile } from 'node:fs/promises';

import { afterAll, beforeAll, expect, it } from 'vitest';

import { startServing, type TestServer } from '../../test/support/serving.ts';

const TUS = { 'tus-resumable': '1.0.0' };
const PIECE = { ...TUS, 'content-type': 'application/offset+octet-stream' };

let server: TestServer;
beforeAll(async () => {
  server = await startServing();
});
afterAll(async () => {
  await server.close();
});

it('goes on where it stopped', async () => {
  const file = await readFile('sample/talk.srt', 'utf8');
  const name = Buffer.from('A sample talk.srt').toString('base64');
  const begun = await server.ask('/api/uploads', {
    method: 'POST',
    headers: { ...TUS, 'upload-length': `${file.length}`, 'upload-metadata': `filename ${name}` },
  });
  expect(begun.status).toBe(201);
  const place = begun.headers.get('location') ?? '';
  const send = async (from: number, to?: number): Promise<number> => {
    const headers = { ...PIECE, 'upload-offset': `${from}` };
    const body = file.slice(from, to);
    return (await server.ask(place, { method: 'PATCH', headers, body })).status;
  };
  expect(await send(0, 1000)).toBe(204);
  const asked = await server.ask(place, { method: 'HEAD', headers: TUS });
  expect([asked.status, asked.headers.get('upload-offset')]).toEqual([200, '1000']);
  expect(await send(1000)).toBe(204);
  const upload = place.split('/').at(-1);
  const { id } = await server.submit({ input: { upload }, wishes: { to: 'zh' } });
  const { title } = await server.until(id, ['done']);
  expect(title).toBe('A sample talk');
});

it('is not handed out again', async () => {
  const { status } = await server.ask('/api/uploads/0123456789abcdef0123456789abcdef');
  expect(status).toBe(404);
});
