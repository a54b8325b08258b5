import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, it } from 'vitest';

import { type HoldingServer, holdBack } from '../../../test/support/holding-server.ts';
import { readAll } from '../../../test/support/trickle.ts';
import { GrowingFile } from '../../base/growing-file.ts';
import { fetchDirectLink, type FetchedLink } from './direct-link.ts';

const SOUND = 'sample/talk.wav';

let folder = '';
let server: HoldingServer;
let growing: GrowingFile;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'growing-link-'));
  growing = new GrowingFile();
  server = await holdBack(SOUND, 0.5);
});
afterEach(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

/** Begins to fetch; the promise is given in a box, as it would be waited for otherwise. */
async function begin(
  signal?: AbortSignal,
): Promise<{ readonly fetching: Promise<FetchedLink | undefined> }> {
  const fetching = fetchDirectLink(server.url, { folder, growing, retryMs: 1, signal });
  // Those who only look at the file hear of no failure.
  fetching.catch(() => undefined);
  await expect.poll(() => growing.path).toBeDefined();
  return { fetching };
}

it('is read while it comes in, whatever it is called by then', async () => {
  const { fetching } = await begin();
  let read = 0;
  const reading = readAll(await growing.open(), (at) => (read = at));
  await expect.poll(() => read > 1_000_000 && growing.isAwaited).toBe(true);
  server.go('cut');
  const link = await fetching;
  growing.end();
  expect(server.asked()).toBe(2);
  expect(growing.path).not.toBe(link?.file);
  expect((await reading).equals(await readFile(SOUND))).toBe(true);
});

it('is lost when it begins anew', async () => {
  const { fetching } = await begin();
  await server.change('sample/talk.srt');
  server.go('cut');
  expect((await fetching)?.kind).toBe('media');
  expect(growing.isLost).toBe(true);
});

it('begins where an earlier run left it, or anew, without being lost for that', async () => {
  const stop = new AbortController();
  const { fetching: left } = await begin(stop.signal);
  stop.abort(new Error('enough'));
  await expect(left).rejects.toThrow('enough');
  await server.change('sample/talk.srt');
  growing = new GrowingFile();
  server.go();
  await fetchDirectLink(server.url, { folder, growing });
  growing.end();
  expect(growing.isWhole).toBe(true);
});

it('is not there where a link leads to a transcript', async () => {
  server.close();
  server = await holdBack('sample/talk.srt', 0.5);
  server.go();
  expect((await fetchDirectLink(server.url, { folder, growing }))?.kind).toBe('transcript');
  expect(growing.path).toBeUndefined();
});
